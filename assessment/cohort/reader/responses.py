"""Responses from a file: what is understood as a frame, and what is not as a table of problems. No row is dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.reader.columns import RawBatch, RawColumn
from assessment.cohort.reader.problems import Problem, clipped, joined, problem_table, refuse
from assessment.cohort.reader.source import Source, open_source
from assessment.cohort.reader.vocabulary import Words, column_words, option_words, outcome_words
from assessment.cohort.scoring.process_dates import DATE_COLUMNS, impossible, parse_day, process_columns
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.model.process import Outcome
from assessment.core.text.i18n import mark_for_translation, number_words, tr

UNANSWERED = mark_for_translation("is not offered and counts as unanswered")
NO_DATE = mark_for_translation("is no date or could be two, and counts as unknown; write it like 2026-11-02")
IMPOSSIBLE = mark_for_translation("cannot be, with the other dates; the row has no outlook")
NO_OUTCOME = mark_for_translation("is no outcome and counts as unknown")

MOST_COMPARED = 100
"""A column with more different unknown values than this is no column of answers, and is not compared with options."""


@dataclass(frozen=True, slots=True)
class Responses:
    """Responses that were read: a frame with the row numbers of the file as its index, and what was wrong."""

    frame: pd.DataFrame
    problems: pd.DataFrame


def read_responses(
    binary: BinaryIO,
    instrument: Instrument,
    *,
    today: date,
    strict: bool = False,
    most_rows: int | None = None,
    encoding: str | None = None,
    translations: Sequence[Instrument] = (),
) -> Responses:
    """All the responses of a CSV or Parquet file; item columns are categories of option ids, dates are dates.

    Labels are understood in the language of the instrument and of its `translations`. Raises AssessmentError
    for a file that cannot be read, for more than `most_rows` rows (for Parquet before any is read), and with
    `strict` for anything wrong with a row.
    """
    source = open_source(binary, column_words(instrument, *translations), encoding)
    if most_rows is not None and source.rows is not None and source.rows > most_rows:
        raise _too_many(most_rows)
    batches, rows = [], 0
    for batch in read_batches(source, instrument, today=today, strict=strict, translations=translations):
        rows += len(batch.frame)
        if most_rows is not None and rows > most_rows:
            raise _too_many(most_rows)
        batches.append(batch)
    frame = pd.concat([batch.frame for batch in batches])
    return Responses(frame, joined([source.notes, *(batch.problems for batch in batches)]))


def _too_many(most_rows: int) -> AssessmentError:
    return AssessmentError(
        [tr("it has more than {most} rows; score it on the command line.", most=number_words(most_rows))]
    )


def read_batches(
    source: Source,
    instrument: Instrument,
    *,
    today: date,
    strict: bool = False,
    translations: Sequence[Instrument] = (),
) -> Iterator[Responses]:
    """The responses of an opened file, some rows at a time; the notes on the whole file stay with the source."""
    if strict:
        refuse(source.notes)
    for raw in source.batches():
        batch = understood(raw, instrument, today, translations)
        if strict:
            refuse(batch.problems)
        yield batch


def understood(
    raw: RawBatch, instrument: Instrument, today: date, translations: Sequence[Instrument] = ()
) -> Responses:
    """The rows as far as they are understood. A cell that is not counts as unanswered, and its row has a problem."""
    problems: list[Problem] = [
        (row, "", "", "", tr("{why}; nothing in it is read", why=why)) for row, why in raw.broken.items()
    ]
    columns: dict[str, Any] = {}
    for name, column in raw.columns.items():
        if name in instrument.items:
            item = instrument.items[name]
            words = option_words(item, *(other.items[name] for other in translations))
            columns[name], unknown = _options(column, words, list(item.by_option))
            problems += _unknown_values(raw, name, unknown, UNANSWERED, words)
        elif name in DATE_COLUMNS:
            columns[name], unknown = _dates(column)
            problems += _unknown_values(raw, name, unknown, NO_DATE)
        elif name == "outcome":
            columns[name], unknown = _options(column, outcome_words(), list(Outcome))
            problems += _unknown_values(raw, name, unknown, NO_OUTCOME, outcome_words())
        else:
            columns[name] = pd.array(np.array([*column.texts, ""], object)[column.codes], dtype="str")
    frame = pd.DataFrame(columns, index=pd.Index(raw.rows, name="row"), copy=False)
    problems += _impossible_dates(frame, today)
    return Responses(frame, joined([problem_table(problems)]))


def _options(column: RawColumn, words: Words, options: list[str]) -> tuple[pd.Categorical, NDArray[np.bool_]]:
    """The column as categories, and which of its texts are unknown."""
    position = {option: code for code, option in enumerate(options)}
    meanings = [words.meaning(text) for text in column.texts]
    codes = np.array([*(position.get(meaning or "", -1) for meaning in meanings), -1], np.int8)
    unknown = [meaning is None and text.strip() != "" for text, meaning in zip(column.texts, meanings, strict=True)]
    dtype = pd.CategoricalDtype(options)
    return pd.Categorical.from_codes(codes[column.codes], dtype=dtype), _in_rows(column, unknown)


def _dates(column: RawColumn) -> tuple[NDArray[np.datetime64], NDArray[np.bool_]]:
    """The column as dates, and the rows in which it holds something else."""
    days: list[date | None] = []
    unknown = []
    for text in column.texts:
        try:
            days.append(parse_day(text) if text.strip() else None)
            unknown.append(False)
        except ValueError:
            days.append(None)
            unknown.append(True)
    dates = np.array([*days, None], "datetime64[D]").astype("datetime64[s]")
    return dates[column.codes], _in_rows(column, unknown)


def _in_rows(column: RawColumn, of_texts: list[bool]) -> NDArray[np.bool_]:
    return np.array([*of_texts, False])[column.codes]


def _unknown_values(
    raw: RawBatch, name: str, unknown: NDArray[np.bool_], problem: str, words: Words | None = None
) -> list[Problem]:
    if not unknown.any():
        return []
    column = raw.columns[name]
    codes = column.codes[unknown]
    used = set(codes.tolist())
    compared = words if len(used) <= MOST_COMPARED else None
    nearest = {code: compared.nearest(column.texts[code]) if compared else "" for code in used}
    return [
        (row, name, clipped(column.texts[code]), nearest[code], tr(problem))
        for row, code in zip(raw.rows[unknown].tolist(), codes.tolist(), strict=True)
    ]


def _impossible_dates(frame: pd.DataFrame, today: date) -> list[Problem]:
    columns = {name: frame[name].array for name in DATE_COLUMNS if name in frame.columns}
    return [
        (row, name, f"{value:%Y-%m-%d}", "", tr(IMPOSSIBLE))
        for name, wrong in impossible(process_columns(columns, len(frame), today)).items()
        if wrong.any()
        for row, value in frame.loc[wrong, name].items()
    ]
