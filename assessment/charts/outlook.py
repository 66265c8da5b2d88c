"""The outlook over the days since the interview, with the days that matter."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from assessment.charts.labels import Box, Flag, flags
from assessment.charts.palette import HALO, INK, LIFT, MUTED, OUTLINE, REST
from assessment.charts.picture import (
    FONT_SIZE,
    LARGE,
    NARROW,
    Picture,
    Row,
    day_label,
    filled,
    range_label,
    template,
    text_width,
    whole,
)
from assessment.core.days import KeyDays, later
from assessment.core.scoring import Estimate

HEIGHT: Final = 240
AXIS: Final = 44
"""Pixels the numbers left of the plot take; above the plot, labels may stand over them."""

ROW: Final = 19
WIDTHS: Final = (NARROW - AXIS, 360.0, 660.0)
"""Widths of the plot at which notes are kept off the line: the smallest phone, a large one, a desk."""

MOST_DAYS: Final = 120


def outlook_days(key_days: KeyDays, today: date) -> tuple[date, ...]:
    """The days worth showing, and nothing left out that is marked: at most about 130 of them, first to last."""
    marked = {today, *(day for _, day in _marked(key_days, today))}
    first = min(key_days.interview, today)
    last = max(later(key_days.interview, 35), *(later(day, 7) for day in marked))
    step = -(-(last - first).days // MOST_DAYS)
    even = {later(first, days) for days in range(0, (last - first).days, step)}
    return tuple(sorted(even | marked | {first, last}))


def outlook_chart(
    days: Sequence[date], estimates: Sequence[Estimate], *, base_rate: float, key_days: KeyDays, today: date
) -> Picture:
    """The outlook and its range on each of the days (see `outlook_days`), today's number and the marked days.

    Probabilities are 0..1. Raises ValueError when today is not among the days.
    """
    by_day = dict(zip(days, estimates, strict=True))
    if today not in by_day:
        raise ValueError(f"expected today, {today}, among the days of the outlook")
    plot = _Plot.of(by_day, key_days.interview, today)
    marked = [(name, day) for name, day in _marked(key_days, today) if days[0] <= day <= days[-1]]
    placed = _flags(plot, marked)
    start = date(1970, 1, 1)
    spec = filled(
        template_once(),
        {
            "days": plot.line,
            "past": [_dot(row) for row in plot.line if row["day"] <= plot.today],
            "future": [_dot(row) for row in plot.line if row["day"] >= plot.today],
            "today": [_dot(plot.now)],
            "base": [{"value": 100 * base_rate}],
            "rules": [
                {"day": plot.number(day), "top": -ROW * (flag.row + 1), "ahead": day >= today}
                for (_, day), flag in zip(marked, placed, strict=True)
            ],
            "flags": [
                _note(
                    name,
                    plot.number(day),
                    -ROW * (flag.row + 0.5),
                    leftward=flag.leftward,
                    colour=INK.anywhere if day >= today else MUTED.anywhere,
                )
                for (name, day), flag in zip(marked, placed, strict=True)
            ],
            "notes": _notes(plot, base_rate),
        },
        first=plot.first,
        last=plot.last,
        start=86_400_000 * (key_days.interview - start).days,
    )
    return Picture(spec, _alt(by_day, base_rate, key_days, today), *_table(by_day, key_days, today, base_rate))


def _marked(key_days: KeyDays, today: date) -> list[tuple[str, date]]:
    """The marked days in the order of time, each with its short name."""
    named = [
        ("interview", key_days.interview if key_days.interview > today else None),
        ("thank-you", key_days.thank_you),
        ("promised date", key_days.promised),
        ("check in", key_days.check_in),
        ("second check-in", key_days.second_check_in),
        ("treat as a no", key_days.treat_as_no),
    ]
    return sorted(((name, day) for name, day in named if day is not None), key=lambda pair: pair[1])


@dataclass(frozen=True, slots=True)
class _Plot:
    """The line in days since the interview and in points of 100, and where both lie in pixels."""

    interview: date
    today: int
    line: list[Row]

    @classmethod
    def of(cls, by_day: dict[date, Estimate], interview: date, today: date) -> "_Plot":
        line = [
            {
                "day": (day - interview).days,
                "date": day_label(day),
                "value": round(100 * estimate.value, 2),
                "low": round(100 * estimate.low, 2),
                "high": round(100 * estimate.high, 2),
                "words": f"{whole(estimate.value)} in 100",
                "range": range_label(estimate.low, estimate.high),
            }
            for day, estimate in sorted(by_day.items())
        ]
        return cls(interview, (today - interview).days, line)

    @property
    def first(self) -> int:
        return int(self.line[0]["day"])

    @property
    def last(self) -> int:
        return max(int(self.line[-1]["day"]), self.first + 1)

    @property
    def now(self) -> Row:
        return next(row for row in self.line if row["day"] == self.today)

    def number(self, day: date) -> int:
        return (day - self.interview).days

    def x(self, day: float, width: float) -> float:
        return width * (day - self.first) / (self.last - self.first)

    def pixels(self, width: float) -> list[tuple[float, float]]:
        return [(self.x(row["day"], width), _y(row["value"])) for row in self.line]


def _dot(row: Row) -> Row:
    return {"day": row["day"], "value": row["value"]}


def _y(points: float) -> float:
    return HEIGHT * (1 - points / 100)


def _flags(plot: _Plot, marked: Sequence[tuple[str, date]]) -> tuple[Flag, ...]:
    room = WIDTHS[0]
    at = [plot.x(plot.number(day), room) for _, day in marked]
    return flags(at, [text_width(name) for name, _ in marked], left=-AXIS + 8, right=room)


def _note(
    text: str, day: float, y: float, *, leftward: bool, colour: str = INK.anywhere, size: int = FONT_SIZE, bold: bool = False
) -> Row:
    return {
        "text": text,
        "day": day,
        "y": y,
        "align": "right" if leftward else "left",
        "dx": -6 if leftward else 6,
        "colour": colour,
        "size": size,
        "weight": "bold" if bold else "normal",
    }


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a note might stand: its middle at height `y`, beginning (or ending) at a day."""

    day: float
    y: float
    leftward: bool

    def box(self, plot: _Plot, plot_width: float, width: float, height: float) -> Box:
        x = plot.x(self.day, plot_width)
        left, right = (x - 6 - width, x - 6) if self.leftward else (x + 6, x + 6 + width)
        return Box(left, self.y - height / 2, right, self.y + height / 2)


