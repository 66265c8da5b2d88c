"""The date in a cell of a plan, or the sentence on why it is none."""

from datetime import date

from assessment.core.text.cleaning import quote_text
from assessment.core.text.date_parsing import DateError, DateProblem, DayOrder, parse_date
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
    DateProblem.TWO_DATES: mark_for_translation(
        "date is {cell}, which could be {one} or {other}; write it as one of these"
    ),
}


def read_date_cell(cell: str, order: DayOrder | None) -> date | None:
    """The date in a cell, None for an empty one; raises ValueError with a sentence, without its full stop."""
    try:
        return parse_date(cell, order)
    except DateError as error:
        one, other = error.dates or (None, None)
        raise ValueError(tr(SENTENCES[error.problem], cell=quote_text(cell), one=one, other=other)) from None
