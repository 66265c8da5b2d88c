"""The day book: what follows from its entries, and what is as before once one is taken back."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessment.core.applications.day_book import (
    entries_newest_first,
    last_wrote,
    move_interview,
    record_heard,
    record_moved,
    record_wrote,
    take_back,
)
from assessment.core.model.day_book import DayBookEntry, Happening
from assessment.core.model.process import Process, fact_problems

INTERVIEW = date(2026, 11, 2)
TODAY = date(2026, 11, 20)
DAYS = st.integers(-10, 18).map(lambda days: INTERVIEW + timedelta(days))
ACTS = st.tuples(st.sampled_from([record_heard, record_wrote, record_moved]), DAYS, DAYS)


@st.composite
def told(draw):
    """A process after some happenings."""
    process = Process(interview_date=draw(st.none() | st.just(INTERVIEW)), last_word_date=draw(st.none() | DAYS))
    if fact_problems(process, TODAY):
        process = replace(process, last_word_date=None)
    for act, day, other in draw(st.lists(ACTS, max_size=6)):
        process = act(process, day, other) if act is record_moved else act(process, day)
    return process


@given(told())
def test_the_last_word_is_the_latest_day_heard_since_the_interview(process):
    heard = [entry.day for entry in entries_newest_first(process) if entry.kind is Happening.HEARD]
    since = [day for day in heard if process.interview_date is None or day >= process.interview_date]
    assert process.last_word_date == max(since, default=None)
    assert not fact_problems(process, TODAY)


@given(told(), DAYS, DAYS)
def test_taking_back_the_newest_of_a_kind_leaves_everything_as_before(process, day, other):
    for after in (record_heard(process, day), record_wrote(process, day), record_moved(process, day, other)):
        new = [entry for entry in entries_newest_first(after) if entry not in entries_newest_first(process)]
        undone = take_back(after, new[0]) if new else after
        assert entries_newest_first(undone) == entries_newest_first(process)
        assert (undone.interview_date, undone.last_word_date) == (process.interview_date, process.last_word_date)


@given(told())
def test_the_day_book_is_read_newest_first_and_every_line_can_be_taken_back(process):
    days = [entry.day for entry in entries_newest_first(process)]
    assert days == sorted(days, reverse=True)
    while entries := entries_newest_first(process):
        process = take_back(process, entries[0])
    assert (process.last_word_date, last_wrote(process)) == (None, None)


def test_a_last_word_that_was_given_elsewhere_is_a_line_and_can_be_taken_back():
    process = Process(interview_date=INTERVIEW, last_word_date=INTERVIEW + timedelta(3))
    (line,) = entries_newest_first(process)
    assert (line.kind, line.day) == (Happening.HEARD, INTERVIEW + timedelta(3))
    assert take_back(process, line) == Process(interview_date=INTERVIEW)


def test_a_word_before_the_moved_interview_starts_the_clock_again_once_the_move_is_taken_back():
    heard = record_heard(Process(interview_date=INTERVIEW), INTERVIEW + timedelta(1))
    assert move_interview(heard, INTERVIEW + timedelta(1)).last_word_date == INTERVIEW + timedelta(1)
    moved = record_moved(heard, INTERVIEW + timedelta(1), INTERVIEW + timedelta(9))
    assert moved.last_word_date is None
    assert moved == move_interview(moved, INTERVIEW + timedelta(9))
    (line,) = (entry for entry in moved.day_book if entry.kind is Happening.INTERVIEW_MOVED)
    assert take_back(moved, line) == heard


def test_what_was_written_is_kept_once_and_the_latest_day_counts():
    wrote = record_wrote(Process(), INTERVIEW, "Thank-you", "thank_you-1")
    assert wrote.day_book == (DayBookEntry(Happening.WROTE, INTERVIEW, "Thank-you", "thank_you-1"),)
    assert record_wrote(wrote, INTERVIEW, "Thank-you", "thank_you-1") == wrote
    assert last_wrote(record_wrote(wrote, INTERVIEW - timedelta(1))) == INTERVIEW
    assert [entry.kind for entry in entries_newest_first(record_heard(wrote, INTERVIEW))] == ["heard", "wrote"]


def test_an_earlier_move_that_is_taken_back_leaves_the_day_of_the_later_one():
    moved = record_moved(Process(interview_date=INTERVIEW), TODAY, INTERVIEW + timedelta(4))
    again = record_moved(moved, TODAY, INTERVIEW + timedelta(9))
    assert take_back(again, moved.day_book[0]).interview_date == INTERVIEW + timedelta(9)
    assert record_moved(again, TODAY, INTERVIEW + timedelta(9)) == again
