"""What was thought and what came: the person's guess, the forecast and the outcome, on one line of 100."""

from collections.abc import Sequence
from typing import Final

from assessment.charts.chart import DescribedChart, Row, spec_with_rows
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr

HEIGHT: Final = 88
LINE: Final = 40
"""Pixels of the chart, and from its top to the line."""

NEAR: Final = 30
"""Dots nearer to each other than this, in points of 100, have their names on different sides of the line."""


def ending_chart(forecast: float, guess: int | None, offered: bool | None) -> DescribedChart:
    """A dot each for the guess, 0..100, the forecast, 0..1, and what happened; None where there was none."""
    from assessment.charts.templates.ending import ending_template

    points = [(tr("the forecast"), percent_int(forecast))]
    if guess is not None:
        points.insert(0, (tr("your guess"), guess))
    named = [(f"{name}: {number}", number) for name, number in points]
    if offered is not None:
        named.append((tr("an offer") if offered else tr("no offer"), 100 if offered else 0))
    table = tuple((name, tr("{number} in 100", number=number)) for name, number in points)
    if offered is not None:
        table = (*table, (tr("what happened"), named[-1][0]))
    alt = tr("On a line from 0 to 100: {list}.", list=", ".join(name for name, _ in named))
    spec = spec_with_rows(ending_template(), {"rows": _rows(named, offered is not None)}, height=HEIGHT)
    return DescribedChart(spec, alt, (tr("What"), tr("Of 100")), table)


def _rows(named: Sequence[tuple[str, int]], has_ended: bool) -> list[Row]:
    """Each name above its dot, or below where a neighbour's is above."""
    rows: list[Row] = []
    last_above: float = -100
    for name, number in sorted(named, key=lambda each: each[1]):
        above = number - last_above >= NEAR
        last_above = number if above else last_above
        happened = has_ended and name == named[-1][0]
        rows.append({"name": name, "number": number, "y": LINE + (-20 if above else 22), "happened": happened})
    return rows
