"""Where the texts of the outlook chart are drawn: flags at the marked days, notes beside the line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import Final

from assessment.charts.chart import FONT_SIZE, LARGE, Row, text_width
from assessment.charts.label_layout import GAP, Box, Flag, placed_flags
from assessment.charts.outlook.plot import HEIGHT, WIDTHS, Plot
from assessment.charts.palette import INK, LIFT, MUTED
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import mark_for_translation, tr

FLAG_STEP: Final = 19
"""Pixels between two rows of flags."""

CLEAR: Final = 8
"""Pixels between the flags and the range below them."""

NOTE_HEIGHT: Final = 16
TODAY_HEIGHT: Final = 38
"""Pixels that one line takes, and today's number with its range below."""

SILENCE: Final = mark_for_translation("if you hear nothing")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text may be drawn: its middle at height `y`, right of a day (side 1), left of it (-1) or over it (0)."""

    day: float
    y: float
    side: int

    def left(self, x: float, width: float) -> float:
        """Where the text begins, with the day at pixel `x`."""
        return x + GAP * self.side - width * (1 - self.side) / 2


@dataclass(frozen=True, eq=False)
class PlacedText:
    """A text of some width and height, in pixels, at a place, among flags whose places are taken."""

    plot: Plot
    place: Place
    width: float
    height: float
    flags: Sequence["PlacedText"] = ()

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
        return cut_off + sum(self.overlaps(flag.boxes) for flag in self.flags)

    @cached_property
    def line_crossings(self) -> int:
        """At how many of the widths it is on the line."""
        return sum(map(Box.is_on_line, self.boxes, self.plot.line_by_width.values()))

    def overlaps(self, others: Sequence[Box]) -> int:
        """At how many of the widths it overlaps the other box."""
        return sum(map(Box.overlaps, self.boxes, others))


def flag_layout(plot: Plot, marked: Sequence[tuple[str, date]]) -> tuple[Flag, ...]:
    """A flag for each marked day, laid out for the narrowest plot."""
    width = WIDTHS[0]
    rules = tuple(plot.x(plot.day_number(day), width) for _, day in marked)
    return placed_flags(rules, tuple(text_width(name) for name, _ in marked), left=0, right=width)


def flag_places(plot: Plot, marked: Sequence[tuple[str, date]]) -> list[Place]:
    """Where the names of the marked days are drawn: over the range as far as there is room, else above the plot."""
    layout = flag_layout(plot, marked)
    rows = max((flag.row for flag in layout), default=0) + 1
    room = min(plot.y(row["high"]) for row in plot.line) - CLEAR
    inside = FLAG_STEP * max(0, min(rows, int(room // FLAG_STEP)))
    return [
        Place(plot.day_number(day), inside - FLAG_STEP * (flag.row + 0.5), -1 if flag.left_of_rule else 1)
        for (_, day), flag in zip(marked, layout, strict=True)
    ]


def flag_rows(plot: Plot, marked: Sequence[tuple[str, date]], places: Sequence[Place]) -> tuple[list[Row], list[Row]]:
    """The rows of the rules at the marked days, each up to its name, and those of the names; past ones are paler."""
    rules: list[Row] = []
    names: list[Row] = []
    for (name, _), place in zip(marked, places, strict=True):
        ahead = place.day >= plot.today
        rules.append({"day": place.day, "top": place.y - FLAG_STEP / 2, "ahead": ahead})
        names.append(_text_row(name, place, colour=(INK if ahead else MUTED).anywhere))
    return rules, names


def note_rows(plot: Plot, base_rate: float, flags: Sequence[PlacedText]) -> list[Row]:
    """Today's number with its range, the base rate, and what the dashed line means where it finds room."""
    row, base = plot.todays_row, base_rate_label(base_rate)
    number, span = tr("today: {outlook}", outlook=row["in_100"]), tr("range {range}", range=row["range"])
    width = max(text_width(number, LARGE), text_width(span))
    todays = [PlacedText(plot, place, width, TODAY_HEIGHT, flags) for place in _today_places(plot)]
    base_places = _base_rate_places(plot, plot.y(100 * base_rate))
    bases = [PlacedText(plot, place, text_width(base), NOTE_HEIGHT, flags) for place in base_places]
    dot = _todays_dot(plot)
    first, second = _clearest_pair(todays, bases, dot)
    notes = [
        _text_row(number, first.place, up=9, colour=LIFT.anywhere, size=LARGE, bold=True),
        _text_row(span, first.place, up=-10, colour=MUTED.anywhere),
        _text_row(base, second.place),
    ]
    place = _silence_place(plot, flags, (dot, first.boxes, second.boxes))
    return [*notes, _text_row(tr(SILENCE), place, colour=LIFT.anywhere)] if place else notes


def base_rate_label(base_rate: float) -> str:
    """The base rate, 0..1, as "22 before any sign"."""
    return tr("{number} before any sign", number=percent_int(base_rate))


def _todays_dot(plot: Plot) -> list[Box]:
    """What today's dot fills at each of the widths."""
    y = plot.y(plot.todays_row["value"])
    return [Box(x - 8, y - 8, x + 8, y + 8) for x in (plot.x(plot.today, room) for room in WIDTHS)]


def _clearest_pair(
    todays: Sequence[PlacedText], bases: Sequence[PlacedText], dot: Sequence[Box]
) -> tuple[PlacedText, PlacedText]:
    """The pair least cut off and least on other texts, and of those the one least on the line; the first of equals."""

    def faults_and_crossings(pair: tuple[PlacedText, PlacedText]) -> tuple[int, int]:
        today, base = pair
        faults = today.faults + base.faults + today.overlaps(base.boxes)
        return faults, today.line_crossings + base.line_crossings + base.overlaps(dot)

    clear = (pair for pair in product(todays, bases) if faults_and_crossings(pair) == (0, 0))
    return next(clear, None) or min(product(todays, bases), key=faults_and_crossings)


def _silence_place(plot: Plot, flags: Sequence[PlacedText], taken: Sequence[Sequence[Box]]) -> Place | None:
    """Where the meaning of the dashed line is drawn: the first place that is free; None where there is none."""
    for place in _silence_places(plot):
        text = PlacedText(plot, place, text_width(tr(SILENCE)), NOTE_HEIGHT, flags)
        if not (any(map(text.overlaps, taken)) or text.line_crossings or text.faults):
            return place
    return None


def _text_row(
    text: str, place: Place, *, up: float = 0, colour: str = INK.anywhere, size: int = FONT_SIZE, bold: bool = False
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


def _today_places(plot: Plot) -> Iterator[Place]:
    y = plot.y(plot.todays_row["value"])
    for height in (y - 30, y - 44, y - 60, y + 30, y - 80, y - 100, y - 130, y - 160):
        for side in (1, -1, 0):
            yield Place(plot.today, height, side)


def _base_rate_places(plot: Plot, y: float) -> Iterator[Place]:
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
