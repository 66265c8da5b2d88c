"""An example of every chart, and the values that the tests of one chart share."""

from datetime import UTC, datetime, timedelta

from assessment import assess, charts
from assessment.catalog.simulation import load_simulation
from assessment.core.applications.records import Snapshot, SnapshotScores
from assessment.core.model.process import Process
from assessment.core.outcomes.calibration import Forecast, Verdict, track_record
from assessment.core.plan.key_dates import KeyDay, key_days
from assessment.core.plan.marked_days import MarkedDays, marked_days
from assessment.core.plan.plan import make_plan, points_to_win
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.hearing import Hearing, hearing_by_day
from tests.support import INSTRUMENT, INTERVIEW, best_options

SIMULATION = load_simulation()
MARKED = MarkedDays(
    INTERVIEW,
    (
        (KeyDay.THANK_YOU, INTERVIEW + timedelta(1)),
        (KeyDay.PROMISED, INTERVIEW + timedelta(7)),
        (KeyDay.CHECK_IN, INTERVIEW + timedelta(8)),
        (KeyDay.SECOND_CHECK_IN, INTERVIEW + timedelta(15)),
        (KeyDay.TREAT_AS_NO, INTERVIEW + timedelta(21)),
    ),
)

THIRTY = (0, 0, 1, 0, 4, 3, 11, 6, 4, 1)
MANY = (3, 14, 43, 95, 254, 557, 1106, 1902, 3214, 4382, 5495, 6423, 6632, 6097, 4927, 3670, 2439, 1425, 900, 422)
DOMAINS = {"In the room": THIRTY, "Preparation": (0,) * 9 + (28,), "Follow-through": (0,) * 10}

FIRST_VERSION, SECOND_VERSION = "2026.11+aaaaaaaa", "2026.12+bbbbbbbb"


def assessed(answers):
    return assess(INSTRUMENT, answers, process=Process(), today=INTERVIEW)


def marked_days_of(answers, process, today):
    """The days that the plan of one person marks."""
    plan = make_plan(INSTRUMENT, assess(INSTRUMENT, answers, process=process, today=today), process, today)
    return marked_days(key_days(INSTRUMENT.outlook.silence, process), plan.steps, today)


def constant_outlook(days, value=0.32, low=0.2, high=0.48):
    return [Estimate(value, low, high) for _ in days]


def example_outlook():
    days = charts.outlook_days(MARKED, INTERVIEW)
    return charts.outlook_chart(days, constant_outlook(days), base_rate=0.22, marked=MARKED, today=INTERVIEW)


def example_hearing():
    """What people hear who were promised an answer, with figures of their own for the wait."""
    process = Process(
        interview_date=INTERVIEW, promised_date=INTERVIEW + timedelta(7), mean_wait_days=14, never_told=0.4
    )
    days = charts.hearing_days(MARKED, INTERVIEW)
    outlook = assess(INSTRUMENT, {"finalists": "four_to_six"}, process=process, today=INTERVIEW).outlook
    forecast = hearing_by_day(INSTRUMENT.outlook.silence, outlook, process=process, today=INTERVIEW, days=days)
    return charts.hearing_chart(forecast, MARKED, INTERVIEW)


def best_signs():
    return assessed(best_options(INSTRUMENT.groups)).outlook


def example_reasons():
    outlook = best_signs()
    entries = charts.balance_entries(INSTRUMENT, outlook.contributions, silence=-0.5, silent="9 days without a word")
    return charts.reasons_chart(charts.strongest_reasons(outlook, entries))


def example_domains():
    answers = {item: next(iter(credit.options)) for item, credit in INSTRUMENT.readiness.items()}
    plan = make_plan(INSTRUMENT, assessed(answers), Process(), INTERVIEW)
    to_win = points_to_win(INSTRUMENT, plan)
    return charts.domains_chart(INSTRUMENT, assessed(answers), to_win)


