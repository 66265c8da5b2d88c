"""The chart of the outlook over the days since the interview, with the days that matter."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assessment.charts.chart import DescribedChart, milliseconds_since_1970, range_label, spec_with_rows, text_width
from assessment.charts.outlook.days import named_days
from assessment.charts.outlook.labels import FLAG_STEP, PlacedText, flag_places, flag_rows, note_rows
from assessment.charts.outlook.plot import Plot
from assessment.core.plan.key_dates import KeyDay
from assessment.core.plan.marked_days import MarkedDays
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_day, tr


def outlook_chart(
    days: Sequence[date], estimates: Sequence[Estimate], *, base_rate: float, marked: MarkedDays, today: date
) -> DescribedChart:
    """The outlook and its range on each of the days (see `outlook_days`), today's number and the marked days.

    Probabilities are 0..1. Raises ValueError when today is not among the days.
    """
    by_day = dict(zip(days, estimates, strict=True))
    if today not in by_day:
        raise ValueError(f"expected today, {today}, among the days of the outlook")
    plot = Plot.of(by_day, marked.interview, today)
    names = [(name, day) for name, day in named_days(marked) if days[0] <= day <= days[-1]]
    columns = (tr("Days since the interview"), tr("Date"), tr("Outlook of 100"), tr("Range"), tr("What"))
    rows = _table_rows(by_day, marked, today, base_rate)
    return DescribedChart(_spec(plot, names, base_rate), _alt(by_day, base_rate, marked, today), columns, rows)


def _spec(plot: Plot, marked: Sequence[tuple[str, date]], base_rate: float) -> dict[str, Any]:
    from assessment.charts.templates.outlook import outlook_template

    places = flag_places(plot, marked)
    rules, names = flag_rows(plot, marked, places)
    flags = [
        PlacedText(plot, place, text_width(name), FLAG_STEP) for (name, _), place in zip(marked, places, strict=True)
    ]
    rows = {
        "days": plot.line,
        "base": [{"value": 100 * base_rate}],
        "rules": rules,
        "flags": names,
        "notes": note_rows(plot, base_rate, flags),
    }
    start = milliseconds_since_1970(plot.interview)
    return spec_with_rows(outlook_template(), rows, first=plot.first, last=plot.last, today=plot.today, start=start)


def _alt(by_day: Mapping[date, Estimate], base_rate: float, marked: MarkedDays, today: date) -> str:
    outlook, last_day = by_day[today], max(by_day)
    values = {
        "today": format_day(today),
        "number": percent_int(outlook.value),
        "range": range_label(outlook.low, outlook.high),
        "base": percent_int(base_rate),
        "then": percent_int(by_day[last_day].value),
        "last_day": format_day(last_day),
    }
    no = marked.day_of(KeyDay.TREAT_AS_NO)
    if no is None:
        return tr(
            "Outlook today, {today}: {number} in 100, range {range}; {base} before any sign. Without any word from "
            "them it is {then} on {last_day}.",
            **values,
        )
    return tr(
        "Outlook today, {today}: {number} in 100, range {range}; {base} before any sign. Without any word from them "
        "it is {then} on {last_day}; plan as if it were a no from {no}.",
        **values,
        no=format_day(no),
    )


def _table_rows(
    by_day: Mapping[date, Estimate], marked: MarkedDays, today: date, base_rate: float
) -> tuple[tuple[str, ...], ...]:
    """Today, the marked days and every seventh day, with what each of them is; last the base rate."""
    names: dict[date, list[str]] = {today: [tr("today")]}
    for name, day in named_days(marked):
        names.setdefault(day, []).append(name)
    rows = [
        (
            str((day - marked.interview).days).replace("-", "−"),
            format_day(day),
            str(percent_int(by_day[day].value)),
            range_label(by_day[day].low, by_day[day].high),
            ", ".join(names.get(day, [])),
        )
        for day in sorted(by_day)
        if day in names or (day - marked.interview).days % 7 == 0
    ]
    return (*rows, ("", "", str(percent_int(base_rate)), "", tr("before any sign")))