def _notes(plot: _Plot, base_rate: float) -> list[Row]:
    """Today's number with its range, the base rate, and what the dashed line means, each where it is free."""
    now = plot.now
    number, span = f"today: {now['words']}", f"range {now['range']}"
    taken: list[Callable[[float], Box]] = []
    width = max(text_width(number, LARGE), text_width(span))
    at = _free(plot, taken, width, 38, _today_places(plot, width))
    notes = [
        _note(number, at.day, at.y - 9, leftward=at.leftward, colour=LIFT.anywhere, size=LARGE, bold=True),
        _note(span, at.day, at.y + 10, leftward=at.leftward, colour=MUTED.anywhere),
    ]
    dot = Box(-8, _y(now["value"]) - 8, 8, _y(now["value"]) + 8)
    taken.append(lambda room: Box(plot.x(plot.today, room) + dot.left, dot.top, plot.x(plot.today, room) + 8, dot.bottom))
    text = f"{whole(base_rate)} before any answer"
    at = _free(plot, taken, text_width(text), 16, _base_places(plot, _y(100 * base_rate)))
    notes.append(_note(text, at.day, at.y, leftward=at.leftward, colour=INK.anywhere))
    return notes


def _today_places(plot: _Plot, width: float) -> Iterator[_Place]:
    y = _y(plot.now["value"])
    for height in (y - 30, y - 44, y - 60, y + 30, y - 80, y - 100, y - 130, y - 160):
        yield _Place(plot.today, height, leftward=False)
        yield _Place(plot.today, height, leftward=True)


def _base_places(plot: _Plot, y: float) -> Iterator[_Place]:
    for height in (y - 11, y + 11):
        yield _Place(plot.last, height, leftward=True)
        yield _Place(plot.first, height, leftward=False)
    middle = (plot.first + plot.last) / 2
    for height in (y - 11, y + 11):
        yield _Place(middle, height, leftward=False)
        yield _Place(middle, height, leftward=True)


def _free(
    plot: _Plot, taken: list[Callable[[float], Box]], width: float, height: float, places: Iterator[_Place]
) -> _Place:
    """The first place where the words stand clear of the line and of what is taken, at every width; it is then taken."""
    choices = list(places)

    def troubles(place: _Place) -> int:
        count = 0
        for room in WIDTHS:
            box = place.box(plot, room, width, height)
            count += 4 * (not box.inside(room, HEIGHT))
            count += box.on_line(plot.pixels(room)) + 2 * sum(box.touches(other(room)) for other in taken)
        return count

    chosen = min(choices, key=troubles)
    taken.append(lambda room: chosen.box(plot, room, width, height))
    return chosen


def _alt(by_day: dict[date, Estimate], base_rate: float, key_days: KeyDays, today: date) -> str:
    now, last_day = by_day[today], max(by_day)
    sentence = (
        f"Outlook today, {day_label(today)}: {whole(now.value)} in 100, range {range_label(now.low, now.high)};"
        f" {whole(base_rate)} before any answer."
    )
    then = f" Without any word from them it is {whole(by_day[last_day].value)} on {day_label(last_day)}"
    no = key_days.treat_as_no
    return sentence + then + (f"; treat it as a no from {day_label(no)}." if no else ".")


