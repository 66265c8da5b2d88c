"""The empty table to fill in, and the dictionary of the values that its columns may have."""

import pandas as pd

from assessment.cohort.reader.vocabulary import PERSON
from assessment.cohort.scoring.process_dates import COLUMN_FACTS, PROCESS_COLUMNS
from assessment.core.model import Instrument
from assessment.core.model.process import Outcome
from assessment.core.text.i18n import mark_for_translation, tr

MEANINGS = {
    PERSON: mark_for_translation("who it is: any text, carried over to the scores"),
    "today": mark_for_translation("the day for which to score; the day of scoring where it is empty"),
    **{name: fact.column for name, fact in COLUMN_FACTS.items()},
}


def template_frame(instrument: Instrument) -> pd.DataFrame:
    """A table without rows: `person`, the facts of the process, and every item in questionnaire order."""
    return pd.DataFrame(columns=[PERSON, *PROCESS_COLUMNS, *instrument.items], dtype="str")


def data_dictionary(instrument: Instrument) -> pd.DataFrame:
    """One row for each value that a column may have: `column, about, value, meaning`. Every cell may be empty."""
    rows = [
        (column, tr(MEANINGS[column]), value, "")
        for column in (PERSON, *PROCESS_COLUMNS)
        for value in (Outcome if column == "outcome" else [""])
    ]
    rows += [
        (item.id, item.stem, option.id, option.label) for item in instrument.items.values() for option in item.options
    ]
    return pd.DataFrame(rows, columns=["column", "about", "value", "meaning"], dtype="str")
