"""The cells of a file as text, before they are interpreted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from assessment.table_reading import Dropped
from assessment.table_reading.foot import EXAMPLES, Foot, drop_foot
from assessment.table_reading.rows import says_nothing


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of text: each different text once, and for every row the index of its text (-1: missing)."""

    codes: NDArray[np.int32]
    texts: list[str]


NO_COLUMN = TextColumn(np.empty(0, np.int32), [])
LONGEST_FOOT = 100


@dataclass(frozen=True, slots=True)
class TextBatch:
    """Some rows of a file: their row numbers (the heading is row 1), their columns, and unreadable row -> reason."""

    rows: NDArray[np.int64]
    columns: Mapping[str, TextColumn]
    unreadable: Mapping[int, str] = field(default_factory=dict)


def without_empty_rows(batch: TextBatch, dropped: Dropped) -> TextBatch:
    """The batch without the rows in which no cell says anything; they are counted."""
    filled = np.zeros(len(batch.rows), np.bool_)
    for column in sorted(batch.columns.values(), key=lambda column: len(column.texts)):
        empty = np.flatnonzero(~filled)
        used = np.unique(column.codes[empty])
        says = np.zeros(len(column.texts) + 1, np.bool_)
        says[used] = [code >= 0 and not says_nothing(column.texts[code]) for code in used.tolist()]
        filled[empty] = says[column.codes[empty]]
        if filled.all():
            return batch
    dropped.empty += int((~filled).sum())
    columns = {name: TextColumn(column.codes[filled], column.texts) for name, column in batch.columns.items()}
    return TextBatch(batch.rows[filled], columns, batch.unreadable)


def without_foot(batches: Iterable[TextBatch], first: str, foot: Foot, dropped: Dropped) -> Iterator[TextBatch]:
    """The batches without the rows of totals and notes after which no other row comes; they are counted.

    `first` is the first column of the file. A foot has at most LONGEST_FOOT rows.
    """
    held: list[TextBatch] = []
    for batch in batches:
        rows = len(batch.rows)
        kept = rows - _foot_rows(batch, foot, first)
        if kept:
            yield from held
            held = []
        if kept or not rows:
            yield batch if kept == rows else _rows_of(batch, slice(kept))
        if kept < rows:
            held.append(_rows_of(batch, slice(kept, rows)))
    for batch in held:
        drop_foot(_records(batch, first, range(len(batch.rows))), dropped)


def _foot_rows(batch: TextBatch, foot: Foot, first: str) -> int:
    """How many rows at the end of a batch may belong to the foot."""
    rows = len(batch.rows)
    for record in _records(batch, first, range(min(rows, EXAMPLES - foot.examples))):
        foot.may_hold(record)
    last_first = range(rows - 1, max(rows - LONGEST_FOOT, 0) - 1, -1)
    return sum(1 for _ in takewhile(foot.may_hold, _records(batch, first, last_first)))


def _records(batch: TextBatch, first: str, places: range) -> Iterator[list[str]]:
    """Some rows of a batch as their cells; the first is "" where the column `first` was not read."""
    others = [column for name, column in batch.columns.items() if name != first]
    columns = [batch.columns.get(first, NO_COLUMN), *others]
    for place in places:
        codes = [column.codes[place] if len(column.codes) else -1 for column in columns]
        yield [column.texts[code] if code >= 0 else "" for column, code in zip(columns, codes, strict=True)]


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
