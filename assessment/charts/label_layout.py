"""Places labels so that none lies on another: plain geometry in pixels, at the narrowest width.

A wider chart moves days apart and leaves texts as wide as they are, so what is free at the narrowest stays free.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product
from operator import itemgetter
from typing import Final

GAP: Final = 6.0
"""Pixels between a rule and its label, and at least as many between two labels."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A label beside the top of the rule at pixel `x`; row 0 is nearest the plot."""

    x: float
    width: float
    row: int
    left_of_rule: bool

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the text goes, in pixels."""
        if self.left_of_rule:
            return self.x - GAP - self.width, self.x - GAP
        return self.x + GAP, self.x + GAP + self.width


@lru_cache(maxsize=256)
def placed_flags(rules: tuple[float, ...], widths: tuple[float, ...], *, left: float, right: float) -> tuple[Flag, ...]:
    """A flag for the rule at each pixel, its text so many pixels wide, between the pixels `left` and `right`.

    No label touches another and no rule runs through a label: a rule under a label ends below it. Of the
    layouts that do, the one that reaches least over the edges is taken, then the lowest, then the one
    with the most labels to the right of their rules.
    """
    layouts = []
    for sides in product((False, True), repeat=len(rules)):
        flags = _in_lowest_rows([Flag(x, width, 0, side) for x, width, side in zip(rules, widths, sides, strict=True)])
        if flags is not None:
            over_edges = sum(max(0.0, left - flag.span[0]) + max(0.0, flag.span[1] - right) for flag in flags)
            layouts.append((over_edges, max((flag.row for flag in flags), default=0), sum(sides), flags))
    return min(layouts, key=lambda layout: layout[:3])[3]


def _crosses(rule: Flag, label: Flag) -> bool:
    """Whether the rule of the one would run through the text of the other."""
    start, end = label.span
    return rule.x != label.x and start - GAP < rule.x < end + GAP


def _overlap(one: Flag, other: Flag) -> bool:
    return one.span[0] < other.span[1] + GAP and other.span[0] < one.span[1] + GAP


def _in_lowest_rows(flags: Sequence[Flag]) -> tuple[Flag, ...] | None:
    """The flags, each in the lowest row it can have; None where two would have to be above each other."""
    placed: dict[int, Flag] = {}
    below = [{j for j, rule in enumerate(flags) if j != i and _crosses(rule, flag)} for i, flag in enumerate(flags)]
    while len(placed) < len(flags):
        ready = [i for i in range(len(flags)) if i not in placed and below[i] <= placed.keys()]
        if not ready:
            return None
        i = ready[-1]
        row = max((placed[j].row + 1 for j in below[i]), default=0)
        while any(other.row == row and _overlap(flags[i], other) for other in placed.values()):
            row += 1
        placed[i] = replace(flags[i], row=row)
    return tuple(placed[i] for i in range(len(flags)))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any pixel."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, width: float, height: float) -> bool:
        """Whether it is within 0..width and 0..height."""
        return self.left >= 0 and self.right <= width and self.top >= 0 and self.bottom <= height

    def is_on_line(self, line: Sequence[tuple[float, float]], clearance: float = 3.0) -> bool:
        """Whether a line through these points, from left to right, comes nearer than `clearance` pixels."""
        top, bottom = self.top - clearance, self.bottom + clearance
        first = max(0, bisect_left(line, self.left, key=itemgetter(0)) - 1)
        last = bisect_right(line, self.right, key=itemgetter(0))
        return any(
            not (y0 < top and y1 < top) and not (y0 > bottom and y1 > bottom)
            for (_, y0), (_, y1) in pairwise(line[first : last + 1])
        )
