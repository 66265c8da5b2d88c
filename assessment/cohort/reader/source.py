"""Opening a file of responses, a table as text, a spreadsheet or Parquet: its columns, and its rows in batches."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import BinaryIO

import pandas as pd

from assessment.cohort.reader.columns import TextBatch, without_foot
from assessment.cohort.reader.parquet import MAGIC, open_parquet, parquet_batches
from assessment.cohort.reader.plain_csv import text_batches
from assessment.cohort.reader.problems import ProblemCells, problem_table, shorten_value
from assessment.cohort.reader.readings import heading_sentence
from assessment.cohort.reader.rows import row_batches
from assessment.cohort.reader.vocabulary import PERSON, ColumnVocabulary
from assessment.cohort.scoring.frame import RESULT_COLUMNS
from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import join_quoted
from assessment.core.text.i18n import tr
from assessment.core.text.terms import several_parts
from assessment.table_reading import Dropped, open_table
from assessment.table_reading.delimited import DelimitedFormat
from assessment.table_reading.foot import Foot
from assessment.table_reading.heading import refuse_many_columns

PROBLEMS_COLUMN = "problems"
"""The column of the scores that says what was wrong with a row."""


BatchReader = Callable[[Dropped, Collection[str]], Iterator[TextBatch]]
"""Reads the batches of a file from its start, with these columns, or with all without any; what is left out is counted.
"""


@dataclass(frozen=True, slots=True)
class NamedColumns:
    """The ids of a file's columns, what is to be said about them, and `twins`.

    `twins`: a column that names a known one again, under the name that it gets -> the known one. `begins_with_answers`:
    the first column is a known one that does not name the person.
    """

    names: tuple[str, ...]
    problems: tuple[ProblemCells, ...]
    twins: Mapping[str, str]
    begins_with_answers: bool

    def without_foot(self, batches: Iterable[TextBatch], dropped: Dropped) -> Iterator[TextBatch]:
        """The batches up to the last of a file, without the rows below the people; these are counted."""
        return without_foot(batches, self.names[0], Foot(holds_answers=self.begins_with_answers), dropped)


@dataclass(frozen=True, slots=True)
class ResponseSource:
    """An opened file: its columns, the problems of the whole file, and what reads its rows.

    Of Parquet the numbers of its rows and row groups are known, of text its format.
    """

    columns: NamedColumns
    problems: pd.DataFrame
    batches: BatchReader
    rows: int | None = None
    row_groups: int | None = None
    text_format: DelimitedFormat | None = None


def open_source(binary: BinaryIO, vocabulary: ColumnVocabulary, encoding: str | None = None) -> ResponseSource:
    """Open a table of any kind; raises AssessmentError when it is none."""
    binary.seek(0)
    is_parquet = binary.read(len(MAGIC)) == MAGIC
    binary.seek(0)
    return _parquet_source(binary, vocabulary) if is_parquet else _table_source(binary, vocabulary, encoding)


def _parquet_source(binary: BinaryIO, vocabulary: ColumnVocabulary) -> ResponseSource:
    file = open_parquet(binary)
    columns = name_columns(file.schema_arrow.names, vocabulary)

    def batches(dropped: Dropped, only: Collection[str]) -> Iterator[TextBatch]:
        return columns.without_foot(parquet_batches(file, columns.names, dropped, only=only), dropped)

    problems = problem_table(columns.problems)
    return ResponseSource(columns, problems, batches, file.metadata.num_rows, file.num_row_groups)


def _table_source(binary: BinaryIO, vocabulary: ColumnVocabulary, encoding: str | None) -> ResponseSource:
    table = open_table(binary, vocabulary.id_of, encoding, identities=(PERSON,))
    columns = name_columns(table.names, vocabulary)

    def batches(dropped: Dropped, only: Collection[str]) -> Iterator[TextBatch]:
        if table.text_format:
            return columns.without_foot(text_batches(binary, table.text_format, columns.names, dropped, only), dropped)
        return row_batches(table.rows(dropped), columns.names, only)

    problems = problem_table([*whole_file_problems(table.notices), *columns.problems])
    return ResponseSource(columns, problems, batches, text_format=table.text_format)


def dropped_problems(dropped: Dropped) -> pd.DataFrame:
    """What was left out of a file, as problems of the whole file."""
    return problem_table(whole_file_problems(dropped.notices()))


def whole_file_problems(notices: Iterable[str]) -> list[ProblemCells]:
    """A problem without row and column for each notice."""
    return [(pd.NA, "", "", "", notice) for notice in notices]


def name_columns(heading: Sequence[str], vocabulary: ColumnVocabulary) -> NamedColumns:
    """The ids of the columns, and a problem for each unknown column, which keeps its name.

    An unknown column with the name of a result column gets `_before` after its name, and the second of two with one
    name `_2`; so does the second of two known columns. Raises AssessmentError where no column is a question or a fact.
    """
    refuse_many_columns(len(heading))
    if not {vocabulary.id_of(text) for text in heading} - {None, PERSON}:
        found = join_quoted([text for text in heading if text])
        sentence = tr(
            "no column is a question or a date that we know (found {found}); use the headings of the empty table.",
            found=found,
        )
        raise AssessmentError([sentence])
    names, problems, readings, twins = list[str](), list[ProblemCells](), list[tuple[str, str]](), dict[str, str]()
    arrays = several_parts(heading)
    for position, (text, meant) in enumerate(zip(heading, vocabulary.ids_of(heading), strict=True), start=1):
        known = None if text in arrays else meant
        name = known or text or f"column_{position}"
        if known and known in names:
            name = _numbered(known, {*names, *vocabulary.ids.values()})
            twins[name] = known
            sentence = tr("means the same as {column}; it counts where {column} is empty", column=known)
            problems.append((pd.NA, name, "", "", sentence))
        elif known is None:
            name += "_before" if name in (*RESULT_COLUMNS, PROBLEMS_COLUMN) else ""
            name = _numbered(name, names)
            sentence = tr("is no column we know; it is carried over")
            problems.append((pd.NA, shorten_value(name), "", vocabulary.nearest_id(text), sentence))
        elif vocabulary.exact_id(text) is None:
            readings.append((text, known))
        names.append(name)
    if readings:
        problems += whole_file_problems([heading_sentence(readings)])
    begins_with_answers = vocabulary.id_of(heading[0]) not in (None, PERSON)
    return NamedColumns(tuple(names), tuple(problems), twins, begins_with_answers)


def _numbered(name: str, taken: Collection[str]) -> str:
    """The name, with the first number from 2 on that makes it differ from those taken."""
    return next(each for each in chain([name], (f"{name}_{number}" for number in count(2))) if each not in taken)
