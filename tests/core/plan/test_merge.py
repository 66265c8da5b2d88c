"""A plan file that comes back changes what the person edited in it, and nothing that was done in the application."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import assess
from assessment.core.applications.records import OwnStep, PlanExport, StepProgress
from assessment.core.model.process import Person, Process, drop_impossible_facts
from assessment.core.plan.merge import CurrentPlan, PlanFileRow, merge_plan_file
from assessment.core.plan.plan import make_plan
from assessment.core.plan.progress import apply_progress, own_step_id
from assessment.core.text.cleaning import NOTE_LENGTH
from assessment.export.plan_csv import exported_steps, plan_csv
from assessment.export.plan_import import read_plan_csv
from tests.storage.sample_values import AT
from tests.support import INSTRUMENT, INTERVIEW, processes, responses

ANN = Process(interview_date=INTERVIEW, people=(Person("Ann", "CTO"),))
PREPARING = {"stage": "invited", "company_knowledge": "little", "story_bank": "none", "practice": "none"}
NOTES = ["", "ask Ana", "ask Ana\nand Bo", "two pages"]
TITLES = ["Call Bo", "Buy shoes", "Run"]


class StoredApplication:
    """What is stored of one application, with the plan that any day makes of it, its exports and imports."""

    def __init__(self, answers, process, progress=(), own_steps=(), minutes=60):
        self.answers, self.process, self.minutes = answers, process, minutes
        self.progress = {each.step_id: each for each in progress}
        self.own_steps = {step.id: step for step in own_steps}
        self.exports, self.round = {}, 1

    def plan(self, today):
        done = {step_id for step_id, progress in self.progress.items() if progress.done}
        process = drop_impossible_facts(self.process, today)
        assessment = assess(INSTRUMENT, self.answers, process=process, today=today)
        plan = make_plan(INSTRUMENT, assessment, process, today, self.minutes, done=done)
        return apply_progress(plan, self.progress, self.own_steps.values())

    def current(self, today):
        days = {step.id: step.day for step in self.plan(today).every_step}
        return CurrentPlan(days, self.progress, self.own_steps, self.round, today)

    def export(self, today):
        """The rows of a file that the person downloads, as dicts."""
        plan, export_id = self.plan(today), f"x{len(self.exports)}"
        self.exports[export_id] = PlanExport(export_id, self.round, AT, exported_steps(plan, self.progress))
        return rows_of(plan_csv(INSTRUMENT, plan, self.progress, export=export_id))

    def changes(self, rows, today):
        plan = self.plan(today)
        file = read_plan_csv(text_of(rows).encode(), [step.id for step in plan.every_step])
        assert file.problems == ()
        return merge_plan_file(file.rows, self.exports, self.current(today))

    def bring_back(self, rows, today):
        changes = self.changes(rows, today)
        self.progress |= {each.step_id: each for each in changes.progress}
        self.own_steps |= {step.id: step for step in changes.own_steps}
        return changes


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def text_of(rows):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys() if rows else ["step_id"], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def row_of(rows, step_id):
    (row,) = [row for row in rows if row["step_id"] == step_id]
    return row


def without_export(rows):
    """The file after a spreadsheet lost the last column."""
    return [{name: cell for name, cell in row.items() if name != "export"} for row in rows]


def draw_progress(draw, application, today):
    """Ticks, moves, notes and own steps that the person may have at some moment."""
    days = st.none() | st.integers(-40, 60).map(lambda days: today + timedelta(days))
    titles = draw(st.lists(st.sampled_from(TITLES), unique=True))
    application.own_steps = {own_step_id(title): OwnStep(own_step_id(title), title, draw(days), 20) for title in titles}
    ids = [*(step.id for step in application.plan(today).every_step), "gone"]
    progress = st.builds(StepProgress, st.sampled_from(ids), st.booleans(), days, st.sampled_from(NOTES))
    drawn = draw(st.lists(progress, unique_by=lambda each: each.step_id, max_size=8))
    application.progress = {each.step_id: each for each in drawn}


@st.composite
def applications(draw):
    """Anybody's application with ticks, moves, notes and own steps, and the day of an export."""
    process, today = draw(processes())
    application = StoredApplication(draw(responses()), process, minutes=draw(st.integers(5, 120)))
    draw_progress(draw, application, today)
    return application, today


def edit(draw, rows, today):
    """The file as a person may edit it: cells written over, rows left out, steps of their own added."""
    days = st.just("") | st.integers(-10, 60).map(lambda days: (today + timedelta(days)).isoformat())
    cells = {"date": days, "done": st.sampled_from(["yes", "no"]), "note": st.sampled_from([*NOTES, "in the file"])}
    edited = [{**row, **draw(st.fixed_dictionaries({}, optional=cells))} for row in rows if draw(st.integers(0, 9))]
    for row in edited:
        if row["kind"] == "own" and draw(st.booleans()):
            row["title"] = "Another title"
    added = draw(st.lists(st.sampled_from([*TITLES, "New one"]), unique=True))
    return edited + [{**dict.fromkeys(rows[0] if rows else ["step_id"], ""), "title": title} for title in added]


