"""The rows of a table as columns of text, in batches."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from assessment.cohort.reader.columns import TextBatch, TextColumn
from assessment.table_reading import Record

BLOCK_ROWS = 500
BATCH_ROWS = 1 << 16


def row_batches(rows: Iterator[tuple[int, Record]], names: Sequence[str]) -> Iterator[TextBatch]:
    """The rows, about BATCH_ROWS at a time; a shorter row is filled up, as spreadsheets leave out empty cells.

    A row that cannot be read comes out empty and as unreadable.
    """
    batch = _BatchBuilder(names)
    while block := list(islice(rows, BLOCK_ROWS)):
        batch.add(block)
        if len(batch.rows) >= BATCH_ROWS:
            yield batch.build()
            batch = _BatchBuilder(names)
    yield batch.build()


class _BatchBuilder:
    """Collects rows for a TextBatch; stores each different text of a column once, to save memory."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.rows: list[int] = []
        self.unreadable: dict[int, str] = {}
        self.code_of = [defaultdict[str, int](count().__next__) for _ in names]
        self.codes: list[list[NDArray[np.int32]]] = [[] for _ in names]

    def add(self, block: Sequence[tuple[int, Record]]) -> None:
        records = [self._cells(row, record) for row, record in block]
        self.rows += [row for row, _ in block]
        for cells, code_of, codes in zip(zip(*records, strict=True), self.code_of, self.codes, strict=True):
            codes.append(np.fromiter(map(code_of.__getitem__, cells), np.int32, len(cells)))

    def _cells(self, row: int, record: Record) -> Sequence[str]:
        """The record with one cell for each column; all empty where it is unreadable."""
        if isinstance(record, str):
            self.unreadable[row] = record
            record = []
        missing = len(self.names) - len(record)
        return [*record, *[""] * missing] if missing else record

    def build(self) -> TextBatch:
        columns = {
            name: TextColumn(np.concatenate([np.empty(0, np.int32), *codes]), list(code_of))
            for name, code_of, codes in zip(self.names, self.code_of, self.codes, strict=True)
        }
        return TextBatch(np.array(self.rows, np.int64), columns, self.unreadable)
