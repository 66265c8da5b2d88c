"""Where labels stand so that none lies on another: plain geometry in pixels, at the narrowest width.

A wider picture moves days apart and leaves words as they are, so what is free at the narrowest stays free.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from operator import itemgetter
from typing import Final

GAP: Final = 6.0
"""Pixels between a rule and its label, and at least as many between two labels."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A label beside the top of its rule: `row` 0 is nearest the plot, `leftward` puts it left of the rule."""

    at: float
    width: float
    row: int
    leftward: bool

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the words go, in pixels."""
        if self.leftward:
            return self.at - GAP - self.width, self.at - GAP
        return self.at + GAP, self.at + GAP + self.width


@lru_cache(maxsize=256)
def flags(at: tuple[float, ...], widths: tuple[float, ...], *, left: float, right: float) -> tuple[Flag, ...]:
    """A flag for each rule, for pixels from `left` to `right`.

    No label touches another and no rule runs through a label: a rule under a label ends below it. Of the
    layouts that do, the one that stands out least over the edges is taken, then the lowest, then the one
    with the most labels to the right of their rules.
    """
    layouts = []
    for sides in product((False, True), repeat=len(at)):
        placed = _stacked([Flag(x, width, 0, side) for x, width, side in zip(at, widths, sides, strict=True)])
        if placed is not None:
            over = sum(max(0.0, left - flag.span[0]) + max(0.0, flag.span[1] - right) for flag in placed)
            layouts.append((over, max((flag.row for flag in placed), default=0), sum(sides), placed))
    return min(layouts, key=lambda layout: layout[:3])[3]


def _crosses(rule: Flag, label: Flag) -> bool:
    """Whether the rule of the one would run through the words of the other."""
    start, end = label.span
    return rule.at != label.at and start - GAP < rule.at < end + GAP


def _overlap(one: Flag, other: Flag) -> bool:
    return one.span[0] < other.span[1] + GAP and other.span[0] < one.span[1] + GAP


def _stacked(tried: Sequence[Flag]) -> tuple[Flag, ...] | None:
    """The flags in their lowest rows; None where two would have to be above each other."""
    placed: dict[int, Flag] = {}
    under = [{j for j, rule in enumerate(tried) if j != i and _crosses(rule, flag)} for i, flag in enumerate(tried)]
    while len(placed) < len(tried):
        ready = [i for i in range(len(tried)) if i not in placed and under[i] <= placed.keys()]
        if not ready:
            return None
        i = ready[-1]
        flag = tried[i]
        row = max((placed[j].row + 1 for j in under[i]), default=0)
        while any(other.row == row and _overlap(flag, other) for other in placed.values()):
            row += 1
        placed[i] = Flag(flag.at, flag.width, row, flag.leftward)
    return tuple(placed[i] for i in range(len(tried)))


@dataclass(frozen=True, slots=True)
class Box:
    """A place for words, in pixels from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether the two share any place."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, width: float, height: float) -> bool:
        """Whether it stands within 0..width and 0..height."""
        return self.left >= 0 and self.right <= width and self.top >= 0 and self.bottom <= height

    def on_line(self, line: Sequence[tuple[float, float]], clearance: float = 3.0) -> bool:
        """Whether a line through these points, from left to right, comes near it."""
        top, bottom = self.top - clearance, self.bottom + clearance
        first = max(0, bisect_left(line, self.left, key=itemgetter(0)) - 1)
        last = bisect_right(line, self.right, key=itemgetter(0))
        return any(
            not (y0 < top and y1 < top) and not (y0 > bottom and y1 > bottom)
            for (_, y0), (_, y1) in pairwise(line[first : last + 1])
        )
