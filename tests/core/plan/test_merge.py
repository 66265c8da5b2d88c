"""A plan file that comes back, case by case: days, ticks, notes, own steps, rounds and unknown exports."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.plan.merge import CurrentPlan, PlanFileRow, merge_plan_file
from assessment.core.text.cleaning import NOTE_LENGTH
from tests.core.plan.stored_application import ANN, PREPARING, StoredApplication, row_of, without_export
from tests.support import INTERVIEW


def waiting(*progress, own_steps=()):
    return StoredApplication({"stage": "waiting"}, ANN, progress, own_steps)


def test_a_tick_in_a_spreadsheet_moves_no_other_step():
    for days_later in (1, 3):
        application = StoredApplication(PREPARING, replace(ANN, interview_date=date(2026, 11, 20)))
        rows = application.export(date(2026, 11, 9))
        row_of(rows, "tip-practice_ask")["done"] = "yes"
        changes = application.bring_back(rows, date(2026, 11, 9) + timedelta(days_later))
        assert changes.progress == [StepProgress("tip-practice_ask", done=True)]


def test_a_step_that_is_due_rolls_on_after_an_import():
    application, exported = waiting(), INTERVIEW + timedelta(3)
    rows = application.export(exported)
    for days_later in (0, 1, 2):
        assert application.changes(rows, exported + timedelta(days_later)).number == 0


def test_a_day_that_has_passed_is_reported_and_left_unless_the_step_is_done():
    application, today = waiting(), INTERVIEW + timedelta(3)
    rows = application.export(INTERVIEW)
    passed = INTERVIEW + timedelta(1)
    row_of(rows, "check_in")["date"] = passed.isoformat()
    changes = application.changes(rows, today)
    assert (changes.progress, changes.past) == ([], ["check_in"])
    row_of(rows, "check_in")["done"] = "yes"
    changes = application.changes(rows, today)
    assert (changes.progress, changes.past) == ([StepProgress("check_in", done=True, day=passed)], [])


def test_a_step_whose_day_is_emptied_in_the_file_follows_the_plan_again():
    application = waiting(StepProgress("check_in", day=INTERVIEW + timedelta(10)))
    rows = application.export(INTERVIEW)
    row_of(rows, "check_in")["date"] = ""
    assert application.changes(rows, INTERVIEW).progress == [StepProgress("check_in")]


def test_where_a_step_was_moved_here_and_in_the_file_the_file_counts_and_it_is_reported():
    application = waiting()
    rows = application.export(INTERVIEW)
    here, there = INTERVIEW + timedelta(12), INTERVIEW + timedelta(9)
    row_of(rows, "check_in")["date"] = there.isoformat()
    application.progress = {"check_in": StepProgress("check_in", day=here)}
    changes = application.changes(rows, INTERVIEW)
    assert (changes.progress, changes.moved_in_both) == ([StepProgress("check_in", day=there)], ["check_in"])
    application.progress = {"check_in": StepProgress("check_in", day=there)}
    changes = application.changes(rows, INTERVIEW)
    assert (changes.number, changes.moved_in_both) == (0, [])


@pytest.mark.parametrize(
    ("base", "here", "in_file", "merged"),
    [
        ("", "mine", "theirs", "mine\ntheirs"),
        ("old", "old", "new", "new"),
        ("old", "new", "old", "new"),
        ("old", "same", "same", "same"),
        ("old", "old", "", ""),
        ("old", "", "old", ""),
        ("old", "old and more", "", "old and more"),
        ("old", "old\nmine", "old\ntheirs", "old\nmine\ntheirs"),
        ("", "mine", "mine\ntheirs", "mine\ntheirs"),
        ("", "mine\ntheirs", "theirs", "mine\ntheirs"),
        ("", "mine\nmother", "other", "mine\nmother\nother"),
        ("old", "", "new", "new"),
        ("old", "mine", " old\n", "mine"),
        ("", "mine", "  ", "mine"),
    ],
)
def test_notes_are_merged(base, here, in_file, merged):
    application = waiting(StepProgress("check_in", note=base))
    rows = application.export(INTERVIEW)
    row_of(rows, "check_in")["note"] = in_file
    application.progress = {"check_in": StepProgress("check_in", note=here)}
    application.bring_back(rows, INTERVIEW)
    assert application.progress["check_in"].note == merged


def test_of_two_notes_too_long_for_one_the_one_here_stays_and_it_is_reported():
    application = waiting()
    rows = application.export(INTERVIEW)
    row_of(rows, "check_in")["note"] = "theirs"
    application.progress = {"check_in": StepProgress("check_in", note="x" * (NOTE_LENGTH - 6))}
    changes = application.changes(rows, INTERVIEW)
    assert (changes.progress, changes.long_notes) == ([], ["check_in"])


def test_a_tick_taken_back_since_the_export_stays_taken_back():
    application = waiting(StepProgress("check_in", done=True))
    rows = application.export(INTERVIEW)
    application.progress = {"check_in": StepProgress("check_in", note="not yet")}
    assert application.changes(rows, INTERVIEW).number == 0


def test_rows_of_several_exports_are_each_compared_with_their_own():
    application = waiting()
    first = application.export(INTERVIEW)
    application.progress = {"check_in": StepProgress("check_in", note="new")}
    second = application.export(INTERVIEW + timedelta(4))
    mixed = [row_of(first, "check_in"), *[row for row in second if row["step_id"] != "check_in"]]
    changes = application.changes(mixed, INTERVIEW + timedelta(4))
    assert (changes.number, changes.unknown_export) == (0, [])


def test_rows_of_an_earlier_round_are_left_out_and_reported():
    application = waiting()
    rows = application.export(INTERVIEW)
    row_of(rows, "check_in")["done"] = "yes"
    application.round = 2
    changes = application.changes(rows, INTERVIEW)
    assert (changes.number, changes.earlier_round) == (0, [row["step_id"] for row in rows])


def test_a_file_that_does_not_name_its_export_moves_no_step_and_it_is_reported():
    application = waiting()
    rows = without_export(application.export(INTERVIEW))
    row_of(rows, "check_in")["date"] = str(INTERVIEW + timedelta(10))
    changes = application.changes(rows, INTERVIEW)
    assert (changes.number, changes.not_moved) == (0, ["check_in"])


def test_a_step_added_in_the_file_can_be_moved_there_again_unless_it_was_moved_here():
    application = waiting()
    (row,) = rows = [{"step_id": "", "date": str(INTERVIEW + timedelta(2)), "title": "Call Bo"}]
    application.bring_back(rows, INTERVIEW)
    row["date"] = str(INTERVIEW + timedelta(3))
    (moved,) = application.bring_back(rows, INTERVIEW).own_steps
    assert moved.day == INTERVIEW + timedelta(3)
    application.progress = {moved.id: StepProgress(moved.id, day=INTERVIEW + timedelta(5))}
    assert application.changes(rows, INTERVIEW).number == 0
    row["date"] = str(INTERVIEW + timedelta(4))
    changes = application.changes(rows, INTERVIEW)
    assert (changes.number, changes.not_moved) == (0, [moved.id])


CALL = OwnStep("own-1", "Call Bo", INTERVIEW + timedelta(2), 20)


def test_an_own_step_removed_since_the_export_comes_back_only_if_the_file_edits_it():
    application = waiting(own_steps=[CALL])
    rows = application.export(INTERVIEW)
    application.own_steps = {}
    assert application.changes(rows, INTERVIEW).number == 0
    row_of(rows, CALL.id)["note"] = "at noon"
    changes = application.changes(rows, INTERVIEW)
    assert (changes.own_steps, changes.progress) == ([CALL], [StepProgress(CALL.id, note="at noon")])


def test_an_own_step_is_changed_in_the_cells_that_were_edited():
    application = waiting(StepProgress(CALL.id, day=INTERVIEW + timedelta(5)), own_steps=[CALL])
    rows = application.export(INTERVIEW)
    application.progress = {}
    row_of(rows, CALL.id).update({"title": "Call Ana", "minutes": "30"})
    assert application.bring_back(rows, INTERVIEW).own_steps == [replace(CALL, title="Call Ana", minutes=30)]
    row_of(rows, CALL.id)["date"] = (INTERVIEW + timedelta(9)).isoformat()
    application.bring_back(rows, INTERVIEW)
    assert application.own_steps[CALL.id].day == INTERVIEW + timedelta(9)
    assert application.progress.get(CALL.id) is None


def test_a_step_that_is_added_with_a_tick_and_a_note_is_one_change():
    rows = [{"step_id": "", "date": str(INTERVIEW), "title": "Call Bo", "done": "yes", "note": "at noon"}]
    changes = waiting().changes(rows, INTERVIEW)
    assert (len(changes.own_steps), len(changes.progress), changes.number) == (1, 1, 1)
    assert changes.unknown_export == []


def test_what_the_file_does_not_say_stays_as_it_is():
    progress = StepProgress("a", done=True, day=INTERVIEW, note="mine")
    current = CurrentPlan({"a": INTERVIEW}, {"a": progress}, {}, 1, INTERVIEW)
    assert merge_plan_file([PlanFileRow("a")], {}, current).number == 0
