"""The cells of a file as text, before they are interpreted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assessment.table_reading import Dropped


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
