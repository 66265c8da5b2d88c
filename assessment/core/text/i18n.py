"""The current language: messages, plural forms, days and numbers in it.

English is built in. Another `Language` is made by the catalog and set with `set_language`, for this thread or task
only. Messages for translators are found by the functions that take them: `tr`, `tr_count`, and
`mark_for_translation` for a text in a table that is translated where it is shown.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_NAME = 3
"""Letters of a short name of a weekday or month."""


def _english_day(day: date, year: bool, long: bool) -> str:
    letters = None if long else SHORT_NAME
    words = f"{WEEKDAYS[day.weekday()][:letters]} {day.day} {MONTHS[day.month - 1][:letters]}"
    return f"{words} {day.year}" if year else words


def _english_number(value: float, places: int, signed: bool) -> str:
    return f"{value:{'+' if signed else ''},.{places}f}"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: `message` translates interface text, `data` text of the data files under its place there.

    `count` chooses the form for a number; `day` writes "Mon 16 Nov", with the year or in long words if asked;
    `number` writes a value with so many places, with its sign if asked; `percent` a share of 1 as a whole percentage.
    `months` are the short names of the twelve.
    """

    code: str
    name: str
    message: Callable[[str], str]
    count: Callable[[str, str, int], str]
    data: Callable[[str, str], str]
    day: Callable[[date, bool, bool], str]
    number: Callable[[float, int, bool], str]
    percent: Callable[[float], str]
    months: tuple[str, ...]


ENGLISH = Language(
    code="en",
    name="English",
    message=lambda text: text,
    count=lambda one, many, number: one if number == 1 else many,
    data=lambda place, text: text,
    day=_english_day,
    number=_english_number,
    percent=lambda share: f"{share:.0%}",
    months=tuple(month[:SHORT_NAME] for month in MONTHS),
)

_LANGUAGE: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def set_language(language: Language) -> None:
    """Use this language from here on, in this thread or task."""
    _LANGUAGE.set(language)


def current_language() -> Language:
    """The language of this thread or task; English until another is set."""
    return _LANGUAGE.get()


def tr(text: str, /, **values: Any) -> str:
    """The message in the current language, its {names} filled."""
    translated = _LANGUAGE.get().message(text)
    return translated.format(**values) if values else translated


def tr_count(one: str, many: str, number: int, /, **values: Any) -> str:
    """The message in the form for the number, which fills {number}; other {names} are filled too."""
    return _LANGUAGE.get().count(one, many, number).format(number=number, **values)


def mark_for_translation(text: str) -> str:
    """The text unchanged; the call marks it for translators, and `tr` translates it where it is shown."""
    return text


def format_day(day: date, *, year: bool = False, long: bool = False) -> str:
    """A day as "Mon 16 Nov", with its year or as "Monday 16 November" if asked."""
    return _LANGUAGE.get().day(day, year, long)


def format_number(value: float, places: int = 0, *, signed: bool = False) -> str:
    """A number with so many places after the point."""
    return _LANGUAGE.get().number(value, places, signed)


def format_duration(minutes: int) -> str:
    """Minutes as "45 min", and from an hour on as "3 h 40 min" or "2 h"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{minutes} min", minutes=rest)
    return tr("{hours} h {minutes} min", hours=hours, minutes=rest) if rest else tr("{hours} h", hours=hours)


def format_percent(share: float) -> str:
    """A share of 1 as a whole percentage."""
    return _LANGUAGE.get().percent(share)