@settings(max_examples=60)
@given(applications(), st.integers(0, 90), st.data())
def test_an_untouched_file_changes_nothing_whatever_happened_since_its_export(case, days_later, data):
    application, exported = case
    rows = application.export(exported)
    today = exported + timedelta(days_later)
    draw_progress(data.draw, application, today)
    application.round = data.draw(st.integers(1, 2))
    assert application.changes(rows, today).number == 0


@settings(max_examples=60)
@given(applications(), st.integers(0, 60), st.booleans(), st.data())
def test_the_same_file_twice_is_the_same_file_once(case, days_later, names_its_export, data):
    application, exported = case
    rows = edit(data.draw, application.export(exported), exported)
    rows = rows if names_its_export else without_export(rows)
    today = exported + timedelta(days_later)
    draw_progress(data.draw, application, today)
    application.bring_back(rows, today)
    assert application.changes(rows, today).number == 0


@settings(max_examples=60)
@given(applications(), st.integers(0, 60), st.booleans(), st.data())
def test_ticks_and_notes_made_since_the_export_are_never_lost(case, days_later, names_its_export, data):
    application, exported = case
    before = dict(application.progress)
    rows = edit(data.draw, application.export(exported), exported)
    rows = rows if names_its_export else without_export(rows)
    today = exported + timedelta(days_later)
    draw_progress(data.draw, application, today)
    since = dict(application.progress)
    application.bring_back(rows, today)
    for step_id, mine in since.items():
        base, merged = before.get(step_id, StepProgress(step_id)), application.progress[step_id]
        assert merged.done or not mine.done or base.done
        assert mine.note == base.note or mine.note in merged.note


@settings(max_examples=60)
@given(applications(), st.integers(0, 60), st.data())
def test_a_file_that_does_not_name_its_export_removes_no_tick_no_note_and_no_move(case, days_later, data):
    application, exported = case
    rows = without_export(edit(data.draw, application.export(exported), exported))
    today = exported + timedelta(days_later)
    draw_progress(data.draw, application, today)
    since = dict(application.progress)
    changes = application.bring_back(rows, today)
    assert set(changes.unknown_export) == {row["step_id"] for row in rows if row["step_id"]} - {
        row["step_id"] for row in rows if row["kind"] == "own"
    }
    for step_id, mine in since.items():
        merged = application.progress[step_id]
        assert merged.done >= mine.done
        assert mine.note in merged.note
        assert merged.day == mine.day


@settings(max_examples=60)
@given(applications(), st.integers(0, 60), st.integers(0, 2), st.data())
def test_nothing_still_to_do_is_moved_into_the_past(case, days_later, lost_columns, data):
    application, exported = case
    rows = edit(data.draw, application.export(exported), exported)
    today = exported + timedelta(days_later)
    before = {step.id: step.day for step in application.plan(today).every_step}
    application.bring_back(without_export(rows) if lost_columns else rows, today)
    for step in application.plan(today).every_step:
        is_moved = step.day != before.get(step.id, step.day)
        if is_moved and step.day and not application.current(today).progress_of(step.id).done:
            assert step.day >= today


MOVES = [
    (answers, process, exported, days_later, minutes)
    for answers, process, first in (
        (PREPARING, replace(ANN, interview_date=date(2026, 11, 20)), date(2026, 11, 9)),
        ({"stage": "waiting", "thank_you": "none"}, ANN, INTERVIEW),
        ({"stage": "waiting"}, replace(ANN, promised_date=INTERVIEW + timedelta(7)), INTERVIEW + timedelta(2)),
    )
    for exported in (first, first + timedelta(1))
    for days_later in (0, 1, 2, 5, 9)
    for minutes in (30, 60)
]


def test_a_move_made_only_in_the_file_is_never_lost():
    moves = 0
    for answers, process, exported, days_later, minutes in MOVES:
        application = StoredApplication(answers, process, minutes=minutes)
        rows, today = application.export(exported), exported + timedelta(days_later)
        current = application.current(today)
        for row in [row for row in rows if row["date"]]:
            planned = date.fromisoformat(row["date"])
            for day in (planned + timedelta(moved_by) for moved_by in (1, 2, 3, 7)):
                if day >= today:
                    file = read_plan_csv(text_of([{**row, "date": day.isoformat()}]).encode(), current.days)
                    changes = merge_plan_file(file.rows, application.exports, current)
                    assert changes.progress == [StepProgress(row["step_id"], day=day)]
                    moves += 1
    assert moves > 780


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
