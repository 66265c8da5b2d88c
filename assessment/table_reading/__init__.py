"""One opener of tables: text with separators and spreadsheets, as rows below a heading, each with its number.

Whoever reads a table gives a function from a heading to the id of the column that it means, and gets the names of the
columns, the rows of data, and sentences (without full stop) on whatever was left out or read in an unusual way.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.table_reading.delimited import DelimitedFormat, delimited_rows, detect_format
from assessment.table_reading.foot import Foot, without_foot
from assessment.table_reading.heading import IdOf
from assessment.table_reading.rows import Dropped, Record, Rows
from assessment.table_reading.spreadsheet import is_spreadsheet, open_spreadsheet

PACKED = {
    b"\x1f\x8b": mark_for_translation("it is compressed (gzip)"),
    b"BZh": mark_for_translation("it is compressed (bzip2)"),
    b"\xfd7zXZ": mark_for_translation("it is compressed (xz)"),
    b"\x28\xb5\x2f\xfd": mark_for_translation("it is compressed (zstd)"),
}
"""First bytes of a file that is no table -> what it is."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the names of its columns, notices on how it was opened, and `rows`.

    `rows` gives each row of data with its number in the file: its cells, at most as many as there are names, or why it
    cannot be read; and counts what it drops. It raises AssessmentError where nothing from a row on can be read.
    `text_format` is None for a spreadsheet.
    """

    names: tuple[str, ...]
    notices: tuple[str, ...]
    rows: Rows
    text_format: DelimitedFormat | None = None


def open_table(
    binary: BinaryIO, id_of: IdOf, encoding: str | None = None, *, identities: Collection[str] = ()
) -> Table:
    """The table in a file; of a spreadsheet the sheet whose heading names the most known columns.

    `identities` are the ids of the columns that name who or what a row is about.
    Raises AssessmentError with one sentence when it is no table, empty, too large, or has no known column.
    """

    def foot_below(names: Sequence[str]) -> Foot:
        # In a table of one column a note and a row of data look alike.
        has_one_column = sum(map(bool, names)) == 1
        return Foot(holds_answers=has_one_column or id_of(names[0]) not in (None, *identities))

    binary.seek(0)
    beginning = binary.read(8)
    binary.seek(0)
    for mark, sentence in PACKED.items():
        if beginning.startswith(mark):
            raise AssessmentError([tr("{what}; give the table itself.", what=tr(sentence))])
    if is_spreadsheet(beginning):
        heading, notices, rows_of_sheet = open_spreadsheet(binary, id_of)
        names = heading.names
        return Table(names, notices, lambda dropped: without_foot(rows_of_sheet(dropped), foot_below(names), dropped))
    found = detect_format(binary, id_of, encoding)

    def rows(dropped: Dropped) -> Iterator[tuple[int, Record]]:
        binary.seek(0)
        return without_foot(delimited_rows(binary, found, dropped), foot_below(found.heading.names), dropped)

    return Table(found.heading.names, tuple(found.notices()), rows, found)
