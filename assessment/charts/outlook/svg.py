"""The outlook over days as a drawing for paper: a line, its range, and the days that matter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessment.charts.chart import probability_label
from assessment.charts.outlook.days import named_days, printed_days
from assessment.charts.outlook.labels import base_rate_label
from assessment.core.model import Instrument
from assessment.core.model.process import Process
from assessment.core.plan.key_dates import add_days
from assessment.core.plan.marked_days import MarkedDays
from assessment.core.scoring.assess import Assessment, Estimate, outlook_by_day
from assessment.core.scoring.probability import percent_int
from assessment.core.text.html import Html, fill_template, join_html
from assessment.core.text.i18n import current_language, format_day, tr

WIDTH, PLOT_HEIGHT = 720.0, 128.0
LEFT, RIGHT, BELOW, ROW = 34.0, 8.0, 20.0, 13.0
"""Pixels left of the plot, right of it and below it, and of a row of names above it."""

CHARACTER = 5.6
"""How wide a character of a label is, on the safe side."""

NOTE_WIDTH = 120.0
"""The room for today's number."""

NEAR, CLEAR = 3, 17
"""Where the base rate is so many points above the outlook, its line would run through today's number."""

MOST_TICKS = 8

DRAWING = """<svg viewBox="0 0 $width $height" role="img" aria-label="$alt">
<g transform="translate(0 $top)">
$grid
<path class="range" d="$band"/>
<line class="base" x1="$left" x2="$right" y1="$base_y" y2="$base_y"/>
$rules
<path class="line" d="$line"/>
<path class="line future" d="$future"/>
<text class="halo base-note" x="$base_x" y="$base_note_y" text-anchor="$base_anchor">$base_note</text>
<circle class="dot" cx="$today_x" cy="$today_y" r="5"/>
<text class="halo today" x="$note_x" y="$note_y" text-anchor="$note_anchor">$today</text>
</g>
</svg>"""
GRID_LINE = """<line class="grid" x1="$left" x2="$right" y1="$y" y2="$y"/>
<text x="$text_x" y="$text_y" text-anchor="end">$label</text>"""
RULE = """<line class="rule" x1="$x" x2="$x" y1="$y" y2="$bottom"/>
<text x="$text_x" y="$text_y" text-anchor="$anchor">$name</text>"""
TICK = '<text x="$x" y="$y" text-anchor="middle">$day</text>'


def printed_outlook(
    instrument: Instrument, assessment: Assessment, process: Process, today: date, *, marked: MarkedDays, advice: bool
) -> Html:
    """The drawing for the print page.

    `advice` is whether the assessment was made with the signs that rest on advice alone.
    """
    shown = printed_days(marked, today)
    estimates = outlook_by_day(instrument, assessment.responses, process=process, days=shown, advice=advice)
    outlook, base_rate = dict(zip(shown, estimates, strict=True)), assessment.outlook.base_rate
    scale = Scale(shown[0], shown[-1])
    rules, rows = _rules(scale, named_days(marked))
    top = rows * ROW + 6
    return fill_template(
        DRAWING,
        width=WIDTH,
        height=top + PLOT_HEIGHT + BELOW,
        top=top,
        left=LEFT,
        right=WIDTH - RIGHT,
        grid=join_html([*_grid(scale), *_ticks(scale, marked.interview)]),
        rules=rules,
        alt=_alt(outlook, today),
        **_line_and_range(scale, outlook, today),
        **_base_rate(scale, base_rate, outlook, today),
        **_today(scale, outlook[today], base_rate, today),
    )


@dataclass(frozen=True)
class Scale:
    """Where a day and a probability lie on the drawing, in pixels."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The distance of a day from the left."""
        span = max((self.last - self.first).days, 1)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / span, 1)

    def y(self, probability: float) -> float:
        """The distance of a probability, 0..1, from the top of the plot."""
        return round(PLOT_HEIGHT * (1 - probability), 1)


def _alt(outlook: Mapping[date, Estimate], today: date) -> str:
    now, last_day = outlook[today], max(outlook)
    return tr(
        "Outlook today, {today}: {number} in 100, between {low} and {high}. Without any word it is {then} on {day}.",
        today=format_day(today),
        number=percent_int(now.value),
        low=percent_int(now.low),
        high=percent_int(now.high),
        then=percent_int(outlook[last_day].value),
        day=format_day(last_day),
    )


