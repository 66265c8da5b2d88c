"""Which items count for a score, and its range, reckoned by hand from credits that neither begin at 0 nor end at 1."""

import pytest

from assessment.core.model import Credit
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.evidence import evidence_log_odds, weigh_answers
from assessment.core.scoring.points import Points, asked_items, score_points
from tests.core.small_instrument import small_instrument
from tests.support import INSTRUMENT, best_options

SMALL = small_instrument()
CREDITS = {
    "practice": Credit("practice", 5, {"with_a_person": 0.75, "none": 0.25}, ()),
    "rapport": Credit("rapport", 4, {"warm": 0.9, "cool": 0.4}, ()),
    "manager": Credit("manager", 1, {"strong": 0.5, "weak": 0.1}, ()),
}


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["practice", "rapport", "manager"]),
        ({"stage": "waiting"}, ["practice", "rapport", "manager"]),
        ({"stage": "invited"}, ["practice", "manager"]),
        ({"stage": "invited", "rapport": "warm"}, ["practice", "rapport", "manager"]),
    ],
)
def test_what_is_asked_at_the_stage_or_answered_counts(answers, asked):
    assert asked_items(SMALL, CREDITS, answers) == asked


@pytest.mark.parametrize(
    ("answers", "value", "low", "high", "answered", "asked"),
    [
        ({}, None, 29.5, 78.5, 0, 3),
        ({"practice": "with_a_person"}, 75, 54.5, 78.5, 1, 3),
        ({"practice": "none", "manager": "weak"}, 22.5, 29.5, 49.5, 2, 3),
        ({"practice": "none", "rapport": "warm", "manager": "weak"}, 49.5, 49.5, 49.5, 3, 3),
        ({"stage": "invited", "practice": "none"}, 25, 22.5, 100 * 1.75 / 6, 1, 2),
    ],
)
def test_the_range_takes_open_questions_at_their_worst_and_best(answers, value, low, high, answered, asked):
    score = score_points(SMALL, CREDITS, answers)
    assert score.value == (None if value is None else pytest.approx(value))
    assert (score.low, score.high) == (pytest.approx(low), pytest.approx(high))
    assert (score.answered, score.asked) == (answered, asked)


def test_where_nothing_can_be_earned_the_score_may_be_anything():
    assert score_points(INSTRUMENT, {}, {"stage": "waiting"}) == Points(None, 0.0, 100.0, answered=0, asked=0)


@pytest.mark.parametrize("advice", [True, False])
def test_the_evidence_in_all_is_the_sum_of_its_contributions(advice):
    answers = best_options(INSTRUMENT.groups)
    rows = weigh_answers(INSTRUMENT, answers, advice=advice)
    total = evidence_log_odds(INSTRUMENT, answers, advice=advice)
    assert total == pytest.approx(sum(row.contribution for row in rows))
    assert total != pytest.approx(evidence_log_odds(INSTRUMENT, answers, advice=not advice))


def test_an_estimate_lies_within_its_range():
    with pytest.raises(ValueError, match=r"expected low <= value <= high, got Estimate\(value=0\.5"):
        Estimate(0.5, 0.6, 0.7)
