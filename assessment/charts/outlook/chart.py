"""The outlook over the days since the interview, with the days that matter."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from assessment.charts.chart import (
    AXIS_BELOW,
    AXIS_LINE,
    DAY_AND_MONTH,
    FONT_SIZE,
    Picture,
    filled,
    once_per_language,
    range_label,
    template,
    text_width,
)
from assessment.charts.outlook.day_names import named_days
from assessment.charts.outlook.labels import AXIS, FLAG_STEP, HEIGHT, Plot, Words, flag_places, flag_rows, note_rows
from assessment.charts.palette import HALO, LIFT, MUTED, OUTLINE, REST
from assessment.core.plan.key_dates import KeyDays, add_days
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import current_language, format_day, tr

MOST_DAYS: Final = 120
ROOM_FOR_WORDS_DAYS: Final = 16
"""How far the days go on after the last marked one, so that its name has room on a phone."""


def outlook_days(key_days: KeyDays, today: date) -> tuple[date, ...]:
    """The days worth showing, and nothing left out that is marked: at most about 130 of them, first to last."""
    marked = {today, key_days.interview, *(day for _, day in named_days(key_days, today))}
    first = min(key_days.interview, today)
    last = max(add_days(today, 7), *(add_days(day, ROOM_FOR_WORDS_DAYS) for _, day in named_days(key_days, today)))
    step = max(1, -(-(last - first).days // MOST_DAYS))
    even = {add_days(first, days) for days in range(0, (last - first).days, step)}
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
    plot = Plot.of(by_day, key_days.interview, today)
    marked = [(name, day) for name, day in named_days(key_days, today) if days[0] <= day <= days[-1]]
    places = flag_places(plot, marked)
    rules, names = flag_rows(plot, marked, places)
    flagged = [Words(plot, place, text_width(name), FLAG_STEP) for (name, _), place in zip(marked, places, strict=True)]
    spec = filled(
        template_once(),
        {
            "days": plot.line,
            "base": [{"value": 100 * base_rate}],
            "rules": rules,
            "flags": names,
            "notes": note_rows(plot, base_rate, flagged),
        },
        first=plot.first,
        last=plot.last,
        today=plot.today,
        start=86_400_000 * (key_days.interview - date(1970, 1, 1)).days,
    )
    return Picture(spec, _alt(by_day, base_rate, key_days, today), *_table(by_day, key_days, today, base_rate))


def _alt(by_day: dict[date, Estimate], base_rate: float, key_days: KeyDays, today: date) -> str:
    now, last_day = by_day[today], max(by_day)
    words = {
        "today": format_day(today),
        "number": percent_int(now.value),
        "range": range_label(now.low, now.high),
        "base": percent_int(base_rate),
        "then": percent_int(by_day[last_day].value),
        "last_day": format_day(last_day),
    }
    if key_days.treat_as_no is None:
        return tr(
            "Outlook today, {today}: {number} in 100, range {range}; {base} before any sign. Without any word from "
            "them it is {then} on {last_day}.",
            **words,
        )
    return tr(
        "Outlook today, {today}: {number} in 100, range {range}; {base} before any sign. Without any word from them "
        "it is {then} on {last_day}; treat it as a no from {no}.",
        **words,
        no=format_day(key_days.treat_as_no),
    )


def _table(
    by_day: dict[date, Estimate], key_days: KeyDays, today: date, base_rate: float
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Today, the marked days and every seventh day, with what each of them is."""
    names: dict[date, list[str]] = {today: [tr("today")]}
    for name, day in named_days(key_days, today):
        names.setdefault(day, []).append(name)
    rows = [
        (
            str((day - key_days.interview).days).replace("-", "−"),
            format_day(day),
            str(percent_int(by_day[day].value)),
            range_label(by_day[day].low, by_day[day].high),
            ", ".join(names.get(day, [])),
        )
        for day in sorted(by_day)
        if day in names or (day - key_days.interview).days % 7 == 0
    ]
    rows.append(("", "", str(percent_int(base_rate)), "", tr("before any sign")))
    return (tr("Days since the interview"), tr("Date"), tr("Outlook of 100"), tr("Range"), tr("What")), tuple(rows)


@once_per_language
def template_once() -> dict[str, Any]:
    import altair as alt

    x = alt.X(
        "day:Q",
        title=tr("days since the interview"),
        scale=alt.Scale(domain=[alt.ExprRef("first"), alt.ExprRef("last")], nice=False, zero=False),
        axis=alt.Axis(
            values=alt.ExprRef("sequence(ceil(first / step) * step, last + 1, step)"),
            labelExpr=f"[replace(datum.label, '-', '−'), {DAY_AND_MONTH}]",
            **AXIS_BELOW,
            **AXIS_LINE,
        ),
    )
    hundred: dict[str, Any] = {
        "title": None,
        "scale": alt.Scale(domain=[0, 100], nice=False),
        "axis": alt.Axis(
            values=[0, 25, 50, 75, 100],
            labelExpr=f"datum.value == 100 ? ['100', {json.dumps(tr('in 100'), ensure_ascii=False)}] : datum.label",
            labelColor=MUTED.anywhere,
            labelFontSize=FONT_SIZE,
            labelOverlap=False,
            labelPadding=8,
            aria=False,
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
        alt.Tooltip("date:N", title=tr("Day")),
        alt.Tooltip("words:N", title=tr("Outlook")),
        alt.Tooltip("range:N", title=tr("Range")),
    ]
    line = {"color": LIFT.anywhere, "aria": False, "interpolate": "linear"}
    chart = alt.layer(
        layer("days")
        .mark_area(color=LIFT.anywhere, opacity=0.16, aria=False)
        .encode(x=x, y=alt.Y("low:Q", **hundred), y2="high:Q"),
        layer("base").mark_rule(color=OUTLINE.anywhere, strokeDash=[2, 3], strokeWidth=1.5, aria=False).encode(y=y),
        layer("rules")
        .mark_rule(color=OUTLINE.anywhere, strokeWidth=1, aria=False)
        .encode(
            x=x,
            y=alt.Y("top:Q", scale=None, axis=None),
            y2=alt.value(HEIGHT),
            opacity=alt.condition("datum.ahead", alt.value(1), alt.value(0.5)),
        ),
        layer("days")
        .transform_filter("datum.day >= today")
        .mark_line(strokeWidth=2.5, strokeDash=[7, 4], **line)
        .encode(x=x, y=y),
        layer("days").transform_filter("datum.day <= today").mark_line(strokeWidth=3, **line).encode(x=x, y=y),
        notes("flags", fill=alt.ExprRef("datum.colour")),
        notes("notes", fill=HALO.anywhere, stroke=HALO.anywhere, strokeWidth=4, strokeJoin="round"),
        notes("notes", fill=alt.ExprRef("datum.colour")),
        layer("days")
        .transform_filter("datum.day == today")
        .mark_point(
            size=150, filled=True, color=LIFT.anywhere, stroke=HALO.anywhere, strokeWidth=3, opacity=1, aria=False
        )
        .encode(x=x, y=y),
        layer("days").mark_rule(opacity=0, strokeWidth=8, aria=False).encode(x=x, tooltip=tooltip),
    ).add_params(
        alt.param(name="first", value=0),
        alt.param(name="last", value=42),
        alt.param(name="today", value=0),
        alt.param(name="start", value=0),
        alt.param(name="months", value=list(current_language().months)),
        alt.param(name="step", expr="7 * max(1, ceil((last - first) / 7 * 50 / width))"),
    )
    return template(chart.properties(height=HEIGHT))
