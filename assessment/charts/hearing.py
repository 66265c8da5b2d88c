"""When people like this one hear: how many of a hundred have a yes, a no, or still wait, over the days to come."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from assessment.charts.chart import NARROW, DescribedChart, Row, milliseconds_since_1970, spec_with_rows, text_width
from assessment.charts.label_layout import GAP, placed_flags
from assessment.charts.outlook.days import named_days
from assessment.charts.outlook.plot import AXIS_WIDTH
from assessment.core.plan.marked_days import MarkedDays
from assessment.core.scoring.hearing import Hearing, HearingForecast
from assessment.core.text.i18n import format_day, tr

HEIGHT: Final = 220
NAME_STEP: Final = 19
"""Pixels from one line of names above the plot to the next."""

LABEL_STEP: Final = 18
"""Pixels that a band's label keeps from the next one, and twice what it keeps from the edges of the plot."""


def hearing_chart(forecast: HearingForecast, marked: MarkedDays, today: date) -> DescribedChart:
    """Bands of those with a yes, those who still wait and those with a no, on each day of the forecast.

    Its first day is today; see `hearing_days`. The marked days from today on are marked.
    """
    columns = (tr("Day"), tr("Have a yes"), tr("Have a no"), tr("Still wait"), tr("What"))
    names = [(name, day) for name, day in named_days(marked) if today <= day <= forecast.days[-1].day]
    return DescribedChart(
        _spec(forecast.days, names, today), _alt(forecast), columns, _table_rows(forecast.days, names, today)
    )


def hearing_sentence(hearing: Hearing) -> str:
    """How many of a hundred have heard by the day, and what."""
    yes, no, waiting = hearing.of_hundred
    return tr(
        "By {day}: a yes for {yes}, a no for {no}, no news yet for {waiting}.",
        day=format_day(hearing.day),
        yes=yes,
        no=no,
        waiting=waiting,
    )


def _spec(days: Sequence[Hearing], marked: Sequence[tuple[str, date]], today: date) -> dict[str, Any]:
    from assessment.charts.templates.hearing import hearing_template

    last = max((days[-1].day - today).days, 1)
    rows = {
        "days": [_day_row(each, today) for each in days],
        "marked": _marked_rows(marked, today, last),
        "labels": _label_rows(days[-1]),
    }
    return spec_with_rows(hearing_template(), rows, last=last, start=milliseconds_since_1970(today))


def _day_row(hearing: Hearing, today: date) -> Row:
    yes, no, waiting = hearing.of_hundred
    return {
        "day": (hearing.day - today).days,
        "date": format_day(hearing.day),
        "yes_top": round(100 * hearing.yes, 2),
        "waiting_top": round(100 * (hearing.yes + hearing.waiting), 2),
        "yes": yes,
        "no": no,
        "waiting": waiting,
    }


def _marked_rows(marked: Sequence[tuple[str, date]], today: date, last: int) -> list[Row]:
    """A rule at each marked day up to its name, the names above the plot, none on another."""
    width = NARROW - AXIS_WIDTH
    rules = tuple(width * (day - today).days / last for _, day in marked)
    flags = placed_flags(rules, tuple(text_width(name) for name, _ in marked), left=0, right=width)
    return [
        {
            "day": (day - today).days,
            "name": name,
            "y": -NAME_STEP * (flag.row + 0.5),
            "top": -NAME_STEP * (flag.row + 1),
            "align": "right" if flag.left_of_rule else "left",
            "dx": -GAP if flag.left_of_rule else GAP,
        }
        for (name, day), flag in zip(marked, flags, strict=True)
    ]


def _label_rows(last: Hearing) -> list[Row]:
    """The names of the bands, each in the middle of its band at the last day, or as near as the others leave room."""
    yes, no, waiting = last.of_hundred
    top = HEIGHT * last.no
    middles = (top / 2, (top + HEIGHT * (1 - last.yes)) / 2, HEIGHT * (1 - last.yes / 2))
    texts = (
        tr("a no for {number}", number=no),
        tr("no news yet for {number}", number=waiting),
        tr("a yes for {number}", number=yes),
    )
    heights: list[float] = []
    for below, middle in zip((2, 1, 0), middles, strict=True):
        first = heights[-1] + LABEL_STEP if heights else LABEL_STEP / 2
        heights.append(min(max(middle, first), HEIGHT - LABEL_STEP * (below + 1 / 2)))
    return [{"text": text, "y": y} for text, y in zip(texts, heights, strict=True)]


def _alt(forecast: HearingForecast) -> str:
    last = forecast.days[-1]
    of_hundred = " ".join([tr("Of 100 people like you:"), hearing_sentence(last)])
    if forecast.half_heard_by is None:
        return of_hundred
    half = tr("Half have heard by {day}.", day=format_day(forecast.half_heard_by))
    return f"{of_hundred} {half}"


def _table_rows(
    days: Sequence[Hearing], marked: Sequence[tuple[str, date]], today: date
) -> tuple[tuple[str, ...], ...]:
    """Today, the marked days and every seventh day, with what each of them is."""
    names: dict[date, list[str]] = {today: [tr("today")]}
    for name, day in marked:
        names.setdefault(day, []).append(name)
    return tuple(
        (format_day(each.day), *map(str, each.of_hundred), ", ".join(names.get(each.day, [])))
        for each in days
        if each.day in names or (each.day - today).days % 7 == 0
    )
