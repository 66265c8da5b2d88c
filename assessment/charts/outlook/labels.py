"""Where the words of the outlook chart stand: flags above the plot, notes beside the line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import Final

from assessment.charts.chart import FONT_SIZE, LARGE, NARROW, Row, range_label, text_width
from assessment.charts.label_layout import GAP, Box, Flag, flags
from assessment.charts.palette import INK, LIFT, MUTED
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_day, mark_for_translation, tr

HEIGHT: Final = 240
AXIS: Final = 44
"""Pixels the numbers left of the plot take."""

WIDTHS: Final = (NARROW - AXIS, 360.0, 660.0)
"""Widths of the plot at which notes are kept off the line: the smallest phone, a large one, a desk."""

FLAG_STEP: Final = 19
CLEAR: Final = 8
"""Pixels between the names of the days and the range below them."""

SILENCE: Final = mark_for_translation("if you hear nothing")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note might stand: its middle at height `y`, to the right of a day (1), left of it (-1) or over it (0)."""

    day: float
    y: float
    side: int

    def left(self, x: float, width: float) -> float:
        """Where the words begin, with the day at pixel `x`."""
        return x + GAP * self.side - width * (1 - self.side) / 2


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
                "words": tr("{number} in 100", number=percent_int(estimate.value)),
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
    def now(self) -> Row:
        """Today's row."""
        return next(row for row in self.line if row["day"] == self.today)

    def number(self, day: date) -> int:
        """Days since the interview."""
        return (day - self.interview).days

    def x(self, day: float, width: float) -> float:
        """Pixels from the left of a plot of this width."""
        return width * (day - self.first) / (self.last - self.first)

    @staticmethod
    def y(points: float) -> float:
        """Pixels from the top of the plot."""
        return HEIGHT * (1 - points / 100)

    @cached_property
    def lines(self) -> Mapping[float, list[tuple[float, float]]]:
        """The line in pixels at each of the widths."""
        return {width: [(self.x(row["day"], width), self.y(row["value"])) for row in self.line] for width in WIDTHS}


def flag_layout(plot: Plot, marked: Sequence[tuple[str, date]]) -> tuple[Flag, ...]:
    """A flag for each marked day, laid out for the narrowest plot."""
    room = WIDTHS[0]
    at = tuple(plot.x(plot.number(day), room) for _, day in marked)
    return flags(at, tuple(text_width(name) for name, _ in marked), left=0, right=room)


