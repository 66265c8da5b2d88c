"""The strongest reasons: which they are, in which order, and their points."""

import pytest

from assessment import assess, charts
from assessment.charts.reasons import MOST, Reason
from assessment.core.model.process import Process
from tests.support import INSTRUMENT, INTERVIEW

SIGNS = {"timeline": "dated", "references": "no", "overall": "badly", "long_term": "in_detail", "rapport": "warm"}


def outlook_and_entries(answers):
    outlook = assess(INSTRUMENT, answers, process=Process(), today=INTERVIEW).outlook
    return outlook, charts.balance_entries(INSTRUMENT, outlook.contributions)


def test_they_are_the_strongest_in_the_order_of_the_balance_sheet():
    outlook, entries = outlook_and_entries({**SIGNS, "senior_intro": "off_agenda", "team_intro": "off_agenda"})
    strongest = sorted(entries, key=lambda entry: -abs(entry.contribution))[:MOST]
    texts = [reason.text for reason in charts.strongest_reasons(outlook, entries)]
    assert [text.split(":")[0] for text in texts] == [entry.label for entry in entries if entry in strongest]


@pytest.mark.parametrize(("answer", "word"), [("contacted", "more"), ("no", "less")])
def test_the_points_of_an_only_reason_lead_back_to_the_base_rate(answer, word):
    outlook, entries = outlook_and_entries({"references": answer})
    (reason,) = charts.strongest_reasons(outlook, entries)
    assert outlook.value - reason.points / 100 == pytest.approx(outlook.base_rate)
    assert reason.change.endswith(f"points {word}")


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (7.4, "7 points more"),
        (-1.2, "1 point less"),
        (0.9, "1 point more"),
        (0.3, "hardly more"),
        (-0.3, "hardly less"),
    ],
)
def test_points_are_said_in_whole_numbers(points, words):
    assert Reason("Timeline: By a date", points).change == words
