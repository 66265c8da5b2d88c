"""The rows of a table as columns of text, in batches."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from assessment.cohort.reader.columns import TextBatch, TextColumn
from assessment.table_reading import Record

BLOCK_ROWS = 500
BATCH_ROWS = 1 << 16


def row_batches(
    rows: Iterator[tuple[int, Record]], names: Sequence[str], only: Collection[str] = ()
) -> Iterator[TextBatch]:
    """The rows, about BATCH_ROWS at a time, with the columns in `only` or with all.

    A shorter row is filled up, as spreadsheets leave out empty cells; one that cannot be read comes out empty and as
    unreadable.
    """
    batch = _BatchBuilder(names, only)
    while block := list(islice(rows, BLOCK_ROWS)):
        batch.add(block)
        if len(batch.rows) >= BATCH_ROWS:
            yield batch.build()
            batch = _BatchBuilder(names, only)
    yield batch.build()


class _BatchBuilder:
    """Collects rows for a TextBatch; stores each different text of a column once, to save memory."""

    def __init__(self, names: Sequence[str], only: Collection[str]) -> None:
        self.width = len(names)
        self.places = [place for place, name in enumerate(names) if not only or name in only]
        self.names = [names[place] for place in self.places]
        self.rows: list[int] = []
        self.unreadable: dict[int, str] = {}
        self.code_of = [defaultdict[str, int](count().__next__) for _ in self.names]
        self.codes: list[list[NDArray[np.int32]]] = [[] for _ in self.names]

    def add(self, block: Sequence[tuple[int, Record]]) -> None:
        records = [self._cells(row, record) for row, record in block]
        self.rows += [row for row, _ in block]
        columns = list(zip(*records, strict=True))
        for place, code_of, codes in zip(self.places, self.code_of, self.codes, strict=True):
            cells = columns[place]
            codes.append(np.fromiter(map(code_of.__getitem__, cells), np.int32, len(cells)))

    def _cells(self, row: int, record: Record) -> Sequence[str]:
        """The record with one cell for each column; all empty where it is unreadable."""
        if isinstance(record, str):
            self.unreadable[row] = record
            record = []
        missing = self.width - len(record)
        return [*record, *[""] * missing] if missing else record

    def build(self) -> TextBatch:
        columns = {
            name: TextColumn(np.concatenate([np.empty(0, np.int32), *codes]), list(code_of))
            for name, code_of, codes in zip(self.names, self.code_of, self.codes, strict=True)
        }
        return TextBatch(np.array(self.rows, np.int64), columns, self.unreadable)
