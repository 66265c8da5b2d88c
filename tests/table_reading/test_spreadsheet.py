"""Spreadsheets are read as they are, the right sheet of them, and never take more memory than they may."""

import io
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook

from assessment.core.errors import AssessmentError
from assessment.export.plan_import import read_plan_csv
from assessment.table_reading import Dropped, open_table
from tests.cohort.reader.reading import read, refusal
from tests.support import EXAMPLES
from tests.table_reading.workbooks import workbook_of

KNOWN = {"person", "practice", "interview_date"}


def rows_of(content):
    table = open_table(io.BytesIO(content), lambda name: name if name in KNOWN else None)
    return list(table.rows(Dropped())), table.notices


def test_values_come_as_a_person_sees_them():
    cells = ["00123", 7, 0.5, True, date(2026, 11, 2), datetime(2026, 11, 2, 9, 30), "", "two\nlines"]
    heading = ["person", "practice", *"abcdef"]
    ((number, record),), notices = rows_of(workbook_of({"Sheet": [heading, cells]}))
    assert record == ["00123", "7", "0.5", "TRUE", "2026-11-02", "2026-11-02 09:30:00", "", "two\nlines"]
    assert (number, notices) == (2, ())


def test_the_sheet_with_the_known_columns_is_read_and_said():
    sheets = {"Notes": [["person"], ["x"]], "People": [["Autumn"], ["person", "practice"], ["A", "alone"]]}
    rows, notices = rows_of(workbook_of(sheets))
    assert rows == [(3, ["A", "alone"])]
    assert notices[0] == "only the sheet 'People' was read"


def test_an_empty_sheet_with_the_same_heading_is_passed_over():
    sheets = {"Template": [["person", "practice"]], "People": [["person", "practice"], ["A", "alone"]]}
    rows, notices = rows_of(workbook_of(sheets))
    assert (rows, notices) == ([(2, ["A", "alone"])], ("only the sheet 'People' was read",))


@pytest.mark.parametrize(
    "rows",
    [
        [["person,practice"], ['A,"alone, at home"'], ["B,aloud"]],
        [["person;practice"], ["A;alone, at home"], ["B;aloud"]],
        [["person;practice"], ["A;alone", " at home"], ["B;aloud"]],
        [["person\tpractice"], ["A\talone, at home"], ["B\taloud"]],
    ],
)
def test_rows_that_stand_as_text_in_one_column_are_split(rows):
    assert rows_of(workbook_of({"Sheet": rows})) == ([(2, ["A", "alone, at home"]), (3, ["B", "aloud"])], ())


def test_a_sheet_with_a_heading_is_read_as_it_is_whatever_stands_as_text_in_another():
    about = [["Columns: person, practice, interview_date"], ["person,practice,interview_date"]]
    rows, _ = rows_of(workbook_of({"About": about, "People": [["person", "practice"], ["A", "alone"]]}))
    assert rows == [(2, ["A", "alone"])]


def test_several_rows_in_one_cell_are_named():
    rows, _ = rows_of(workbook_of({"Sheet": [["person,practice"], ["A,alone\nB,aloud"]]}))
    assert rows == [(2, "has several rows in one cell")]


def test_a_hidden_sheet_is_not_read():
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.add_worksheet("People").write_row(0, 0, ["person"])
        hidden = workbook.add_worksheet("Lists")
        hidden.write_row(0, 0, ["person", "practice", "interview_date"])
        hidden.hide()
    assert rows_of(file.getvalue()) == ([], ())


def test_a_plan_that_was_saved_as_a_spreadsheet_is_read():
    text = (EXAMPLES / "tables" / "plans" / "spanish_headings.csv").read_bytes()
    table = open_table(io.BytesIO(text), lambda name: name if name in ("step_id", "item") else None)
    rows = [list(table.names), *(cells for _, cells in table.rows(Dropped()))]
    assert read_plan_csv(workbook_of({"Plan": rows}), []) == read_plan_csv(text, [])


def archive_with(changed):
    """An archive with these bytes in the entry of its only file, by place: 6 is the version, 46 begins the name."""
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("é.xml", "")
    entry = bytearray(content.getvalue())
    start = entry.index(b"PK\x01\x02")
    for place, value in changed.items():
        entry[start + place] = value
    return bytes(entry)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 and nothing else", "it is damaged, or no spreadsheet that we know"),
        (archive_with({6: 255}), "it is damaged, or no spreadsheet that we know"),
        (archive_with({46: 255}), "it is damaged, or no spreadsheet that we know"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is damaged, or no spreadsheet that we know"),
        (workbook_of({"Empty": []}), "the file is empty."),
        (
            workbook_of({"Other": [["a", "b"]]}),
            "no column is one we know; the first line is 'a, b'; save the table with its headings as CSV (UTF-8).",
        ),
    ],
)
def test_what_is_no_table_gets_one_sentence(content, sentence):
    assert sentence in refusal(content)


def test_an_archive_is_no_spreadsheet():
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("people.csv", "person,practice\n")
    assert refusal(file.getvalue()) == "it is an archive and no table; give the table itself."


def replaced(content, name, change):
    """The workbook with one of its files changed."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
    return file.getvalue()


SMALL = workbook_of({"People": [["person", "practice"], ["A", "alone"]]})
BOMBS = {
    "a cell far away": replaced(
        SMALL, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="B2"', b'r="XFD1048576"')
    ),
    "one long text in many cells": replaced(
        replaced(SMALL, "xl/sharedStrings.xml", lambda xml: xml.replace(b">alone<", b">" + b"x" * 3_000_000 + b"<")),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</row></sheetData>",
            b"</row>" + b"".join(b'<row r="%d"><c r="B%d" t="s"><v>3</v></c></row>' % (n, n) for n in range(3, 3_000))
            + b"</sheetData>",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_file_that_unpacks_to_more_than_memory_holds_is_refused(name):
    assert len(BOMBS[name]) < 100_000
    with pytest.raises(AssessmentError, match="unpacks to more than fits in memory"):
        read(BOMBS[name])
