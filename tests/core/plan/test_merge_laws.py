"""Laws of the merge: no tick, note or move is lost, and what nobody edited does not change."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.plan.merge import merge_plan_file
from assessment.core.plan.progress import own_step_id
from assessment.export.plan_import import read_plan_csv
from tests.core.plan.stored_application import ANN, NOTES, PREPARING, TITLES, StoredApplication, text_of, without_export
from tests.support import INTERVIEW, examples, processes, responses


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


@examples(0.6)
@given(applications(), st.integers(0, 90), st.data())
def test_an_untouched_file_changes_nothing_whatever_happened_since_its_export(case, days_later, data):
    application, exported = case
    rows = application.export(exported)
    today = exported + timedelta(days_later)
    draw_progress(data.draw, application, today)
    application.round = data.draw(st.integers(1, 2))
    assert application.changes(rows, today).number == 0


@examples(0.6)
@given(applications(), st.integers(0, 60), st.booleans(), st.data())
def test_the_same_file_twice_is_the_same_file_once(case, days_later, names_its_export, data):
    application, exported = case
    rows = edit(data.draw, application.export(exported), exported)
    rows = rows if names_its_export else without_export(rows)
    today = exported + timedelta(days_later)
    draw_progress(data.draw, application, today)
    application.bring_back(rows, today)
    assert application.changes(rows, today).number == 0


@examples(0.6)
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


@examples(0.6)
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


@examples(0.6)
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
        for row in [row for row in read_plan_csv(text_of(rows).encode(), current.days).rows if row.day]:
            for day in (row.day + timedelta(moved_by) for moved_by in (1, 2, 3, 7)):
                if day >= today:
                    changes = merge_plan_file([replace(row, day=day)], application.exports, current)
                    assert changes.progress == [StepProgress(row.step_id, day=day)]
                    moves += 1
    assert moves > 780
