"""A file in any form that a spreadsheet may save it in is read, and one that cannot be read gets one sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.plan.merge import PlanFileRow
from assessment.export.plan_import import read_plan_csv
from assessment.export.sheet import MOST_BYTES, MOST_ROWS
from tests.export.example_plan import hostile_text

KNOWN = {"a", "b", "c"}


def read(text, known=KNOWN, encoding="utf-8"):
    return read_plan_csv(text.encode(encoding), known)


@given(st.binary(max_size=400))
def test_no_file_is_too_broken_to_be_answered(content):
    file = read_plan_csv(content, KNOWN)
    assert file.problems or file.rows or b"step_id" in content


@given(st.lists(hostile_text, max_size=8), st.sampled_from([",", ";", "\t"]))
def test_notes_hold_nothing_that_could_not_be_stored(cells, separator):
    file = read(f"step_id{separator}note\na{separator}" + "".join(cells))
    for note in (row.note for row in file.rows if row.note is not None):
        assert note == note.encode().decode()
        assert "\0" not in note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_with_a_mark_and_all_separators_are_read_without_a_notice(encoding, separator):
    text = "\r\n".join(separator.join(row) for row in [("step_id", "done", "note"), ("a", "yes", "café 日本")])
    file = read(text, encoding=encoding)
    assert file.rows == (PlanFileRow("a", done=True, note="café 日本"),)
    assert (file.problems, file.notices) == ((), ())


def test_windows_1252_is_read_and_a_notice_says_so():
    file = read("step_id;note\na;Müller – café €\n", encoding="cp1252")
    assert file.rows[0].note == "Müller – café €"
    assert "Windows text (cp1252)" in file.notices[0]


def test_utf_8_that_was_read_as_windows_1252_is_mended_and_a_notice_says_so():
    garbled = "\ufeffstep_id;note\na;café ü\n".encode().decode("cp1252")
    file = read(garbled)
    assert file.rows[0].note == "café ü"
    assert "mended" in file.notices[0]


def test_columns_are_read_in_any_case_and_order_and_a_notice_names_the_others():
    file = read(" Done ,NOTE,Colour,STEP_ID\nja,hello,red,a\n")
    assert file.rows == (PlanFileRow("a", done=True, note="hello"),)
    assert file.notices == ("Columns that the plan does not have were left out: 'Colour'.",)


@pytest.mark.parametrize("name", ["ID da etapa", "Identifiant de l’étape", "Stap-ID"])
def test_the_heading_of_the_ids_is_read_in_more_languages(name):
    assert [row.step_id for row in read(f"{name},done\na,x\n").rows] == ["a"]


@pytest.mark.parametrize("done", ["Completed", "finished", "Fertig", "Terminé"])
def test_headings_of_other_planners_are_read(done):
    assert read(f"step_id,Due date,{done}\na,2026-11-16,x\n").rows[0] == PlanFileRow(
        "a", done=True, day=date(2026, 11, 16), has_day_cell=True
    )


def test_the_line_that_names_the_separator_is_no_header():
    file = read("sep=;\nstep_id;done\na;1\nb;perhaps\n")
    assert file.rows[0].done
    assert file.problems[0].startswith("Row 3: done is 'perhaps'")


def test_a_quote_that_is_never_closed_ends_the_reading_there():
    file = read('step_id,note\na,fine\nb,"never closed\nc,lost\n')
    assert [row.step_id for row in file.rows] == ["a"]
    assert file.problems == (
        "Row 3: a quote opens and does not close where a field ends. Nothing from there on was read.",
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (
            b"a,b\n1,2\n",
            "No column is one we know; the first line is 'a,b'; save the table with its headings as CSV (UTF-8).",
        ),
        (b"date,done\n1,2\n", "no column step_id (found 'date', 'done')"),
        (b"<html><body>sign in</body></html>", "No column is one we know"),
        (b"PK\x03\x04\x14\x00", "damaged"),
        (b"\xff\xfe\x00\xdc\x00\xdc,\x00", "not utf-16 text"),
        (b'"step_id,done\n', "No column is one we know"),
        (b"x" * (MOST_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_plan_gets_one_sentence(content, words):
    file = read_plan_csv(content, KNOWN)
    assert file.rows == ()
    assert len(file.problems) == 1
    assert words in file.problems[0]


@pytest.mark.parametrize(("second", "said"), [("yes", ()), ("", ()), ("no", ("2",))])
def test_of_a_column_that_stands_twice_the_first_is_used(second, said):
    file = read(f"step_id,done,Done\na,yes,{second}\n")
    assert [row.done for row in file.rows] == [True]
    sentences = [f"The column done stands twice and differs in row {row}; the first was used." for row in said]
    assert [each for each in file.notices if "twice" in each] == sentences


def test_a_nul_is_taken_out_and_a_long_cell_or_table_is_refused():
    assert read("step_id,note\na,on\0e\n").rows[0].note == "one"
    cut = read(f"step_id,note\na,{'x' * 4001}\n")
    assert (cut.rows[0].note, cut.problems) == ("x" * 4000, ("Row 2: the note was cut after 4,000 characters.",))
    rows = "".join(f"s{number},yes\n" for number in range(MOST_ROWS + 5))
    file = read("step_id,done\n" + rows, known={f"s{number}" for number in range(MOST_ROWS + 5)})
    assert len(file.rows) == MOST_ROWS
    assert file.problems == (f"Row {MOST_ROWS + 2}: a plan has at most 5,000 rows; nothing from this row on was read.",)
