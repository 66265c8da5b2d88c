"""Notes below a table are left out and counted; a name, a number or an answer is never taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.catalog import available_languages, language_for, load_instrument
from assessment.cohort.reader import columns
from assessment.cohort.reader.problems import problem_sentences
from assessment.export.plan_import import read_plan_csv
from assessment.table_reading.foot import ALSO_ANSWERS, Foot, note_signs
from tests.cohort.reader.reading import parquet_bytes, read
from tests.support import examples
from tests.table_reading.workbooks import workbook_of

NOTES = [
    "Exported by Google Forms on 2026-11-02",
    "Source: HR survey",
    "Responses: 12",
    "Filter: all",
    "Last updated on Monday",
    "Page 1 of 3",
    "N = 12",
    "© 2026 Acme",
    "* optional question",
    "Erstellt am 02.11.2026 um 10:15",
    "Exportado por Ana el 2/11/2026",
    "Généré par LimeSurvey le 2 novembre",
    "Gegenereerd op 2 november",
    "All of these answers were given in October.",
    "(2 rows affected)",
    "Confidential - for internal use only",
    "--- End of report ---",
]
NAMES = [
    "Anna",
    "Anna Müller",
    "P007",
    "12",
    "t.lee@example.org",
    "Page",
    "Ana de la Cruz Ruiz",
    "Confidential",
    "2026-11-02 10:15:00",
]
PEOPLE = [["person", "practice", "stories"], ["A", "alone", ""], ["B", "", "few"]]


def as_csv(rows):
    return "\n".join(",".join(f'"{cell}"' if '"' in cell else cell for cell in row) for row in rows).encode()


def as_spreadsheet(rows):
    return workbook_of({"A": rows})


def as_parquet(rows):
    import pandas as pd

    return parquet_bytes(pd.DataFrame(rows[1:], columns=rows[0]))


@pytest.mark.parametrize("note", NOTES)
def test_a_note_alone_in_the_first_column_belongs_to_the_foot(note):
    assert Foot().may_hold([note, "", ""])
    assert not Foot().may_hold([note, "alone", "few"])
    assert not Foot().may_hold(["", note, ""])


@pytest.mark.parametrize("note", [note for note in NOTES if note_signs(note) - ALSO_ANSWERS])
def test_a_note_in_a_column_of_answers_belongs_to_it_too(note):
    assert Foot(holds_answers=True).may_hold([note, "", ""])


def test_one_answer_alone_is_a_person():
    answers = ["practice,stories", "alone,few", "With a person: they asked me all of it in 2026.,"]
    assert len(read("\n".join(answers).encode()).frame) == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_person_who_answered_nothing_is_none(name):
    assert not Foot().may_hold([name, "", ""])


@pytest.mark.parametrize("code", available_languages())
def test_no_answer_has_a_sign_that_only_notes_have(code):
    instrument = load_instrument(language=language_for(code))
    labels = [option.label for item in instrument.items.values() for option in item.options]
    assert {label for label in labels if note_signs(label) - ALSO_ANSWERS} == set()


def test_ids_of_the_same_kind_are_people():
    foot = Foot()
    assert not foot.may_hold(["Team A: Anna", "alone", "few"])
    assert not foot.may_hold(["Team A: Ben", "", ""])
    assert foot.may_hold(["Exported on 2 November", "", ""])


@pytest.mark.parametrize("make", [as_csv, as_spreadsheet, as_parquet])
def test_what_stands_below_the_people_is_left_out_and_said(make):
    rows = [*PEOPLE, ["Total", "1", "1"], ["Responses:", "2", ""], ["Exported by Forms on 2026-11-02", "", ""]]
    responses = read(make(rows))
    assert responses.frame["person"].tolist() == ["A", "B"]
    said = problem_sentences(responses.problems)
    assert "2 notes at the foot were left out: 'Responses: 2', 'Exported by Forms on 2026-11-02'." in said
    assert "1 row of totals at the foot was left out." in said


@pytest.mark.parametrize("make", [as_csv, as_spreadsheet, as_parquet])
def test_a_note_that_people_follow_stays_and_so_do_people_without_answers(make):
    rows = [*PEOPLE, ["Source: HR", "", ""], ["Anna Müller", "", ""]]
    assert read(make(rows)).frame["person"].tolist() == ["A", "B", "Source: HR", "Anna Müller"]


@pytest.mark.parametrize("make", [as_csv, as_spreadsheet, as_parquet])
def test_the_last_person_without_answers_stays_where_others_are_named_alike(make):
    rows = [PEOPLE[0], ["Team: A", "alone", "few"], ["Team: B", "", ""]]
    assert read(make(rows)).frame["person"].tolist() == ["Team: A", "Team: B"]


ROWS = st.sampled_from(
    [["A", "alone", ""], ["B", "", ""], ["Total", "2", ""], ["Source: HR", "", ""], ["Team: A", "alone", "few"]]
)


@examples(1)
@given(st.lists(ROWS, max_size=12), st.sampled_from([2, 100]))
def test_text_and_spreadsheets_lose_the_same_rows(rows, longest):
    tables = [[PEOPLE[0], ["A", "alone", ""], *rows]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "LONGEST_FOOT", max(longest, len(rows) + 1))
        texts, sheets = (
            [read(make(table)).frame["person"].tolist() for table in tables] for make in (as_csv, as_parquet)
        )
    assert texts == sheets


def test_a_plan_loses_notes_too():
    plan = read_plan_csv(b"step_id,date,title,done\na,2026-11-20,Call,no\nExported by Sheets on 2 November,,,\n", ["a"])
    assert [row.step_id for row in plan.rows] == ["a"]
    assert "1 note at the foot was left out: 'Exported by Sheets on 2 November'." in plan.notices
    assert plan.problems == ()
