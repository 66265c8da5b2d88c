"""Reading responses from a file: a frame of what is understood and a table of problems. No person is left out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from os import SEEK_END
from typing import BinaryIO

import pandas as pd

from assessment.cohort.reader.columns import TextBatch
from assessment.cohort.reader.interpretation import ColumnMeanings, ResponseTable, interpret_batch
from assessment.cohort.reader.problems import ProblemCells, combine_problems, problem_table, refuse_misread_rows
from assessment.cohort.reader.readings import Readings, reading_problems
from assessment.cohort.reader.source import NamedColumns, ResponseSource, dropped_problems, open_source
from assessment.cohort.reader.vocabulary import column_vocabulary
from assessment.cohort.scoring.process_dates import DATE_COLUMNS
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.text.date_columns import (
    ShownDates,
    ambiguous_date,
    detect_notations,
    notation_notices,
    shown_dates,
)
from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.i18n import format_number, tr
from assessment.table_reading import Dropped


def read_responses(
    binary: BinaryIO,
    instrument: Instrument,
    *,
    today: date,
    strict: bool = False,
    most_rows: int | None = None,
    encoding: str | None = None,
    translations: Sequence[Instrument] = (),
    given_order: DayOrder | None = None,
    report: Callable[[float], None] = lambda share: None,
) -> ResponseTable:
    """All the responses of a CSV or Parquet file; item columns are categories of option ids, date columns datetimes.

    Labels are accepted in the language of the instrument and of its `translations`. `given_order` says which of two
    numbers of a date is the day where no date of its column shows it. `report` is told after each batch the share of
    the file that was read, 0..1. Raises AssessmentError for a file that cannot be read, for more than `most_rows` rows
    (for Parquet before any is read), and with `strict` for any problem of a row.
    """
    size = binary.seek(0, SEEK_END)
    binary.seek(0)
    source = open_source(binary, column_vocabulary(instrument, *translations), encoding)
    if most_rows is not None and source.rows is not None and source.rows > most_rows:
        raise _too_many(most_rows)
    batches, rows = [], 0
    for batch in read_batches(
        source, instrument, today, strict=strict, translations=translations, given_order=given_order
    ):
        rows += len(batch.frame)
        if most_rows is not None and rows > most_rows:
            raise _too_many(most_rows)
        batches.append(batch)
        report(rows / source.rows if source.rows else binary.tell() / size)
    frame = pd.concat([batch.frame for batch in batches])
    problems = combine_problems([source.problems, *(batch.problems for batch in batches)])
    return ResponseTable(frame, problems, ambiguous_date=batches[-1].ambiguous_date)


def _too_many(most_rows: int) -> AssessmentError:
    return AssessmentError(
        [tr("it has more than {most} rows; score it on the command line.", most=format_number(most_rows))]
    )


def read_batches(
    source: ResponseSource,
    instrument: Instrument,
    today: date,
    *,
    strict: bool = False,
    translations: Sequence[Instrument] = (),
    given_order: DayOrder | None = None,
) -> Iterator[ResponseTable]:
    """The responses of an opened file, in batches; the problems of the whole file are in `source.problems`.

    The last batch has no rows: its problems say what was left out, and how cells were read.
    """
    if strict:
        refuse_misread_rows(source.problems)
    columns = date_columns(source.columns)
    shown = show_days(source.batches(Dropped(), columns), columns) if columns else {}
    notations = detect_notations(shown, given_order)
    meanings = ColumnMeanings(instrument, translations, notations, source.columns.twins)
    dropped, readings, empty = Dropped(), Readings(), pd.DataFrame()
    for text in source.batches(dropped, ()):
        batch = interpret_batch(text, meanings, today)
        if strict:
            refuse_misread_rows(batch.problems)
        readings |= batch.readings
        empty = batch.frame[:0]
        yield batch
    problems = [
        problem_table(day_problems(shown, given_order)),
        dropped_problems(dropped),
        reading_problems(readings),
    ]
    yield ResponseTable(empty, combine_problems(problems), ambiguous_date=ambiguous_date(shown, notations))


def date_columns(columns: NamedColumns) -> list[str]:
    """The columns of a file that hold dates."""
    return [name for name in columns.names if columns.twins.get(name, name) in DATE_COLUMNS]


def show_days(batches: Iterable[TextBatch], columns: Sequence[str]) -> dict[str, ShownDates]:
    """For each of the columns what it shows about its dates in some rows."""
    shown = {name: ShownDates() for name in columns}
    for batch in batches:
        for name in columns:
            shown[name] |= shown_dates(batch.columns[name].texts)
    return shown


def day_problems(shown: Mapping[str, ShownDates], given_order: DayOrder | None) -> list[ProblemCells]:
    """What to tell a person about how the date columns were read."""
    return [
        (pd.NA, name, "", "", notice) for name, each in shown.items() for notice in notation_notices(each, given_order)
    ]