def flag_places(plot: Plot, marked: Sequence[tuple[str, date]]) -> list[Place]:
    """Where the names of the marked days stand: over the range as far as there is room, else above the plot."""
    layout = flag_layout(plot, marked)
    rows = max((flag.row for flag in layout), default=0) + 1
    free = min(plot.y(row["high"]) for row in plot.line) - CLEAR
    sunk = FLAG_STEP * max(0, min(rows, int(free // FLAG_STEP)))
    return [
        Place(plot.number(day), sunk - FLAG_STEP * (flag.row + 0.5), -1 if flag.leftward else 1)
        for (_, day), flag in zip(marked, layout, strict=True)
    ]


def flag_rows(plot: Plot, marked: Sequence[tuple[str, date]], places: Sequence[Place]) -> tuple[list[Row], list[Row]]:
    """The rules of the marked days, each up to its flag, and the flags; what is behind us stands back."""
    rules: list[Row] = []
    words: list[Row] = []
    for (name, _), place in zip(marked, places, strict=True):
        ahead = place.day >= plot.today
        rules.append({"day": place.day, "top": place.y - FLAG_STEP / 2, "ahead": ahead})
        words.append(_note(name, place, colour=(INK if ahead else MUTED).anywhere))
    return rules, words


def note_rows(plot: Plot, base_rate: float, flagged: Sequence["Words"]) -> list[Row]:
    """Today's number with its range, the base rate, and what the dashed line means, each where it is free."""
    now, base = plot.now, tr("{number} before any sign", number=percent_int(base_rate))
    number, span = tr("today: {outlook}", outlook=now["words"]), tr("range {range}", range=now["range"])
    y = plot.y(now["value"])
    dot = [Box(x - 8, y - 8, x + 8, y + 8) for x in (plot.x(plot.today, room) for room in WIDTHS)]
    width = max(text_width(number, LARGE), text_width(span))
    todays = [Words(plot, place, width, 38, flagged) for place in _today_places(plot)]
    bases = [Words(plot, place, text_width(base), 16, flagged) for place in _base_places(plot, plot.y(100 * base_rate))]
    first, second = _clearest(todays, bases, dot)
    notes = [
        _note(number, first.place, up=9, colour=LIFT.anywhere, size=LARGE, bold=True),
        _note(span, first.place, up=-10, colour=MUTED.anywhere),
        _note(base, second.place),
    ]
    for place in _silence_places(plot):
        words = Words(plot, place, text_width(tr(SILENCE)), 16, flagged)
        touching = any(words.touches(other) for other in (dot, first.boxes, second.boxes))
        if not (touching or words.on_line or words.faults):
            return [*notes, _note(tr(SILENCE), place, colour=LIFT.anywhere)]
    return notes


def _clearest(todays: Sequence["Words"], bases: Sequence["Words"], dot: Sequence[Box]) -> tuple["Words", "Words"]:
    """The pair least cut off and least on other words, and of those the one least on the line; the first of equals."""
    free = [base for base in bases if not (base.faults or base.on_line or base.touches(dot))]
    for today in todays if free else ():
        if today.faults or today.on_line:
            continue
        for base in free:
            if not today.touches(base.boxes):
                return today, base

    def faults_and_crossings(pair: tuple[Words, Words]) -> tuple[int, int]:
        today, base = pair
        faults = today.faults + base.faults + today.touches(base.boxes)
        return faults, today.on_line + base.on_line + base.touches(dot)

    return min(product(todays, bases), key=faults_and_crossings)


def _note(
    text: str,
    place: Place,
    *,
    up: float = 0,
    colour: str = INK.anywhere,
    size: int = FONT_SIZE,
    bold: bool = False,
) -> Row:
    return {
        "text": text,
        "day": place.day,
        "y": place.y - up,
        "align": {-1: "right", 0: "center", 1: "left"}[place.side],
        "dx": GAP * place.side,
        "colour": colour,
        "size": size,
        "weight": "bold" if bold else "normal",
    }


@dataclass(frozen=True, eq=False)
class Words:
    """A note of some width and height, in pixels, at a place, among the flags whose places are taken."""

    plot: Plot
    place: Place
    width: float
    height: float
    flagged: Sequence["Words"] = ()

    @cached_property
    def boxes(self) -> Sequence[Box]:
        """What it fills at each of the widths."""
        top, bottom = self.place.y - self.height / 2, self.place.y + self.height / 2
        lefts = (self.place.left(self.plot.x(self.place.day, room), self.width) for room in WIDTHS)
        return [Box(left, top, left + self.width, bottom) for left in lefts]

    @cached_property
    def faults(self) -> int:
        """At how many of the widths it is cut off or on a flag, each flag counted."""
        cut_off = sum(not box.inside(room, HEIGHT) for box, room in zip(self.boxes, WIDTHS, strict=True))
        return cut_off + sum(self.touches(flag.boxes) for flag in self.flagged)

    @cached_property
    def on_line(self) -> int:
        """At how many of the widths it is on the line."""
        return sum(map(Box.on_line, self.boxes, self.plot.lines.values()))

    def touches(self, others: Sequence[Box]) -> int:
        """At how many of the widths it shares a place with the other."""
        return sum(map(Box.touches, self.boxes, others))


def _today_places(plot: Plot) -> Iterator[Place]:
    y = plot.y(plot.now["value"])
    for height in (y - 30, y - 44, y - 60, y + 30, y - 80, y - 100, y - 130, y - 160):
        for side in (1, -1, 0):
            yield Place(plot.today, height, side)


def _base_places(plot: Plot, y: float) -> Iterator[Place]:
    middle = (plot.first + plot.last) / 2
    for height in (y - 11, y + 11):
        yield Place(plot.last, height, -1)
        yield Place(plot.first, height, 1)
        yield Place(middle, height, 1)
        yield Place(middle, height, -1)


def _silence_places(plot: Plot) -> Iterator[Place]:
    ahead = [row for row in plot.line if row["day"] > plot.today]
    for row in ahead[:: -max(1, len(ahead) // 8)]:
        for height in (-12, 13, -18, 20):
            yield Place(row["day"], plot.y(row["value"]) + height, -1)