def _line_and_range(scale: Scale, outlook: Mapping[date, Estimate], today: date) -> dict[str, str]:
    """The paths of the line until today and after it, and that of the range: along its upper edge and back below."""
    days = sorted(outlook)
    upper = _path(scale, days, lambda day: outlook[day].high)
    lower = _path(scale, days[::-1], lambda day: outlook[day].low).replace("M", "L", 1)
    past, future = ([day for day in days if day <= today], [day for day in days if day >= today])

    def line(days: Sequence[date]) -> str:
        return _path(scale, days, lambda day: outlook[day].value)

    return {"line": line(past), "future": line(future), "band": f"{upper} {lower} Z"}


def _path(scale: Scale, days: Sequence[date], probability: Callable[[date], float]) -> str:
    return "M" + " L".join(f"{scale.x(day):g} {scale.y(probability(day)):g}" for day in days)


def _grid(scale: Scale) -> list[Html]:
    return [
        fill_template(
            GRID_LINE,
            left=LEFT,
            right=WIDTH - RIGHT,
            y=scale.y(hundredths / 100),
            text_x=LEFT - 6,
            text_y=scale.y(hundredths / 100) + 4,
            label=hundredths,
        )
        for hundredths in (0, 25, 50, 75, 100)
    ]


def _ticks(scale: Scale, interview: date) -> list[Html]:
    """The dates below: the interview, and every week, or every few, after it."""
    weeks, months = max((scale.last - interview).days // 7, 0), current_language().months
    every = 7 * (weeks // MOST_TICKS + 1)
    days = [add_days(interview, offset) for offset in range(0, 7 * weeks + 1, every)]
    return [
        fill_template(TICK, x=scale.x(day), y=PLOT_HEIGHT + 15, day=f"{day.day} {months[day.month - 1]}")
        for day in days
    ]


def _rules(scale: Scale, marked: Sequence[tuple[str, date]]) -> tuple[Html, int]:
    """A rule with its name for each marked day, and in how many rows the names are, none over another."""
    row_ends: list[float] = []
    drawn = []
    for name, day in marked:
        x, width = scale.x(day), CHARACTER * len(name) + 8
        left_of_rule = x + width > WIDTH
        start, end = (x - width, x) if left_of_rule else (x, x + width)
        row = next((row for row, row_end in enumerate(row_ends) if row_end < start), len(row_ends))
        row_ends[row : row + 1] = [end]
        drawn.append((name, x, row, left_of_rule))
    rules = [
        fill_template(
            RULE,
            x=x,
            y=-ROW * (len(row_ends) - row) - 2,
            bottom=PLOT_HEIGHT,
            text_x=x - 4 if left_of_rule else x + 4,
            text_y=-ROW * (len(row_ends) - row) + 8,
            anchor="end" if left_of_rule else "start",
            name=name,
        )
        for name, x, row, left_of_rule in drawn
    ]
    return join_html(rules), len(row_ends)


def _base_rate(scale: Scale, base_rate: float, outlook: Mapping[date, Estimate], today: date) -> dict[str, Any]:
    """The line of the base rate and its name: at the end far from today, on the side away from the outlook."""
    at_right = scale.x(today) < WIDTH / 2
    beside = outlook[scale.last if at_right else scale.first].value
    return {
        "base_y": scale.y(base_rate),
        "base_note": base_rate_label(base_rate),
        "base_x": WIDTH - RIGHT - 4 if at_right else LEFT + 4,
        "base_anchor": "end" if at_right else "start",
        "base_note_y": scale.y(base_rate) + (13 if beside > base_rate else -5),
    }


def _today(scale: Scale, now: Estimate, base_rate: float, today: date) -> dict[str, Any]:
    """Today's dot and its number: above the dot, or above the base rate where that would run through it.

    To the right, where a falling line never is, unless the drawing ends there.
    """
    x, y = scale.x(today), scale.y(now.value)
    at_left = x + NOTE_WIDTH > WIDTH
    crossed = NEAR < 100 * (base_rate - now.value) < CLEAR
    return {
        "today": tr("today: {outlook}", outlook=probability_label(now.value)),
        "today_x": x,
        "today_y": y,
        "note_x": x - 6 if at_left else x + 6,
        "note_y": scale.y(base_rate) - 6 if crossed else y - 8,
        "note_anchor": "end" if at_left else "start",
    }
