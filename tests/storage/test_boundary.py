"""Where SQLite and PostgreSQL differ, they are made to agree (reliability.md 2.4)."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from assessment.core.applications.records import Guess, StepProgress
from assessment.core.text.cleaning import clean_text
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, AT
from tests.support import examples

KATHMANDU = timezone(timedelta(hours=5, minutes=45))


@pytest.fixture
def repository(storage, owner):
    return SqlRepository(storage, owner, "1")


def test_a_moment_comes_back_as_the_same_moment_in_utc(repository):
    application = repository.create(ACME, at=AT)
    moment = datetime(2026, 11, 2, 1, 30, tzinfo=KATHMANDU)
    repository.save_guess(application, Guess(5, moment))
    back = repository.stored_application(application).guess.sealed_at
    assert back == moment
    assert back.tzinfo is UTC


def test_a_time_without_its_zone_is_refused(repository):
    with pytest.raises(StatementError, match="expected a time with its zone") as refused:
        repository.create(ACME, at=datetime(2026, 11, 2))
    # What stands in an error comes to a log, which is no place for what somebody typed.
    assert ACME.employer not in str(refused.value)


@examples(0.6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=st.text(st.characters(), max_size=60), step=st.text(st.characters(), min_size=1, max_size=20))
def test_every_text_is_kept_clean_and_whole(repository, note, step):
    application = repository.create(ACME, at=AT)
    repository.save_plan_changes(application, progress=[StepProgress(step, note=note)])
    (step_progress,) = repository.stored_application(application).progress.values()
    assert (step_progress.step_id, step_progress.note) == (clean_text(step), clean_text(note))


def test_the_order_of_saves_does_not_depend_on_the_clock(storage, owner):
    application = SqlRepository(storage, owner, "1").create(ACME, at=AT)
    seen = {}
    clock, storage.clock = storage.clock, lambda: AT
    try:
        for hours, option in enumerate(["warm", "neutral", "cool"]):
            storage.clock = lambda hours=hours: AT - timedelta(hours=hours)
            SqlRepository(storage, owner, "1").save_answers(application, {"rapport": option}, last_seen=seen)
            seen = {"rapport": option}
    finally:
        storage.clock = clock
    assert SqlRepository(storage, owner, "1").stored_application(application).responses == {"rapport": "cool"}
