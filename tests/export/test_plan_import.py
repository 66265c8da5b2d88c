"""Ticks, days, notes and own steps are read from an edited plan, and what cannot be used is named with its row."""

import csv
import io
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.plan.merge import PlanFileRow
from assessment.core.text.cleaning import NOTE_LENGTH, clean_title
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY
from assessment.export.plan_import import read_plan_csv
from assessment.table_reading.encodings import detect_encoding
from tests.export.example_plan import IDS, STEPS, exported, hostile_text, random_progress

KNOWN = {"a", "b", "c"}
YES = "yes Yes Finished completed Fertig terminé TRUE x X 1 ja oui sí WAHR VERO SANN PRAWDA ✓ ✅ ☑️ ✔️ done OK [x] 1.0"
PLANNED = {step.id: step.day for step in STEPS}
titles = hostile_text.map(clean_title).filter(bool)
own_steps = st.lists(
    st.builds(
        OwnStep,
        st.integers(0, 9).map(lambda number: f"own-{number}"),
        titles,
        st.none() | st.dates(FIRST_DAY, LAST_DAY),
        st.integers(1, 720),
    ),
    unique_by=lambda own: own.id,
)


def read(text, known=KNOWN):
    return read_plan_csv(text.encode(), known)


def days_read(*cells):
    rows = "".join(f'{step},"{cell}"\n' for step, cell in zip("abcdefg", cells, strict=False))
    file = read("step_id,date\n" + rows, known=set("abcdefg"))
    return [row.day for row in file.rows], file.problems


def exported_bytes(**parts):
    """The exported plan, of texts that nobody would take for text that another program misread, and mend."""
    content = exported(**parts).encode()
    assume(not detect_encoding(io.BytesIO(content), content).misread_as)
    return content


@given(random_progress())
def test_what_was_exported_comes_back(progress):
    file = read_plan_csv(exported_bytes(progress=progress, export="tnqzwbpfxk"), IDS)
    assert (file.problems, file.notices) == ((), ())
    for row in file.rows:
        stored = progress.get(row.step_id, StepProgress(row.step_id))
        day = stored.day or PLANNED[row.step_id]
        assert row == PlanFileRow(row.step_id, "tnqzwbpfxk", stored.done, stored.note, day, has_day_cell=True)
    assert {row.step_id for row in file.rows} == IDS


@given(own_steps, random_progress())
def test_own_steps_come_back_with_their_ids_also_where_nobody_knows_them(own, progress):
    content = exported_bytes(progress=progress, own_steps=own)
    for known in (IDS, IDS | {step.id for step in own}):
        file = read_plan_csv(content, known)
        assert file.problems == ()
        read_back = [OwnStep(row.step_id, row.title, row.day, row.minutes) for row in file.rows if row.title]
        assert {step.id: step for step in read_back} == {step.id: step for step in own}


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
        "11.16.2026",
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
        ("31/02/2026", "does not exist"),
        ("2026-13-01", "does not exist"),
        ("11.31.2026", "does not exist"),
        ("soon", "write it like 2026-11-16"),
        ("1/2/3/4", "write it like 2026-11-16"),
    ],
)
def test_a_day_that_cannot_be_read_is_named_and_not_guessed(cell, words):
    days, (problem,) = days_read(cell)
    assert days == [None]
    assert problem.startswith("Row 2: ")
    assert words in problem


def test_numbers_of_days_are_read_where_the_column_has_nothing_else():
    assert days_read("46342", "46343.5") == ([date(2026, 11, 16), date(2026, 11, 17)], ())
    days, (problem,) = days_read("46342", "2026-11-17")
    assert days == [None, date(2026, 11, 17)]
    assert "a day number" in problem


def test_another_row_decides_whether_the_day_comes_first_unless_two_disagree():
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


@pytest.mark.parametrize("cell", YES.split())
def test_yes_in_many_words(cell):
    assert read(f"step_id,done\na,{cell}\n").rows[0].done


@pytest.mark.parametrize("cell", ["no", "FALSE", "0", "nein", "non", "", "faux", "ONWAAR", "EPÄTOSI", "☐", "❌", "✗"])
def test_no_in_many_words(cell):
    assert not read(f"step_id,done\na,{cell}\n").rows[0].done


@pytest.mark.parametrize("sign", ["■", "◼", "☒", "🤷"])
def test_a_sign_that_may_be_a_tick_is_named_and_takes_no_tick_away(sign):
    file = read(f"step_id,done\na,{sign}\n")
    assert file.rows == (PlanFileRow("a"),)
    assert file.problems == (f"Row 2: done is '{sign}'; expected yes or no; the rest of the row was used.",)


@pytest.mark.parametrize(
    "headings", ["When,Comments,✓,Export ID", "Due,Mis notas,Completado,export", "Deadline,My notes,Tick,export"]
)
def test_headings_that_people_gave_anew_are_known(headings):
    file = read(f"step_id,{headings}\na,2026-11-16,hi,x,E1\n")
    assert file.rows == (PlanFileRow("a", "e1", done=True, note="hi", day=date(2026, 11, 16), has_day_cell=True),)


