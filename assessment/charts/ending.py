"""What was thought and what came: the person's guess, the forecast and the outcome, on one line of 100."""

from collections.abc import Sequence
from math import inf
from typing import Final

from assessment.charts.chart import FONT_SIZE, NARROW, DescribedChart, Row, spec_with_rows, text_width
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr

HEIGHT: Final = 88
LINE: Final = 40
"""Pixels of the chart, and from its top to the line."""

MARGIN: Final = 8
"""Pixels left free for a dot at either end of the line."""

NAME_SIZE: Final = FONT_SIZE + 1
GAP: Final = 6
"""Pixels between two names beside each other."""

SIDES: Final = (-20, 22, 40)
"""Pixels from the line to a name, in the order in which they are tried: above the line, below it, and below that."""


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
    """Each name above its dot, or below where it would touch another; of three, each can have a side of its own."""
    rows: list[Row] = []
    ends = dict.fromkeys(SIDES, -inf)
    for name, number in sorted(named, key=lambda each: each[1]):
        align = "left" if number < 25 else "right" if number > 75 else "center"
        start, end = _span(name, number, align)
        side = next(each for each in SIDES if ends[each] + GAP <= start)
        ends[side] = end
        happened = has_ended and name == named[-1][0]
        rows.append({"name": name, "number": number, "y": LINE + side, "align": align, "happened": happened})
    return rows


def _span(name: str, number: int, align: str) -> tuple[float, float]:
    """From where to where a name goes in the narrowest chart, in pixels; a wider one only moves names apart."""
    place = MARGIN + (NARROW - 2 * MARGIN) * number / 100
    width = text_width(name, NAME_SIZE)
    start = place - {"left": 0, "center": width / 2, "right": width}[align]
    return start, start + width
