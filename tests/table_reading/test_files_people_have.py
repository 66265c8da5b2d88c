"""Tables and plans as people have them give the right values, and say what was left out or mended.

The inputs and what each gives stand in `tests/examples/tables/`.
"""

import tomllib

import pandas as pd
import pytest

from assessment.catalog import available_languages, earlier_wordings, language_for, load_instrument
from assessment.cohort.reader.problems import problem_sentences
from assessment.export.plan_import import read_plan_csv
from tests.cohort.reader.reading import read
from tests.support import EXAMPLES

TABLES = EXAMPLES / "tables"
PEOPLE = tomllib.loads((TABLES / "people.toml").read_text(encoding="utf-8"))
PLANS = tomllib.loads((TABLES / "plans.toml").read_text(encoding="utf-8"))
NOT_IN_THE_PLAN = "not in the plan"


@pytest.fixture(scope="module")
def translations():
    """The instrument in every language but English, and in the words of earlier versions."""
    others = [load_instrument(language=language_for(code)) for code in available_languages() if code != "en"]
    return [*others, *earlier_wordings()]


def test_every_file_has_its_values():
    assert {path.name for path in (TABLES / "people").iterdir()} == set(PEOPLE)
    assert {path.name for path in (TABLES / "plans").iterdir()} == set(PLANS)


@pytest.mark.parametrize("name", PEOPLE)
def test_a_table_of_people_gives_the_right_answers(name, translations):
    expected = dict(PEOPLE[name])
    rows, said = expected.pop("rows"), expected.pop("said")
    responses = read((TABLES / "people" / name).read_bytes(), translations=translations)
    assert responses.frame.index.tolist() == rows
    for column, values in expected.items():
        cells = responses.frame[column]
        texts = cells.dt.strftime("%Y-%m-%d") if cells.dtype.kind == "M" else cells.astype("str")
        assert texts.where(cells.notna(), "").tolist() == values
    assert responses.problems["row"].isna().all()
    assert_said(problem_sentences(responses.problems), said, passing="is no column we know")


@pytest.mark.parametrize("name", PLANS)
def test_an_edited_plan_gives_the_right_steps(name):
    expected = PLANS[name]
    plan = read_plan_csv((TABLES / "plans" / name).read_bytes(), [])
    assert len(plan.rows) == expected["steps"]
    assert [row.step_id for row in plan.rows if row.done] == expected.get("done", ["tip-debrief_complete"])
    assert str(plan.rows[0].day) == expected["day"]
    assert plan.rows[0].note == expected.get("note", "")
    assert_said([*plan.notices, *plan.problems], expected["said"], passing=NOT_IN_THE_PLAN, repeated=True)


def assert_said(sentences, expected, passing, repeated=False):
    """Every expected text is in a sentence, and no sentence says anything else but what may be said in `passing`."""
    for text in expected:
        assert any(text in sentence for sentence in sentences), (text, sentences)
    others = [each for each in sentences if passing not in each and not any(text in each for text in expected)]
    allowed = "already; left out" if repeated else "headings were read as columns"
    assert [each for each in others if allowed not in each and "answers were read" not in each] == []


def test_a_spreadsheet_says_the_same_as_its_text():
    table = read((TABLES / "people" / "microsoft_forms.xlsx").read_bytes())
    text = table.frame.astype("str").rename(columns={"team_intro": "Did they introduce you to the team?"})
    pd.testing.assert_frame_equal(read(text.to_csv(index=False)).frame, table.frame)
