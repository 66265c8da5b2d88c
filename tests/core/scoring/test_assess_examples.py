"""The worked examples of the model come out as they stand there."""

import json
import tomllib
from datetime import timedelta

import pytest

from assessment import assess
from assessment.core.model.process import Process
from assessment.core.scoring.evidence import repetition_discounts
from assessment.core.scoring.silence import silence_clock
from assessment.export.case import read_case
from tests.support import EXAMPLES, INSTRUMENT, INTERVIEW, best_options, worst_options

OUTLOOKS = tomllib.loads((EXAMPLES / "outlook.toml").read_text())["example"]
SCORED = json.loads((EXAMPLES / "case_scored.json").read_text())
EXTREMES = {"best": best_options, "worst": worst_options}


@pytest.mark.parametrize("example", OUTLOOKS, ids=lambda example: example["name"])
def test_the_outlook_of_each_example(example):
    answers = dict(example.get("responses", {}))
    if every := example.get("every"):
        answers = {**EXTREMES[every["at"]](every["groups"]), **answers}
    promised = example.get("promised_after_days")
    process = Process(
        interview_date=INTERVIEW if "days" in example else None,
        promised_date=INTERVIEW + timedelta(promised) if promised else None,
    )
    today = INTERVIEW + timedelta(example.get("days", 0))
    outlook = assess(INSTRUMENT, answers, process=process, today=today, advice=example.get("advice", True)).outlook
    assert [round(100 * number) for number in (outlook.value, outlook.low, outlook.high)] == example["expected"]


def test_the_contributions_of_the_four_signs():
    four = OUTLOOKS[3]["responses"]
    outlook = assess(INSTRUMENT, four, process=Process(), today=INTERVIEW).outlook
    contributions = {row.item: round(row.contribution, 3) for row in outlook.contributions}
    assert contributions == {"long_term": 0.120, "timeline": 0.122, "feedback": 0.057, "team_intro": 0.032}
    assert round(outlook.log_odds, 3) == -0.931
    assert round(outlook.log_odds - sum(row.contribution for row in outlook.contributions), 3) == -1.262


def test_the_case_of_the_command_line():
    case = read_case(INSTRUMENT, (EXAMPLES / "case.json").read_text())
    assessment = assess(INSTRUMENT, case.responses, process=case.process, today=case.today)
    total, outlook = assessment.readiness.total, assessment.outlook
    shown = SCORED["readiness"]
    assert [round(number, 1) for number in (total.value, total.low, total.high)] == [
        shown["value"],
        shown["low"],
        shown["high"],
    ]
    assert (total.answered, total.asked) == (shown["answered"], shown["asked"])
    assert assessment.readiness.domains.keys() == shown["domains"].keys()
    for name, points in assessment.readiness.domains.items():
        expected = shown["domains"][name]
        assert points.value == pytest.approx(expected["value"])
        assert (points.answered, points.asked) == (expected["answered"], expected["asked"])
    assert assessment.fit is SCORED["fit"]
    shown = SCORED["outlook"]
    for name in ("value", "low", "high", "log_odds", "base_rate", "without_advice", "silence"):
        assert round(getattr(outlook, name), 3) == shown[name]
    assert (round(outlook.signs_for, 1), outlook.signs_against) == tuple(shown["effective_signs"].values())
    first, (expected,) = outlook.contributions[0], shown["contributions"]
    assert (first.item, first.discount) == (expected["item"], expected["discount"])
    for name in ("weight", "limit_factor", "contribution"):
        assert round(getattr(first, name), 3) == expected[name]


def test_the_discounts_of_four_signs_with_correlation_0_3():
    assert [round(discount, 2) for discount in repetition_discounts(4, 0.3)] == [1, 0.54, 0.34, 0.23]


def test_the_day_to_treat_as_a_no():
    settings = INSTRUMENT.outlook.silence
    waiting = Process(interview_date=INTERVIEW)
    promised = Process(interview_date=INTERVIEW, promised_date=INTERVIEW + timedelta(7))
    for process, days in ((waiting, 28), (promised, 21)):
        clock = silence_clock(settings, process)
        assert clock
        assert clock.first_day_below(settings.treat_as_no_below) == INTERVIEW + timedelta(days)
