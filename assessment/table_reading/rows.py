"""The rows below the heading: rows that are no data are dropped and counted, rows that do not fit it are named."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from assessment.core.text.cleaning import DASHES, join_quoted
from assessment.core.text.guards import UNSEEN, without_guards
from assessment.core.text.i18n import tr, tr_count
from assessment.core.text.terms import letters_of
from assessment.table_reading.heading import Heading

Record = list[str] | str
"""The cells of a row, or why it cannot be read."""

SAYS_NOTHING = re.compile(rf"[{UNSEEN}]*(?:(?:[-=_~:\"{DASHES}\u2500\u2501\u2550][{UNSEEN}]*){{3,}})?")
"""A cell of nothing that can be seen, or of a line drawn with three signs or more."""
MAY_BE_GUARDED = re.compile("['=]")
MARKS = " \ufeff\"'"
"""What may stand before the first letter of a heading that was copied into the rows."""


@dataclass(slots=True)
class Dropped:
    """What was no data and was dropped: how many `empty` rows, `headings` and `totals`, which `notes` below the table,
    and how many cells under no heading.
    """

    empty: int = 0
    headings: int = 0
    totals: int = 0
    unnamed: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Dropped") -> None:
        """Count what was dropped in another part of the same file."""
        self.empty += other.empty
        self.headings += other.headings
        self.totals += other.totals
        self.unnamed += other.unnamed
        self.notes += other.notes

    def notices(self) -> list[str]:
        """What to tell a person about them; nothing where there were none."""
        notices = []
        if self.empty:
            notices.append(tr_count("{number} empty row was left out", "{number} empty rows were left out", self.empty))
        if self.headings:
            notices.append(
                tr_count(
                    "{number} row that repeats the heading was left out",
                    "{number} rows that repeat the heading were left out",
                    self.headings,
                )
            )
        if self.totals:
            notices.append(
                tr_count(
                    "{number} row of totals at the foot was left out",
                    "{number} rows of totals at the foot were left out",
                    self.totals,
                )
            )
        if self.notes:
            notices.append(
                tr_count(
                    "{number} note at the foot was left out: {notes}",
                    "{number} notes at the foot were left out: {notes}",
                    len(self.notes),
                    notes=join_quoted(self.notes),
                )
            )
        if self.unnamed:
            notices.append(
                tr_count(
                    "{number} cell stands under no heading and was left out",
                    "{number} cells stand under no heading and were left out",
                    self.unnamed,
                )
            )
        return notices


Rows = Callable[[Dropped], Iterator[tuple[int, Record]]]
"""Gives each row of data with its number in the file, and counts what it drops."""


def data_rows(
    records: Iterable[Record], heading: Heading, dropped: Dropped, first_row: int = 1
) -> Iterator[tuple[int, Record]]:
    """Each row of data with its number; its cells, without guards, are at most as many as the names of the columns.

    The first record is row `first_row` of the file, where 1 is its start; rows up to the heading are passed over.
    """
    width, first = len(heading.names), letters_of(heading.names[0])
    numbered = enumerate(records, start=first_row)
    for number, record in islice(numbered, max(heading.rows + 1 - first_row, 0), None):
        if isinstance(record, str):
            yield number, record
        elif all(map(says_nothing, record)):
            dropped.empty += bool(record)
        elif is_heading_cell(record[0], first) and _repeats(record, heading.names):
            dropped.headings += 1
        else:
            cells = without_guards(record) if MAY_BE_GUARDED.search("".join(record)) else record
            yield number, cells if len(cells) <= width else _fitted(cells, heading, dropped)


def says_nothing(cell: str) -> bool:
    """Whether a cell has nothing that can be seen, or a line drawn with three signs or more."""
    return SAYS_NOTHING.fullmatch(cell) is not None


def is_heading_cell(cell: str, letters: str) -> bool:
    """Whether a cell has the letters of a heading."""
    begins_alike = cell.lstrip(MARKS)[:1].casefold() == letters[:1]
    return begins_alike and letters_of(cell) == letters


def _repeats(record: list[str], names: tuple[str, ...]) -> bool:
    cells = [(cell, name) for cell, name in zip(record, names, strict=False) if cell.strip()]
    return 2 * len(cells) > sum(map(bool, names)) and all(letters_of(cell) == letters_of(name) for cell, name in cells)


def _fitted(record: list[str], heading: Heading, dropped: Dropped) -> Record:
    """The cells under a name; why the row cannot be read where it has text beyond the cells of the heading."""
    width = len(heading.names)
    if any(cell.strip() for cell in record[heading.columns :]):
        return tr("has {fields} fields and the heading {columns}", fields=len(record), columns=heading.columns)
    dropped.unnamed += sum(bool(cell.strip()) for cell in record[width:])
    return record[:width]
