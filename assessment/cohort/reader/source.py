"""A file of responses, opened: its columns under the names we know, and its rows in batches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pandas as pd

from assessment.cohort.reader.columns import RawBatch
from assessment.cohort.reader.csv import csv_batches, csv_form
from assessment.cohort.reader.parquet import MAGIC, open_parquet, parquet_batches
from assessment.cohort.reader.problems import Problem, clipped, problem_table
from assessment.cohort.reader.vocabulary import Words
from assessment.cohort.scoring.frame import RESULT_COLUMNS
from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import number_words, tr

MARK_COLUMN = "problems"
"""The column of the output that says what was wrong with a row."""

MOST_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class Source:
    """What a file has: column names, what to say about them, how many rows (None: not known), and the rows."""

    names: tuple[str, ...]
    notes: pd.DataFrame
    rows: int | None
    batches: Callable[[], Iterator[RawBatch]]


def open_source(binary: BinaryIO, known: Words, encoding: str | None = None) -> Source:
    """Open CSV or Parquet; raises AssessmentError when it is neither, or its columns cannot be told apart."""
    binary.seek(0)
    is_parquet = binary.read(len(MAGIC)) == MAGIC
    binary.seek(0)
    return _parquet_source(binary, known) if is_parquet else _csv_source(binary, known, encoding)


def _parquet_source(binary: BinaryIO, known: Words) -> Source:
    file = open_parquet(binary)
    names, notes = column_names(file.schema_arrow.names, known)
    if not any(known.meaning(name) for name in names):
        raise AssessmentError([tr("no column is one we know.")])
    return Source(names, problem_table(notes), file.metadata.num_rows, lambda: parquet_batches(file, names))


def _csv_source(binary: BinaryIO, known: Words, encoding: str | None) -> Source:
    form = csv_form(binary, known, encoding)
    names, notes = column_names(form.heading, known)
    if encoding is None and form.encoding == "cp1252":
        notes.append(
            (pd.NA, "", "", "", tr("it is not UTF-8 and was read as Windows text (cp1252); check the accents"))
        )
    return Source(names, problem_table(notes), None, lambda: csv_batches(binary, form, names))


def column_names(heading: Sequence[str], known: Words) -> tuple[tuple[str, ...], list[Problem]]:
    """The ids of the columns, and a note on each unknown one, which keeps its name and is carried over.

    An unknown column that is named like one of ours in the output gets `_before` after its name. Raises
    AssessmentError for columns that come twice.
    """
    if len(heading) > MOST_COLUMNS:
        raise AssessmentError(
            [
                tr(
                    "it has {columns} columns; the most that are read are {most}.",
                    columns=number_words(len(heading)),
                    most=number_words(MOST_COLUMNS),
                )
            ]
        )
    names, notes = [], []
    for position, text in enumerate(heading, start=1):
        meant = known.meaning(text)
        if meant is None:
            meant = text or f"column_{position}"
            meant += "_before" if meant in (*RESULT_COLUMNS, MARK_COLUMN) else ""
            notes.append(
                (pd.NA, clipped(meant), "", known.nearest(text), tr("is no column we know; it is carried over"))
            )
        names.append(meant)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise AssessmentError([tr("{name}: the column comes twice; keep one.", name=clipped(name)) for name in twice])
    return tuple(names), notes
