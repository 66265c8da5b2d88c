"""Reads cells of a plan; each function raises ValueError with a sentence, without its full stop, on what is wrong."""

import re
from datetime import date

from assessment.core.model.process import LIMITS
from assessment.core.text.cell_words import is_unanswered, yes_or_no
from assessment.core.text.cleaning import quote_text
from assessment.core.text.date_columns import DateNotation
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY, DateError, DateProblem
from assessment.core.text.i18n import mark_for_translation, tr

SENTENCES = {
    DateProblem.NO_DATE: mark_for_translation("date is {cell}; write it like 2026-11-16"),
    DateProblem.NO_YEAR: mark_for_translation("date is {cell}, without a year; write it like 2026-11-16"),
    DateProblem.NO_SUCH_DAY: mark_for_translation(
        "date is {cell}, a day that does not exist; write it like 2026-11-16"
    ),
    DateProblem.DAY_NUMBER: mark_for_translation(
        "date is {cell}, a day number; show the column as dates and save it again"
    ),
    DateProblem.TOO_FAR: mark_for_translation("date is {cell}; expected a day from {first} to {last}"),
    DateProblem.TWO_DATES: mark_for_translation(
        "date is {cell}, which could be {one} or {other}; write it as one of these"
    ),
}

ONE = "1"
ONE_OR_ZERO = re.compile(r"([01])(?:[.,]0+)?")


def read_date(cell: str, notation: DateNotation) -> date | None:
    """The date in a cell of a column that writes its dates in this way, None for an empty one."""
    try:
        return notation.parse(cell)
    except DateError as error:
        one, other = error.dates or (None, None)
        raise ValueError(
            tr(SENTENCES[error.problem], cell=quote_text(cell), one=one, other=other, first=FIRST_DAY, last=LAST_DAY)
        ) from None


def read_minutes(cell: str) -> int | None:
    """The minutes in a cell, None for an empty one."""
    most = int(LIMITS["minutes_per_day"][1])
    text = cell.strip()
    if not text:
        return None
    number = re.fullmatch(r"(\d{1,3})([.,]0+)?", text)
    if not number or not 1 <= int(number[1]) <= most:
        raise ValueError(
            tr("minutes is {cell}; expected a whole number from 1 to {most}", cell=quote_text(cell), most=most)
        )
    return int(number[1])


def read_done(cell: str) -> bool:
    """Whether the cell says yes; one without an answer says no."""
    if number := ONE_OR_ZERO.fullmatch(cell.strip()):
        return number[1] == ONE
    if is_unanswered(cell):
        return False
    said = yes_or_no(cell)
    if said is None:
        raise ValueError(tr("done is {cell}; expected yes or no", cell=quote_text(cell)))
    return said
