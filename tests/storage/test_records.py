"""What Records promises, on memory, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.core.applications.records import (
    ExportedStep,
    Guess,
    LateGuessError,
    OwnStep,
    Reveal,
    StepProgress,
    UnknownApplicationError,
)
from assessment.core.errors import AssessmentError
from assessment.core.model.process import CLEARED_BY_ROUND, Outcome, Person, Process
from assessment.storage import reading
from assessment.storage.database import utc_now
from tests.storage.sample_values import ACME, ANSWERS, AT, DAY, EXPORTED, REVEAL, SNAPSHOT, create_full_application

NO_SCORES = replace(SNAPSHOT.scores, silence=float("nan"))


@pytest.fixture
def application(repository):
    return repository.create(ACME, at=AT)


def test_a_new_application_has_its_facts_and_nothing_else(repository, application):
    stored = repository.application(application)
    assert (stored.process, stored.created_at, stored.round, stored.archived) == (ACME, AT, 1, False)
    assert repository.application(application).process == ACME
    assert repository.stored_application(application).responses == {}
    assert repository.stored_application(application).guess is repository.stored_application(application).reveal is None
    assert repository.snapshots(application) == repository.stored_application(application).own_steps == ()
    assert repository.stored_application(application).progress == {}


def test_applications_are_listed_in_the_order_they_were_made_whatever_the_clock_says(repository):
    made = [repository.create(Process(f"Firm {n}"), at=AT - timedelta(days=n)) for n in range(4)]
    repository.archive(made[1], archived=True)
    assert [each.id for each in repository.applications()] == made
    assert [each.archived for each in repository.applications()] == [False, True, False, False]
    repository.archive(made[1], archived=False)
    assert not repository.application(made[1]).archived


def test_a_status_says_where_an_application_stands(repository):
    waiting, decided, put_away = (repository.create(ACME, at=AT) for _ in range(3))
    repository.save_process(decided, replace(ACME, outcome=Outcome.REJECTED), last_seen=ACME)
    repository.save_process(waiting, replace(ACME, outcome=Outcome.PENDING), last_seen=ACME)
    repository.archive(put_away, archived=True)
    repository.save_reveal(waiting, REVEAL)
    statuses = repository.statuses()
    assert [each.id for each in statuses] == [waiting, decided, put_away]
    assert [(each.decided, each.archived, each.revealed) for each in statuses] == [
        (False, False, True),
        (True, False, False),
        (False, True, False),
    ]
    assert [each.is_open for each in statuses] == [True, False, False]


@pytest.mark.parametrize(
    "save",
    [
        lambda repository, one: repository.save_answers(one, {"rapport": "warm"}, last_seen={}),
        lambda repository, one: repository.save_process(one, Process("Other"), last_seen=ACME),
        lambda repository, one: repository.save_guess(one, Guess(50, AT)),
        lambda repository, one: repository.save_reveal(one, REVEAL),
        lambda repository, one: repository.save_plan_changes(one, progress=[StepProgress("tip-x", done=True)]),
        lambda repository, one: repository.archive(one, archived=True),
    ],
)
def test_every_save_changes_the_version_of_its_application_alone(repository, application, save):
    repository.create(ACME, at=AT)
    before = {each.id: each.version for each in repository.statuses()}
    save(repository, application)
    after = {each.id: each.version for each in repository.statuses()}
    assert [each for each in after if after[each] != before[each]] == [application]


def test_chosen_applications_are_read_as_all_are(repository):
    made = [repository.create(Process(f"Firm {n}"), at=AT) for n in range(4)]
    repository.save_answers(made[2], ANSWERS, last_seen={})
    every = repository.stored_applications()
    assert repository.stored_applications([made[3], made[2], "0" * 32]) == every[2:]
    assert repository.stored_applications([]) == ()


def test_more_applications_than_one_statement_takes_are_read_too(repository, monkeypatch):
    monkeypatch.setattr(reading, "MOST_IDS", 1)
    made = [repository.create(Process(f"Firm {n}"), at=AT) for n in range(3)]
    assert [each.application.id for each in repository.stored_applications(made[:2])] == made[:2]


def test_answers_are_saved_changed_and_cleared(repository, application):
    assert repository.save_answers(application, ANSWERS, last_seen={}) == {}
    assert repository.save_answers(application, {"rapport": "cool", "practice": None}, last_seen=ANSWERS) == {}
    assert repository.stored_application(application).responses == {"finalists": "two", "rapport": "cool"}


def test_a_second_tab_never_overwrites_silently(repository, application):
    repository.save_answers(application, {"rapport": "warm"}, last_seen={})
    standing = repository.save_answers(application, {"rapport": "cool", "finalists": "two"}, last_seen={})
    assert standing == {"rapport": "warm"}
    assert repository.stored_application(application).responses == {"rapport": "warm", "finalists": "two"}
    assert repository.save_answers(application, {"rapport": "cool"}, last_seen={"rapport": "warm"}) == {}
    assert repository.stored_application(application).responses["rapport"] == "cool"


def test_an_answer_cleared_in_another_tab_is_told_as_cleared(repository, application):
    repository.save_answers(application, {"rapport": "warm"}, last_seen={})
    repository.save_answers(application, {"rapport": None}, last_seen={"rapport": "warm"})
    standing = repository.save_answers(application, {"rapport": "cool"}, last_seen={"rapport": "warm"})
    assert standing == {"rapport": None}


def test_saving_the_same_again_is_no_conflict(repository, application):
    for _ in range(2):
        assert repository.save_answers(application, ANSWERS, last_seen={}) == {}
        assert repository.save_process(application, replace(ACME, role="Head"), last_seen=ACME) is None


def test_facts_changed_in_another_tab_stand(repository, application):
    mine, theirs = replace(ACME, role="Mine"), replace(ACME, role="Theirs")
    assert repository.save_process(application, theirs, last_seen=ACME) is None
    assert repository.save_process(application, mine, last_seen=ACME) == theirs
    assert repository.application(application).process == theirs


def test_a_fact_of_the_person_is_the_same_in_all_applications_and_given_to_new_ones(repository):
    first, deleted = (repository.create(Process(employer), at=AT) for employer in ("Acme", "Bolt"))
    repository.delete(deleted)
    signed = Process("Acme", your_name="Eve Roe")
    assert repository.save_process(first, signed, last_seen=Process("Acme")) is None
    second = repository.create(Process("Cobalt"), at=AT)
    repository.undelete(deleted)
    assert [repository.application(each).process.your_name for each in (first, deleted, second)] == ["Eve Roe"] * 3
    repository.save_process(
        second, Process("Cobalt", your_name="Eve Poe"), last_seen=repository.application(second).process
    )
    assert repository.application(first).process == Process("Acme", your_name="Eve Poe")
    own = repository.create(Process(your_name="E. Poe"), at=AT)
    assert repository.application(own).process.is_empty
    assert not repository.application(second).process.is_empty


def test_an_outcome_is_a_fact_and_can_be_taken_back(repository, application):
    ended = replace(ACME, outcome=Outcome.REJECTED)
    assert repository.save_process(application, ended, last_seen=ACME) is None
    assert repository.application(application).process.decided
    assert repository.save_process(application, ACME, last_seen=ended) is None
    assert repository.application(application).process == ACME


def test_when_an_outcome_was_recorded_is_kept_until_it_is_another(repository, application):
    assert repository.application(application).outcome_at is None
    ended = replace(ACME, outcome=Outcome.REJECTED)
    repository.save_process(application, ended, last_seen=ACME)
    recorded = repository.application(application).outcome_at
    assert utc_now() - recorded < timedelta(minutes=5)
    renamed = replace(ended, role="Head")
    repository.save_process(application, renamed, last_seen=ended)
    assert repository.stored_application(application).application.outcome_at == recorded
    repository.save_process(application, ACME, last_seen=renamed)
    assert repository.application(application).outcome_at is None
    assert repository.application(repository.create(ended, at=AT)).outcome_at == AT


def test_a_duplicate_and_a_new_round_have_no_outcome_and_no_time_of_one(repository):
    application = repository.create(replace(ACME, outcome=Outcome.OFFER), at=AT)
    assert repository.application(repository.duplicate(application, at=AT)).outcome_at is None
    repository.begin_round(application, last=SNAPSHOT, keep=())
    assert repository.application(application).outcome_at is None


def test_the_first_guess_and_the_first_reveal_stay(repository, application):
    repository.save_guess(application, Guess(60, AT))
    repository.save_guess(application, Guess(90, AT))
    repository.save_reveal(application, REVEAL)
    repository.save_reveal(application, replace(REVEAL, outlook=0.9))
    assert repository.stored_application(application).guess == Guess(60, AT)
    assert repository.stored_application(application).reveal == REVEAL


def test_a_skipped_guess_is_settled(repository, application):
    repository.save_guess(application, Guess(None, AT))
    repository.save_guess(application, Guess(50, AT))
    assert repository.stored_application(application).guess == Guess(None, AT)


def test_a_guess_after_the_reveal_is_refused(repository, application):
    repository.save_reveal(application, REVEAL)
    with pytest.raises(LateGuessError):
        repository.save_guess(application, Guess(60, AT))
    assert repository.stored_application(application).guess is None


def test_one_snapshot_a_round_day_and_version(repository, application):
    repository.save_snapshot(application, SNAPSHOT)
    later = replace(SNAPSHOT, taken_at=AT + timedelta(hours=1), responses={"rapport": "cool"})
    rescored = replace(SNAPSHOT, instrument_version="2027.1+small")
    next_day = replace(SNAPSHOT, day=DAY + timedelta(days=1))
    for snapshot in (next_day, rescored, later):
        repository.save_snapshot(application, snapshot)
    assert repository.snapshots(application) == (later, rescored, next_day)


def test_steps_are_marked_and_own_steps_keep_their_order(repository, application):
    first, second = OwnStep("b", "Call Bo"), OwnStep("a", "Read the report", DAY, 30)
    repository.save_plan_changes(application, steps=[first])
    repository.save_plan_changes(application, steps=[second])
    changed = replace(first, title="Call Bo at noon", day=DAY)
    repository.save_plan_changes(application, steps=[changed])
    assert repository.stored_application(application).own_steps == (changed, second)
    step_progress = StepProgress("tip-thanks", True, DAY, "done\ttoday\n")
    repository.save_plan_changes(application, progress=[StepProgress("tip-thanks")])
    repository.save_plan_changes(application, progress=[step_progress])
    assert repository.stored_application(application).progress == {"tip-thanks": step_progress}
    repository.remove_own_step(application, "b")
    assert repository.stored_application(application).own_steps == (second,)


def test_the_edits_of_a_plan_are_kept_together(repository, application):
    repository.save_plan_changes(application, steps=[OwnStep("b", "Call Bo")])
    progress = [StepProgress("tip-thanks", True, DAY, "posted"), StepProgress("debrief", note="hello")]
    steps = [OwnStep("b", "Call Bo at noon", DAY), OwnStep("a", "Read the report"), OwnStep("c", "Run")]
    repository.save_plan_changes(application, progress=progress, steps=steps)
    assert repository.stored_application(application).progress == {
        step_progress.step_id: step_progress for step_progress in progress
    }
    assert repository.stored_application(application).own_steps == tuple(steps)


@pytest.mark.parametrize(
    ("progress", "steps"),
    [
        ([StepProgress("debrief", True), StepProgress("tip", note="x" * 4001)], [OwnStep("a", "Run")]),
        ([StepProgress("debrief", True)], [OwnStep("a", "Run"), OwnStep("b", "Rest", minutes=0)]),
    ],
    ids=["step_progress", "step"],
)
def test_the_edits_of_a_plan_are_kept_whole_or_not_at_all(repository, application, progress, steps):
    with pytest.raises(AssessmentError):
        repository.save_plan_changes(application, progress=progress, steps=steps)
    assert (
        dict(repository.stored_application(application).progress),
        repository.stored_application(application).own_steps,
    ) == ({}, ())


def test_what_a_plan_export_says_is_kept_under_an_id_of_its_own(repository, application):
    first = repository.save_plan_export(application, EXPORTED)
    second = repository.save_plan_export(application, [])
    exports = repository.plan_exports(application)
    assert (list(exports), first != second) == ([first, second], True)
    assert exports[first].round == 1
    assert exports[first].steps == {step.step_id: step for step in EXPORTED}
    assert exports[second].steps == {}


def test_the_last_plan_exports_are_kept_and_those_of_an_earlier_round_say_so(repository, application):
    made = [repository.save_plan_export(application, []) for _ in range(15)]
    repository.begin_round(application, last=SNAPSHOT, keep=())
    made += [repository.save_plan_export(application, []) for _ in range(15)]
    exports = repository.plan_exports(application)
    assert list(exports) == made[-20:]
    assert [export.round for export in exports.values()] == [1] * 5 + [2] * 15


def test_a_calendar_export_remembers_the_steps_of_all_earlier_ones(repository, application):
    thanks = ExportedStep("thanks", date(2026, 11, 18), title="Thank Ada")
    call = ExportedStep("call", date(2026, 11, 20), title="Call")
    made = [repository.save_plan_export(application, []) for _ in range(20)]
    first = repository.save_calendar_export(application, [thanks])
    repository.begin_round(application, last=SNAPSHOT, keep=())
    second = repository.save_calendar_export(application, [call, replace(thanks, done=True)])
    assert (first.steps, first.round) == ({"thanks": thanks}, 1)
    assert (second.steps, second.round) == ({"thanks": replace(thanks, done=True), "call": call}, 2)
    third = repository.save_calendar_export(application, [])
    assert third.steps == second.steps
    assert third.exported_at >= second.exported_at + timedelta(seconds=1) >= first.exported_at + timedelta(seconds=2)
    assert list(repository.plan_exports(application)) == made


def test_a_duplicate_has_the_facts_and_answers_and_no_past(repository):
    source = create_full_application(repository)
    ended = replace(ACME, outcome=Outcome.OFFER)
    repository.save_process(source, ended, last_seen=ACME)
    copy = repository.duplicate(source, at=AT + timedelta(days=1))
    assert repository.application(copy).process == ACME
    assert repository.stored_application(copy).responses == repository.stored_application(source).responses
    assert repository.stored_application(copy).guess is repository.stored_application(copy).reveal is None
    assert (
        repository.snapshots(copy),
        dict(repository.stored_application(copy).progress),
        repository.stored_application(copy).own_steps,
    ) == (
        (),
        {},
        (),
    )
    repository.save_answers(copy, {"rapport": "neutral"}, last_seen=repository.stored_application(copy).responses)
    assert repository.stored_application(source).responses["rapport"] == "cool"


def test_a_deletion_can_be_taken_back_until_it_is_made_final(repository):
    application = create_full_application(repository)
    before = (
        repository.application(application),
        repository.stored_application(application).responses,
        repository.snapshots(application),
    )
    repository.delete(application)
    assert repository.applications() == ()
    with pytest.raises(UnknownApplicationError):
        repository.stored_application(application)
    repository.undelete(application)
    after = (
        repository.application(application),
        repository.stored_application(application).responses,
        repository.snapshots(application),
    )
    assert after == before
    repository.delete(application)
    repository.purge_deleted()
    with pytest.raises(UnknownApplicationError):
        repository.undelete(application)


def test_a_visit_with_the_clock_ahead_leaves_what_can_still_be_undone(repository):
    application, other = create_full_application(repository), create_full_application(repository)
    repository.delete(application)
    deleted_at = utc_now()
    repository.save_answers(other, {"practice": "alone"}, last_seen={})
    repository.purge_deleted(now=deleted_at + timedelta(days=2))
    repository.undelete(application)
    assert repository.application(application).process == ACME


def test_of_somebody_new_nothing_is_there_to_be_removed(repository):
    repository.purge_deleted(now=AT)
    assert repository.applications() == ()


def test_what_was_deleted_long_ago_goes_once_something_was_saved_since(repository):
    application, _ = create_full_application(repository), create_full_application(repository)
    repository.delete(application)
    later = utc_now() + timedelta(days=2)
    repository.create(Process("Later"), at=later)
    repository.purge_deleted(now=later)
    with pytest.raises(UnknownApplicationError):
        repository.undelete(application)


def test_a_new_round_keeps_people_and_preparation_and_the_old_round(repository):
    application = create_full_application(repository)
    repository.save_plan_changes(application, steps=[OwnStep("own-done", "Book the train")])
    repository.save_plan_changes(application, progress=[StepProgress("own-done", True)])
    repository.save_answers(application, {"practice": "alone"}, last_seen={})
    begin_with = [("stage", "invited")]
    repository.begin_round(application, last=SNAPSHOT, keep={"practice", "manager"}, begin_with=begin_with)
    stored = repository.application(application)
    assert stored.round == 2
    assert stored.process == replace(ACME, **CLEARED_BY_ROUND)
    assert (stored.process.interview_date, stored.process.day_book) == (None, ())
    assert repository.stored_application(application).responses == {"practice": "alone", "stage": "invited"}
    assert repository.snapshots(application) == (SNAPSHOT,)
    assert repository.stored_application(application).progress == {}
    assert [step.id for step in repository.stored_application(application).own_steps] == ["own-1"]
    assert repository.stored_application(application).reveal == REVEAL


def test_a_new_round_begun_in_two_tabs_begins_once(repository):
    application = create_full_application(repository)
    for _ in range(2):
        repository.begin_round(application, last=SNAPSHOT, keep=())
    assert repository.application(application).round == 2
    same_day = replace(SNAPSHOT, round=2)
    repository.save_snapshot(application, same_day)
    assert repository.snapshots(application) == (SNAPSHOT, same_day)


@pytest.mark.parametrize(
    ("process", "sentence"),
    [
        (Process(employer="x" * 201), "employer: It has 201 characters; at most 200 are kept"),
        (Process(people=(Person("x" * 201),)), "name: It has 201 characters"),
        (Process(people=(Person("x"),) * 101), "101 people; at most 100"),
        (Process(people=(Person("Ana", email="ana@"),)), "people: 'ana@' is no e-mail address"),
        (Process(mean_wait_days=float("nan")), "mean_wait_days: It is nan; expected a number from 1 to 120"),
        (Process(never_told=1.5), "never_told: It is 1.5"),
        (Process(minutes_per_day=2**63), "minutes_per_day: It is 9.22337e[+]18"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(repository, application, process, sentence):
    with pytest.raises(AssessmentError, match=sentence):
        repository.save_process(application, process, last_seen=ACME)
    with pytest.raises(AssessmentError, match=sentence):
        repository.create(process, at=AT)
    assert [each.process for each in repository.applications()] == [ACME]


@pytest.mark.parametrize(
    "save",
    [
        lambda repository, a: repository.save_answers(a, {"rapport": "x'; DROP TABLE responses"}, last_seen={}),
        lambda repository, a: repository.save_answers(a, {"../x": "warm"}, last_seen={}),
        lambda repository, a: repository.save_guess(a, Guess(101, AT)),
        lambda repository, a: repository.save_reveal(a, Reveal(float("nan"), 0.2, "1", AT)),
        lambda repository, a: repository.save_snapshot(a, replace(SNAPSHOT, scores=NO_SCORES)),
        lambda repository, a: repository.save_plan_changes(a, progress=[StepProgress("tip", note="x" * 4001)]),
        lambda repository, a: repository.save_plan_changes(a, steps=[OwnStep("own", "title", minutes=0)]),
    ],
    ids=["option", "item", "guess", "reveal", "snapshot", "note", "minutes"],
)
def test_values_out_of_bounds_are_refused(repository, application, save):
    with pytest.raises(AssessmentError):
        save(repository, application)
    assert repository.stored_application(application).responses == {}
    assert repository.snapshots(application) == ()


@pytest.mark.parametrize(
    "text",
    ["a\0b", "\ud800 lone", "a\u202eb", "e\u0301", "%_'\"\\;--", "👩\u200d💻 ok", "line\r\nline\rline", "x" * 200],
)
def test_any_text_is_kept_the_same_everywhere(repository, application, text):
    from assessment.core.text.cleaning import clean_text

    assert repository.save_process(application, replace(ACME, employer=text), last_seen=ACME) is None
    assert repository.application(application).process.employer == clean_text(text)


@pytest.mark.parametrize("day", [date.min, date(2028, 2, 29), date.max])
def test_every_day_of_the_calendar_is_kept(repository, application, day):
    repository.save_process(application, replace(ACME, interview_date=day), last_seen=ACME)
    assert repository.application(application).process.interview_date == day
