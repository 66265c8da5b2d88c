"""The empty table to fill in, and the dictionary of the values that its columns may have."""

import pandas as pd

from assessment.cohort.reader.vocabulary import PERSON
from assessment.cohort.scoring.process_dates import DATE_COLUMNS
from assessment.core.model import Instrument
from assessment.core.model.process import Outcome
from assessment.core.text.i18n import mark_for_translation, tr

MEANINGS = {
    PERSON: mark_for_translation("who it is: any text, carried over to the scores"),
    "interview_date": mark_for_translation("the day of the interview, like 2026-11-02"),
    "promised_date": mark_for_translation("the day by which they promised to answer; not before the interview"),
    "last_word_date": mark_for_translation(
        "the day of the last word from them; not before the interview nor after today"
    ),
    "today": mark_for_translation("the day for which to score; the day of scoring where it is empty"),
    "outcome": mark_for_translation(
        "how it ended, once it has: it stops the silence clock and is what `cohort learn` reads"
    ),
}


def template_frame(instrument: Instrument) -> pd.DataFrame:
    """A table without rows: `person`, the facts of the process, and every item in questionnaire order."""
    return pd.DataFrame(columns=[PERSON, *DATE_COLUMNS, "outcome", *instrument.items], dtype="str")


def data_dictionary(instrument: Instrument) -> pd.DataFrame:
    """One row for each value that a column may have: `column, about, value, meaning`. Every cell may be empty."""
    rows = [(column, tr(MEANINGS[column]), "", "") for column in (PERSON, *DATE_COLUMNS)]
    rows += [("outcome", tr(MEANINGS["outcome"]), outcome.value, "") for outcome in Outcome]
    rows += [
        (item.id, item.stem, option.id, option.label) for item in instrument.items.values() for option in item.options
    ]
    return pd.DataFrame(rows, columns=["column", "about", "value", "meaning"], dtype="str")
