"""Opening a file of responses, a table as text, a spreadsheet or Parquet: its columns, and its rows in batches."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import BinaryIO, Protocol

import pandas as pd

from assessment.cohort.reader.columns import TextBatch
from assessment.cohort.reader.parquet import MAGIC, open_parquet, parquet_batches
from assessment.cohort.reader.plain_csv import text_batches
from assessment.cohort.reader.problems import ProblemCells, problem_table, shorten_value
from assessment.cohort.reader.readings import heading_sentence
from assessment.cohort.reader.rows import row_batches
from assessment.cohort.reader.twins import Twins
from assessment.cohort.scoring.frame import RESULT_COLUMNS
from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr
from assessment.core.text.terms import Vocabulary
from assessment.table_reading import Dropped, open_table
from assessment.table_reading.heading import refuse_many_columns

PROBLEMS_COLUMN = "problems"
"""The column of the scores that says what was wrong with a row."""


class BatchReader(Protocol):
    """Reads the batches of a file from its start."""

    def __call__(self, only: Collection[str] = ()) -> Iterator[TextBatch]:
        """The batches, with these columns or with all."""


@dataclass(frozen=True, slots=True)
class ResponseSource:
    """An opened file: column names, the problems of the whole file, the number of rows if known, and the rows.

    `batches` takes the columns to read, all without any. `late_problems` are those that are known when the batches
    have been read: rows that were left out.
    """

    names: tuple[str, ...]
    problems: pd.DataFrame
    rows: int | None
    batches: BatchReader
    late_problems: Callable[[], pd.DataFrame] = problem_table


def open_source(binary: BinaryIO, vocabulary: Vocabulary, encoding: str | None = None) -> ResponseSource:
    """Open a table of any kind; raises AssessmentError when it is none."""
    binary.seek(0)
    is_parquet = binary.read(len(MAGIC)) == MAGIC
    binary.seek(0)
    return _parquet_source(binary, vocabulary) if is_parquet else _table_source(binary, vocabulary, encoding)


def _parquet_source(binary: BinaryIO, vocabulary: Vocabulary) -> ResponseSource:
    file = open_parquet(binary)
    names, problems = column_names(file.schema_arrow.names, vocabulary)
    if not any(vocabulary.id_of(name) for name in names):
        raise AssessmentError([tr("no column is one we know.")])
    dropped, twins = Dropped(), Twins(names, file.schema_arrow.names, vocabulary)

    def batches(only: Collection[str] = ()) -> Iterator[TextBatch]:
        dropped.reset()
        return twins.compared(parquet_batches(file, names, dropped, only=only))

    return ResponseSource(
        names, problem_table(problems), file.metadata.num_rows, batches, _late_problems(dropped, twins)
    )


def _table_source(binary: BinaryIO, vocabulary: Vocabulary, encoding: str | None) -> ResponseSource:
    table = open_table(binary, vocabulary.id_of, encoding)
    names, problems = column_names(table.names, vocabulary)
    dropped, twins = Dropped(), Twins(names, table.names, vocabulary)

    def batches(only: Collection[str] = ()) -> Iterator[TextBatch]:
        dropped.reset()
        if table.text_format:
            return twins.compared(text_batches(binary, table.text_format, names, dropped, only))
        return twins.compared(row_batches(table.rows(dropped), names, only))

    return ResponseSource(
        names,
        problem_table([*_whole_file_problems(table.notices), *problems]),
        None,
        batches,
        _late_problems(dropped, twins),
    )


def _late_problems(dropped: Dropped, twins: Twins) -> Callable[[], pd.DataFrame]:
    """A function that tells what was dropped, and how twin columns differ: called once all rows are read."""
    return lambda: problem_table([*_whole_file_problems(dropped.notices()), *twins.problems()])


def _whole_file_problems(notices: Iterable[str]) -> list[ProblemCells]:
    """A problem without row and column for each notice."""
    return [(pd.NA, "", "", "", notice) for notice in notices]


def column_names(heading: Sequence[str], vocabulary: Vocabulary) -> tuple[tuple[str, ...], list[ProblemCells]]:
    """The ids of the columns, and a problem for each unknown column, which keeps its name.

    An unknown column with the name of a result column gets `_before` after its name, and the second of two with one
    name `_2`; so does the second of two known columns, about which `Twins` tells.
    """
    refuse_many_columns(len(heading))
    names, problems, readings = list[str](), list[ProblemCells](), []
    for position, text in enumerate(heading, start=1):
        name = vocabulary.id_of(text)
        if name in names:
            name = _numbered(name, {*names, *vocabulary.ids.values()})
        elif name is None:
            name = text or f"column_{position}"
            name += "_before" if name in (*RESULT_COLUMNS, PROBLEMS_COLUMN) else ""
            name = _numbered(name, names)
            sentence = tr("is no column we know; it is carried over")
            problems.append((pd.NA, shorten_value(name), "", vocabulary.nearest_id(text), sentence))
        elif vocabulary.exact_id(text) is None:
            readings.append((text, name))
        names.append(name)
    if readings:
        problems += _whole_file_problems([heading_sentence(readings)])
    return tuple(names), problems


def _numbered(name: str, taken: Collection[str]) -> str:
    """The name, with the first number from 2 on that makes it differ from those taken."""
    return next(each for each in chain([name], (f"{name}_{number}" for number in count(2))) if each not in taken)
