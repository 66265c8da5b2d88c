"""The scores of a file as a table: its extra columns, the result columns, and the problems of each row."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from assessment.cohort.reader.interpretation import ResponseTable
from assessment.cohort.reader.problems import problems_by_row
from assessment.cohort.reader.source import PROBLEMS_COLUMN
from assessment.cohort.scoring.frame import RESULT_COLUMNS, frame_scorer
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.files import whole_file

Guard = Callable[[str], str]
"""A function that changes a text which a spreadsheet would run as a formula."""

BOM = "\ufeff"
SUFFIXES = (".csv", ".parquet")
LARGE_TEXT = partial(pa.scalar, type=pa.large_string())
"""Makes a text that can stand beside Arrow columns of more than 2 GB."""
SAMPLE = 4096
NEEDS_QUOTES = re.compile(r'[",\r\n]')


def extra_columns(tables: Iterable[Sequence[str]], instrument: Instrument) -> list[str]:
    """The columns of any of the tables that are no items; the output has them as text."""
    return list(dict.fromkeys(name for names in tables for name in names if name not in instrument.items))


def table_scorer(
    instrument: Instrument, *, today: date, extra: Sequence[str]
) -> Callable[[ResponseTable], pd.DataFrame]:
    """A function from responses, of a batch or of all, to a table with a row for each.

    It has the extra columns, the result columns, and `problems`, the text with all problems of the row.
    """
    score_frame = frame_scorer(instrument)

    def score_table(responses: ResponseTable) -> pd.DataFrame:
        frame = responses.frame
        results = score_frame(frame, today)
        columns: dict[str, Any] = {name: _text(frame, name) for name in extra}
        columns |= {name: _as_written(results[name]) for name in RESULT_COLUMNS}
        columns[PROBLEMS_COLUMN] = problems_by_row(responses.problems, frame.index)
        return pd.DataFrame(columns, index=frame.index)

    return score_table


def _text(frame: pd.DataFrame, name: str) -> "pd.Series[str]":
    if name not in frame.columns:
        return pd.Series("", index=frame.index, dtype="str")
    return _as_written(frame[name]).astype("str").fillna("")


def _as_written(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """The column with days as text, empty where there is none; each different day is written once."""
    if column.dtype.kind != "M":
        return column
    codes, days = pd.factorize(column)
    texts = pd.array([*pd.DatetimeIndex(days).strftime("%Y-%m-%d"), ""], dtype="str")
    return pd.Series(texts.take(codes), index=column.index)


@contextmanager
def table_writer(path: Path, guard: Guard) -> Iterator[Callable[[pd.DataFrame], None]]:
    """A function that appends frames to a new file, CSV or Parquet by its name; it is written completely or not at all.

    Raises AssessmentError for another name, and where the file cannot be written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise AssessmentError([f"{path}: its name should end in {' or '.join(SUFFIXES)}."])
    with whole_file(path) as file:
        if path.suffix.lower() == ".csv":
            yield _CsvWriter(file, guard).append
            return
        writer = _ParquetWriter(file)
        try:
            yield writer.append
        except BaseException:
            with suppress(OSError):
                writer.close()
            raise
        writer.close()


class _CsvWriter:
    def __init__(self, file: BinaryIO, guard: Guard) -> None:
        self._file, self._guard, self._has_heading = file, guard, False

    def append(self, frame: pd.DataFrame) -> None:
        if not self._has_heading:
            heading = ",".join(_quoted(self._guard(name)) for name in frame.columns)
            self._file.write(f"{BOM}{heading}\r\n".encode())
            self._has_heading = True
        if len(frame):
            columns = [self._cells(frame[name]) for name in frame.columns]
            lines = pc.binary_join_element_wise(*columns, LARGE_TEXT(","), null_handling="replace")
            self._file.write(pc.binary_join_element_wise(lines, LARGE_TEXT(""), LARGE_TEXT("\r\n")).buffers()[-1])

    def _cells(self, column: "pd.Series[Any]") -> Any:
        """The cells of a column as written: numbers as digits, texts guarded and quoted; null for an empty cell."""
        if pd.api.types.is_numeric_dtype(column):
            return _digits_once_each(pa.array(column, from_pandas=True))
        codes, texts = pd.factorize(column)
        return pa.array([*(_quoted(self._guard(text)) for text in texts), ""], pa.large_string()).take(pa.array(codes))


def _digits_once_each(numbers: Any) -> Any:
    """The digits of numbers, each different one written once where many are the same: writing them takes longest."""
    if len(pc.unique(numbers.slice(0, SAMPLE))) > SAMPLE // 4:
        return _digits(numbers)
    encoded = numbers.dictionary_encode()
    return _digits(encoded.dictionary).take(encoded.indices)


def _digits(numbers: Any) -> Any:
    """The fewest digits that read back as the same number; 50.0 for a whole fraction, so that it is read as one."""
    digits = numbers.cast(pa.large_string())
    if not pa.types.is_floating(numbers.type):
        return digits
    is_whole = pc.and_(pc.equal(pc.floor(numbers), numbers), pc.less(pc.abs(numbers), 1e9))
    if not pc.any(is_whole).as_py():
        return digits
    return pc.if_else(is_whole, pc.binary_join_element_wise(digits, LARGE_TEXT(".0"), LARGE_TEXT("")), digits)


def _quoted(text: str) -> str:
    """The text as a cell of a CSV, in quotation marks where it would end the cell."""
    if not NEEDS_QUOTES.search(text):
        return text
    return '"' + text.replace('"', '""') + '"'


class _ParquetWriter:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._writer: Any = None

    def append(self, frame: pd.DataFrame) -> None:
        table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        if self._writer is None:
            texts = [field.name for field in table.schema if pa.types.is_large_string(field.type)]
            self._writer = pq.ParquetWriter(self._file, table.schema, use_dictionary=texts)
        self._writer.write_table(table)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
