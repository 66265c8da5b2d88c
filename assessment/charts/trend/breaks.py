"""Where the snapshots of a trend are: beside each other on one day, in unbroken runs, with a name at each break."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final

from assessment.charts.chart import NARROW, text_width
from assessment.charts.label_layout import GAP, Flag, placed_flags
from assessment.core.applications.records import Snapshot
from assessment.core.text.i18n import mark_for_translation, tr

AXIS_WIDTH: Final = 36
"""Pixels left of the plots, for their numbers."""

GUTTER: Final = 60
"""Pixels right of the plots, for the latest numbers."""

BESIDE: Final = 12
"""Pixels between the dots of one day, where there is room."""

SHORTEST: Final = 6
"""Days on the axis at least, so that a single day has an axis too."""

MOST_NAMED: Final = 4
"""How many breaks have their name; of more, only the last ones. All of them have their rule."""

NEW_FIGURES: Final = mark_for_translation("new figures")


@dataclass(frozen=True, slots=True)
class Dot:
    """A snapshot, how many places beside the middle of its day it is drawn, and in which unbroken run.

    `older` means that the same day of the same round is there again with newer figures.
    """

    snapshot: Snapshot
    slot: float
    run: int
    older: bool


@dataclass(frozen=True, slots=True)
class Break:
    """Where the lines break, in days since the first one: before what begins on the day `starts`.

    The name of the first round has no rule, since nothing breaks before it.
    """

    name: str
    starts: date
    day: float
    slot: float = 0
    has_rule: bool = True


@dataclass(frozen=True, slots=True)
class DayAxis:
    """The axis: its first day, its length, the fewest days between two dots and the most dots on one day."""

    first: date
    last: int
    gap: int
    crowd: int

    @classmethod
    def of(cls, dots: Sequence[Dot]) -> "DayAxis":
        """The axis on which all the dots find room."""
        days = sorted({dot.snapshot.day for dot in dots})
        return cls(
            first=days[0],
            last=max((days[-1] - days[0]).days, SHORTEST),
            gap=min(((later - earlier).days for earlier, later in pairwise(days)), default=SHORTEST),
            crowd=max(len(list(same)) for _, same in groupby(dots, key=lambda dot: dot.snapshot.day)),
        )

    def day_number(self, day: date) -> int:
        """Days since the first one."""
        return (day - self.first).days

    def x(self, day_number: float, slot: float, width: float = NARROW) -> float:
        """Pixels from the left of a chart of this width."""
        room = width - AXIS_WIDTH - GUTTER
        return AXIS_WIDTH + room * day_number / self.last + slot * min(BESIDE, room * self.gap / self.last / self.crowd)


def trend_dots(snapshots: Sequence[Snapshot]) -> list[Dot]:
    """The snapshots in the order of time; on one day by round, and within it the older figures first."""
    dots: list[Dot] = []
    run, before = 0, None
    for _, group in groupby(_in_order(snapshots), key=lambda snapshot: snapshot.day):
        same_day = list(group)
        for place, (snapshot, after) in enumerate(zip(same_day, [*same_day[1:], None], strict=True)):
            older = after is not None and after.round == snapshot.round
            if not older:
                run += before is not None and _series(before) != _series(snapshot)
                before = snapshot
            dots.append(Dot(snapshot, place - (len(same_day) - 1) / 2, run, older))
    return dots


def line_breaks(dots: Sequence[Dot], axis: DayAxis) -> list[Break]:
    """The breaks between runs; where rounds follow each other, the first one has its name too."""
    leftmost = {(dot.snapshot.day, dot.snapshot.round): dot.slot for dot in reversed(dots)}
    current = [dot for dot in dots if not dot.older]
    breaks = [
        Break(
            _name(one.snapshot, other.snapshot),
            other.snapshot.day,
            (axis.day_number(one.snapshot.day) + axis.day_number(other.snapshot.day)) / 2,
            (one.slot + leftmost[other.snapshot.day, other.snapshot.round]) / 2,
        )
        for one, other in pairwise(current)
        if one.run != other.run
    ]
    if len({dot.snapshot.round for dot in dots}) > 1:
        breaks.insert(0, Break(tr("round {round}", round=current[0].snapshot.round), axis.first, 0, has_rule=False))
    return breaks


def break_flags(breaks: Sequence[Break], axis: DayAxis) -> tuple[Flag, ...]:
    """A flag for each of the last breaks, laid out for the narrowest chart."""
    named = breaks[-MOST_NAMED:]
    rules = [axis.x(each.day, each.slot) - (0 if each.has_rule else GAP) for each in named]
    widths = tuple(text_width(each.name) for each in named)
    return placed_flags(tuple(rules), widths, left=AXIS_WIDTH - GAP, right=NARROW)


def _in_order(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """By day, round and version; of two versions the newer one was taken last, or comes later in the sequence."""
    newest: dict[str, tuple[float, int]] = {}
    for place, snapshot in enumerate(snapshots):
        taken, _ = newest.get(snapshot.instrument_version, (0.0, 0))
        newest[snapshot.instrument_version] = (max(taken, snapshot.taken_at.timestamp()), place)
    return sorted(snapshots, key=lambda snapshot: (snapshot.day, snapshot.round, newest[snapshot.instrument_version]))


def _series(snapshot: Snapshot) -> tuple[int, str]:
    return snapshot.round, snapshot.instrument_version


def _name(earlier: Snapshot, later: Snapshot) -> str:
    names = [tr("round {round}", round=later.round)] if earlier.round != later.round else []
    return ", ".join([*names, tr(NEW_FIGURES)] if earlier.instrument_version != later.instrument_version else names)
