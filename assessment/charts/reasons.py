"""The strongest reasons for an outlook: a sentence and a short bar each, in points of 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

from assessment.charts.balance import BalanceEntry, moves, short_answer
from assessment.charts.chart import DescribedChart, Row, spec_with_rows
from assessment.core.scoring.assess import Outlook
from assessment.core.scoring.probability import probability_change
from assessment.core.text.i18n import tr, tr_count

STEP: Final = 48
"""Pixels from one reason to the next."""

MOST: Final = 5
"""Reasons shown."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What moves the outlook, in words, and by how many points of 100, which are negative where it lowers it."""

    text: str
    points: float

    @property
    def change(self) -> str:
        """The points in words."""
        number = floor(abs(self.points) + 1 / 2)
        if self.points > 0:
            return tr_count("{number} point more", "{number} points more", number) if number else tr("hardly more")
        return tr_count("{number} point less", "{number} points less", number) if number else tr("hardly less")


def strongest_reasons(outlook: Outlook, entries: Sequence[BalanceEntry]) -> tuple[Reason, ...]:
    """The strongest reasons in the order of the balance sheet, which has all of them.

    A reason's points are what the outlook would lose or win without it alone, so they do not add up.
    """
    moving = [entry for entry in entries if moves(entry.contribution)]
    strongest = sorted(moving, key=lambda entry: -abs(entry.contribution))[:MOST]
    return tuple(
        Reason(
            f"{entry.label}: {short_answer(entry.answer)}", 100 * probability_change(outlook.value, entry.contribution)
        )
        for entry in moving
        if entry in strongest
    )


def reasons_chart(reasons: Sequence[Reason]) -> DescribedChart:
    """A line with a bar for each reason; the longest bar is the strongest."""
    from assessment.charts.templates.reasons import reasons_template

    most = max((abs(reason.points) for reason in reasons), default=1.0)
    rows = [_row(index, reason, most) for index, reason in enumerate(reasons)]
    spec = spec_with_rows(reasons_template(), {"rows": rows}, height=STEP * len(rows))
    table = tuple((reason.text, reason.change) for reason in reasons)
    alt = tr("The strongest reasons: {list}.", list="; ".join(", ".join(row) for row in table))
    return DescribedChart(spec, alt, (tr("Reason"), tr("Points of 100")), table)


def _row(index: int, reason: Reason, most: float) -> Row:
    return {
        "y": STEP * index + 12,
        "text": reason.text,
        "change": reason.change,
        "share": round(abs(reason.points) / most, 3),
        "lifts": reason.points > 0,
    }
