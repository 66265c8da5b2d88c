"""The outlook over days as a drawing for paper: a line, its range, and the days that matter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.charts.outlook.day_names import named_days
from assessment.core.model import Instrument
from assessment.core.model.process import Process
from assessment.core.plan.key_dates import KeyDays, add_days, key_days
from assessment.core.scoring.assess import Assessment, Estimate, outlook_by_day
from assessment.core.scoring.probability import percent_int
from assessment.core.text.html import Html, fill_template, join_html
from assessment.core.text.i18n import current_language, format_day, tr

MOST_DAYS = 120
DAYS_AFTER_THE_LAST = 10
WIDTH, PLOT_HEIGHT = 720.0, 128.0
LEFT, RIGHT, BELOW, ROW = 34.0, 8.0, 20.0, 13.0
CHARACTER = 5.6
"""How wide a character of a label is, on the safe side."""
NOTE_WIDTH, NEAR, CLEAR = 120.0, 3, 17
"""The room for today's number, and the distances in points at which a line would run through it."""
MOST_TICKS = 8

DRAWING = """<svg viewBox="0 0 $width $height" role="img" aria-label="$alt">
<g transform="translate(0 $top)">
$grid
<path class="range" d="$band"/>
<line class="base" x1="$left" x2="$right" y1="$base_y" y2="$base_y"/>
$rules
<path class="line" d="$line"/>
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


def drawn_days(key_days: KeyDays, today: date) -> tuple[date, ...]:
    """The days to draw: at most about 130, with today and every marked day among them."""
    marked = [day for _, day in named_days(key_days, today)]
    first = min(key_days.interview, today)
    last = add_days(max(today, *marked), DAYS_AFTER_THE_LAST)
    step = max(1, -(-(last - first).days // MOST_DAYS))
    even = {add_days(first, days) for days in range(0, (last - first).days, step)}
    return tuple(sorted(even | {first, today, last, *marked}))


@dataclass(frozen=True)
class Scale:
    """Where a day and a probability lie on the drawing."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The distance of a day from the left."""
        span = max((self.last - self.first).days, 1)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / span, 1)

    def y(self, probability: float) -> float:
        """The distance of a probability, 0..1, from the top of the plot."""
        return round(PLOT_HEIGHT * (1 - probability), 1)


def printed_outlook(
    instrument: Instrument, assessment: Assessment, process: Process, today: date, *, advice: bool = True
) -> Html | None:
    """The drawing for the print page; None without an interview date or after an answer.

    `advice` is whether the assessment was made with the signs that rest on advice alone.
    """
    days = key_days(instrument.outlook.silence, process)
    if days is None:
        return None
    shown = drawn_days(days, today)
    estimates = outlook_by_day(instrument, assessment.responses, process=process, days=shown, advice=advice)
    return outlook_svg(dict(zip(shown, estimates, strict=True)), assessment.outlook.base_rate, days, today)


def outlook_svg(outlook: Mapping[date, Estimate], base_rate: float, key_days: KeyDays, today: date) -> Html:
    """The drawing of the outlook on some days, see `drawn_days`; probabilities are 0..1."""
    days = sorted(outlook)
    scale = Scale(days[0], days[-1])
    now, last = outlook[today], outlook[days[-1]]
    rules, rows = _rules(scale, named_days(key_days, today))
    top = rows * ROW + 6
    return fill_template(
        DRAWING,
        width=WIDTH,
        height=top + PLOT_HEIGHT + BELOW,
        top=top,
        left=LEFT,
        right=WIDTH - RIGHT,
        grid=join_html([*_grid(scale), *_ticks(scale, key_days.interview)]),
        rules=rules,
        band=_path(scale, days, lambda day: outlook[day].high) + _way_back(scale, days, outlook),
        line=_path(scale, days, lambda day: outlook[day].value),
        base_note=tr("{number} before any sign", number=percent_int(base_rate)),
        base_y=scale.y(base_rate),
        **_base_note(scale, base_rate, outlook, today),
        today=tr("today: {outlook}", outlook=tr("{number} in 100", number=percent_int(now.value))),
        today_x=scale.x(today),
        today_y=scale.y(now.value),
        **_today_note(scale, now, base_rate, today),
        alt=tr(
            "Outlook today, {today}: {number} in 100, between {low} and {high}. Without any word it is {then} on "
            "{day}.",
            today=format_day(today),
            number=percent_int(now.value),
            low=percent_int(now.low),
            high=percent_int(now.high),
            then=percent_int(last.value),
            day=format_day(days[-1]),
        ),
    )


