"""Rows of totals at the foot are left out and counted; nobody who answered in words is ever taken for one."""

import pytest

from assessment.cohort.reader.problems import problem_sentences
from assessment.export.plan_import import read_plan_csv
from assessment.export.tracker_table import read_tracker
from assessment.table_reading.foot import is_total_row
from tests.cohort.reader.reading import parquet_bytes, read
from tests.table_reading.workbooks import workbook_of


@pytest.mark.parametrize(
    "row",
    [
        ["Total"],
        ["", "Sum", "12", "3,5"],
        ["Average", "45 %", "$ 1,234.50", "-3", "#DIV/0!", "N/A"],
        ["MITTELWERT:", "1.234,5"],
        ["Total: 25"],
        ["Gesamtergebnis", "25", "", "Average", "4"],
        ["Moyenne", "3,2"],
        ["Mean (SD)", "3.2"],
        ["Total [n=12]", "12"],
        ["%", "100%", "50 %"],
    ],
)
def test_a_word_of_totals_with_nothing_but_numbers_is_a_total(row):
    assert is_total_row(row)


@pytest.mark.parametrize(
    "row",
    [
        [""],
        ["25"],
        ["Max", "34"],
        ["Total", "Engineer", "Applied"],
        ["Total", "2026-11-02"],
        ["Total", "2.11.2026"],
        ["Mediana Ruiz", ""],
        ["17", "Sum"],
        ["Ann", "Total"],
        ["Summer", "3"],
        ["Ann (Total)", "3"],
    ],
)
def test_what_could_be_somebody_is_none(row):
    assert not is_total_row(row)


TABLE = [["person", "practice", "stories"], ["A", "alone", ""], ["Total", "", ""], ["B", "alone", ""]]
FOOT = [["Total", "2", "0"], ["", "", ""], ["Average", "1.5", ""]]


def as_csv(rows, end="\n"):
    return end.join(",".join(row) for row in rows).encode()


@pytest.mark.parametrize(
    "make", [as_csv, lambda rows: as_csv(rows).replace(b"A,", b'"A",'), lambda rows: workbook_of({"A": rows})]
)
def test_only_what_no_person_follows_is_left_out(make):
    responses = read(make([*TABLE, *FOOT]))
    assert responses.frame["person"].tolist() == ["A", "Total", "B"]
    assert "2 rows of totals at the foot were left out." in problem_sentences(responses.problems)


def test_totals_of_parquet_are_left_out_too():
    import pandas as pd

    frame = pd.DataFrame([*TABLE[1:], *FOOT], columns=TABLE[0])
    assert read(parquet_bytes(frame)).frame["person"].tolist() == ["A", "Total", "B"]


def test_a_plan_and_a_tracker_have_totals_too():
    plan = read_plan_csv(b"step_id,date,title,minutes,done\na,2026-11-20,Call,30,no\n,,Total,30,\n", ["a"])
    assert [row.step_id for row in plan.rows] == ["a"]
    assert "1 row of totals at the foot was left out." in [notice.capitalize() for notice in plan.notices]
    tracker = read_tracker(b"Company,Role,Salary\nTotal,Engineer,50000\nTotal,,50000\n")
    assert [cells for _, cells in tracker.rows] == [("Total", "Engineer", "50000")]
    assert tracker.notices == ("1 row of totals at the foot was left out.",)
