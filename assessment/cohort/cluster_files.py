"""The files that a cluster scores, local or at a URL: opened for their columns, and split into parts that it reads."""

import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import fsspec
import pandas as pd
from dask.bytes import read_bytes

from assessment.cohort.reader.columns import TextBatch
from assessment.cohort.reader.parquet import MAGIC, open_parquet, parquet_batches
from assessment.cohort.reader.rows import row_batches
from assessment.cohort.reader.source import NamedColumns, open_source
from assessment.cohort.reader.vocabulary import ColumnVocabulary
from assessment.core.errors import AssessmentError
from assessment.core.text.date_columns import DateNotation
from assessment.files import prefix_problems
from assessment.table_reading import Dropped
from assessment.table_reading.delimited import DelimitedFormat, delimited_rows
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
    vocabulary: ColumnVocabulary | None = None
    notations: Mapping[str, DateNotation] = field(default_factory=dict)


Part = tuple[int, bool, Any]
"""The place of a part in its file, whether it is the last, and its bytes if it is text, not read yet."""


def find_paths(pattern: str) -> list[str]:
    """The files that a pattern names, a path or URL, a glob, or a directory of Parquet.

    Raises AssessmentError where there are none.
    """
    system, path = fsspec.url_to_fs(pattern)
    paths = system.glob(f"{path.rstrip('/')}/**/*.parquet") if system.isdir(path) else system.glob(path)
    if not paths:
        raise AssessmentError([f"{pattern}: there is no such file."])
    return [system.unstrip_protocol(path) for path in sorted(paths)]


def open_input(path: str, vocabulary: ColumnVocabulary, encoding: str | None) -> InputFile:
    """The file, of which only the beginning is read; raises AssessmentError where it has no known column."""
    with prefix_problems(path), fsspec.open(path, "rb") as binary:
        opening = binary.read(OPENING_BYTES)
        is_text = not (opening.startswith(MAGIC) or is_spreadsheet(opening))
        whole_lines = opening[: opening.rfind(b"\n") + 1] or opening
        source = open_source(io.BytesIO(whole_lines) if is_text else binary, vocabulary, encoding)
        words = vocabulary if is_spreadsheet(opening) else None
        return InputFile(path, source.columns, source.problems, source.text_format, source.row_groups, words)


def split_file(file: InputFile, block_bytes: int) -> list[Part]:
    """The parts of a file: of text blocks that end with a line, of Parquet row groups, of a spreadsheet one."""
    blocks: list[Any] = [b""] * max(file.row_groups or 0, 1)
    if file.text_format:
        size = None if file.text_format.encoding.name.startswith(("utf-16", "utf-32")) else block_bytes
        _, (blocks,) = read_bytes(file.path, delimiter=b"\n" if size else None, blocksize=size, sample=False)
    last = len(blocks) - 1
    return [(place, place == last, block) for place, block in enumerate(blocks)]


def part_batches(file: InputFile, part: Part, dropped: Dropped, only: Collection[str] = ()) -> Iterator[TextBatch]:
    """The batches of a part, with the columns in `only` or with all, without the foot of the file; it is counted."""
    place, is_last, block = part
    batches = _batches(file, place, block, dropped, only)
    return file.columns.without_foot(batches, dropped) if is_last else batches


def _batches(file: InputFile, place: int, block: bytes, dropped: Dropped, only: Collection[str]) -> Iterator[TextBatch]:
    names, table = file.columns.names, file.text_format
    if table:
        first_row = 1 if place == 0 else table.heading.rows + 1
        yield from row_batches(delimited_rows(io.BytesIO(block), table, dropped, first_row=first_row), names, only)
        return
    with fsspec.open(file.path, "rb") as binary:
        if file.vocabulary:
            yield from open_source(binary, file.vocabulary).batches(dropped, only)
        else:
            groups = [place] if file.row_groups else None
            yield from parquet_batches(open_parquet(binary), names, dropped, groups, only)
