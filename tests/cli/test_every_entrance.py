"""One file gives the same numbers on the page and on the command line, and one sentence where it does not belong."""

import io
from datetime import date

import pandas as pd
import pytest

from assessment.cohort.scoring.frame import RESULT_COLUMNS, score_frame
from assessment.ui.cohort.uploads import read_people
from tests.cli.entrances import ENTRANCES, REFUSED, at
from tests.cli.running import run_cohort
from tests.support import EXAMPLES, INSTRUMENT

PEOPLE = EXAMPLES / "tables" / "people"
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("name", sorted(path.name for path in PEOPLE.iterdir()))
def test_a_file_gives_the_same_numbers_at_every_entrance(name, tmp_path):
    out = tmp_path / "out.parquet"
    assert run_cohort("score", PEOPLE / name, "-o", out, "--today", TODAY.isoformat()) == 0
    scores = pd.read_parquet(out)
    page = read_people(io.BytesIO((PEOPLE / name).read_bytes()), INSTRUMENT, TODAY)
    expected = score_frame(page.frame, INSTRUMENT, today=TODAY).reset_index(drop=True)
    pd.testing.assert_frame_equal(scores[list(RESULT_COLUMNS)].astype(expected.dtypes), expected)
    assert not (scores["problems"] != "").any()


BELONGS = {
    **dict.fromkeys((EXAMPLES / "tables" / "people").iterdir(), ("cohort score", "Cohort page")),
    **dict.fromkeys((EXAMPLES / "tables" / "plans").iterdir(), ("plan",)),
    **dict.fromkeys((EXAMPLES / "tables").glob("tracker.*"), ("tracker",)),
    **dict.fromkeys((EXAMPLES / "cases").iterdir(), ("case",)),
}
"""File -> the entrances that read it."""


@pytest.mark.parametrize("path", BELONGS, ids=lambda path: path.name)
def test_where_a_file_does_not_belong_it_is_refused_in_one_sentence(path):
    for entrance in ENTRANCES:
        if entrance not in BELONGS[path]:
            said = at(entrance, path)
            # A table with no column of a tracker can be matched by hand; its rows name neither employer nor role.
            assert said.startswith((REFUSED, "0 applications []" if entrance == "tracker" else REFUSED)), entrance
            assert " / " not in said
            assert len(said) < 400
        elif entrance != "cohort score":
            assert not at(entrance, path).startswith(REFUSED), entrance


@pytest.mark.parametrize(("order", "day"), [("day-first", "2026-02-03"), ("month-first", "2026-03-02")])
def test_the_order_of_day_and_month_can_be_given(order, day, tmp_path):
    (tmp_path / "in.csv").write_text("person,interview_date\nA,3/2/2026\n")
    assert run_cohort("score", tmp_path / "in.csv", "-o", tmp_path / "out.parquet", "--dates", order) == 0
    assert pd.read_parquet(tmp_path / "out.parquet")["interview_date"].tolist() == [day]
