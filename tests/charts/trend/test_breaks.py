"""Where the snapshots stand, and the names of the breaks between them."""

from itertools import combinations

import pytest
from hypothesis import given

from assessment.catalog import available_languages
from assessment.charts.chart import NARROW, text_width
from assessment.charts.label_layout import GAP, Flag
from assessment.charts.trend import breaks
from tests.charts.trend.histories import histories
from tests.support import in_language

WIDTHS = (NARROW, 354, 700)


@given(histories())
def test_snapshots_of_one_day_stand_beside_each_other(snapshots):
    dots = breaks.trend_dots(snapshots)
    assert len({(dot.snapshot.day, dot.slot) for dot in dots}) == len(snapshots)
    axis = breaks.DayAxis.of(dots)
    for width in WIDTHS:
        at = [axis.x(axis.day_number(dot.snapshot.day), dot.slot, width) for dot in dots]
        assert at == sorted(at)


@pytest.mark.parametrize("code", available_languages())
@given(histories())
def test_names_of_breaks_never_touch_and_no_rule_runs_through_a_name(code, snapshots):
    with in_language(code):
        dots = breaks.trend_dots(snapshots)
        axis = breaks.DayAxis.of(dots)
        named = breaks.line_breaks(dots, axis)
        placed = breaks.break_flags(named, axis)
        assert len(placed) == min(len(named), breaks.MOST_NAMED)
        named = named[len(named) - len(placed) :]
        for width in WIDTHS:
            at_width = [
                Flag(
                    axis.x(each.day, each.slot, width) - (0 if each.has_rule else GAP),
                    text_width(each.name),
                    flag.row,
                    flag.left_of_rule,
                )
                for each, flag in zip(named, placed, strict=True)
            ]
            for one, other in combinations(at_width, 2):
                if one.row == other.row:
                    assert max(one.span[0], other.span[0]) >= min(one.span[1], other.span[1])
            for label in at_width:
                for rule, each in zip(at_width, named, strict=True):
                    if each.has_rule and rule is not label and rule.row >= label.row:
                        assert not label.span[0] < rule.x < label.span[1]
