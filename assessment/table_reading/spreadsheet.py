"""Spreadsheets (.xlsx, .xls, .ods), unpacked in a process of their own, as rows below a heading."""

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import quote_text
from assessment.core.text.i18n import tr
from assessment.table_reading import spreadsheet_process
from assessment.table_reading.delimited import Splitting
from assessment.table_reading.heading import ROWS_SEARCHED, Heading, IdOf, find_heading, no_known_column
from assessment.table_reading.rows import Dropped, Record, Rows, data_rows

ZIP_MARK, OLE_MARK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_MEGABYTES, MOST_UNPACKED_MEGABYTES = 100, 600
WORKBOOKS = {"xl/workbook.xml", "content.xml"}
"""Members of a zip file that is an .xlsx or an .ods."""
WAITING_SECONDS = 120
IN_ONE_COLUMN = (Splitting(",", ";"), Splitting(";", ","), Splitting("\t", ","))
"""How the rows of a sheet are split that has each in one cell, or in several where a text in it has the other sign."""

DAMAGE = (BadZipFile, NotImplementedError, UnicodeDecodeError)
"""What zipfile raises for a damaged archive: not only its own error, also that it is of a newer kind, or has names that
are not the UTF-8 they claim to be."""


def is_spreadsheet(beginning: bytes) -> bool:
    """Whether a file that begins like this is a spreadsheet, or else an archive."""
    return beginning.startswith((ZIP_MARK, OLE_MARK))


def open_spreadsheet(binary: BinaryIO, id_of: IdOf) -> tuple[Heading, tuple[str, ...], Rows]:
    """Of the sheet whose heading names the most known columns: heading, what to tell a person about it, and rows.

    Of several such sheets the first with rows below its heading is read.
    Raises AssessmentError for what is no spreadsheet, is locked by a password, unpacks to too much, or has no known
    column in any sheet.
    """
    lines = _unpack(_content(binary))
    sheets = [(name, list(islice(rows, ROWS_SEARCHED))) for name, rows in _sheets(lines)]
    splitting, found = next(
        ((splitting, found) for splitting in (None, *IN_ONE_COLUMN) if (found := _headings(sheets, splitting, id_of))),
        (None, {}),
    )
    if not found:
        first_row = next((", ".join(filter(None, row)) for _, rows in sheets for row in rows if any(row)), "")
        if not first_row:
            raise AssessmentError([tr("the file is empty.")])
        raise no_known_column(first_row)
    has_rows = {place: any(map(any, sheets[place][1][heading.rows :])) for place, heading in found.items()}
    place, heading = max(found.items(), key=lambda sheet: (sheet[1].known, has_rows[sheet[0]]))
    others = [tr("only the sheet {name} was read", name=quote_text(sheets[place][0]))] if len(sheets) > 1 else []

    def rows(dropped: Dropped) -> Iterator[tuple[int, Record]]:
        lines.seek(0)
        _, records = next(islice(_sheets(lines), place, None))
        return data_rows(_split(records, splitting), heading, dropped)

    return heading, (*others, *heading.notices()), rows


def _headings(
    sheets: Sequence[tuple[str, list[list[str]]]], splitting: Splitting | None, id_of: IdOf
) -> dict[int, Heading]:
    """Place of a sheet -> its heading, if its rows are split so; without those that have none."""
    headings = {}
    for place, (_, rows) in enumerate(sheets):
        split = [row if isinstance(row, list) else [] for row in _split(rows, splitting)]
        if heading := find_heading(split, id_of):
            headings[place] = heading
    return headings


def _split(rows: Iterable[list[str]], splitting: Splitting | None) -> Iterable[Record]:
    return map(splitting.unwrap, rows) if splitting else rows


def _content(binary: BinaryIO) -> bytes:
    """The bytes of the file; raises AssessmentError where it is too large, unpacked too, or another archive."""
    content = binary.read(MOST_MEGABYTES * 1_000_000 + 1)
    if len(content) > MOST_MEGABYTES * 1_000_000:
        raise AssessmentError(
            [tr("a spreadsheet may have {most} MB; save the table as CSV (UTF-8).", most=MOST_MEGABYTES)]
        )
    if not content.startswith(ZIP_MARK):
        return content
    try:
        members = ZipFile(io.BytesIO(content)).infolist()
    except DAMAGE as error:
        raise _damaged() from error
    if not WORKBOOKS & {member.filename for member in members}:
        raise AssessmentError([tr("it is an archive and no table; give the table itself.")])
    if sum(member.file_size for member in members) > MOST_UNPACKED_MEGABYTES * 1_000_000:
        raise _too_large()
    return content


def _unpack(content: bytes) -> BinaryIO:
    """All visible sheets as JSON lines."""
    lines = TemporaryFile()  # noqa: SIM115 - the rows are read from it later
    command = [sys.executable, "-P", str(Path(spreadsheet_process.__file__))]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command, input=content, stdout=lines, stderr=subprocess.DEVNULL, timeout=WAITING_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large() from error
    if done.returncode == spreadsheet_process.NEEDS_PASSWORD:
        raise AssessmentError([tr("it is locked by a password; save it without one and give it here again.")])
    if done.returncode == spreadsheet_process.DAMAGED:
        raise _damaged()
    if done.returncode:
        raise _too_large()
    lines.seek(0)
    return lines


def _sheets(lines: BinaryIO) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """The name of each sheet with its rows; what was not taken of the rows is passed over."""
    line = lines.readline()
    while line:
        name = json.loads(line)["sheet"]
        rest = [line]

        def rows(rest: list[bytes] = rest) -> Iterator[list[str]]:
            while (row := lines.readline()) and not row.startswith(b"{"):
                yield json.loads(row)
            rest[:] = [row]

        remaining = rows()
        yield name, remaining
        for _ in remaining:
            pass
        line = rest[0]


def _damaged() -> AssessmentError:
    return AssessmentError([tr("it is damaged, or no spreadsheet that we know; save the table as CSV (UTF-8).")])


def _too_large() -> AssessmentError:
    return AssessmentError([tr("it unpacks to more than fits in memory; save the table as CSV (UTF-8).")])
