"""CSV is read in any usual encoding and with any usual delimiter, and no row is lost."""

import codecs
import csv

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.cohort.reader import plain_csv, rows
from assessment.cohort.reader.problems import problem_sentences
from assessment.table_reading.rows import says_nothing
from tests.cohort.people import random_frame
from tests.cohort.reader.reading import problem_cells, read, read_or_check_refusal, refusal
from tests.support import EXAMPLES, examples

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


PEOPLE = "person;team_intro;feedback\nZoë;off_agenda;specific\nÅsa;;none\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_unicode_is_read_without_a_problem(encoding, mark):
    responses = read(mark + PEOPLE.encode(encoding))
    assert responses.frame["person"].tolist() == ["Zoë", "Åsa"]
    assert responses.problems.empty


def test_windows_text_is_read_and_reported():
    responses = read(PEOPLE.encode("cp1252"))
    assert responses.frame["person"].tolist() == ["Zoë", "Åsa"]
    assert "cp1252" in problem_sentences(responses.problems)[0]


def test_an_encoding_can_be_named():
    responses = read(PEOPLE.encode("cp1252"), encoding="cp1252")
    assert responses.problems.empty


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_detected_from_the_known_columns(delimiter):
    responses = read(PEOPLE.replace(";", delimiter))
    assert responses.frame["feedback"].tolist() == ["specific", "none"]


def test_rows_with_too_many_fields_are_reported_and_empty():
    responses = read(
        'person,practice,stories\nA,alone,most\n"B, jr.",alone,most\nC, jr.,alone,most\nD,alone,few,\n\nE,alone,few\n'
    )
    assert responses.frame.index.tolist() == [2, 3, 4, 5, 7]
    assert responses.frame["practice"].isna().tolist() == [False, False, True, False, False]
    assert [row for row, *_ in problem_cells(responses.problems)] == [4]


def test_empty_cells_at_the_end_of_a_row_may_be_left_out():
    short = read("person,practice,stories\nA,alone\nB\nC,alone,few,,\n")
    whole = read("person,practice,stories\nA,alone,\nB,,\nC,alone,few\n")
    pd.testing.assert_frame_equal(short.frame, whole.frame)
    assert short.problems.empty


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=,", "sep=;;;"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_names_the_separator_is_skipped(line, end, encoding):
    without_line = read(PEOPLE)
    responses = read(f"{line}\n{PEOPLE}".replace("\n", end).encode(encoding))
    pd.testing.assert_frame_equal(responses.frame, without_line.frame)
    assert responses.problems.empty
    wrong = read(f"{line}\n{PEOPLE.replace('specific', 'x')}".replace("\n", end).encode(encoding))
    assert [row for row, *_ in problem_cells(wrong.problems)] == [2]


def test_a_stray_quote_empties_only_its_row():
    responses = read('person,practice\n"A"x,alone\nB,alone\n')
    assert responses.frame["practice"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "the file is empty."),
        (b"\xef\xbb\xbf \r\n\r\n", "the file is empty."),
        ("sep=;\n", "the file is empty."),
        ("<!doctype html><html>\n", "no column"),
        (
            "a,b\n1,2\n",
            "no column is one we know; the first line is 'a,b'; save the table with its headings as CSV (UTF-8).",
        ),
        (
            "\na,b\n",
            "no column is one we know; the first line is 'a,b'; save the table with its headings as CSV (UTF-8).",
        ),
        ('person,practice\n"A,alone\nB,alone\n', "row 2: a quote opens and does not close"),
        ('person,practice\n"A,alone\n"B,alone\n', "row 2: a quote opens and does not close"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (b"PK\x03\x04", "damaged"),
        (b"PAR1 and nothing else", "Parquet"),
        (b"person,practice\n\0\0\0", "not a text file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(content, sentence):
    assert sentence in refusal(content)


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["plain", "row by row"])
def test_a_long_table_has_as_many_rows_as_lines(monkeypatch, quoting):
    monkeypatch.setattr(rows, "BATCH_ROWS", rows.BLOCK_ROWS)
    monkeypatch.setattr(plain_csv, "BLOCK_BYTES", 30_000)
    frame = random_frame(5_007, seed=2, items=["practice", "stories"])
    people = frame[frame.notna().any(axis=1)]
    responses = read(frame.to_csv(index=False, quoting=quoting))
    pd.testing.assert_frame_equal(responses.frame, people.set_axis(people.index + 2), check_names=False)
    assert f"{len(frame) - len(people)} empty rows" in problem_sentences(responses.problems)[0].replace(",", "")


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=8))
@example([["§", ""]])  # At the foot it would be a note.
def test_no_text_breaks_the_reader_or_loses_a_row_that_says_something(people):
    rows = [["first", "alone"], *people, ["last", "alone"]]
    table = pd.DataFrame(rows, columns=["person", "practice"], dtype="str")
    kept = [person for person, practice in rows if not (says_nothing(person) and says_nothing(practice))]
    found = read(table.to_csv(index=False, quoting=csv.QUOTE_ALL)).frame["person"]
    assert len(found) == len(kept)
    assert len(kept) >= sum(any(map(str.isalnum, person + practice)) for person, practice in rows)


@examples(2)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    responses = read_or_check_refusal(b"person,practice\n" + content)
    assert responses is None or set(responses.frame.columns) == {"person", "practice"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"\xff\xfef\x00i\x00n\x00\x00\xd8",
            "no column is one we know; the first line is 'fin'; save the table with its headings as CSV (UTF-8).",
        ),
        (b"\xff\xfe\x00\xdc\x00\xdc,\x00", "it is not utf-16 text; save the table as CSV (UTF-8)."),
    ],
)
def test_broken_utf_16_is_refused(content, sentence):
    assert refusal(content) == sentence


def test_columns_that_are_only_carried_may_be_twins_and_get_numbers():
    responses = read((EXAMPLES / "tables" / "twin_columns.csv").read_bytes())
    assert list(responses.frame)[:11] == [
        *("ID", "Start time", "Completion time", "Email", "Name", "team_intro", "timeline", "Comments"),
        *("Name_2", "Email_2", "Comments_2"),
    ]
    assert responses.frame["Name_2"].tolist() == ["Kim Doe", "Sam Roe"]
    assert responses.frame["team_intro"].tolist() == ["off_agenda", "no"]
    assert list(read("Name_2,Name,practice,Name\na,b,alone,c\n").frame) == ["Name_2", "Name", "practice", "Name_3"]
