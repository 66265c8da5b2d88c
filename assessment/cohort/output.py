"""Scores as a table to keep: what came with the rows, the results, and what was wrong with each row."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from assessment.cohort.problems import row_marks
from assessment.cohort.reading import Responses
from assessment.cohort.scoring import RESULT_COLUMNS, score_frame
from assessment.cohort.sources import MARK_COLUMN
from assessment.core.model import AssessmentError, Instrument

Guard = Callable[[str], str]
"""Makes a text harmless in a spreadsheet."""

BOM = "\ufeff"
SUFFIXES = (".csv", ".parquet")


def carried_columns(tables: Iterable[Sequence[str]], instrument: Instrument) -> list[str]:
    """The columns that are no items, over all the tables: they are carried over to the output as text."""
    return list(dict.fromkeys(name for names in tables for name in names if name not in instrument.items))


def scored(responses: Responses, instrument: Instrument, *, today: date, carried: Sequence[str]) -> pd.DataFrame:
    """The carried columns, the result columns, and `problems`: what was wrong with the row, empty where nothing."""
    frame = responses.frame
    results = score_frame(frame, instrument, today=today)
    columns: dict[str, Any] = {name: _text(frame, name) for name in carried}
    columns |= {name: results[name] for name in RESULT_COLUMNS}
    columns[MARK_COLUMN] = row_marks(responses.problems, frame.index)
    return pd.DataFrame(columns, index=frame.index)


def _text(frame: pd.DataFrame, name: str) -> "pd.Series[str]":
    if name not in frame.columns:
        return pd.Series("", index=frame.index, dtype="str")
    column = frame[name]
    text = column.dt.strftime("%Y-%m-%d") if column.dtype.kind == "M" else column
    return text.astype("str").fillna("")


def write_whole(path: Path, text: str) -> None:
    """Write the text to the file; it appears whole or not at all."""
    draft = path.with_name(f"{path.name}.tmp")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise AssessmentError([f"{path}: it cannot be written: {error.strerror or error}."]) from error


@contextmanager
def table_writer(path: Path, guard: Guard) -> Iterator[Callable[[pd.DataFrame], None]]:
    """What appends frames to a new table, CSV or Parquet by name; the file appears whole or not at all."""
    if path.suffix.lower() not in SUFFIXES:
        raise AssessmentError([f"{path}: its name should end in {' or '.join(SUFFIXES)}."])
    draft = path.with_name(f"{path.name}.tmp")
    writer = _ParquetWriter(draft) if path.suffix.lower() == ".parquet" else _CsvWriter(draft, guard)
    try:
        yield writer.append
        writer.close()
        draft.replace(path)
    except OSError as error:
        raise AssessmentError([f"{path}: it cannot be written: {error.strerror or error}."]) from error
    finally:
        with suppress(OSError):
            writer.close()
            draft.unlink(missing_ok=True)


class _CsvWriter:
    def __init__(self, draft: Path, guard: Guard) -> None:
        self._draft, self._guard, self._begun = draft, guard, False

    def append(self, frame: pd.DataFrame) -> None:
        safe = frame.copy(deep=False)
        for name, dtype in frame.dtypes.items():
            if dtype == "str":
                safe[name] = _guarded(frame[name], self._guard)
        with self._draft.open("a" if self._begun else "w", encoding="utf-8", newline="") as file:
            file.write("" if self._begun else BOM)
            safe.rename(columns=self._guard).to_csv(file, index=False, header=not self._begun, lineterminator="\r\n")
        self._begun = True

    def close(self) -> None:
        if self._begun:
            with self._draft.open("a") as file:
                os.fsync(file.fileno())


def _guarded(column: "pd.Series[str]", guard: Guard) -> "pd.Series[str]":
    codes, texts = pd.factorize(column)
    return pd.Series(pd.array([guard(text) for text in texts], dtype="str").take(codes), index=column.index)


class _ParquetWriter:
    def __init__(self, draft: Path) -> None:
        self._draft = draft
        self._writer: Any = None

    def append(self, frame: pd.DataFrame) -> None:
        table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._draft, table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
