"""What Records promises, on memory, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.core.applications.records import (
    Guess,
    LateGuessError,
    OwnStep,
    Reveal,
    StepMark,
    UnknownApplicationError,
)
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Outcome, Person, Process
from assessment.storage.database import utc_now
from tests.storage.sample_values import ACME, ANSWERS, AT, DAY, REVEAL, SNAPSHOT, fill

NO_SCORES = replace(SNAPSHOT.scores, silence=float("nan"))


@pytest.fixture
def application(records):
    return records.create(ACME, at=AT)


def test_a_new_application_has_its_facts_and_nothing_else(records, application):
    kept = records.application(application)
    assert (kept.process, kept.created_at, kept.round, kept.archived) == (ACME, AT, 1, False)
    assert records.process(application) == ACME
    assert records.responses(application) == {}
    assert records.guess(application) is records.reveal(application) is None
    assert records.snapshots(application) == records.own_steps(application) == ()
    assert records.step_marks(application) == {}


def test_applications_are_listed_in_the_order_they_were_made_whatever_the_clock_says(records):
    made = [records.create(Process(f"Firm {n}"), at=AT - timedelta(days=n)) for n in range(4)]
    records.archive(made[1], archived=True)
    assert [kept.id for kept in records.applications()] == made
    assert [kept.archived for kept in records.applications()] == [False, True, False, False]
    records.archive(made[1], archived=False)
    assert not records.application(made[1]).archived


def test_answers_are_saved_changed_and_cleared(records, application):
    assert records.save_responses(application, ANSWERS, seen={}) == {}
    assert records.save_responses(application, {"rapport": "cool", "practice": None}, seen=ANSWERS) == {}
    assert records.responses(application) == {"finalists": "two", "rapport": "cool"}


def test_f5_a_second_tab_never_overwrites_silently(records, application):
    records.save_responses(application, {"rapport": "warm"}, seen={})
    standing = records.save_responses(application, {"rapport": "cool", "finalists": "two"}, seen={})
    assert standing == {"rapport": "warm"}
    assert records.responses(application) == {"rapport": "warm", "finalists": "two"}
    assert records.save_responses(application, {"rapport": "cool"}, seen={"rapport": "warm"}) == {}
    assert records.responses(application)["rapport"] == "cool"


def test_f5_an_answer_cleared_in_another_tab_is_told_as_cleared(records, application):
    records.save_responses(application, {"rapport": "warm"}, seen={})
    records.save_responses(application, {"rapport": None}, seen={"rapport": "warm"})
    standing = records.save_responses(application, {"rapport": "cool"}, seen={"rapport": "warm"})
    assert standing == {"rapport": None}


def test_saving_the_same_again_is_no_conflict(records, application):
    for _ in range(2):
        assert records.save_responses(application, ANSWERS, seen={}) == {}
        assert records.save_process(application, replace(ACME, role="Head"), seen=ACME) is None


def test_f5_facts_changed_in_another_tab_stand(records, application):
    mine, theirs = replace(ACME, role="Mine"), replace(ACME, role="Theirs")
    assert records.save_process(application, theirs, seen=ACME) is None
    assert records.save_process(application, mine, seen=ACME) == theirs
    assert records.process(application) == theirs


def test_an_outcome_is_a_fact_and_can_be_taken_back(records, application):
    ended = replace(ACME, outcome=Outcome.REJECTED)
    assert records.save_process(application, ended, seen=ACME) is None
    assert records.process(application).decided
    assert records.save_process(application, ACME, seen=ended) is None
    assert records.process(application) == ACME


def test_when_an_outcome_was_recorded_is_kept_until_it_is_another(records, application):
    assert records.application(application).outcome_at is None
    ended = replace(ACME, outcome=Outcome.REJECTED)
    records.save_process(application, ended, seen=ACME)
    recorded = records.application(application).outcome_at
    assert utc_now() - recorded < timedelta(minutes=5)
    renamed = replace(ended, role="Head")
    records.save_process(application, renamed, seen=ended)
    assert records.stored(application).application.outcome_at == recorded
    records.save_process(application, ACME, seen=renamed)
    assert records.application(application).outcome_at is None
    assert records.application(records.create(ended, at=AT)).outcome_at == AT


def test_a_duplicate_and_a_new_round_have_no_outcome_and_no_time_of_one(records):
    application = records.create(replace(ACME, outcome=Outcome.OFFER), at=AT)
    assert records.application(records.duplicate(application, at=AT)).outcome_at is None
    records.begin_round(application, last=SNAPSHOT, keep=())
    assert records.application(application).outcome_at is None


def test_the_first_guess_and_the_first_reveal_stay(records, application):
    records.seal_guess(application, Guess(60, AT))
    records.seal_guess(application, Guess(90, AT))
    records.keep_reveal(application, REVEAL)
    records.keep_reveal(application, replace(REVEAL, outlook=0.9))
    assert records.guess(application) == Guess(60, AT)
    assert records.reveal(application) == REVEAL


def test_a_skipped_guess_is_settled(records, application):
    records.seal_guess(application, Guess(None, AT))
    records.seal_guess(application, Guess(50, AT))
    assert records.guess(application) == Guess(None, AT)


def test_a_guess_after_the_reveal_is_refused(records, application):
    records.keep_reveal(application, REVEAL)
    with pytest.raises(LateGuessError):
        records.seal_guess(application, Guess(60, AT))
    assert records.guess(application) is None


def test_one_snapshot_a_round_day_and_version(records, application):
    records.save_snapshot(application, SNAPSHOT)
    later = replace(SNAPSHOT, taken_at=AT + timedelta(hours=1), responses={"rapport": "cool"})
    rescored = replace(SNAPSHOT, instrument_version="2027.1+tiny")
    next_day = replace(SNAPSHOT, day=DAY + timedelta(days=1))
    for snapshot in (next_day, rescored, later):
        records.save_snapshot(application, snapshot)
    assert records.snapshots(application) == (later, rescored, next_day)


def test_steps_are_marked_and_own_steps_keep_their_order(records, application):
    first, second = OwnStep("b", "Call Bo"), OwnStep("a", "Read the report", DAY, 30)
    records.save_own_step(application, first)
    records.save_own_step(application, second)
    changed = replace(first, title="Call Bo at noon", day=DAY)
    records.save_own_step(application, changed)
    assert records.own_steps(application) == (changed, second)
    mark = StepMark("tip-thanks", True, DAY, "done\ttoday\n")
    records.save_step_mark(application, StepMark("tip-thanks"))
    records.save_step_mark(application, mark)
    assert records.step_marks(application) == {"tip-thanks": mark}
    records.remove_own_step(application, "b")
    assert records.own_steps(application) == (second,)


def test_the_edits_of_a_plan_are_kept_together(records, application):
    records.save_own_step(application, OwnStep("b", "Call Bo"))
    marks = [StepMark("tip-thanks", True, DAY, "posted"), StepMark("debrief", note="hello")]
    steps = [OwnStep("b", "Call Bo at noon", DAY), OwnStep("a", "Read the report"), OwnStep("c", "Run")]
    records.save_plan_edits(application, marks, steps)
    assert records.step_marks(application) == {mark.step_id: mark for mark in marks}
    assert records.own_steps(application) == tuple(steps)


@pytest.mark.parametrize(
    ("marks", "steps"),
    [
        ([StepMark("debrief", True), StepMark("tip", note="x" * 4001)], [OwnStep("a", "Run")]),
        ([StepMark("debrief", True)], [OwnStep("a", "Run"), OwnStep("b", "Rest", minutes=0)]),
    ],
    ids=["mark", "step"],
)
def test_the_edits_of_a_plan_are_kept_whole_or_not_at_all(records, application, marks, steps):
    with pytest.raises(AssessmentError):
        records.save_plan_edits(application, marks, steps)
    assert (dict(records.step_marks(application)), records.own_steps(application)) == ({}, ())


def test_a_duplicate_has_the_facts_and_answers_and_no_past(records):
    source = fill(records)
    ended = replace(ACME, outcome=Outcome.OFFER)
    records.save_process(source, ended, seen=ACME)
    copy = records.duplicate(source, at=AT + timedelta(days=1))
    assert records.process(copy) == ACME
    assert records.responses(copy) == records.responses(source)
    assert records.guess(copy) is records.reveal(copy) is None
    assert (records.snapshots(copy), dict(records.step_marks(copy)), records.own_steps(copy)) == ((), {}, ())
    records.save_responses(copy, {"rapport": "neutral"}, seen=records.responses(copy))
    assert records.responses(source)["rapport"] == "cool"


def test_a_deletion_can_be_taken_back_until_it_is_made_final(records):
    application = fill(records)
    before = records.application(application), records.responses(application), records.snapshots(application)
    records.delete(application)
    assert records.applications() == ()
    with pytest.raises(UnknownApplicationError):
        records.responses(application)
    records.undelete(application)
    after = records.application(application), records.responses(application), records.snapshots(application)
    assert after == before
    records.delete(application)
    records.purge_deleted()
    with pytest.raises(UnknownApplicationError):
        records.undelete(application)


def test_a_new_round_keeps_people_and_preparation_and_the_old_round(records):
    application = fill(records)
    records.save_own_step(application, OwnStep("own-done", "Book the train"))
    records.save_step_mark(application, StepMark("own-done", True))
    records.save_responses(application, {"practice": "alone"}, seen={})
    records.begin_round(application, last=SNAPSHOT, keep={"practice", "manager"})
    kept = records.application(application)
    assert kept.round == 2
    assert kept.process == replace(ACME, interview_date=None, promised_date=None)
    assert records.responses(application) == {"practice": "alone"}
    assert records.snapshots(application) == (SNAPSHOT,)
    assert records.step_marks(application) == {}
    assert [step.id for step in records.own_steps(application)] == ["own-1"]
    assert records.reveal(application) == REVEAL


def test_a_new_round_begun_in_two_tabs_begins_once(records):
    application = fill(records)
    for _ in range(2):
        records.begin_round(application, last=SNAPSHOT, keep=())
    assert records.application(application).round == 2
    same_day = replace(SNAPSHOT, round=2)
    records.save_snapshot(application, same_day)
    assert records.snapshots(application) == (SNAPSHOT, same_day)


@pytest.mark.parametrize(
    ("process", "sentence"),
    [
        (Process(employer="x" * 201), "employer: It has 201 characters; at most 200 are kept"),
        (Process(people=(Person("x" * 201),)), "name: It has 201 characters"),
        (Process(people=(Person("x"),) * 101), "101 people; at most 100"),
        (Process(mean_wait_days=float("nan")), "mean_wait_days: It is nan; expected a number from 1 to 120"),
        (Process(never_told=1.5), "never_told: It is 1.5"),
        (Process(minutes_per_day=2**63), "minutes_per_day: It is 9.22337e[+]18"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(records, application, process, sentence):
    with pytest.raises(AssessmentError, match=sentence):
        records.save_process(application, process, seen=ACME)
    with pytest.raises(AssessmentError, match=sentence):
        records.create(process, at=AT)
    assert [kept.process for kept in records.applications()] == [ACME]


@pytest.mark.parametrize(
    "save",
    [
        lambda records, a: records.save_responses(a, {"rapport": "x'; DROP TABLE responses"}, seen={}),
        lambda records, a: records.save_responses(a, {"../x": "warm"}, seen={}),
        lambda records, a: records.seal_guess(a, Guess(101, AT)),
        lambda records, a: records.keep_reveal(a, Reveal(float("nan"), 0.2, "1", AT)),
        lambda records, a: records.save_snapshot(a, replace(SNAPSHOT, scores=NO_SCORES)),
        lambda records, a: records.save_step_mark(a, StepMark("tip", note="x" * 4001)),
        lambda records, a: records.save_own_step(a, OwnStep("own", "title", minutes=0)),
    ],
    ids=["option", "item", "guess", "reveal", "snapshot", "note", "minutes"],
)
def test_values_out_of_bounds_are_refused(records, application, save):
    with pytest.raises(AssessmentError):
        save(records, application)
    assert records.responses(application) == {}
    assert records.snapshots(application) == ()


@pytest.mark.parametrize(
    "text",
    ["a\0b", "\ud800 lone", "a\u202eb", "e\u0301", "%_'\"\\;--", "👩\u200d💻 ok", "line\r\nline\rline", "x" * 200],
)
def test_any_text_is_kept_the_same_everywhere(records, application, text):
    from assessment.core.text.cleaning import clean_text

    assert records.save_process(application, replace(ACME, employer=text), seen=ACME) is None
    assert records.process(application).employer == clean_text(text)


@pytest.mark.parametrize("day", [date.min, date(2028, 2, 29), date.max])
def test_f19_every_day_of_the_calendar_is_kept(records, application, day):
    records.save_process(application, replace(ACME, interview_date=day), seen=ACME)
    assert records.process(application).interview_date == day
