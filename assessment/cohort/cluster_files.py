"""The files that a cluster scores, local or at a URL: opened for their columns, and split into parts that it reads."""

import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import fsspec
import pandas as pd
from dask.bytes import read_bytes

from assessment.cohort.reader.columns import TextBatch, without_foot
from assessment.cohort.reader.parquet import MAGIC, open_parquet, parquet_batches
from assessment.cohort.reader.problems import problem_table
from assessment.cohort.reader.rows import row_batches
from assessment.cohort.reader.source import NamedColumns, name_columns, open_source, whole_file_problems
from assessment.core.errors import AssessmentError
from assessment.core.text.date_columns import DateNotation
from assessment.core.text.terms import Vocabulary
from assessment.files import prefix_problems
from assessment.table_reading import Dropped
from assessment.table_reading.delimited import DelimitedFormat, delimited_rows, detect_format
from assessment.table_reading.encodings import OPENING_BYTES
from assessment.table_reading.spreadsheet import is_spreadsheet


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file: its columns, the problems of the whole file, the format of text, and the row groups of Parquet.

    Parquet has no text format; a spreadsheet has neither, but the vocabulary of its headings. `notations` say how each
    date column writes its dates.
    """

    path: str
    columns: NamedColumns
    problems: pd.DataFrame
    text_format: DelimitedFormat | None = None
    row_groups: int | None = None
    vocabulary: Vocabulary | None = None
    notations: Mapping[str, DateNotation] = field(default_factory=dict)


PartReader = Callable[[InputFile, int, bytes, Collection[str], Dropped], Iterator[TextBatch]]
"""Reads the batches of a part of a file, given its place, its bytes if it is text, and the columns, all without any.

What is left out is counted.
"""

Part = tuple[PartReader, int, bool, Any]
"""How the batches of a part are read, its place, whether it is the last, and its bytes if it is text, not read yet."""


def find_paths(pattern: str) -> list[str]:
    """The files that a pattern names, a path or URL, a glob, or a directory of Parquet.

    Raises AssessmentError where there are none.
    """
    system, path = fsspec.url_to_fs(pattern)
    paths = system.glob(f"{path.rstrip('/')}/**/*.parquet") if system.isdir(path) else system.glob(path)
    if not paths:
        raise AssessmentError([f"{pattern}: there is no such file."])
    return [system.unstrip_protocol(path) for path in sorted(paths)]


def open_input(path: str, vocabulary: Vocabulary, encoding: str | None) -> InputFile:
    """The file, of which only the beginning is read; raises AssessmentError where it has no known column."""
    with prefix_problems(path), fsspec.open(path, "rb") as binary:
        opening = binary.read(OPENING_BYTES)
        if opening.startswith(MAGIC):
            binary.seek(0)
            parquet = open_parquet(binary)
            columns = name_columns(parquet.schema_arrow.names, vocabulary)
            return InputFile(path, columns, problem_table(columns.problems), row_groups=parquet.metadata.num_row_groups)
        if is_spreadsheet(opening):
            source = open_source(binary, vocabulary)
            return InputFile(path, source.columns, source.problems, vocabulary=vocabulary)
        whole_lines = opening[: opening.rfind(b"\n") + 1] or opening
        text_format = detect_format(io.BytesIO(whole_lines), vocabulary.id_of, encoding)
        columns = name_columns(text_format.heading.names, vocabulary)
        problems = problem_table([*whole_file_problems(text_format.notices()), *columns.problems])
        return InputFile(path, columns, problems, text_format)


def split_file(file: InputFile, block_bytes: int) -> list[Part]:
    """The parts of a file: of text blocks that end with a line, of Parquet row groups, of a spreadsheet one."""
    if file.vocabulary:
        return [(_spreadsheet_batches, 0, True, b"")]
    if file.text_format is None:
        last = max(file.row_groups or 0, 1) - 1
        return [(_row_group_batches, group, group == last, b"") for group in range(last + 1)]
    block = None if file.text_format.encoding.name.startswith("utf-16") else block_bytes
    _, blocks = read_bytes(file.path, delimiter=b"\n" if block else None, blocksize=block, sample=False)
    last = len(blocks[0]) - 1
    return [(_block_batches, place, place == last, part) for place, part in enumerate(blocks[0])]


def part_batches(file: InputFile, part: Part, dropped: Dropped, only: Collection[str] = ()) -> Iterator[TextBatch]:
    """The batches of a part, with the columns in `only` or with all, without the foot of the file; it is counted."""
    read, place, is_last, block = part
    batches = read(file, place, block, only, dropped)
    columns = file.columns
    return without_foot(batches, columns.names[0], columns.foot(), dropped) if is_last else batches


def _block_batches(
    file: InputFile, place: int, block: bytes, only: Collection[str], dropped: Dropped
) -> Iterator[TextBatch]:
    if file.text_format is None:
        raise ValueError(file.path)
    first_row = 1 if place == 0 else file.text_format.heading.rows + 1
    rows = delimited_rows(io.BytesIO(block), file.text_format, dropped, first_row=first_row)
    return row_batches(rows, file.columns.names, only)


def _spreadsheet_batches(
    file: InputFile, place: int, block: bytes, only: Collection[str], dropped: Dropped
) -> Iterator[TextBatch]:
    if file.vocabulary is None:
        raise ValueError(file.path)
    with fsspec.open(file.path, "rb") as binary:
        source = open_source(binary, file.vocabulary)
        yield from source.batches(only)
        dropped.add(source.dropped)


def _row_group_batches(
    file: InputFile, place: int, block: bytes, only: Collection[str], dropped: Dropped
) -> Iterator[TextBatch]:
    with fsspec.open(file.path, "rb") as binary:
        groups = [place] if file.row_groups else None
        yield from parquet_batches(open_parquet(binary), file.columns.names, dropped, groups, only)
