"""The balance sheet: a bar for each answer that moves the outlook, all answers in the table."""

from collections import Counter
from itertools import pairwise
from math import log

import pytest

from assessment import charts
from assessment.charts import balance
from assessment.charts.templates.balance import balance_template
from assessment.core.scoring.evidence import Contribution
from tests.charts.example_charts import assessed
from tests.charts.spec_reading import chart_rows, layers_of
from tests.support import INSTRUMENT, best_options, worst_options


def contribution(item, option, nats):
    evidence = INSTRUMENT.evidence[item]
    return Contribution(item, option, evidence.grade, evidence.group, nats, 1.0, 1.0, nats, 0.1)


def balance_of(signs, **silence):
    return charts.balance_chart(INSTRUMENT, charts.balance_entries(INSTRUMENT, signs, **silence))


def bars_of(chart):
    return chart_rows(balance_template(), chart.spec, "rows")


def test_what_lifts_comes_first_then_what_pulls_down_each_with_the_strongest_first():
    signs = (
        contribution("nerves", "strong", -0.1),
        contribution("rapport", "cool", -0.41),
        contribution("team_intro", "off_agenda", 0.12),
        contribution("team_intro", "on_agenda", 0.0),
        contribution("rapport", "warm", log(1.22)),
    )
    chart = balance_of(signs)
    assert [row[2:5] for row in chart.rows] == [
        ("lifts", "×1.22", "C"),
        ("lifts", "×1.13", "D, advice only"),
        ("pulls down", "×0.66", "C"),
        ("pulls down", "×0.90", "A"),
        ("moves nothing", "×1.00", "D, advice only"),
    ]
    bars = bars_of(chart)
    assert [(row["factor"], row["grade"]) for row in bars] == [
        ("×1.22", "C"),
        ("×1.13", "D"),
        ("×0.66", "C"),
        ("×0.90", "A"),
    ]
    assert [row["factor"] for row in bars if row["advice"]] == ["×1.13"]
    assert chart.alt == (
        "2 answers lift the outlook. Most of all Rapport (×1.22). 2 pull it down. Most of all Rapport (×0.66)."
        " 1 answer moves next to nothing and has no bar."
    )


@pytest.mark.parametrize("answers", [best_options(INSTRUMENT.groups), worst_options(INSTRUMENT.groups)])
def test_every_answer_is_in_the_table_and_bars_never_share_a_place(answers):
    signs = assessed(answers).outlook.contributions
    chart = balance_of(signs)
    assert Counter(row[3] for row in chart.rows) == Counter(balance.factor_label(sign.contribution) for sign in signs)
    places = [row["place"] for row in bars_of(chart)]
    assert {later - earlier for earlier, later in pairwise(places)} == {balance.STEP}
    assert chart.spec["height"] >= places[-1] + balance.STEP / 2


def test_advice_only_bars_are_told_apart_in_words_and_by_their_outline():
    layers = layers_of(balance_template())
    advice = next(layer["mark"] for layer in layers if {"filter": "datum.advice"} in layer.get("transform", ()))
    assert advice["strokeDash"]
    assert advice["fillOpacity"] < 0.5
    signs = (contribution("team_intro", "off_agenda", 0.12), contribution("rapport", "warm", 0.2))
    assert [row["graded"] for row in bars_of(balance_of(signs))] == ["C", "advice only D"]


def test_silence_is_among_the_entries_by_its_strength_and_is_no_answer():
    signs = (contribution("nerves", "strong", -0.1), contribution("rapport", "warm", log(1.22)))
    chart = balance_of(signs, silence=-0.5, silent="21 days without a word")
    assert [row[:4] for row in chart.rows][1:] == [
        ("Silence", "21 days without a word", "pulls down", "×0.61"),
        ("Nerves", INSTRUMENT.items["nerves"].option_label("strong"), "pulls down", "×0.90"),
    ]
    assert "1 pulls it down. Most of all Nerves (×0.90). Silence (×0.61), 21 days without a word." in chart.alt
    assert [row[0] for row in balance_of(signs).rows] == ["Rapport", "Nerves"]


def test_an_empty_balance_sheet_says_so():
    chart = charts.balance_chart(INSTRUMENT, ())
    assert chart.rows == ()
    assert chart_rows(balance_template(), chart.spec, "head")[0]["text"] == "No answer moves the outlook yet."


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("By a date, or in a week they named", "By a date"),
        ("Specific: they named what was good or missing", "Specific"),
        ("General, such as 'that was great'", "General"),
        ("No", "No"),
    ],
)
def test_an_answer_is_shown_up_to_its_first_explanation(label, short):
    assert balance.short_answer(label) == short
