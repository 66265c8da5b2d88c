"""The cells of a file as text, before they are interpreted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assessment.table_reading import Dropped
from assessment.table_reading.totals import is_total_row


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of text: each different text once, and for every row the index of its text (-1: missing)."""

    codes: NDArray[np.int32]
    texts: list[str]


@dataclass(frozen=True, slots=True)
class TextBatch:
    """Some rows of a file: their row numbers (the heading is row 1), their columns, and unreadable row -> reason."""

    rows: NDArray[np.int64]
    columns: Mapping[str, TextColumn]
    unreadable: Mapping[int, str] = field(default_factory=dict)


def without_empty_rows(batch: TextBatch, dropped: Dropped) -> TextBatch:
    """The batch without the rows that have no text; they are counted."""
    filled = np.zeros(len(batch.rows), np.bool_)
    for column in batch.columns.values():
        filled |= np.array([*map(bool, map(str.strip, column.texts)), False])[column.codes]
        if filled.all():
            return batch
    dropped.empty += int((~filled).sum())
    columns = {name: TextColumn(column.codes[filled], column.texts) for name, column in batch.columns.items()}
    return TextBatch(batch.rows[filled], columns, batch.unreadable)


def without_totals(batches: Iterable[TextBatch], dropped: Dropped) -> Iterator[TextBatch]:
    """The batches without the rows of totals after which no other row comes; they are counted."""
    held: list[TextBatch] = []
    for batch in batches:
        rows = len(batch.rows)
        kept = rows - _totals_at_end(batch)
        if kept:
            yield from held
            held = []
        if kept or not rows:
            yield batch if kept == rows else _rows_of(batch, slice(kept))
        if kept < rows:
            held.append(_rows_of(batch, slice(kept, rows)))
    dropped.totals += sum(len(batch.rows) for batch in held)


def _totals_at_end(batch: TextBatch) -> int:
    """How many rows at the end of a batch are totals."""
    found = 0
    for place in range(len(batch.rows) - 1, -1, -1):
        codes = ((column, column.codes[place]) for column in batch.columns.values())
        if not is_total_row(column.texts[code] for column, code in codes if code >= 0):
            break
        found += 1
    return found


def _rows_of(batch: TextBatch, rows: slice) -> TextBatch:
    """Some rows of a batch, with the texts that stand in them alone."""
    columns = {}
    for name, column in batch.columns.items():
        used, codes = np.unique(column.codes[rows], return_inverse=True)
        texts = [column.texts[code] if code >= 0 else "" for code in used.tolist()]
        columns[name] = TextColumn(codes.astype(np.int32), texts)
    numbers = batch.rows[rows]
    unreadable = {row: why for row, why in batch.unreadable.items() if row in numbers}
    return TextBatch(numbers, columns, unreadable)
