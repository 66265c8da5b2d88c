"""The archive has the plan of each row, under names that contain nothing from the table."""

import io
from datetime import date
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from assessment.cohort.plan_archive import cohort_people, plans_zip
from assessment.core.model.process import fact_problems
from tests.cohort.people import frames_of, lists_of_people, random_frame, row_responses
from tests.support import INSTRUMENT, examples

TODAY = date(2026, 11, 20)


@examples(0.4)
@given(st.data())
def test_the_rows_of_a_frame_are_its_people(data):
    people = data.draw(lists_of_people())
    frame = data.draw(frames_of(people))
    assert list(cohort_people(frame, INSTRUMENT, today=TODAY)) == [
        (answers, process, today) for answers, process, today in people
    ]


def test_plans_are_zipped_in_the_order_of_the_rows_under_safe_names():
    frame = random_frame(3, seed=2).assign(person=["../../etc", "=1+1", "C:\\CON"])

    def write_plan(answers, process, today):
        assert not fact_problems(process, today)
        return f"{sorted(answers)}"

    archive = ZipFile(io.BytesIO(plans_zip(frame, INSTRUMENT, write_plan, today=TODAY)))
    assert archive.namelist() == ["plan_0001_etc.csv", "plan_0002_1-1.csv", "plan_0003_C-CON.csv"]
    expected = [f"{sorted(row_responses(row))}" for _, row in frame.iterrows()]
    assert [archive.read(name).decode() for name in archive.namelist()] == expected
