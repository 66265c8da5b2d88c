"""Reading responses from a file: a frame of what is understood and a table of problems. No person is left out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.reader.columns import TextBatch, TextColumn
from assessment.cohort.reader.problems import (
    ProblemCells,
    combine_problems,
    problem_table,
    refuse_misread_rows,
    shorten_value,
)
from assessment.cohort.reader.readings import Readings, cell_readings, reading_problems
from assessment.cohort.reader.source import ResponseSource, open_source
from assessment.cohort.reader.vocabulary import column_vocabulary
from assessment.cohort.scoring.encoded_answers import columns_present
from assessment.cohort.scoring.process_dates import DATE_COLUMNS, impossible_dates, process_columns
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.model.process import Outcome
from assessment.core.model.vocabulary import option_vocabulary, outcome_vocabulary
from assessment.core.text.cell_words import is_unanswered
from assessment.core.text.date_parsing import DateError, DateProblem, DayOrder, parse_day, shown_day_orders
from assessment.core.text.i18n import format_number, mark_for_translation, tr
from assessment.core.text.terms import Vocabulary

UNANSWERED = mark_for_translation("is not offered and counts as unanswered")
NO_DATE = mark_for_translation("is no date or could be two, and counts as unknown; write it like 2026-11-02")
IMPOSSIBLE = mark_for_translation("cannot be, with the other dates; the row has no outlook")
NO_OUTCOME = mark_for_translation("is no outcome and counts as unknown")

MOST_COMPARED = 100
"""With more different unknown values than this, a column holds no answers: no nearest option is looked for."""


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """The responses of a file, or of some of its rows: a frame whose index is the row numbers, and the problems.

    `readings` are cells that are no id and no label and can mean only one option. `ambiguous_date` is a cell of a date
    column that could be two days, "" where there is none.
    """

    frame: pd.DataFrame
    problems: pd.DataFrame
    readings: Readings = frozenset()
    ambiguous_date: str = ""


def read_responses(
    binary: BinaryIO,
    instrument: Instrument,
    *,
    today: date,
    strict: bool = False,
    most_rows: int | None = None,
    encoding: str | None = None,
    translations: Sequence[Instrument] = (),
    dates: DayOrder | None = None,
) -> ResponseTable:
    """All the responses of a CSV or Parquet file; item columns are categories of option ids, date columns datetimes.

    Labels are accepted in the language of the instrument and of its `translations`. `dates` says which of two numbers
    of a date is the day where no date of the file shows it. Raises AssessmentError for a file that cannot be read, for
    more than `most_rows` rows (for Parquet before any is read), and with `strict` for any problem of a row.
    """
    source = open_source(binary, column_vocabulary(instrument, *translations), encoding)
    if most_rows is not None and source.rows is not None and source.rows > most_rows:
        raise _too_many(most_rows)
    batches, rows = [], 0
    for batch in read_batches(source, instrument, today, strict=strict, translations=translations, dates=dates):
        rows += len(batch.frame)
        if most_rows is not None and rows > most_rows:
            raise _too_many(most_rows)
        batches.append(batch)
    frame = pd.concat([batch.frame for batch in batches])
    problems = combine_problems([source.problems, *(batch.problems for batch in batches)])
    return ResponseTable(
        frame, problems, ambiguous_date=next((b.ambiguous_date for b in batches if b.ambiguous_date), "")
    )


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
    dates: DayOrder | None = None,
) -> Iterator[ResponseTable]:
    """The responses of an opened file, in batches; the problems of the whole file are in `source.problems`.

    The last batch has no rows: its problems say what was left out, and how cells were read.
    """
    if strict:
        refuse_misread_rows(source.problems)
    orders = day_orders(source, dates)
    readings: Readings = frozenset()
    empty = None
    for text in source.batches():
        batch = interpret_batch(text, instrument, today, translations, orders)
        if strict:
            refuse_misread_rows(batch.problems)
        readings |= batch.readings
        empty = batch.frame[:0]
        yield batch
    if empty is not None:
        yield ResponseTable(empty, combine_problems([source.late_problems(), reading_problems(readings)]))


def day_orders(source: ResponseSource, given: DayOrder | None) -> dict[str, DayOrder | None]:
    """For each date column of the file the order of day and month, settled from all its rows."""
    columns = [name for name in source.names if name in DATE_COLUMNS]
    return settle_day_orders([shown_orders(source.batches(columns))] if columns else [], columns, given)


def shown_orders(batches: Iterable[TextBatch]) -> dict[str, set[DayOrder]]:
    """For each column of some rows the orders of day and month that its dates show."""
    shown = defaultdict[str, set[DayOrder]](set)
    for batch in batches:
        for name, column in batch.columns.items():
            shown[name] |= shown_day_orders(column.texts)
    return dict(shown)


def settle_day_orders(
    parts: Iterable[Mapping[str, set[DayOrder]]], columns: Sequence[str], given: DayOrder | None
) -> dict[str, DayOrder | None]:
    """The order of each column as its dates show it in any part of the file, else as those of the others do.

    `given` is the order where no date shows it. A column with dates of both orders has none.
    """
    shown: dict[str, set[DayOrder]] = {name: set() for name in columns}
    for part in parts:
        for name, orders in part.items():
            shown[name] |= orders
    of_others = set().union(*shown.values())
    default = given or (next(iter(of_others)) if len(of_others) == 1 else None)
    return {name: next(iter(found)) if len(found) == 1 else None if found else default for name, found in shown.items()}


def interpret_batch(
    batch: TextBatch,
    instrument: Instrument,
    today: date,
    translations: Sequence[Instrument] = (),
    orders: Mapping[str, DayOrder | None] | None = None,
) -> ResponseTable:
    """The rows of a batch as responses. A cell that is not understood is missing in the frame and has a problem."""
    problems: list[ProblemCells] = [
        (row, "", "", "", tr("{why}; nothing in it is read", why=why)) for row, why in batch.unreadable.items()
    ]
    columns: dict[str, Any] = {}
    readings: Readings = frozenset()
    ambiguous_date = ""
    for name, column in batch.columns.items():
        if name in instrument.items:
            item = instrument.items[name]
            vocabulary = option_vocabulary(item, *(other.items[name] for other in translations))
            columns[name], unknown = _categories(column, vocabulary, list(item.options_by_id))
            problems += _unknown_values(batch, name, unknown, UNANSWERED, vocabulary)
            readings |= cell_readings(name, column.texts, vocabulary)
        elif name in DATE_COLUMNS:
            columns[name], unknown, ambiguous = _dates(column, (orders or {}).get(name))
            problems += _unknown_values(batch, name, unknown, NO_DATE)
            ambiguous_date = ambiguous_date or ambiguous
        elif name == "outcome":
            vocabulary = outcome_vocabulary()
            columns[name], unknown = _categories(column, vocabulary, list(Outcome))
            problems += _unknown_values(batch, name, unknown, NO_OUTCOME, vocabulary)
        else:
            columns[name] = pd.array(np.array([*column.texts, ""], object)[column.codes], dtype="str")
    frame = pd.DataFrame(columns, index=pd.Index(batch.rows, name="row"), copy=False)
    problems += _impossible_dates(frame, today)
    return ResponseTable(frame, combine_problems([problem_table(problems)]), readings, ambiguous_date)


def _categories(column: TextColumn, vocabulary: Vocabulary, options: list[str]) -> tuple[pd.Categorical, list[bool]]:
    """The column as categories of option ids, and whether each of its texts is unknown."""
    position = {option: code for code, option in enumerate(options)}
    ids = [vocabulary.id_of(text) for text in column.texts]
    codes = np.array([*(position.get(option or "", -1) for option in ids), -1], np.int8)
    unknown = [option is None and not is_unanswered(text) for text, option in zip(column.texts, ids, strict=True)]
    dtype = pd.CategoricalDtype(options)
    return pd.Categorical.from_codes(codes.take(column.codes, mode="wrap"), dtype=dtype), unknown


def _dates(column: TextColumn, order: DayOrder | None) -> tuple[NDArray[np.datetime64], list[bool], str]:
    """The column as dates, whether each of its texts is no date, and a text that could be two, if any."""
    days: list[date | None] = []
    unknown = []
    ambiguous = ""
    for text in column.texts:
        try:
            days.append(None if is_unanswered(text) else parse_day(text, order))
            unknown.append(False)
        except ValueError as error:
            days.append(None)
            unknown.append(True)
            if isinstance(error, DateError) and error.problem is DateProblem.TWO_DATES:
                ambiguous = text
    dates = np.array([*days, None], "datetime64[D]").astype("datetime64[s]")
    return dates[column.codes], unknown, ambiguous


def _unknown_values(
    batch: TextBatch, name: str, unknown_texts: list[bool], problem: str, vocabulary: Vocabulary | None = None
) -> list[ProblemCells]:
    """One problem for each row of a column with an unknown text, with the nearest id of the vocabulary."""
    if not any(unknown_texts):
        return []
    column = batch.columns[name]
    unknown = np.array([*unknown_texts, False])[column.codes]
    codes = column.codes[unknown]
    used = set(codes.tolist())
    compared = vocabulary if len(used) <= MOST_COMPARED else None
    nearest = {code: compared.nearest_id(column.texts[code]) if compared else "" for code in used}
    return [
        (row, name, shorten_value(column.texts[code]), nearest[code], tr(problem))
        for row, code in zip(batch.rows[unknown].tolist(), codes.tolist(), strict=True)
    ]


def _impossible_dates(frame: pd.DataFrame, today: date) -> list[ProblemCells]:
    columns = columns_present(frame, DATE_COLUMNS)
    return [
        (row, name, f"{value:%Y-%m-%d}", "", tr(IMPOSSIBLE))
        for name, wrong in impossible_dates(process_columns(columns, len(frame), today)).items()
        if wrong.any()
        for row, value in frame.loc[wrong, name].items()
    ]
