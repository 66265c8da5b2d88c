from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.applications.records import Guess, Reveal
from assessment.core.model.process import Outcome
from assessment.core.outcomes.calibration import (
    VERDICTS,
    Forecast,
    SampleSize,
    Verdict,
    brier_score,
    forecast,
    track_record,
    verdict,
)

probabilities = st.floats(0, 1)
forecasts = st.builds(
    Forecast, probabilities, st.floats(0.05, 0.9), st.sampled_from(Verdict), st.none() | probabilities
)


def resolved(count: int, *, guess: float | None = 0.5) -> list[Forecast]:
    return [Forecast(0.3, 0.25, Verdict.OFFER if n % 3 == 0 else Verdict.NO_OFFER, guess) for n in range(count)]


@pytest.mark.parametrize(
    ("outcome", "counts_as"),
    [
        (Outcome.OFFER, Verdict.OFFER),
        (Outcome.DECLINED_BY_ME, Verdict.OFFER),
        (Outcome.REJECTED, Verdict.NO_OFFER),
        (Outcome.NO_ANSWER, Verdict.NO_OFFER),
        (Outcome.WITHDREW, Verdict.NOT_SCORED),
        (Outcome.ROLE_CANCELLED, Verdict.NOT_SCORED),
        (Outcome.VERBAL_OFFER, Verdict.NOT_YET),
        (Outcome.PENDING, Verdict.NOT_YET),
        (None, Verdict.NOT_YET),
    ],
)
def test_how_each_outcome_counts(outcome, counts_as):
    assert verdict(outcome) is counts_as


def test_every_outcome_has_a_verdict():
    assert set(VERDICTS) == set(Outcome)


def test_scores_of_five_forecasts_are_those_computed_by_hand():
    record = track_record(
        [
            Forecast(0.5, 0.2, Verdict.OFFER, 0.8),
            Forecast(0.5, 0.2, Verdict.NO_OFFER, 0.8),
            Forecast(0.1, 0.2, Verdict.NO_OFFER, 0.0),
            Forecast(0.2, 0.2, Verdict.NO_OFFER, 0.1),
            Forecast(0.9, 0.2, Verdict.OFFER, 1.0),
            Forecast(0.9, 0.2, Verdict.NOT_SCORED, 0.0),
        ]
    )
    assert (record.resolved, record.offers, record.not_scored, record.sample_size) == (5, 2, 1, SampleSize.TOO_FEW)
    assert record.model.brier == pytest.approx((0.25 + 0.25 + 0.01 + 0.04 + 0.01) / 5)
    assert record.base_rate.brier == pytest.approx((0.64 + 0.04 * 3 + 0.64) / 5)
    assert record.guess.brier == pytest.approx((0.04 + 0.64 + 0 + 0.01 + 0) / 5)
    assert record.model.skill == pytest.approx(1 - 0.56 / 1.4)
    assert record.base_rate.skill == 0
    bins = [(bin.low, bin.count, bin.offers) for bin in record.model_bins]
    assert bins == [(0.1, 1, 0), (0.2, 1, 0), (0.5, 2, 1), (0.9, 1, 1)]
    bins = [(bin.low, bin.count, bin.offers) for bin in record.guess_bins]
    assert bins == [(0.0, 1, 0), (0.1, 1, 0), (0.8, 2, 1), (0.9, 1, 1)]


@pytest.mark.parametrize(
    ("count", "enough"),
    [
        (0, SampleSize.COUNTS_ONLY),
        (4, SampleSize.COUNTS_ONLY),
        (5, SampleSize.TOO_FEW),
        (29, SampleSize.TOO_FEW),
        (30, SampleSize.SOME),
    ],
)
def test_scores_need_5_resolved_forecasts_and_skill_needs_30(count, enough):
    record = track_record(resolved(count))
    assert record.sample_size is enough
    assert (record.model is None) == (record.model_bins == ()) == (enough is SampleSize.COUNTS_ONLY)


def test_skipped_guesses_are_not_scored_as_any_number():
    record = track_record([*resolved(6, guess=None), *resolved(4)])
    assert record.guess is None
    assert record.model.count == 10


def test_what_is_scored_stood_at_the_first_reveal():
    at = datetime(2026, 11, 2, tzinfo=UTC)
    row = forecast(Reveal(0.28, 0.22, "1", at), Guess(60, at), Outcome.REJECTED)
    assert row == Forecast(0.28, 0.22, Verdict.NO_OFFER, 0.6)
    assert forecast(Reveal(0.28, 0.22, "1", at), Guess(None, at), None).guess is None


@given(st.lists(forecasts, max_size=40))
def test_every_resolved_forecast_is_in_one_bin_and_scores_stay_in_range(rows):
    record = track_record(rows)
    assert record.resolved + record.not_scored + record.not_yet == len(rows)
    if record.model:
        assert sum(b.count for b in record.model_bins) == record.resolved
        assert sum(b.offers for b in record.model_bins) == record.offers
        assert 0 <= record.model.brier <= 1
        assert all(b.low <= b.mean <= b.high + 1e-9 for b in record.model_bins)


@given(st.floats(0, 1), st.floats(0, 1))
def test_an_honest_forecast_has_the_best_expected_score(belief, said):
    def expected(p: float) -> float:
        return belief * brier_score(p, 1) + (1 - belief) * brier_score(p, 0)

    assert expected(belief) <= expected(said) + 1e-12
