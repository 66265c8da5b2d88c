"""Outcomes counted from a frame are those counted one by one, and bring the figures closer to the truth."""

from functools import reduce
from operator import add

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.cohort.learning.counts import NO_COHORT_COUNTS, count_frame, figure_table
from assessment.cohort.scoring.frame import score_frame
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Outcome
from assessment.core.outcomes.calibration import verdict
from assessment.core.outcomes.learning import learn_figures
from tests.cohort.people import random_frame, row_responses
from tests.core.outcomes.counting import count_answers
from tests.support import INSTRUMENT

SIGNS = ("offer_intent", "next_step", "rapport", "stories", "must_have_missed")
"""Few signs of four groups, so that little of what they say is repetition."""


TRUTH = {
    "offer_intent": {"yes": (40, 5), "no": (60, 95)},
    "next_step": {"booked": (45, 15), "described": (40, 40), "none": (15, 45)},
    "rapport": {"warm": (40, 45), "neutral": (35, 33), "cool": (25, 22)},
    "stories": {"most": (55, 25), "some": (30, 45), "few": (15, 30)},
    "must_have_missed": {"yes": (5, 30), "no": (95, 70)},
}


def cohort(rows, seed):
    """Made-up people, one of two finalists, whose answers with and without an offer are as frequent as TRUTH says."""
    rng = np.random.default_rng(seed)
    offered = rng.random(rows) < 0.5
    columns = {"finalists": ["two"] * rows}
    for item, options in TRUTH.items():
        chances = np.array(list(options.values())) / 100
        options = list(options)
        kinds = [rng.choice(len(options), rows, p=chances[:, column]) for column in (0, 1)]
        columns[item] = pd.Categorical.from_codes(np.where(offered, *kinds), options)
    columns["outcome"] = np.where(offered, "offer", "rejected")
    return pd.DataFrame(columns)


def mean_error(instrument):
    """Mean distance of the figures from the truth, in nats."""
    return np.mean(
        [
            abs(instrument.evidence[item].options[option].weight - np.log(offered / passed_over))
            for item, options in TRUTH.items()
            for option, (offered, passed_over) in options.items()
        ]
    )


def brier_score(instrument, frame):
    forecasts = score_frame(frame[["finalists", *TRUTH]], instrument)["outlook"]
    return float(((forecasts - (frame["outcome"] == "offer")) ** 2).mean())


def test_the_error_falls_as_outcomes_grow():
    errors = [mean_error(INSTRUMENT)]
    errors += [
        mean_error(learn_figures(INSTRUMENT, count_frame(cohort(rows, 1), INSTRUMENT).counts))
        for rows in (300, 3_000, 60_000)
    ]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.03 < 0.3 < errors[0]


@pytest.mark.parametrize("seed", range(3))
def test_learned_figures_forecast_fresh_people_better(seed):
    learned = learn_figures(INSTRUMENT, count_frame(cohort(2_000, seed), INSTRUMENT).counts)
    fresh = cohort(20_000, seed + 100)
    assert brier_score(learned, fresh) < brier_score(INSTRUMENT, fresh) - 0.005


@given(st.integers(0, 60), st.integers(0, 1_000))
def test_a_frame_is_counted_as_its_people_are(rows, seed):
    frame = random_frame(rows, seed, items=SIGNS)
    outcomes = np.random.default_rng(seed).choice([*Outcome, None], rows)
    counted = count_frame(frame.assign(outcome=outcomes), INSTRUMENT).counts
    resolved = [(row_responses(row), verdict(end)) for (_, row), end in zip(frame.iterrows(), outcomes, strict=True)]
    assert learn_figures(INSTRUMENT, counted) == learn_figures(INSTRUMENT, count_answers(resolved))


def test_the_counts_of_parts_add_up_in_any_order():
    frame = cohort(1_000, 1)
    parts = [count_frame(frame.iloc[start : start + 250], INSTRUMENT) for start in (500, 0, 750, 250)]
    assert reduce(add, parts, NO_COHORT_COUNTS) == count_frame(frame, INSTRUMENT)


def test_a_frame_without_outcomes_is_refused():
    with pytest.raises(AssessmentError, match="outcome: there is no such column"):
        count_frame(random_frame(3, 1), INSTRUMENT)


def test_the_figure_table_has_figures_before_and_after_learning_and_their_outcomes():
    frame = pd.DataFrame({"rapport": ["warm", "warm", "cool"], "outcome": ["offer", "rejected", "rejected"]})
    table = figure_table(INSTRUMENT, count_frame(frame, INSTRUMENT).counts).set_index(["item", "option"])
    warm = table.loc["rapport", "warm"]
    assert (warm["offers"], warm["no_offers"]) == (1, 2)
    assert (warm["offered_before"], warm["passed_over_before"]) == (56, 50)
    assert warm["offered_after"] == pytest.approx(100 * (100 * 0.56 + 1) / 101)
    assert warm["passed_over_after"] == pytest.approx(100 * (100 * 0.50 + 1) / 102)
    untouched = table.loc["stories"]
    assert (untouched["weight_before"] == untouched["weight_after"]).all()