def snapshot(day, outlook=0.3, readiness=70.0, *, round=1, version=FIRST_VERSION, low=None, high=None):
    """A snapshot so many days after the interview."""
    scores = SnapshotScores(
        outlook=outlook,
        outlook_low=outlook / 2 if low is None else low,
        outlook_high=(1 + outlook) / 2 if high is None else high,
        base_rate=0.22,
        without_advice=outlook,
        silence=0.0,
        readiness=readiness,
    )
    date = INTERVIEW + timedelta(day)
    return Snapshot(date, datetime(date.year, date.month, date.day, tzinfo=UTC), round, version, scores, {}, Process())


FIVE_DAYS = tuple(
    snapshot(day, outlook, readiness)
    for day, outlook, readiness in ((0, 0.25, 52), (1, 0.28, 60), (3, 0.31, 64), (7, 0.34, 71), (14, 0.26, 78.4))
)
SECOND_ROUND = (snapshot(18, 0.3, 74, round=2), snapshot(25, 0.45, 88, round=2))
SCORED_AGAIN = tuple(
    snapshot((one.day - INTERVIEW).days, one.scores.outlook - 0.05, one.scores.readiness, version=SECOND_VERSION)
    for one in FIVE_DAYS
)


def forecasts(*rows):
    """Forecasts from (model, guess, offers, of how many)."""
    return [
        Forecast(model, 0.22, Verdict.OFFER if index < offers else Verdict.NO_OFFER, guess)
        for model, guess, offers, count in rows
        for index in range(count)
    ]


NINE_FORECASTS = track_record(forecasts((0.24, 0.55, 3, 7), (0.41, 0.9, 1, 2)))
NO_GUESS = track_record(forecasts((0.24, None, 3, 7)))
FORTY_FORECASTS = track_record(forecasts((0.1, 0.9, 1, 20), (0.8, 0.2, 17, 20)))

EXAMPLES = {
    "outlook": example_outlook,
    "hearing": example_hearing,
    "balance": lambda: charts.balance_chart(
        INSTRUMENT, charts.balance_entries(INSTRUMENT, best_signs().contributions, silence=-0.4, silent="9 days")
    ),
    "balance of nothing": lambda: charts.balance_chart(INSTRUMENT, ()),
    "hundred on a day": lambda: charts.hundred_on_day(Hearing(INTERVIEW + timedelta(40), 0.16, 0.28, 0.56)),
    "hundred": lambda: charts.hundred_chart(Estimate(0.35, 0.18, 0.57), 0.22),
    "reasons": example_reasons,
    "ending": lambda: charts.ending_chart(0.25, 60, offered=False),
    "ending without a guess": lambda: charts.ending_chart(0.25, None, offered=None),
    "domains": example_domains,
    "domains unanswered": lambda: charts.domains_chart(INSTRUMENT, assessed({}), {}),
    "what if": lambda: charts.what_if_chart(best_signs(), assessed({}).outlook),
    "trend": lambda: charts.trend_chart(FIVE_DAYS),
    "trend of one day": lambda: charts.trend_chart(FIVE_DAYS[:1]),
    "trend without readiness": lambda: charts.trend_chart([snapshot(0, readiness=None)]),
    "trend of two rounds": lambda: charts.trend_chart(FIVE_DAYS + SECOND_ROUND),
    "trend scored again": lambda: charts.trend_chart(FIVE_DAYS + SCORED_AGAIN),
    "simulated": lambda: charts.simulated_chart(SIMULATION.harsh),
    "calibration": lambda: charts.calibration_chart(NINE_FORECASTS),
    "calibration without guess": lambda: charts.calibration_chart(NO_GUESS),
    "calibration of forty": lambda: charts.calibration_chart(FORTY_FORECASTS),
    "distribution of thirty": lambda: charts.distribution_chart(THIRTY, "Readiness", "of 100"),
    "distribution of many": lambda: charts.distribution_chart(MANY, "Outlook", "in 100"),
    "distribution of nobody": lambda: charts.distribution_chart((0,) * 10, "Readiness", "of 100"),
    "multiples": lambda: charts.domain_multiples(DOMAINS),
    "multiples of many": lambda: charts.domain_multiples({"What you know about the company": MANY}),
}
"""Name -> a function that makes the chart."""
