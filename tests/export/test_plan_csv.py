"""The exported plan is a table that every reader reads alike, and no cell of it is a formula."""

import csv
import io
from datetime import date

import pandas as pd
import pytest
from hypothesis import given

from assessment.core.applications.records import StepProgress
from assessment.core.text.guards import guard, unguard
from assessment.export.plan_csv import COLUMNS
from assessment.export.table import BOM, write_csv
from tests.export.example_plan import IDS, STEPS, exported, hostile_text, random_progress

FORMULA_STARTS = tuple("=+-@\t\r\0＝＋－＠")


def rows_of(text):
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True))


@given(random_progress())
def test_csv_and_pandas_read_the_same_table(progress):
    text = exported(progress=progress)
    header, *rows = rows_of(text)
    frame = pd.read_csv(io.BytesIO(text.encode()), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert header == list(frame.columns) == list(COLUMNS)
    assert frame.to_numpy().tolist() == rows
    assert len(rows) == len(STEPS)


@given(random_progress())
def test_the_file_is_rfc_4180_with_a_byte_order_mark(progress):
    text = exported(progress=progress)
    assert text.encode().startswith(b"\xef\xbb\xbf")
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\r\n").writerows(rows_of(text))
    assert text == BOM + again.getvalue()


def test_every_step_has_its_id_once_and_a_date_in_iso_form_or_none():
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(exported())[1:]]
    assert [row["step_id"] for row in rows] == [step.id for step in STEPS]
    assert {row["step_id"] for row in rows} == IDS
    assert [row["date"] for row in rows] == [step.day.isoformat() if step.day else "" for step in STEPS]
    assert all(row["minutes"].isdecimal() for row in rows)


@given(hostile_text)
def test_no_cell_begins_like_a_formula_and_the_guard_can_be_taken_back(text):
    assert not guard(text).lstrip(" ").startswith(FORMULA_STARTS)
    assert unguard(guard(text)) == text


def test_a_text_that_a_program_wrote_as_a_formula_is_that_text_unless_it_is_guarded():
    assert [unguard(text) for text in ('="007"', ' ="2026-12-01" ', '=""')] == ["007", "2026-12-01", ""]
    assert [unguard(text) for text in ('\'="007"', '="a"&"b"', "=A1")] == ['="007"', '="a"&"b"', "=A1"]


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\ufeff", "\u2060 \u200e", "\xad", "\x01", "\x85", "\u202e", "\u3000\ufeff"]
)
@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(1)", "＝1"])
def test_a_formula_behind_what_is_not_seen_is_guarded_and_comes_back_as_it_was(unseen, formula):
    assert guard(unseen + formula) == f"'{unseen}{formula}"
    assert unguard(guard(unseen + formula)) == unseen + formula
    assert guard(f"{unseen}a{formula}") == f"{unseen}a{formula}"


@given(hostile_text, hostile_text)
def test_headers_are_guarded_as_cells_are(header, cell):
    written = rows_of(write_csv([header, "b"], [[cell, "b"]]))
    assert written == [[guard(header), "b"], [guard(cell), "b"]]


@pytest.mark.parametrize("number", [-5, -1.5, 0, 12])
def test_numbers_stay_numbers(number):
    assert rows_of(write_csv(["n"], [[number]]))[1] == [str(number)]


def test_a_moved_step_is_written_on_its_new_day():
    moved = STEPS[0].id
    text = exported(progress={moved: StepProgress(moved, done=True, day=date(2027, 1, 4), note="=later")})
    (row,) = [row for row in rows_of(text) if row[0] == moved]
    cells = dict(zip(COLUMNS, row, strict=True))
    assert (cells["date"], cells["done"], cells["note"]) == ("2027-01-04", "yes", "'=later")


def test_columns_that_were_shipped_keep_their_place_and_name():
    shipped = "step_id,date,title,why,minutes,kind,person,item,source,done,note,export"
    assert f"{','.join(COLUMNS)},".startswith(f"{shipped},")


def test_every_row_names_the_export():
    place = COLUMNS.index("export")
    assert {row[place] for row in rows_of(exported(export="tnqzwbpfxk"))[1:]} == {"tnqzwbpfxk"}
    assert {row[place] for row in rows_of(exported())[1:]} == {""}