def test_a_row_says_nothing_where_the_column_is_missing_or_the_cell_cannot_be_read():
    file = read("step_id,done\na,maybe\nb,no\n")
    assert file.rows == (PlanFileRow("a"), PlanFileRow("b", done=False))
    assert file.problems == ("Row 2: done is 'maybe'; expected yes or no; the rest of the row was used.",)


def test_each_row_names_the_export_it_comes_from():
    file = read("step_id,export\na,tnqzwbpfxk\nb, Tnqzwbpfxk \nc,\n")
    assert [row.export for row in file.rows] == ["tnqzwbpfxk", "tnqzwbpfxk", ""]


def test_rows_that_cannot_be_used_are_named_and_the_others_are_read():
    file = read(
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
    assert [row.step_id for row in file.rows if row.done] == ["a", "b", "c"]
    assert file.problems == (
        "Row 4: has 5 fields and the heading 4; left out.",
        "Row 5: it has neither a step_id of the plan nor a title; left out.",
        "Row 7: step_id 'a' stands in row 2 already; left out.",
        "Row 8: it ends before the column date; left out.",
        "Row 9: cannot be split into fields (a stray quote); left out.",
    )


def test_rows_that_the_person_added_are_own_steps():
    text = "step_id,date,title,minutes,kind,done,note\n,16.11.2026,Call Ana,20,,yes,=ask\nmine?,,Buy shoes,,,,\n"
    call, shoes = read(text).rows
    day = date(2026, 11, 16)
    assert call == PlanFileRow(call.step_id, "", True, "=ask", day, has_day_cell=True, title="Call Ana", minutes=20)
    assert shoes == PlanFileRow(shoes.step_id, "", False, "", None, has_day_cell=True, title="Buy shoes")
    assert read(text, known=KNOWN | {call.step_id, shoes.step_id}).rows == (call, shoes)


@pytest.mark.parametrize(
    "cell",
    ["\u200bthank_you-1\u200b", "thank_you\u20131", "\ufeffThank_You\u22121", "thank you - 1", "\xa0THANK_YOU-1"],
)
def test_an_id_that_another_program_changed_is_still_the_one_of_the_plan(cell):
    row = f"step_id,title,kind,done\n{cell},Send a thank-you,follow_up,yes\n"
    assert read(row, known={"thank_you-1"}).rows == (PlanFileRow("thank_you-1", done=True),)


def test_a_row_of_a_plan_whose_id_cannot_be_read_is_named_and_is_no_step_of_their_own():
    file = read("step_id,title,kind,done\nthänk#1,Send a thank-you,follow_up,yes\nmine?,Buy shoes,own,yes\n")
    assert [row.title for row in file.rows] == ["Buy shoes"]
    assert file.problems == (
        "Row 2: step_id 'thänk#1' is no id of a step; copy it from the file of the plan; left out.",
    )


def test_two_own_rows_with_one_title_are_two_steps():
    file = read("step_id,title\n,Call\n,Call\n,call \n")
    assert len({row.step_id for row in file.rows}) == 3


def test_steps_of_an_earlier_plan_are_named_and_are_no_own_steps():
    file = read("step_id,title,kind,done\nold,Check in,check_in,yes\nolder,Debrief,debrief,no\n")
    assert file.rows == (PlanFileRow("old", done=True), PlanFileRow("older", done=False))
    assert file.notices == (
        "1 step is not in the plan; what you ticked and noted there is kept: 'old' in row 2.",
        "1 step is not in the plan, and nothing is ticked or noted there: 'older' in row 3.",
    )


def test_of_many_steps_that_are_not_in_the_plan_the_first_are_named():
    file = read("step_id,done\n" + "".join(f"s{number},no\n" for number in range(9)))
    assert file.notices == (
        "9 steps are not in the plan, and nothing is ticked or noted there: "
        "'s0' in row 2, 's1' in row 3, 's2' in row 4, 's3' in row 5, 's4' in row 6, ….",
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


def test_an_edited_title_or_number_of_minutes_of_a_planned_step_is_named_as_not_read():
    first, second, third = (step.id for step in STEPS[:3])
    changes = {first: {"title": "Mine"}, second: {"title": "My own", "minutes": "7"}, third: {"minutes": "8"}}
    file = read_plan_csv(with_cells(exported(), changes).encode(), IDS, planned=STEPS)
    only = "of a step of the plan only date, done and note are read."
    assert [problem.split(": ", 1)[1] for problem in file.problems] == [
        f"not applied: title; {only}",
        f"not applied: title, minutes; {only}",
        f"not applied: minutes; {only}",
    ]
    assert read_plan_csv(exported().encode(), IDS, planned=STEPS).problems == ()


def test_titles_in_another_language_are_no_edits():
    changes = {step.id: {"title": f"Otra {step.id}"} for step in STEPS[: len(STEPS) // 2 + 1]}
    assert read_plan_csv(with_cells(exported(), changes).encode(), IDS, planned=STEPS).problems == ()


def test_a_note_that_is_too_long_is_cut_and_said():
    file = read("step_id,done,note\na,yes," + "x" * (NOTE_LENGTH + 1) + "\n")
    assert [(row.done, row.note) for row in file.rows] == [(True, "x" * NOTE_LENGTH)]
    assert file.problems == ("Row 2: the note was cut after 4,000 characters.",)
    assert read("step_id,done,note\na,yes," + "x" * NOTE_LENGTH + "\n").problems == ()
