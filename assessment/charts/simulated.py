"""What simulated forecasts say against how many got an offer, by tenths: ours, adding up, and the base rate."""

from collections.abc import Mapping
from typing import Final

from assessment.charts.chart import DescribedChart, Row, spec_with_rows, text_width
from assessment.charts.palette import DRAG, LIFT, MUTED, Token
from assessment.core.outcomes.simulated import SimulatedForecast, SimulatedScenario, Tenth
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_number, mark_for_translation, tr

TOP: Final = 30
PLOT: Final = 220
"""Pixels above the plot, for its heads, and the height of the plot."""

HEAD_GAP: Final = 14
OURS: Final = mark_for_translation("Our model")
ADDING_UP: Final = mark_for_translation("Adding up")
BASE_RATE: Final = mark_for_translation("Base rate")
COLOURS: Final[Mapping[str, Token]] = {OURS: LIFT, ADDING_UP: DRAG, BASE_RATE: MUTED}
HEADS: Final = (
    (mark_for_translation("● our model"), LIFT),
    (mark_for_translation("◆ adding up"), DRAG),
    (mark_for_translation("■ base rate"), MUTED),
)


def simulated_chart(scenario: SimulatedScenario) -> DescribedChart:
    """A dot for each tenth of people: across what the forecast says, up how many of 100 got an offer."""
    from assessment.charts.templates.simulated import simulated_template

    forecasts = {OURS: scenario.ours, ADDING_UP: scenario.adding_up, BASE_RATE: scenario.base_rate}
    rows: dict[str, list[Row]] = {
        "grid": [{"y": _height(share), "text": str(percent_int(share))} for share in (0, 0.25, 0.5, 0.75, 1)],
        "diagonal": [{"value": 0, "y": _height(0)}, {"value": 100, "y": _height(1)}],
        "heads": _heads(),
        **{name: [_dot(name, tenth) for tenth in forecast.tenths] for name, forecast in forecasts.items()},
    }
    columns = (tr("Forecast"), tr("Says, of 100"), tr("Got an offer, of 100"))
    table = tuple(
        (tr(name), str(percent_int(tenth.says)), str(percent_int(tenth.truth)))
        for name, forecast in forecasts.items()
        for tenth in forecast.tenths
    )
    alt = " ".join(_sentence(name, forecast) for name, forecast in forecasts.items())
    return DescribedChart(spec_with_rows(simulated_template(), rows), alt, columns, table)


def _heads() -> list[Row]:
    """The names of the forecasts in their colours, beside each other."""
    heads: list[Row] = []
    left = 0.0
    for name, colour in HEADS:
        text = tr(name)
        heads.append({"text": text, "at": left, "y": 8, "colour": colour.anywhere})
        left += text_width(text) + HEAD_GAP
    return heads


def _height(share: float) -> float:
    return TOP + PLOT * (1 - share)


def _dot(name: str, tenth: Tenth) -> Row:
    return {
        "whose": tr(name),
        "value": 100 * tenth.says,
        "y": _height(tenth.truth),
        "says": str(percent_int(tenth.says)),
        "happened": str(percent_int(tenth.truth)),
    }


def _sentence(name: str, forecast: SimulatedForecast) -> str:
    top = forecast.tenths[-1]
    return tr(
        "{whose}: Brier score {brier}; of the people it says most of, {says} in 100, {truth} got an offer.",
        whose=tr(name),
        brier=format_number(forecast.brier, 3),
        says=percent_int(top.says),
        truth=percent_int(top.truth),
    )