def _path(scale: Scale, days: Sequence[date], height: Callable[[date], float]) -> str:
    return "M" + " L".join(f"{scale.x(day):g} {scale.y(height(day)):g}" for day in days)


def _way_back(scale: Scale, days: Sequence[date], outlook: Mapping[date, Estimate]) -> str:
    """The lower edge of the range from right to left, which closes it."""
    return " " + _path(scale, days[::-1], lambda day: outlook[day].low).replace("M", "L", 1) + " Z"


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
    weeks = max((scale.last - interview).days // 7, 0)
    every = 7 * (weeks // MOST_TICKS + 1)
    days = [add_days(interview, offset) for offset in range(0, 7 * weeks + 1, every)]
    return [
        fill_template(
            TICK, x=scale.x(day), y=PLOT_HEIGHT + 15, day=f"{day.day} {current_language().months[day.month - 1]}"
        )
        for day in days
    ]


def _rules(scale: Scale, marked: Sequence[tuple[str, date]]) -> tuple[Html, int]:
    """A rule with its name for each marked day, and in how many rows the names stand, none over another."""
    ends: list[float] = []
    drawn = []
    for name, day in marked:
        x, wide = scale.x(day), CHARACTER * len(name) + 8
        leftward = x + wide > WIDTH
        begins, ends_at = (x - wide, x) if leftward else (x, x + wide)
        row = next((row for row, end in enumerate(ends) if end < begins), len(ends))
        ends[row : row + 1] = [ends_at]
        drawn.append((name, x, row, leftward))
    rules = [
        fill_template(
            RULE,
            x=x,
            y=-ROW * (len(ends) - row) - 2,
            bottom=PLOT_HEIGHT,
            text_x=x - 4 if leftward else x + 4,
            text_y=-ROW * (len(ends) - row) + 8,
            anchor="end" if leftward else "start",
            name=name,
        )
        for name, x, row, leftward in drawn
    ]
    return join_html(rules), len(ends)


def _base_note(scale: Scale, base_rate: float, outlook: Mapping[date, Estimate], today: date) -> dict[str, object]:
    """Where the name of the base rate stands: at the end far from today, on the side away from the line."""
    at_right = scale.x(today) < WIDTH / 2
    beside = outlook[scale.last if at_right else scale.first].value
    below = beside > base_rate
    return {
        "base_x": WIDTH - RIGHT - 4 if at_right else LEFT + 4,
        "base_anchor": "end" if at_right else "start",
        "base_note_y": scale.y(base_rate) + (13 if below else -5),
    }


def _today_note(scale: Scale, now: Estimate, base_rate: float, today: date) -> dict[str, object]:
    """Where today's number stands: above its dot, or above the base rate where that would run through it.

    To the right, where a falling line never is, unless the drawing ends there.
    """
    x, y, base_y = scale.x(today), scale.y(now.value), scale.y(base_rate)
    leftward = x + NOTE_WIDTH > WIDTH
    crossed = NEAR < 100 * (base_rate - now.value) < CLEAR
    return {
        "note_x": x - 6 if leftward else x + 6,
        "note_y": base_y - 6 if crossed else y - 8,
        "note_anchor": "end" if leftward else "start",
    }
