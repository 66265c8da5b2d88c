import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessment.core.applications.records import Reveal, SnapshotScores
from assessment.core.applications.snapshots import (
    Change,
    changes,
    clear_for_next_round,
    differs,
    first_reveal,
    items_that_stay,
    last_forecast,
    rescore,
    split_retired,
    take_snapshot,
)
from assessment.core.model.process import Outcome, Person, Process
from assessment.core.scoring.assess import assess
from tests.core.small_instrument import small_instrument
from tests.support import EXAMPLES, INSTRUMENT, responses

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = date(2026, 11, 2)
NO_FACTS = Process()
ANSWERS = {"rapport": "warm", "practice": "alone"}


def snapshot(responses, instrument=None, process=NO_FACTS):
    instrument = instrument or small_instrument()
    scored = split_retired(instrument, responses).scored
    assessment = assess(instrument, scored, process=process, today=DAY)
    return take_snapshot(assessment, responses, process, day=DAY, at=AT, round=1)


def newer_instrument():
    """A later version: `rapport` is gone and `practice` no longer offers `alone`."""
    old = small_instrument("2027.1+small")
    practice = old.items["practice"]
    items = {name: item for name, item in old.items.items() if name != "rapport"}
    items["practice"] = replace(practice, options=tuple(o for o in practice.options if o.id != "alone"))
    evidence = {name: row for name, row in old.evidence.items() if name != "rapport"}
    return replace(old, items=items, evidence=evidence)


def test_answers_of_an_older_version_stay_as_facts_and_are_not_scored():
    answers = {**ANSWERS, "manager": "strong"}
    known = split_retired(newer_instrument(), answers)
    assert known.retired == ANSWERS
    assert known.scored == {"manager": "strong"}
    assert {**known.scored, **known.retired} == answers


@given(responses(), st.sets(st.sampled_from(list(INSTRUMENT.items))), st.integers(0, 3))
def test_whatever_a_later_version_no_longer_asks_or_offers_no_answer_is_lost(answers, gone, offered):
    kept = {name: item for name, item in INSTRUMENT.items.items() if name not in gone}
    items = {name: replace(item, options=item.options[: max(offered, 1)]) for name, item in kept.items()}
    known = split_retired(replace(INSTRUMENT, items=items), answers)
    assert {**known.scored, **known.retired} == answers
    assert all(option in items[item].options_by_id for item, option in known.scored.items())
    assert all(item in gone or option not in items[item].options_by_id for item, option in known.retired.items())


def test_a_rescored_snapshot_stands_beside_the_old_one():
    old = snapshot(ANSWERS)
    new = rescore(newer_instrument(), old)
    assert new.key != old.key
    assert new.responses == old.responses
    assert old.scores.readiness == 50
    assert new.scores.readiness is None


def test_a_snapshot_holds_what_was_shown():
    process = Process(interview_date=date(2026, 10, 12))
    answers = {**ANSWERS, "manager": "strong"}
    assessment = assess(small_instrument(), answers, process=process, today=DAY)
    scores = snapshot(answers, process=process).scores
    outlook, readiness, fit = assessment.outlook, assessment.readiness.total, assessment.fit
    assert scores == SnapshotScores(
        outlook=outlook.value,
        outlook_low=outlook.low,
        outlook_high=outlook.high,
        base_rate=outlook.base_rate,
        without_advice=outlook.without_advice,
        silence=outlook.silence,
        readiness=readiness.value,
        readiness_low=readiness.low,
        readiness_high=readiness.high,
        readiness_answered=readiness.answered,
        fit=fit.value,
        fit_low=fit.low,
        fit_high=fit.high,
    )
    assert scores.silence < 0
    assert first_reveal(assessment, at=AT) == Reveal(outlook.value, outlook.base_rate, "2026.11+small", AT)


def test_a_snapshot_differs_where_answers_facts_or_the_silence_did():
    latest = snapshot(ANSWERS)
    assert differs(None, latest)
    assert not differs(latest, snapshot(dict(ANSWERS)))
    assert differs(latest, snapshot({**ANSWERS, "manager": "weak"}))
    assert differs(latest, snapshot(ANSWERS, process=Process(promised_date=DAY)))
    waiting = snapshot(ANSWERS, process=Process(interview_date=date(2026, 10, 12)))
    silent = replace(waiting, scores=replace(waiting.scores, silence=-1.0))
    assert differs(waiting, silent)


def test_the_last_forecast_is_the_latest_of_its_round_from_before_the_outcome():
    first, later = snapshot(ANSWERS), replace(snapshot({}), taken_at=AT + timedelta(days=1))
    decided = replace(snapshot(ANSWERS, process=Process(outcome=Outcome.REJECTED)), taken_at=AT + timedelta(days=2))
    assert last_forecast([later, decided, first], first.round) == later
    assert last_forecast([later, decided, first], first.round + 1) is None
    assert last_forecast([decided], first.round) is None


def test_what_changed_between_two_snapshots():
    before, after = snapshot(ANSWERS), snapshot({"rapport": "cool", "manager": "weak"})
    assert changes(before, after) == (
        Change("manager", None, "weak"),
        Change("practice", "alone", None),
        Change("rapport", "warm", "cool"),
    )


def test_a_new_round_keeps_people_and_preparation_and_asks_the_rest_again():
    assert items_that_stay(small_instrument()) == {"practice", "manager"}
    process = Process("Acme", "Analyst", (Person("Ada"),), DAY, DAY, DAY, Outcome.PENDING, 20.0)
    assert clear_for_next_round(process) == Process("Acme", "Analyst", (Person("Ada"),), mean_wait_days=20.0)


def test_every_answer_of_the_first_version_is_still_an_answer():
    """What somebody answered under 2026.11 is scored by every later version, and means the same."""
    stored = json.loads((EXAMPLES / "answers_2026_11.json").read_text())
    for item, options in stored.items():
        for option in options:
            assert split_retired(INSTRUMENT, {item: option}).retired == {}, f"{item}: {option}"
