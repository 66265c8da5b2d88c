"""Any CSV that a spreadsheet writes, as rows by column name: its encoding, its separator, rows of unequal length."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_title, is_separator_line, quote_text
from assessment.core.text.i18n import format_number, tr
from assessment.export.table import BOM, unguard

MOST_BYTES = 10_000_000
MOST_ROWS = 5_000
SEPARATORS = ",;\t"
MARKED = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""Byte order marks, and the encoding of each."""
MISREAD_MARK = "ï»¿"
"""The byte order mark of UTF-8, read as Windows-1252."""
NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
"""The first bytes of spreadsheet files and archives."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the line of the file on which it begins, and its cells by column name."""

    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """A cell as one clean line, "" without it."""
        return clean_title(unguard(self.cells.get(column, "")))


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A row or cell that cannot be used: its line, and why."""

    line: int
    reason: str

    def __str__(self) -> str:
        return tr("Line {line}: {problem}.", line=self.line, problem=self.reason)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file that could be read, a problem for each that could not, and other notices for the person."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    problems: tuple[LineProblem, ...]
    notices: tuple[str, ...]


def read_sheet(content: bytes, known: Sequence[str], needed: str) -> Sheet:
    """The known columns of a CSV file, in any order and case; a notice names the other columns, which are left out.

    Raises AssessmentError with one sentence when it cannot be read at all or has no column `needed`.
    """
    text, notices = _decoded(content)
    text, skipped = _without_separator_line(text)
    separator = max(SEPARATORS, key=lambda each: len({*_header(text, each)} & {*known}))
    header = _header(text, separator)
    if needed not in header:
        columns = ", ".join(quote_text(name) for name in header[:12] if name) or tr("nothing")
        names = {"needed": needed, "found": columns}
        raise AssessmentError(
            [tr("The first row has no column {needed} (found {found}); keep the header of the plan.", **names)]
        )
    if repeated := [name for name in known if header.count(name) > 1]:
        raise AssessmentError([tr("The column {column} stands twice; keep one of them.", column=repeated[0])])
    rows = [
        record if isinstance(record, LineProblem) else _row(line, record, header, known)
        for line, record in _records(text, separator, skipped)
    ]
    if extra := [quote_text(name) for name in header if name and name not in known]:
        notices += [tr("Columns that the plan does not have were left out: {columns}.", columns=", ".join(extra))]
    return Sheet(
        columns=tuple(name for name in known if name in header),
        rows=tuple(row for row in rows if isinstance(row, SheetRow)),
        problems=tuple(row for row in rows if isinstance(row, LineProblem)),
        notices=tuple(notices),
    )


def _decoded(content: bytes) -> tuple[str, list[str]]:
    """The text of the file, and a notice where its encoding was in doubt; raises AssessmentError if it is no text."""
    if len(content) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise AssessmentError([tr("The file is larger than {megabytes} MB; expected one plan.", megabytes=megabytes)])
    if content.startswith(NOT_TEXT):
        raise AssessmentError(
            [tr("This is a spreadsheet or an archive, not text; open it and save it as CSV in UTF-8.")]
        )
    encoding = next((name for mark, name in MARKED if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
        if "\0" in text.partition("\n")[0]:
            raise AssessmentError(
                [tr("This looks like UTF-16 without the mark that says so; save it as CSV in UTF-8.")]
            )
        return _without_mark(text)
    except UnicodeDecodeError as error:
        if content[:2] in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb"):
            place = format_number(error.start)
            raise AssessmentError(
                [tr("The text is damaged at byte {place}; save it as CSV in UTF-8 again.", place=place)]
            ) from error
    try:
        return content.decode("cp1252"), [
            tr("Read as Windows-1252, since it is not UTF-8: look at the accented letters.")
        ]
    except UnicodeDecodeError as error:
        raise AssessmentError([tr("This is neither UTF-8 nor Windows-1252 text; save it as CSV in UTF-8.")]) from error


def _without_mark(text: str) -> tuple[str, list[str]]:
    """The text, mended where a program had read UTF-8 as Windows-1252: then it begins with `MISREAD_MARK`."""
    if not text[:4].lstrip('"').startswith(MISREAD_MARK):
        return text.removeprefix(BOM), []
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text.replace(MISREAD_MARK, "", 1), [
            tr("The spreadsheet opened the file as Windows-1252 and not as UTF-8; some accented letters may be wrong.")
        ]
    return mended.removeprefix(BOM), [
        tr("The spreadsheet opened the file as Windows-1252 and not as UTF-8; the accented letters were mended.")
    ]


def _without_separator_line(text: str) -> tuple[str, int]:
    """The text without the line "sep=;" that Excel understands, and how many lines that took away."""
    first, _, rest = text.partition("\n")
    return (rest, 1) if is_separator_line(first) else (text, 0)


def _header(text: str, separator: str) -> list[str]:
    """The names in the first row that is not empty, in small letters; empty when it cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        first = next(row for row in reader if any(cell.strip() for cell in row))
    except (csv.Error, StopIteration):
        return []
    return [clean_title(unguard(cell).replace(BOM, "")).casefold().replace(" ", "_") for cell in first]


def _records(text: str, separator: str, skipped: int) -> Iterator[tuple[int, list[str] | LineProblem]]:
    """The rows below the header, each with its line, or a problem in place of the row; empty rows are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = 0
    while True:
        line = reader.line_num + 1 + skipped
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "expected after" in str(error):
                yield line, LineProblem(line, tr("a quotation mark inside a cell is not doubled; left out"))
                continue
            yield line, LineProblem(line, tr("a quotation mark is never closed; nothing from this line on was read"))
            return
        if any(cell.strip() for cell in record):
            rows += 1
            if rows > MOST_ROWS + 1:
                most = format_number(MOST_ROWS)
                reason = tr("a plan has at most {most} rows; nothing from this line on was read", most=most)
                yield line, LineProblem(line, reason)
                return
            if rows > 1:
                yield line, record


def _row(line: int, record: list[str], header: list[str], known: Sequence[str]) -> SheetRow | LineProblem:
    """The cells by column, or a problem for a row with too many; a shorter row lacks the last columns."""
    if any(cell.strip() for cell in record[len(header) :]):
        return LineProblem(
            line, tr("it has {cells} cells and the header {columns}; left out", cells=len(record), columns=len(header))
        )
    return SheetRow(line, {name: cell for name, cell in zip(header, record, strict=False) if name in known})
