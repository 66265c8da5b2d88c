"""Ticks, days and notes come back from a spreadsheet, and what cannot be used is named with its line."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.applications.records import OwnStep, StepMark
from assessment.core.plan.edits import edits_of, exported_days
from assessment.core.text.cleaning import clean_title
from assessment.export.plan_import import read_plan_csv
from assessment.export.sheet import MOST_BYTES, MOST_ROWS
from tests.export.example_plan import EXAMPLE, IDS, STEPS, TODAY, exported, hostile_text, marks

KNOWN = {"a", "b", "c"}
PLANNED = {step.id: step.day for step in STEPS}
titles = hostile_text.map(clean_title).filter(bool)
own_steps = st.lists(
    st.builds(
        OwnStep,
        st.integers(0, 9).map(lambda number: f"own-{number}"),
        titles,
        st.none() | st.dates(),
        st.integers(1, 720),
    ),
    unique_by=lambda own: own.id,
)


def read(text, known=KNOWN, encoding="utf-8", **options):
    return read_plan_csv(text.encode(encoding), known, **options)


def days_read(*cells):
    rows = "".join(f'{step},"{cell}"\n' for step, cell in zip("abcdefg", cells, strict=False))
    found = read("step_id,date\n" + rows, known=set("abcdefg"))
    return [mark.day for mark in found.marks], found.problems


@given(marks())
def test_what_was_exported_comes_back(kept):
    found = read_plan_csv(exported(kept=kept).encode(), IDS)
    assert (found.problems, found.notices, found.own_steps) == ((), (), ())
    for mark in found.marks:
        standing = kept.get(mark.step_id, StepMark(mark.step_id))
        assert (mark.done, mark.note) == (standing.done, standing.note)
        assert mark.day == (standing.day or PLANNED[mark.step_id])
    assert {mark.step_id for mark in found.marks} == IDS


@given(marks())
def test_an_import_of_what_stands_changes_nothing(kept):
    found = read_plan_csv(exported(kept=kept).encode(), IDS)
    days = exported_days([EXAMPLE.plan], found.days, kept)
    assert edits_of(days, found.marks, found.own_steps, kept, (), TODAY).number == 0


@given(own_steps, marks())
def test_own_steps_come_back_with_their_ids_also_where_nobody_knows_them(own, kept):
    text = exported(kept=kept, own_steps=own)
    for known in (IDS, IDS | {step.id for step in own}):
        found = read_plan_csv(text.encode(), known)
        assert found.problems == ()
        assert {step.id: step for step in found.own_steps} == {step.id: step for step in own}


@given(st.binary(max_size=400))
def test_no_file_is_too_broken_to_be_answered(content):
    found = read_plan_csv(content, KNOWN)
    assert found.problems or found.marks or found.own_steps or b"step_id" in content


@given(st.lists(hostile_text, max_size=8), st.sampled_from([",", ";", "\t"]))
def test_nothing_stands_in_a_mark_that_could_not_be_stored(cells, separator):
    found = read(f"step_id{separator}note\na{separator}" + "".join(cells))
    for mark in found.marks:
        assert mark.note == mark.note.encode().decode()
        assert "\0" not in mark.note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_marked_encodings_and_separators_are_read_without_a_word(encoding, separator):
    text = "\r\n".join(separator.join(row) for row in [("step_id", "done", "note"), ("a", "yes", "café 日本")])
    found = read(text, encoding=encoding)
    assert found.marks == (StepMark("a", done=True, note="café 日本"),)
    assert (found.problems, found.notices) == ((), ())


def test_windows_1252_is_read_and_said():
    found = read("step_id;note\na;Müller – café €\n", encoding="cp1252")
    assert found.marks[0].note == "Müller – café €"
    assert "Windows-1252" in found.notices[0]


def test_a_file_opened_in_the_wrong_encoding_is_mended_and_said():
    garbled = "\ufeffstep_id;note\na;café ü\n".encode().decode("cp1252")
    found = read(garbled)
    assert found.marks[0].note == "café ü"
    assert "mended" in found.notices[0]


def test_header_names_in_any_case_and_order_and_other_columns_named():
    found = read(" Done ,NOTE,Colour,STEP_ID\nja,hello,red,a\n")
    assert found.marks == (StepMark("a", done=True, note="hello"),)
    assert found.notices == ("Columns that the plan does not have were left out: 'colour'.",)


def test_the_line_that_names_the_separator_is_no_header():
    found = read("sep=;\nstep_id;done\na;1\nb;perhaps\n")
    assert found.marks[0].done
    assert found.problems[0].startswith("Line 4: done is 'perhaps'")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-16",
        "2026/11/16",
        "2026. 11. 16.",
        "2026-11-16 00:00:00",
        "16.11.2026",
        "16.11.26",
        "16/11/2026",
        "16-11-2026",
        "11/16/2026",
        "11/16/26",
        "16 Nov 2026",
        "16-Nov-26",
        "16. November 2026",
        "16 novembre 2026",
        "Mon 16 Nov 2026",
        "Monday, November 16, 2026",
        "lunes, 16 de noviembre de 2026",
    ],
)
def test_days_as_spreadsheets_write_them(cell):
    assert days_read(cell) == ([date(2026, 11, 16)], ())


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("3 mrz 2026", 3),
        ("3. März 2026", 3),
        ("3 août 2026", 8),
        ("3 juil. 2026", 7),
        ("3 dic 2026", 12),
        ("3-set-2026", 9),
        ("3 mar 2026", 3),
        ("mar, 3 mar 2026", 3),
        ("mar. 3 nov. 2026", 11),
        ("mar. 3 mars 2026", 3),
    ],
)
def test_months_in_other_languages(cell, month):
    assert days_read(cell) == ([date(2026, month, 3)], ())


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("03/04/2026", "could be 2026-04-03 or 2026-03-04"),
        ("3 jui 2026", "write it like 2026-11-16"),
        ("16 Nov", "without a year"),
        ("46342", "a day number"),
        ("31/02/2026", "does not exist"),
        ("2026-13-01", "does not exist"),
        ("11.16.2026", "does not exist"),
        ("soon", "write it like 2026-11-16"),
        ("1/2/3/4", "write it like 2026-11-16"),
    ],
)
def test_a_day_that_cannot_be_read_is_named_and_not_guessed(cell, words):
    days, (problem,) = days_read(cell)
    assert days == [None]
    assert problem.startswith("Line 2: ")
    assert words in problem


def test_another_row_settles_the_order_unless_two_disagree():
    assert days_read("03/04/2026", "16/11/2026")[0] == [date(2026, 4, 3), date(2026, 11, 16)]
    assert days_read("03/04/2026", "11/16/2026")[0] == [date(2026, 3, 4), date(2026, 11, 16)]
    days, problems = days_read("03/04/2026", "11/16/2026", "16/11/2026", "05/05/2026")
    assert days == [None, date(2026, 11, 16), date(2026, 11, 16), date(2026, 5, 5)]
    assert len(problems) == 1


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y"])
)
def test_every_day_of_the_century_is_read_from_the_forms_without_doubt(day, form):
    assert days_read(day.strftime(form)) == ([day], ())


@pytest.mark.parametrize("cell", ["yes", "Yes", "TRUE", "x", "X", "1", "ja", "oui", "sí", "WAHR", "✓"])
def test_yes_in_many_words(cell):
    assert read(f"step_id,done\na,{cell}\n").marks[0].done


@pytest.mark.parametrize("cell", ["no", "FALSE", "0", "nein", "non", "", "faux"])
def test_no_in_many_words(cell):
    assert not read(f"step_id,done\na,{cell}\n").marks[0].done


def test_what_the_file_cannot_say_stays_as_it_stands():
    standing = {"a": StepMark("a", done=True, day=TODAY, note="kept"), "b": StepMark("b", done=True)}
    found = read("step_id,done\na,maybe\nb,no\n", marks=standing)
    assert found.marks == (standing["a"], StepMark("b", done=False))
    assert found.problems == ("Line 2: done is 'maybe'; expected yes or no; the rest of the row was used.",)


def test_rows_that_cannot_be_used_are_named_and_the_rest_is_kept():
    found = read(
        "step_id,date,done,note\n"
        "a,2026-11-16,yes,\n"
        "\n"
        "b,2026-11-16,no,one,two\n"
        ",2026-11-16,no,nobody\n"
        'b,,yes,"two\nlines"\n'
        "a,,no,again\n"
        "c\n"
        'c,,"x"y,\n'
        "c,,yes,,,\n"
    )
    assert [mark.step_id for mark in found.marks if mark.done] == ["a", "b", "c"]
    assert found.problems == (
        "Line 4: it has 5 cells and the header 4; left out.",
        "Line 5: it has neither a step_id of the plan nor a title; left out.",
        "Line 8: step_id 'a' stands in line 2 already; left out.",
        "Line 9: it ends before the column date; left out.",
        "Line 10: a quotation mark inside a cell is not doubled; left out.",
    )


def test_a_quote_that_is_never_closed_ends_the_reading_there():
    found = read('step_id,note\na,fine\nb,"never closed\nc,lost\n')
    assert [mark.step_id for mark in found.marks] == ["a"]
    assert found.problems == ("Line 3: a quotation mark is never closed; nothing from this line on was read.",)


def test_rows_of_the_persons_own():
    text = "step_id,date,title,minutes,kind,done,note\n,16.11.2026,Call Ana,20,,yes,=ask\nmine?,,Buy shoes,,,,\n"
    found = read(text)
    call, shoes = found.own_steps
    assert (call.title, call.day, call.minutes) == ("Call Ana", date(2026, 11, 16), 20)
    assert (shoes.title, shoes.day, shoes.minutes) == ("Buy shoes", None, 15)
    assert found.marks[0] == StepMark(call.id, done=True, note="=ask")
    again = read(text, known=KNOWN | {call.id, shoes.id})
    assert again.own_steps == found.own_steps


def test_two_own_rows_with_one_title_are_two_steps():
    found = read("step_id,title\n,Call\n,Call\n,call \n")
    assert len({step.id for step in found.own_steps}) == 3


def test_steps_of_an_earlier_plan_keep_their_ticks_and_do_not_become_own_steps():
    found = read("step_id,title,kind,done\nold,Check in,check_in,yes\nolder,Debrief,debrief,no\n")
    assert found.marks == (StepMark("old", done=True),)
    assert found.own_steps == ()
    assert found.notices == (
        "1 step is not in the plan; what you ticked and noted there is kept: 'old' in line 2.",
        "1 step is not in the plan, and nothing is ticked or noted there: 'older' in line 3.",
    )


def test_of_many_steps_that_are_not_in_the_plan_the_first_are_named():
    found = read("step_id,done\n" + "".join(f"s{number},no\n" for number in range(9)))
    assert found.notices == (
        "9 steps are not in the plan, and nothing is ticked or noted there: "
        "'s0' in line 2, 's1' in line 3, 's2' in line 4, 's3' in line 5, 's4' in line 6, ….",
    )


def with_cells(text, changes):
    """The file with cells of some of its rows written over: step id -> column -> cell."""
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    for row in rows:
        row.update(changes.get(row["step_id"], {}))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_a_title_and_minutes_of_the_plans_own_steps_are_named_as_not_read():
    first, second, third = (step.id for step in STEPS[:3])
    changes = {first: {"title": "Mine"}, second: {"title": "My own", "minutes": "7"}, third: {"minutes": "8"}}
    found = read_plan_csv(with_cells(exported(), changes).encode(), IDS, planned=STEPS)
    only = "of a step of the plan only date, done and note are read."
    assert [problem.split(": ", 1)[1] for problem in found.problems] == [
        f"not taken over: title; {only}",
        f"not taken over: title, minutes; {only}",
        f"not taken over: minutes; {only}",
    ]
    assert read_plan_csv(exported().encode(), IDS, planned=STEPS).problems == ()


def test_titles_of_another_language_are_nobodys_edits():
    changes = {step.id: {"title": f"Otra {step.id}"} for step in STEPS[: len(STEPS) // 2 + 1]}
    assert read_plan_csv(with_cells(exported(), changes).encode(), IDS, planned=STEPS).problems == ()


def test_a_step_of_an_earlier_plan_keeps_the_day_it_was_moved_to():
    moved = StepMark("old", done=True, day=TODAY)
    found = read("step_id,date,title,kind,done\nold,2026-11-22,Check in,check_in,yes\n", marks={"old": moved})
    assert found.marks == (moved,)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no column step_id"),
        (b"a,b\n1,2\n", "found 'a', 'b'"),
        (b"step_id,done,Done\na,yes,no\n", "done stands twice"),
        (b"<html><body>sign in</body></html>", "no column step_id"),
        (b"PK\x03\x04\x14\x00", "save it as CSV in UTF-8"),
        (b"\xff\xfes\x00t", "damaged at byte"),
        ("step_id,done\na,yes\n".encode("utf-16-le"), "UTF-16 without the mark"),
        (b"step_id\n\x81\x8d", "neither UTF-8 nor Windows-1252"),
        (b'"step_id,done\n', "no column step_id"),
        (b"x" * (MOST_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_plan_gets_one_sentence(content, words):
    found = read_plan_csv(content, KNOWN)
    assert (found.marks, found.own_steps) == ((), ())
    assert len(found.problems) == 1
    assert words in found.problems[0]


def test_a_nul_is_taken_out_and_a_long_cell_or_table_is_refused():
    assert read("step_id,note\na,on\0e\n").marks[0].note == "one"
    assert "more than 4,000 characters" in read(f"step_id,note\na,{'x' * 4001}\n").problems[0]
    rows = "".join(f"s{number},yes\n" for number in range(MOST_ROWS + 5))
    found = read("step_id,done\n" + rows, known={f"s{number}" for number in range(MOST_ROWS + 5)})
    assert len(found.marks) == MOST_ROWS
    assert found.problems == (
        f"Line {MOST_ROWS + 2}: a plan has at most 5,000 rows; nothing from this line on was read.",
    )
