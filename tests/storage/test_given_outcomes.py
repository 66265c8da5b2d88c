"""Outcomes given to the counts of a host: the answers from before, by consent, until it is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.core.model.process import Outcome
from assessment.storage.given_outcomes import given_outcomes
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, AT

VERSION = "2026.11+small"
UNDECIDED = replace(ACME, outcome=None)


class Clock:
    """A clock that goes on by a minute at each look."""

    now = AT

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def opened(current_database, reopen):
    return reopen(current_database, clock=Clock())


@pytest.fixture
def repository(opened):
    return SqlRepository(opened, "i alice", VERSION)


def decide(repository, application, outcome):
    process = repository.application(application).process
    assert repository.save_process(application, replace(process, outcome=outcome), last_seen=process) is None


@pytest.fixture
def decided(repository):
    """An application that got an offer, with answers from before and after that."""
    application = repository.create(UNDECIDED, at=AT)
    repository.save_answers(application, {"rapport": "warm", "practice": "alone"}, last_seen={})
    repository.save_answers(application, {"practice": None, "finalists": "two"}, last_seen={"practice": "alone"})
    decide(repository, application, Outcome.OFFER)
    repository.save_answers(application, {"rapport": "cool"}, last_seen={"rapport": "warm"})
    return application


BEFORE = {"rapport": "warm", "finalists": "two"}, Outcome.OFFER


def test_nothing_is_counted_that_was_not_given_and_only_answers_from_before_the_outcome_are(
    opened, repository, decided
):
    assert given_outcomes(opened) == ()
    repository.give_outcome(decided, given=True)
    assert repository.outcome_is_given(decided)
    assert repository.applications_with_given_outcome() == (decided,)
    assert given_outcomes(opened) == given_outcomes(opened, VERSION) == (BEFORE,)
    assert given_outcomes(opened, "another version") == ()


def test_it_is_taken_back_by_a_click_a_deletion_or_another_outcome(opened, repository, decided):
    repository.give_outcome(decided, given=True)
    repository.give_outcome(decided, given=False)
    assert not repository.outcome_is_given(decided)
    assert given_outcomes(opened) == ()

    repository.give_outcome(decided, given=True)
    decide(repository, decided, Outcome.REJECTED)
    assert not repository.outcome_is_given(decided)
    assert repository.applications_with_given_outcome() == ()
    assert given_outcomes(opened) == ()

    repository.give_outcome(decided, given=True)
    assert [outcome for _, outcome in given_outcomes(opened)] == [Outcome.REJECTED]
    repository.delete(decided)
    assert given_outcomes(opened) == repository.applications_with_given_outcome() == ()
