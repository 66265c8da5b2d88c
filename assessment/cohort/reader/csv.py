"""Reading CSV as columns of text: encoding and delimiter are detected, rows that do not fit the heading reported."""

import codecs
import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from assessment.cohort.reader.columns import TextBatch, TextColumn
from assessment.cohort.reader.vocabulary import Vocabulary
from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import is_separator_line, quote_text
from assessment.core.text.i18n import mark_for_translation, tr

DELIMITERS = (",", ";", "\t", "|")
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
PACKED = {
    b"\x1f\x8b": mark_for_translation("it is compressed"),
    b"PK\x03\x04": mark_for_translation("it is a zip file or a spreadsheet"),
    b"\xd0\xcf\x11\xe0": mark_for_translation("it is a spreadsheet of an old kind"),
    b"BZh": mark_for_translation("it is compressed"),
    b"\xfd7zXZ": mark_for_translation("it is compressed"),
    b"\x28\xb5\x2f\xfd": mark_for_translation("it is compressed"),
}
"""First bytes of a file that is no plain text -> what it is."""

OPENING_BYTES = 1 << 18
BLOCK_BYTES = 1 << 20
BLOCK_ROWS = 500
BATCH_ROWS = 1 << 16


@dataclass(frozen=True, slots=True)
class CsvFormat:
    """Encoding, delimiter and heading of a CSV file; `has_separator_line`: "sep=;" or the like is above the heading."""

    encoding: str
    delimiter: str
    heading: tuple[str, ...]
    has_separator_line: bool = False


def detect_csv_format(binary: BinaryIO, vocabulary: Vocabulary, encoding: str | None = None) -> CsvFormat:
    """The format of the file; the delimiter is the one that splits the heading into the most known columns.

    The encoding is that of a byte order mark, or else UTF-8, or else cp1252. Leaves the file at its
    start. Raises AssessmentError for empty and compressed files, other encodings, and no known column.
    """
    binary.seek(0)
    opening = binary.read(OPENING_BYTES)
    _refuse_packed(opening)
    encoding = encoding or _detect_encoding(binary, opening)
    first, below = _first_line(_decode(opening, encoding))
    has_separator_line = is_separator_line(first)
    text = below if has_separator_line else first + below
    if not text.strip():
        raise AssessmentError([tr("the file is empty.")])
    formats = [CsvFormat(encoding, mark, _heading(text, mark), has_separator_line) for mark in DELIMITERS]
    known_columns = [sum(vocabulary.id_of(name) is not None for name in each.heading) for each in formats]
    if not any(known_columns):
        raise AssessmentError(
            [tr("no column is one we know; the first line is {line}.", line=quote_text(text.splitlines()[0]))]
        )
    binary.seek(0)
    return formats[known_columns.index(max(known_columns))]


def _refuse_packed(opening: bytes) -> None:
    for mark, sentence in PACKED.items():
        if opening.startswith(mark):
            raise AssessmentError([tr("{what}; unpack it and save the table as CSV (UTF-8).", what=tr(sentence))])


def _decode(opening: bytes, encoding: str) -> str:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(opening)
    except UnicodeError as error:
        raise AssessmentError(
            [tr("it is not {encoding} text; save the table as CSV (UTF-8).", encoding=encoding)]
        ) from error


def _first_line(text: str) -> tuple[str, str]:
    lines = io.StringIO(text, newline="")
    return lines.readline(), lines.read()


def _heading(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(name.strip() for name in next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))
    except csv.Error:
        return ()


def _detect_encoding(binary: BinaryIO, opening: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if opening.startswith(mark):
            return encoding
    if b"\0" in opening:
        raise AssessmentError([tr("it is not a text file; save the table as CSV (UTF-8).")])
    for encoding in ("utf-8", "cp1252"):
        if _decodes(binary, encoding):
            return encoding
    raise AssessmentError([tr("it is neither UTF-8 nor cp1252 text; save the table as CSV (UTF-8).")])


def _decodes(binary: BinaryIO, encoding: str) -> bool:
    binary.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        while block := binary.read(BLOCK_BYTES):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def csv_batches(
    binary: BinaryIO, csv_format: CsvFormat, names: Sequence[str], *, heading: bool = True
) -> Iterator[TextBatch]:
    """The rows under the heading, about BATCH_ROWS at a time; empty lines are no rows.

    A shorter row is filled up with empty fields, since spreadsheets leave them out. A row with text in more fields
    than the heading has comes out empty and as unreadable.
    Raises AssessmentError for a quote that never closes and for bytes that the encoding does not have.
    """
    text = io.TextIOWrapper(binary, csv_format.encoding, newline="")
    try:
        if heading and csv_format.has_separator_line:
            text.readline()
        records = _records(text, csv_format.delimiter)
        if heading:
            next(records, None)
        batch = _BatchBuilder(names)
        while block := list(islice(records, BLOCK_ROWS)):
            batch.add(block)
            if len(batch.rows) >= BATCH_ROWS:
                yield batch.build()
                batch = _BatchBuilder(names)
        yield batch.build()
    finally:
        text.detach()


def _records(lines: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Every record that is no empty line, with its number from 1; in place of an unreadable record, the reason."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for row in count(1):
        line_before = reader.line_num
        try:
            record = next(reader, None)
        except csv.Error as error:
            if reader.line_num > line_before + 1 or "unexpected end" in str(error) or "limit" in str(error):
                raise AssessmentError(
                    [tr("row {row}: a quote opens and does not close where a field ends.", row=row)]
                ) from error
            yield row, tr("cannot be split into fields (a stray quote)")
            continue
        except UnicodeDecodeError as error:
            raise AssessmentError(
                [tr("row {row} or after: it is not {encoding} text.", row=row, encoding=error.encoding)]
            ) from error
        if record is None:
            return
        if record:
            yield row, record


class _BatchBuilder:
    """Collects rows for a TextBatch; stores each different text of a column once, to save memory."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.rows: list[int] = []
        self.unreadable: dict[int, str] = {}
        self.code_of = [defaultdict[str, int](count().__next__) for _ in names]
        self.codes: list[list[NDArray[np.int32]]] = [[] for _ in names]

    def add(self, block: Sequence[tuple[int, list[str] | str]]) -> None:
        records = [self._cells(row, record) for row, record in block]
        self.rows += [row for row, _ in block]
        for cells, code_of, codes in zip(zip(*records, strict=True), self.code_of, self.codes, strict=True):
            codes.append(np.fromiter(map(code_of.__getitem__, cells), np.int32, len(cells)))

    def _cells(self, row: int, record: list[str] | str) -> Sequence[str]:
        """The record with one cell for each column; all empty where it is unreadable."""
        width = len(self.names)
        if isinstance(record, str):
            self.unreadable[row] = record
        elif len(record) == width:
            return record
        elif any(cell.strip() for cell in record[width:]):
            fields = len(record)
            self.unreadable[row] = tr("has {fields} fields and the heading {columns}", fields=fields, columns=width)
        else:
            return [*record[:width], *[""] * (width - len(record))]
        return [""] * width

    def build(self) -> TextBatch:
        columns = {
            name: TextColumn(np.concatenate([np.empty(0, np.int32), *codes]), list(code_of))
            for name, code_of, codes in zip(self.names, self.code_of, self.codes, strict=True)
        }
        return TextBatch(np.array(self.rows, np.int64), columns, self.unreadable)
