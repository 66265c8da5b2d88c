"""The empty table to fill in, also as a spreadsheet with the answers to choose from, and the dictionary of values."""

import io
from collections.abc import Sequence

import pandas as pd

from assessment.cohort.reader.vocabulary import PERSON
from assessment.cohort.scoring.process_dates import COLUMN_FACTS, DATE_COLUMNS, PROCESS_COLUMNS
from assessment.core.model import Instrument
from assessment.core.model.process import Outcome
from assessment.core.text.i18n import mark_for_translation, tr

COLUMN_WIDTH, FILLED_ROWS = 26, 1_000
"""Of the spreadsheet: the width of a column in characters, and the rows in which answers are offered."""

MEANINGS = {
    PERSON: mark_for_translation("who it is: any text, carried over to the scores"),
    "today": mark_for_translation("the day for which to score; the day of scoring where it is empty"),
    **{name: fact.column for name, fact in COLUMN_FACTS.items()},
}


def template_frame(instrument: Instrument) -> pd.DataFrame:
    """A table without rows: `person`, the facts of the process, and every item in questionnaire order."""
    return pd.DataFrame(columns=[PERSON, *PROCESS_COLUMNS, *instrument.items], dtype="str")


def template_workbook(instrument: Instrument) -> bytes:
    """The same as an .xlsx: the questions are the headings, and each cell below offers the answers in a list."""
    from xlsxwriter import Workbook
    from xlsxwriter.utility import xl_col_to_name

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        people, lists = workbook.add_worksheet("People"), workbook.add_worksheet("Answers")
        lists.hide()
        heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        columns: list[tuple[str, Sequence[str]]] = [(name, ()) for name in (PERSON, *PROCESS_COLUMNS)]
        columns += [(item.stem, [option.label for option in item.options]) for item in instrument.items.values()]
        people.freeze_panes(1, 1)
        for place, (name, answers) in enumerate(columns):
            people.write_string(0, place, name, heading)
            people.set_column(place, place, COLUMN_WIDTH, day if name in DATE_COLUMNS else None)
            choices = tuple(Outcome) if name == "outcome" else answers
            if choices:
                lists.write_column(0, place, choices)
                column = xl_col_to_name(place)
                source = f"=Answers!${column}$1:${column}${len(choices)}"
                people.data_validation(1, place, FILLED_ROWS, place, {"validate": "list", "source": source})
    return file.getvalue()


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
