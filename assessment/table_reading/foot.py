"""The foot of a table: rows of totals and notes after the last row of data, which are no people and no steps."""

from collections.abc import Iterable, Iterator, Sequence

from assessment.table_reading.foot_notes import ALSO_ANSWERS, is_note_row, note_signs
from assessment.table_reading.rows import Dropped, Record
from assessment.table_reading.totals import is_total_row

EXAMPLES = 50
"""So many rows show what is usual in the first column."""


class Foot:
    """Tells rows of a foot from rows of data, of which the first show how the first column is written.

    `holds_answers`: the first column does not name who or what the row is about.
    """

    def __init__(self, *, holds_answers: bool = False) -> None:
        self.usual = set(ALSO_ANSWERS) if holds_answers else set()
        self.examples = 0

    def may_hold(self, cells: Sequence[str]) -> bool:
        """Whether a row may belong to the foot; else it counts as an example."""
        if is_total_row(cells) or is_note_row(cells, self.usual):
            return True
        if self.examples < EXAMPLES:
            self.usual |= note_signs(cells[0] if cells else "")
            self.examples += 1
        return False


def without_foot(rows: Iterable[tuple[int, Record]], foot: Foot, dropped: Dropped) -> Iterator[tuple[int, Record]]:
    """The rows without those of totals and notes after which no other row comes; they are counted."""
    held: list[tuple[int, list[str]]] = []
    for number, record in rows:
        if not isinstance(record, str) and foot.may_hold(record):
            held.append((number, record))
            continue
        yield from held
        held = []
        yield number, record
    drop_foot((cells for _, cells in held), dropped)


def drop_foot(rows: Iterable[Sequence[str]], dropped: Dropped) -> None:
    """Count the rows of a foot."""
    for cells in rows:
        if is_total_row(cells):
            dropped.totals += 1
        else:
            dropped.notes.append(" ".join(filter(None, map(str.strip, cells))))
