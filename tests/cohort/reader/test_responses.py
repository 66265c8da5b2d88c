"""Dates, strict reading and limits of reading responses."""

import pandas as pd
import pytest

from tests.cohort.reader.reading import parquet_bytes, problem_cells, read, refusal


@pytest.mark.parametrize(
    "written",
    [
        *("2026-11-16", "16/11/2026", "11/16/2026", "16.11.2026", "16. 11. 2026", "16-11-2026", "2026/11/16"),
        *("16 nov 2026", "16. November 2026", "16 de noviembre de 2026"),
        *("20261116", "16/11/2026 00:00:00", "2026-11-16T10:00:00+01:00"),
    ],
)
def test_a_date_that_can_be_only_one_day_is_read(written):
    responses = read(f"interview_date\n{written}\n")
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 16)]
    assert responses.problems.empty


def test_a_date_with_dots_has_its_day_first():
    assert read("interview_date\n02.11.2026\n").frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 2)]


@pytest.mark.parametrize("written", ["02/11/2026", "11-02-2026", "02.11.26", "26/11/16", "16 nov 26", "46342", "soon"])
def test_a_date_that_could_be_two_days_or_none_is_reported(written):
    responses = read(f"interview_date\n16/11/2026\n{written}\n")
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 16), pd.NaT]
    assert problem_cells(responses.problems) == [[3, "interview_date", written, ""]]


def test_impossible_dates_are_reported():
    responses = read("interview_date,promised_date,last_word_date\n2026-11-02,2026-11-01,2026-12-01\n")
    assert [row[1] for row in problem_cells(responses.problems)] == ["promised_date", "last_word_date"]


def test_strict_refuses_misread_cells_and_accepts_extra_columns():
    assert "row 3: practice: 'alon' is not offered" in refusal("person,practice\nA,alone\nB,alon\n", strict=True)
    assert "practise" in refusal("person,practise\nA,alone\n", strict=True)
    assert len(read("person,region\nA,north\n", strict=True).frame) == 1


def test_a_heading_alone_has_no_rows():
    assert read("person,practice\n").frame.shape == (0, 2)
    assert read(parquet_bytes(pd.DataFrame({"practice": pd.array([], "str")}))).frame.shape == (0, 1)


def test_more_rows_than_allowed_are_refused():
    assert "more than 1 rows" in refusal("practice\nalone\nalone\n", most_rows=1)
