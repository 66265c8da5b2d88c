"""No text of the outlook chart lies on another, at any width, in any language."""

from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.catalog import available_languages
from assessment.charts.chart import text_width
from assessment.charts.label_layout import GAP, Box, Flag
from assessment.charts.outlook import labels
from assessment.charts.outlook.days import named_days, outlook_days
from assessment.charts.outlook.plot import HEIGHT, WIDTHS, Plot
from assessment.charts.templates.outlook import outlook_template
from tests.charts.example_charts import MARKED, constant_outlook
from tests.charts.outlook.marked_day_strategies import TODAYS, any_marked_days
from tests.charts.outlook.test_chart import outlook_chart_of
from tests.charts.spec_reading import chart_rows, param_value
from tests.support import INTERVIEW, in_language, processes, responses


def plot_and_names(marked, today, **outlook):
    days = outlook_days(marked, today)
    plot = Plot.of(dict(zip(days, constant_outlook(days, **outlook), strict=True)), marked.interview, today)
    return plot, named_days(marked)


@pytest.mark.parametrize("code", available_languages())
@given(any_marked_days(), TODAYS, st.sampled_from(WIDTHS))
def test_flags_of_one_row_never_touch_and_no_rule_runs_through_a_flag(code, days, today, width):
    with in_language(code):
        plot, marked = plot_and_names(days, today)
        flags = [
            Flag(plot.x(plot.day_number(day), width), text_width(name), flag.row, flag.left_of_rule)
            for (name, day), flag in zip(marked, labels.flag_layout(plot, marked), strict=True)
        ]
        assert len(flags) == len(days.days)
        for one, other in combinations(flags, 2):
            if one.row == other.row:
                assert max(one.span[0], other.span[0]) - min(one.span[1], other.span[1]) >= GAP - 1e-9
        for label, rule in product(flags, flags):
            if rule is not label and rule.row >= label.row:
                assert not label.span[0] < rule.x < label.span[1]


def test_the_promised_day_and_the_check_in_a_day_later_stand_in_two_rows():
    plot, marked = plot_and_names(MARKED, INTERVIEW)
    rows = {name: flag.row for (name, _), flag in zip(marked, labels.flag_layout(plot, marked), strict=True)}
    assert rows["promised date"] > rows["check in"]


@given(any_marked_days(), TODAYS, st.floats(0.02, 0.9))
def test_the_flags_stand_over_the_range_as_far_as_there_is_room(days, today, high):
    plot, marked = plot_and_names(days, today, value=0.02, low=0.02, high=high)
    places = labels.flag_places(plot, marked)
    lowest = max((place.y for place in places), default=0) + labels.FLAG_STEP / 2
    assert lowest <= plot.y(100 * high)
    room = plot.y(100 * high) - labels.CLEAR
    assert lowest > room - labels.FLAG_STEP or min((place.y for place in places), default=1) > 0
    rules, _ = labels.flag_rows(plot, marked, places)
    assert [rule["top"] for rule in rules] == [place.y - labels.FLAG_STEP / 2 for place in places]


def text_box(row, width, first, last):
    """What a text fills in a plot of this width."""
    text = text_width(row["text"], row["size"])
    x = width * (row["day"] - first) / (last - first) + row["dx"]
    left = x - {"left": 0, "center": text / 2, "right": text}[row["align"]]
    return Box(left, row["y"] - 7, left + text, row["y"] + 7)


@pytest.mark.parametrize("code", available_languages())
@given(responses(), processes())
def test_notes_never_lie_on_each_other_or_on_a_flag_and_stay_in_the_plot(code, answers, facts):
    process, today = facts
    assume(process.interview_date is not None)
    with in_language(code):
        spec = outlook_chart_of(answers, process, today).spec
    first, last = param_value(spec, "first"), param_value(spec, "last")
    note_rows, flag_rows = (chart_rows(outlook_template(), spec, name) for name in ("notes", "flags"))
    assert flag_rows
    for width in WIDTHS:
        notes = [text_box(row, width, first, last) for row in note_rows]
        number, span, base, *silence = notes
        assert number.inside(width, HEIGHT)
        assert base.inside(width, HEIGHT)
        assert not any(one.overlaps(other) for one, other in combinations([number, span, *silence], 2))
        assert not any(note.overlaps(base) for note in (number, span))
        flags = [text_box(row, width, first, last) for row in flag_rows]
        assert not any(flag.overlaps(note) for flag, note in product(flags, notes))