def _table(
    by_day: dict[date, Estimate], key_days: KeyDays, today: date, base_rate: float
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Today, the marked days and every seventh day, with what each of them is."""
    names: dict[date, list[str]] = {today: ["today"]}
    for name, day in _marked(key_days, today):
        names.setdefault(day, []).append(name)
    rows = [
        (
            str((day - key_days.interview).days).replace("-", "−"),
            day_label(day),
            str(whole(by_day[day].value)),
            range_label(by_day[day].low, by_day[day].high),
            ", ".join(names.get(day, [])),
        )
        for day in sorted(by_day)
        if day in names or (day - key_days.interview).days % 7 == 0
    ]
    rows.append(("", "", str(whole(base_rate)), "", "before any answer"))
    return ("Days since the interview", "Date", "Outlook of 100", "Range", "What"), tuple(rows)


@lru_cache(maxsize=1)
def template_once() -> dict[str, Any]:
    import altair as alt

    x = alt.X(
        "day:Q",
        title="days since the interview",
        scale=alt.Scale(domain=[alt.ExprRef("first"), alt.ExprRef("last")], nice=False, zero=False),
        axis=alt.Axis(
            values=alt.ExprRef("sequence(ceil(first / step) * step, last + 1, step)"),
            labelExpr="[replace(datum.label, '-', '−'), utcFormat(start + 86400000 * datum.value, '%-d %b')]",
            labelColor=MUTED.anywhere,
            labelFontSize=FONT_SIZE,
            labelOverlap=False,
            labelPadding=6,
            titleColor=MUTED.anywhere,
            titleFontSize=FONT_SIZE,
            titleFontWeight="normal",
            titlePadding=6,
            grid=False,
            domain=True,
            domainColor=OUTLINE.anywhere,
            ticks=True,
            tickColor=OUTLINE.anywhere,
        ),
    )
    hundred: dict[str, Any] = {
        "title": None,
        "scale": alt.Scale(domain=[0, 100], nice=False),
        "axis": alt.Axis(
            values=[0, 25, 50, 75, 100],
            labelExpr="datum.value == 100 ? ['100', 'in 100'] : datum.label",
            labelColor=MUTED.anywhere,
            labelFontSize=FONT_SIZE,
            labelOverlap=False,
            labelPadding=8,
            gridColor=REST.anywhere,
            domain=False,
            ticks=False,
            minExtent=AXIS,
            maxExtent=AXIS,
        ),
    }
    y = alt.Y("value:Q", **hundred)
    pixel_y = alt.Y("y:Q", scale=None, axis=None)

    def layer(name: str) -> Any:
        return alt.Chart(alt.NamedData(name))

    def notes(name: str, **mark: Any) -> Any:
        return (
            layer(name)
            .mark_text(
                baseline="middle",
                aria=False,
                align=alt.ExprRef("datum.align"),
                dx=alt.ExprRef("datum.dx"),
                fontSize=alt.ExprRef("datum.size"),
                fontWeight=alt.ExprRef("datum.weight"),
                **mark,
            )
            .encode(x=x, y=pixel_y, text=alt.Text("text:N"))
        )

    tooltip = [
        alt.Tooltip("date:N", title="Day"),
        alt.Tooltip("words:N", title="Outlook"),
        alt.Tooltip("range:N", title="Range"),
    ]
    line = {"color": LIFT.anywhere, "aria": False, "interpolate": "linear"}
    chart = alt.layer(
        layer("days").mark_area(color=LIFT.anywhere, opacity=0.16, aria=False).encode(x=x, y=alt.Y("low:Q", **hundred), y2="high:Q"),
        layer("base").mark_rule(color=OUTLINE.anywhere, strokeDash=[2, 3], strokeWidth=1.5, aria=False).encode(y=y),
        layer("rules")
        .mark_rule(color=OUTLINE.anywhere, strokeWidth=1, aria=False)
        .encode(
            x=x,
            y=alt.Y("top:Q", scale=None, axis=None),
            y2=alt.value(HEIGHT),
            opacity=alt.condition("datum.ahead", alt.value(1), alt.value(0.5)),
        ),
        layer("future").mark_line(strokeWidth=2.5, strokeDash=[7, 4], **line).encode(x=x, y=y),
        layer("past").mark_line(strokeWidth=3, **line).encode(x=x, y=y),
        notes("flags", fill=alt.ExprRef("datum.colour")),
        notes("notes", fill=HALO.anywhere, stroke=HALO.anywhere, strokeWidth=4, strokeJoin="round"),
        notes("notes", fill=alt.ExprRef("datum.colour")),
        layer("today")
        .mark_point(size=150, filled=True, color=LIFT.anywhere, stroke=HALO.anywhere, strokeWidth=3, opacity=1, aria=False)
        .encode(x=x, y=y),
        layer("days").mark_rule(opacity=0, strokeWidth=8, aria=False).encode(x=x, tooltip=tooltip),
    ).add_params(
        alt.param(name="first", value=0),
        alt.param(name="last", value=42),
        alt.param(name="start", value=0),
        alt.param(name="step", expr="7 * max(1, ceil((last - first) / 7 * 46 / width))"),
    )
    return template(chart.properties(height=HEIGHT))
