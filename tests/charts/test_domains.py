"""Readiness by domain, with what each could still win."""

import pytest
from hypothesis import given

from assessment import charts
from assessment.charts.templates.domains import domains_template
from assessment.core.plan.gaps import readiness_gaps
from tests.charts.example_charts import assessed
from tests.charts.spec_reading import chart_rows, x_or_y_scales
from tests.support import INSTRUMENT, responses


@given(responses(items=INSTRUMENT.readiness))
def test_domains_show_their_readiness_and_stretch_what_is_to_win_to_their_own_scale(answers):
    assessment = assessed(answers)
    gains = dict.fromkeys(INSTRUMENT.readiness_by_domain, 0.0)
    for gap in readiness_gaps(INSTRUMENT, answers):
        gains[INSTRUMENT.items[gap.item].domain] += gap.gain
    chart = charts.domains_chart(INSTRUMENT, assessment, gains)
    bars = chart_rows(domains_template(), chart.spec, "rows")
    assert len(bars) == len(gains) > 0
    for bar, cells, domain in zip(bars, chart.rows, INSTRUMENT.readiness_by_domain, strict=True):
        score = assessment.readiness.domains[domain] if assessment.readiness else None
        if score is None or score.value is None:
            assert (cells[1], bar["scored"]) == ("not answered yet", False)
            continue
        assert cells[1:3] == (charts.points_label(score.value), f"{score.answered} of {score.asked}")
        assert bar["value"] == score.value
        assert bar["reach"] == pytest.approx(100)  # every gap closed is all the domain can earn
        assert cells[4] == charts.points_label(gains[domain])


def test_a_domain_that_the_stage_does_not_ask_says_so():
    prepared = next(iter(INSTRUMENT.readiness_by_domain["preparation"].values()))
    answers = {"stage": "invited", prepared.item: next(iter(prepared.options))}
    chart = charts.domains_chart(INSTRUMENT, assessed(answers), {})
    assert {cells[0]: cells[1] for cells in chart.rows}["In the interview"] == "not asked at this stage"
    assert chart.alt.endswith("In what is answered, no more points can be won at this stage.")


def test_where_nothing_is_answered_nothing_is_said_of_points_to_win():
    assert charts.domains_chart(INSTRUMENT, assessed({}), {}).alt.endswith("Follow-through not answered yet.")


def test_the_axis_always_runs_from_0_to_100():
    scales = x_or_y_scales(domains_template(), "x")
    assert scales
    assert all(scale == {"domain": [0, 100], "nice": False} for scale in scales)
