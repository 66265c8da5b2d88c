"""Days as people and spreadsheets write them, in local forms and with the names of months in a few languages."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from assessment.core.text.cleaning import folded, shown
from assessment.core.text.i18n import tr

MONTHS = (
    ("january", "januar", "janvier", "enero"),
    ("february", "februar", "fevrier", "febrero"),
    ("march", "marz", "mrz", "mars", "marzo"),
    ("april", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "juni", "juin", "junio"),
    ("july", "juli", "juillet", "julio"),
    ("august", "aout", "agosto"),
    ("september", "septembre", "septiembre", "setiembre"),
    ("october", "oktober", "octobre", "octubre"),
    ("november", "novembre", "noviembre"),
    ("december", "dezember", "decembre", "diciembre"),
)
"""The names of each month in English, German, French and Spanish, without accents."""
TUESDAY = "mar"
"""Tuesday in Spanish and French, and March where no other month is named."""

TIME = re.compile(r"[ T]+\d{1,2}:\d\d(:\d\d(\.\d+)?)?\s*([ap]m)?Z?$", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d\d)\.?")
DAY_NUMBER = re.compile(r"\d{5}([.,]\d+)?")


class DayOrder(StrEnum):
    """Which of two numbers of a date comes first."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def settled_order(cells: Iterable[str]) -> DayOrder | None:
    """The order that the unmistakable dates of a file agree on, such as 16/11/2026; None when they do not."""
    orders = {_order_of(int(found[1]), int(found[3])) for cell in cells if (found := _with_slashes(cell))}
    orders.discard(None)
    return orders.pop() if len(orders) == 1 else None


def read_day(cell: str, order: DayOrder | None = None) -> date | None:
    """The day that a cell names, None for an empty one; `order` settles what reads both ways.

    Raises ValueError with what is wrong for a cell that is no date, or that could be two.
    """
    text = TIME.sub("", cell.strip())
    if not text:
        return None
    if found := YEAR_FIRST.fullmatch(text):
        return _day(cell, int(found[1]), int(found[3]), int(found[4]))
    if found := YEAR_LAST.fullmatch(text):
        return _year_last(cell, found, order)
    if DAY_NUMBER.fullmatch(text):
        raise ValueError(
            tr("date is {cell}, a day number; show the column as dates and save it again", cell=shown(cell))
        )
    return _with_month_name(cell, text)


def _year_last(cell: str, found: re.Match[str], order: DayOrder | None) -> date:
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    order = DayOrder.DAY_FIRST if found[2] == "." else _order_of(first, second) or order
    if order is None and first != second:
        one, other = _day(cell, year, second, first), _day(cell, year, first, second)
        raise ValueError(
            tr(
                "date is {cell}, which could be {one} or {other}; write it as one of these",
                cell=shown(cell),
                one=one,
                other=other,
            )
        )
    return _day(cell, year, first, second) if order is DayOrder.MONTH_FIRST else _day(cell, year, second, first)


def _with_slashes(cell: str) -> re.Match[str] | None:
    found = YEAR_LAST.fullmatch(TIME.sub("", cell.strip()))
    return found if found and found[2] != "." else None


def _order_of(first: int, second: int) -> DayOrder | None:
    if first > 12 >= second:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if second > 12 >= first else None


def _with_month_name(cell: str, text: str) -> date:
    words = re.findall(r"[^\W\d_]+|\d+", folded(text))
    months = _months(words)
    numbers = [word for word in words if word.isdecimal()]
    if len(months) == 1 and len(numbers) == 1:
        raise ValueError(tr("date is {cell}, without a year; write it like 2026-11-16", cell=shown(cell)))
    if len(months) != 1 or len(numbers) != 2 or len(numbers[0]) > 2 or len(numbers[1]) not in (2, 4):
        raise ValueError(tr("date is {cell}; write it like 2026-11-16", cell=shown(cell)))
    return _day(cell, _year(numbers[1]), months.pop(), int(numbers[0]))


def _months(words: Iterable[str]) -> set[int]:
    """The months that the words name."""
    named = {month for word in words if word != TUESDAY and (month := _month(word))}
    return named or {month for word in words if (month := _month(word))}


def _month(word: str) -> int | None:
    """The month that alone has a name beginning with the word, 1..12."""
    found = [number for number, names in enumerate(MONTHS, start=1) if any(name.startswith(word[:9]) for name in names)]
    return found[0] if len(word) >= 3 and len(found) == 1 else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(cell: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            tr("date is {cell}, a day that does not exist; write it like 2026-11-16", cell=shown(cell))
        ) from None
