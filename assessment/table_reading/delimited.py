"""Text with separators (CSV and its kin): how its rows are split, and the rows."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain, count, islice
from typing import BinaryIO

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import is_separator_line
from assessment.core.text.i18n import format_number, tr
from assessment.table_reading.encodings import OPENING_BYTES, TextEncoding, decode_opening, detect_encoding
from assessment.table_reading.heading import ROWS_SEARCHED, Heading, IdOf, find_heading, no_known_column
from assessment.table_reading.rows import Dropped, Record, data_rows

DELIMITERS = (",", ";", "\t", "|")
OUTER_DELIMITERS = (",", ";", "\t")
LONGEST_LINE = 4_000_000
"""In characters; a longer one is no row of a table, and would fill the memory."""


@dataclass(frozen=True, slots=True)
class Splitting:
    """How a line is split: by `delimiter`; `outer`: each row stands as text in one column of a table of its own."""

    delimiter: str
    outer: str = ""

    def rows(self, lines: Iterable[str], first_row: int = 1) -> Iterator[Record]:
        """The cells of each row, none for an empty line; in place of a row that cannot be split, the reason.

        Raises AssessmentError for a quote that never closes, and for bytes that the encoding does not have.
        """
        reader = csv.reader(lines, delimiter=self.outer or self.delimiter, strict=True)
        for row in count(first_row):
            line_before = reader.line_num
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                _refuse_open_quote(row, error, is_one_line=reader.line_num <= line_before + 1)
                yield tr("cannot be split into fields (a stray quote)")
                continue
            except UnicodeDecodeError as error:
                raise AssessmentError(
                    [tr("row {row} or after: it is not {encoding} text.", row=row, encoding=error.encoding)]
                ) from error
            yield self.unwrap(record) if self.outer else record

    def unwrap(self, record: list[str]) -> Record:
        """The cells of the row that stands as text in one column of the outer table, or why it cannot be split."""
        if self.outer != self.delimiter:
            text = self.outer.join(record).rstrip(self.outer)
        elif any(cell.strip() for cell in record[1:]):
            return record
        else:
            text = "".join(record[:1])
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, strict=True))
        except csv.Error:
            return tr("cannot be split into fields (a stray quote)")
        return tr("has several rows in one cell") if len(rows) > 1 else [*chain(*rows)]


def _refuse_open_quote(row: int, error: csv.Error, *, is_one_line: bool) -> None:
    if "limit" in str(error):
        sentence = tr(
            "row {row}: a cell has more than {most} characters, or a quote opens and does not close.",
            row=row,
            most=format_number(csv.field_size_limit()),
        )
    elif not is_one_line or "unexpected end" in str(error):
        sentence = tr("row {row}: a quote opens and does not close where a field ends.", row=row)
    else:
        return
    raise AssessmentError([sentence]) from error


SPLITTINGS = (
    *(Splitting(delimiter) for delimiter in DELIMITERS),
    *(Splitting(delimiter, outer) for delimiter in DELIMITERS for outer in OUTER_DELIMITERS),
)
"""Every way to split, the plainest first."""


@dataclass(frozen=True, slots=True)
class DelimitedFormat:
    """Encoding, splitting and heading of a file; `has_separator_line`: "sep=;" or the like is its first line."""

    encoding: TextEncoding
    splitting: Splitting
    heading: Heading
    has_separator_line: bool = False

    def notices(self) -> list[str]:
        """What to tell a person about how the file was read."""
        return [notice for notice in (self.encoding.notice(), *self.heading.notices()) if notice]


def detect_format(binary: BinaryIO, id_of: IdOf, encoding: str | None = None) -> DelimitedFormat:
    """The format of the file: the way to split it that gives a heading with the most known columns.

    Leaves the file at its start. Raises AssessmentError for an empty file, for bytes that are no text, for too
    many columns and where no column is known.
    """
    binary.seek(0)
    opening = binary.read(OPENING_BYTES)
    text_encoding = TextEncoding(encoding, is_given=True) if encoding else detect_encoding(binary, opening)
    text = text_encoding.without_mark(decode_opening(opening, text_encoding.name))
    lines = io.StringIO(text, newline="").readlines()
    has_separator_line = bool(lines) and is_separator_line(lines[0])
    lines = lines[has_separator_line:]
    if not any(line.strip() for line in lines):
        raise AssessmentError([tr("the file is empty.")])
    if len(lines) > 1 and len(opening) == OPENING_BYTES:
        lines.pop()
    known = cache(id_of)
    found = [(splitting, *_heading(splitting, lines, known)) for splitting in _different_splittings(text)]
    splitting, heading, _ = max(found, key=lambda each: _fitness(*each[1:]))
    if heading is None:
        first = next(line for line in lines if line.strip())
        raise no_known_column(first)
    binary.seek(0)
    return DelimitedFormat(text_encoding, splitting, heading, has_separator_line)


def _different_splittings(text: str) -> Collection[Splitting]:
    """The plainest of the ways to split that give the same cells: signs that are not in the text split nothing."""
    plainest: dict[tuple[str | None, ...], Splitting] = {}
    for splitting in SPLITTINGS:
        used = tuple(sign if sign in text else None for sign in (splitting.delimiter, splitting.outer))
        plainest.setdefault(used, splitting)
    return plainest.values()


def _heading(splitting: Splitting, lines: list[str], id_of: IdOf) -> tuple[Heading | None, int]:
    """The heading in the first rows, if they are split so, and how many of these rows have more cells or fewer."""
    rows: list[list[str]] = []
    with suppress(AssessmentError):
        for row in islice(splitting.rows(lines), ROWS_SEARCHED):
            rows.append(row if isinstance(row, list) else [])
    heading = find_heading(rows, id_of)
    return heading, sum(len(row) != heading.columns for row in rows) if heading else 0


def _fitness(heading: Heading | None, uneven_rows: int) -> tuple[int, bool, int]:
    """How many columns a heading knows, whether its last name is free of separators that fill up the line, and how
    few rows are uneven, as a number up to 0.
    """
    return (heading.known, not heading.names[-1].endswith(DELIMITERS), -uneven_rows) if heading else (0, False, 0)


def delimited_rows(
    binary: BinaryIO, table: DelimitedFormat, dropped: Dropped, *, first_row: int = 1
) -> Iterator[tuple[int, Record]]:
    """The rows of data from where the file stands, which is at the row `first_row`: 1 for its start."""
    text = io.TextIOWrapper(binary, _encoding_at(table, first_row), newline="")
    try:
        lines = _lines(text, table.encoding, is_start=first_row == 1)
        lines = islice(lines, first_row == 1 and table.has_separator_line, None)
        yield from data_rows(table.splitting.rows(lines, first_row), table.heading, dropped, first_row)
    finally:
        text.detach()


def _encoding_at(table: DelimitedFormat, first_row: int) -> str:
    """The encoding of the text from a row on: only at the start of a file can there be a mark."""
    return table.encoding.name if first_row == 1 else table.encoding.name.removesuffix("-sig")


def block_records(block: bytes, table: DelimitedFormat, first_row: int) -> list[Record]:
    """The records of some lines; raises AssessmentError where a quote that opens in them does not close in them."""
    text = io.TextIOWrapper(io.BytesIO(block), _encoding_at(table, first_row), newline="")
    return list(table.splitting.rows(_lines(text, table.encoding, is_start=False), first_row))


def _lines(text: io.TextIOWrapper, encoding: TextEncoding, *, is_start: bool) -> Iterator[str]:
    """The lines, mended; raises AssessmentError for one that is too long to be a row."""
    if is_start:
        yield encoding.without_mark(text.readline(LONGEST_LINE))
    while line := text.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise AssessmentError(
                [tr("a line is longer than {most} characters; this is no table.", most=format_number(LONGEST_LINE))]
            )
        yield encoding.mend(line)
