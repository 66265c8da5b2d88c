"""Opening a file of responses, CSV or Parquet: its column names, and its rows in batches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pandas as pd

from assessment.cohort.reader.columns import TextBatch
from assessment.cohort.reader.csv import csv_batches, detect_csv_format
from assessment.cohort.reader.parquet import MAGIC, open_parquet, parquet_batches
from assessment.cohort.reader.problems import ProblemCells, problem_table, shorten_value
from assessment.cohort.reader.vocabulary import Vocabulary
from assessment.cohort.scoring.frame import RESULT_COLUMNS
from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import format_number, tr

PROBLEMS_COLUMN = "problems"
"""The column of the scores that says what was wrong with a row."""

MOST_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class ResponseSource:
    """An opened file: column names, the problems of the whole file, the number of rows if known, and the rows."""

    names: tuple[str, ...]
    problems: pd.DataFrame
    rows: int | None
    batches: Callable[[], Iterator[TextBatch]]


def open_source(binary: BinaryIO, vocabulary: Vocabulary, encoding: str | None = None) -> ResponseSource:
    """Open CSV or Parquet; raises AssessmentError when it is neither, or a column comes twice."""
    binary.seek(0)
    is_parquet = binary.read(len(MAGIC)) == MAGIC
    binary.seek(0)
    return _parquet_source(binary, vocabulary) if is_parquet else _csv_source(binary, vocabulary, encoding)


def _parquet_source(binary: BinaryIO, vocabulary: Vocabulary) -> ResponseSource:
    file = open_parquet(binary)
    names, problems = column_names(file.schema_arrow.names, vocabulary)
    if not any(vocabulary.id_of(name) for name in names):
        raise AssessmentError([tr("no column is one we know.")])
    return ResponseSource(names, problem_table(problems), file.metadata.num_rows, lambda: parquet_batches(file, names))


def _csv_source(binary: BinaryIO, vocabulary: Vocabulary, encoding: str | None) -> ResponseSource:
    csv_format = detect_csv_format(binary, vocabulary, encoding)
    names, problems = column_names(csv_format.heading, vocabulary)
    if encoding is None and csv_format.encoding == "cp1252":
        problems.append(
            (pd.NA, "", "", "", tr("it is not UTF-8 and was read as Windows text (cp1252); check the accents"))
        )
    return ResponseSource(names, problem_table(problems), None, lambda: csv_batches(binary, csv_format, names))


def column_names(heading: Sequence[str], vocabulary: Vocabulary) -> tuple[tuple[str, ...], list[ProblemCells]]:
    """The ids of the columns, and a problem for each unknown column, which keeps its name.

    An unknown column with the name of a result column gets `_before` after its name. Raises AssessmentError
    for columns that come twice.
    """
    if len(heading) > MOST_COLUMNS:
        raise AssessmentError(
            [
                tr(
                    "it has {columns} columns; the most that are read are {most}.",
                    columns=format_number(len(heading)),
                    most=format_number(MOST_COLUMNS),
                )
            ]
        )
    names, problems = [], []
    for position, text in enumerate(heading, start=1):
        name = vocabulary.id_of(text)
        if name is None:
            name = text or f"column_{position}"
            name += "_before" if name in (*RESULT_COLUMNS, PROBLEMS_COLUMN) else ""
            sentence = tr("is no column we know; it is carried over")
            problems.append((pd.NA, shorten_value(name), "", vocabulary.nearest_id(text), sentence))
        names.append(name)
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise AssessmentError(
            [tr("{name}: the column comes twice; keep one.", name=shorten_value(name)) for name in twice]
        )
    return tuple(names), problems
