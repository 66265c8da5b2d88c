"""The days that the outlook is drawn for, and the names of those that are marked."""

from datetime import date
from typing import Final

from assessment.core.plan.key_dates import KeyDay, add_days
from assessment.core.plan.marked_days import MarkedDays
from assessment.core.text.i18n import mark_for_translation, tr

MOST_DAYS: Final = 120
"""How many evenly spaced days are drawn; the marked days come on top."""

ROOM_FOR_NAME_DAYS: Final = 16
"""How far the days go on after the last marked one, so that its name has room on a phone."""

ROOM_ON_PAPER_DAYS: Final = 10
WAIT_DAYS: Final = 42
"""How many days ahead what people hear is drawn at least."""

DAY_NAMES: Final = {
    KeyDay.INTERVIEW: mark_for_translation("interview"),
    KeyDay.THANK_YOU: mark_for_translation("thank-you"),
    KeyDay.PROMISED: mark_for_translation("promised date"),
    KeyDay.CHECK_IN: mark_for_translation("check in"),
    KeyDay.SECOND_CHECK_IN: mark_for_translation("last check-in"),
    KeyDay.TREAT_AS_NO: mark_for_translation("move on"),
}


def named_days(marked: MarkedDays) -> list[tuple[str, date]]:
    """The marked days in the order of time, each with its name in the current language."""
    return [(tr(DAY_NAMES[kind]), day) for kind, day in marked.days]


def outlook_days(marked: MarkedDays, today: date) -> tuple[date, ...]:
    """The days of the chart, in order: at most about 130, with today and every marked day among them."""
    return _days(marked, today, after_today=7, after_marked=ROOM_FOR_NAME_DAYS)


def hearing_days(marked: MarkedDays, today: date) -> tuple[date, ...]:
    """The days of the chart of what people hear: from today on for six weeks, and past the last marked day."""
    days = _days(marked, today, after_today=WAIT_DAYS, after_marked=ROOM_ON_PAPER_DAYS)
    return tuple(day for day in days if day >= today)


def printed_days(marked: MarkedDays, today: date) -> tuple[date, ...]:
    """The days of the drawing for paper, in the same way."""
    return _days(marked, today, after_today=ROOM_ON_PAPER_DAYS, after_marked=ROOM_ON_PAPER_DAYS)


def _days(marked: MarkedDays, today: date, *, after_today: int, after_marked: int) -> tuple[date, ...]:
    """The days until so many after today and so many after the last marked one."""
    days = {day for _, day in marked.days}
    last = max(add_days(today, after_today), add_days(max(days, default=marked.interview), after_marked))
    first = min(marked.interview, today)
    step = max(1, -(-(last - first).days // MOST_DAYS))
    even = {add_days(first, days) for days in range(0, (last - first).days, step)}
    return tuple(sorted(even | days | {today, marked.interview, last}))
