"""Where days and outlooks lie in the plot of the outlook chart, in pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from assessment.charts.chart import NARROW, Row, probability_label, range_label
from assessment.core.scoring.assess import Estimate
from assessment.core.text.i18n import format_day

HEIGHT: Final = 240
AXIS_WIDTH: Final = 44
"""Pixels the numbers left of the plot take."""

WIDTHS: Final = (NARROW - AXIS_WIDTH, 360.0, 660.0)
"""Widths of the plot at which text is placed off the line: the smallest phone, a large one, a desk."""


@dataclass(frozen=True)
class Plot:
    """The line in days since the interview and in points of 100, and where both lie in pixels."""

    interview: date
    today: int
    line: Sequence[Row]

    @classmethod
    def of(cls, by_day: Mapping[date, Estimate], interview: date, today: date) -> "Plot":
        """The plot of the outlook, 0..1, on some days."""
        line = [
            {
                "day": (day - interview).days,
                "date": format_day(day),
                "value": round(100 * estimate.value, 2),
                "low": round(100 * estimate.low, 2),
                "high": round(100 * estimate.high, 2),
                "in_100": probability_label(estimate.value),
                "range": range_label(estimate.low, estimate.high),
            }
            for day, estimate in sorted(by_day.items())
        ]
        return cls(interview, (today - interview).days, line)

    @cached_property
    def first(self) -> int:
        """The first day of the axis."""
        return int(self.line[0]["day"])

    @cached_property
    def last(self) -> int:
        """The last day of the axis, after the first one."""
        return max(int(self.line[-1]["day"]), self.first + 1)

    @cached_property
    def todays_row(self) -> Row:
        """The row of the line for today."""
        return next(row for row in self.line if row["day"] == self.today)

    def day_number(self, day: date) -> int:
        """Days since the interview."""
        return (day - self.interview).days

    def x(self, day_number: float, width: float) -> float:
        """Pixels from the left of a plot of this width."""
        return width * (day_number - self.first) / (self.last - self.first)

    @staticmethod
    def y(points: float) -> float:
        """Pixels from the top of the plot."""
        return HEIGHT * (1 - points / 100)

    @cached_property
    def line_by_width(self) -> Mapping[float, list[tuple[float, float]]]:
        """The line in pixels at each of the widths."""
        return {width: [(self.x(row["day"], width), self.y(row["value"])) for row in self.line] for width in WIDTHS}
