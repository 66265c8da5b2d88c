"""Learning from a cohort: it counts as one by one, keeps its counts in a file, and finds the true figures."""

from dataclasses import replace
from functools import reduce
from operator import add

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.cohort.learning.counts import NO_COHORT_COUNTS, count_frame, figure_table
from assessment.cohort.learning.file import LearnedFile, learned_text, read_learned
from assessment.cohort.scoring.frame import score_frame
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Outcome
from assessment.core.outcomes.calibration import verdict
from assessment.core.outcomes.learning import Counts, Tally, count_answers, learn_figures
from tests.cohort.made_up_people import answers_in, random_frame
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
    """People of a world in which TRUTH holds: one of two finalists, and what those with and without an offer show."""
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


def error_of(instrument):
    """Mean distance of the figures from the truth, in nats."""
    return np.mean(
        [
            abs(instrument.evidence[item].options[option].weight - np.log(offered / passed_over))
            for item, options in TRUTH.items()
            for option, (offered, passed_over) in options.items()
        ]
    )


def brier_of(instrument, frame):
    forecasts = score_frame(frame[["finalists", *TRUTH]], instrument)["outlook"]
    return float(((forecasts - (frame["outcome"] == "offer")) ** 2).mean())


def test_the_error_falls_as_outcomes_grow():
    errors = [error_of(INSTRUMENT)]
    errors += [
        error_of(learn_figures(INSTRUMENT, count_frame(cohort(rows, 1), INSTRUMENT).counts))
        for rows in (300, 3_000, 60_000)
    ]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.03 < 0.3 < errors[0]


@pytest.mark.parametrize("seed", range(3))
def test_learned_figures_forecast_fresh_people_better(seed):
    learned = learn_figures(INSTRUMENT, count_frame(cohort(2_000, seed), INSTRUMENT).counts)
    fresh = cohort(20_000, seed + 100)
    assert brier_of(learned, fresh) < brier_of(INSTRUMENT, fresh) - 0.005


@given(st.integers(0, 60), st.integers(0, 1_000))
def test_a_frame_is_counted_as_its_people_are(rows, seed):
    frame = random_frame(rows, seed, items=SIGNS)
    outcomes = np.random.default_rng(seed).choice([*Outcome, None], rows)
    counted = count_frame(frame.assign(outcome=outcomes), INSTRUMENT).counts
    resolved = [(answers_in(row), verdict(end)) for (_, row), end in zip(frame.iterrows(), outcomes, strict=True)]
    assert learn_figures(INSTRUMENT, counted) == learn_figures(INSTRUMENT, count_answers(resolved))


def test_parts_add_up_in_any_order():
    frame = cohort(1_000, 1)
    parts = [count_frame(frame.iloc[start : start + 250], INSTRUMENT) for start in (500, 0, 750, 250)]
    assert reduce(add, parts, NO_COHORT_COUNTS) == count_frame(frame, INSTRUMENT)


def test_outcomes_are_needed():
    with pytest.raises(AssessmentError, match="outcome: there is no such column"):
        count_frame(random_frame(3, 1), INSTRUMENT)


def test_figures_stand_before_and_after_with_the_outcomes_behind_them():
    frame = pd.DataFrame({"rapport": ["warm", "warm", "cool"], "outcome": ["offer", "rejected", "rejected"]})
    table = figure_table(INSTRUMENT, count_frame(frame, INSTRUMENT).counts).set_index(["item", "option"])
    warm = table.loc["rapport", "warm"]
    assert (warm["offers"], warm["no_offers"]) == (1, 2)
    assert (warm["offered_before"], warm["passed_over_before"]) == (58, 50)
    assert warm["offered_after"] == pytest.approx(100 * (200 * 0.58 + 1) / 201)
    assert warm["passed_over_after"] == pytest.approx(100 * (200 * 0.50 + 1) / 202)
    untouched = table.loc["stories"]
    assert (untouched["weight_before"] == untouched["weight_after"]).all()


def learned_file(counts, version=INSTRUMENT.version):
    return LearnedFile(version, Tally(3, 4), Counts(counts))


SOME = {"rapport": {"warm": Tally(1, 2), "cool": Tally(0, 1)}, "stories": {"few": Tally(0, 3)}}


def test_a_learned_file_reads_as_it_was_written():
    assert read_learned(learned_text(learned_file(SOME)), INSTRUMENT) == learned_file(SOME)


def test_counts_of_another_version_are_refused_unless_told():
    text = learned_text(
        learned_file({**SOME, "gone": {"yes": Tally(1, 1)}, "phrasing": {"never": Tally(1, 0)}}, "2020.01+0")
    )
    with pytest.raises(AssessmentError, match="learned with version '2020"):
        read_learned(text, INSTRUMENT)
    expected = replace(learned_file({**SOME, "phrasing": {}}), left_out=("gone.yes", "phrasing.never"))
    assert read_learned(text, INSTRUMENT, any_version=True) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("counts = [", "it is no TOML"),
        ("", "counts: expected"),
        ('instrument_version = "V"\noutcomes = [1, 1]\ncounts = {}\nmore = 1', "more: expected"),
        ('instrument_version = "V"\noutcomes = [1]\ncounts = {}', "outcomes: expected two counts"),
        ('instrument_version = "V"\noutcomes = [1, 1]\ncounts = 3', "counts: expected a table"),
        ('instrument_version = "V"\noutcomes = [1, 1]\ncounts = {rapport = 3}', "counts: expected a table"),
        (
            'instrument_version = "V"\noutcomes = [1, 1]\ncounts.rapport.warm = [-1, 2]',
            "counts: rapport.warm: expected",
        ),
        (
            'instrument_version = "V"\noutcomes = [1, 1]\ncounts.rapport.warm = [true, "2"]',
            'counts: rapport.warm: expected two counts like [12, 30], got [true, "2"].',
        ),
        ('instrument_version = "V"\noutcomes = [1, 1]\ncounts.rapport.hot = [1, 2]', "counts: rapport.hot is no sign"),
    ],
)
def test_a_file_that_holds_no_counts_is_refused(text, problem):
    with pytest.raises(AssessmentError) as refused:
        read_learned(text.replace("V", "v1"), replace(INSTRUMENT, version="v1"))
    assert refused.value.problems[0].startswith(problem)
