"""CSV as raw columns: encoding and delimiter are found out; rows that do not fit the heading are kept and named."""

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

from assessment.cohort.reader.columns import RawBatch, RawColumn
from assessment.cohort.reader.vocabulary import Words
from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import names_separator, shown
from assessment.core.text.i18n import mark_for_translation, tr

DELIMITERS = (",", ";", "\t", "|")
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
REFUSED = {
    b"\x1f\x8b": mark_for_translation("it is compressed"),
    b"PK\x03\x04": mark_for_translation("it is a zip file or a spreadsheet"),
    b"\xd0\xcf\x11\xe0": mark_for_translation("it is a spreadsheet of an old kind"),
    b"BZh": mark_for_translation("it is compressed"),
    b"\xfd7zXZ": mark_for_translation("it is compressed"),
    b"\x28\xb5\x2f\xfd": mark_for_translation("it is compressed"),
}
OPENING_BYTES = 1 << 18
BLOCK_BYTES = 1 << 20
BLOCK_ROWS = 500
BATCH_ROWS = 1 << 16


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV file is written; `names_separator` when a line like "sep=;" stands above the heading."""

    encoding: str
    delimiter: str
    heading: tuple[str, ...]
    names_separator: bool = False


def csv_form(binary: BinaryIO, known: Words, encoding: str | None = None) -> CsvForm:
    """How the file is written; the delimiter is the one that splits the heading into most known columns.

    The encoding is that of a byte order mark, or else UTF-8, or else cp1252. Leaves the file at its
    start. Raises AssessmentError for empty and compressed files, other encodings, and no known column.
    """
    binary.seek(0)
    opening = binary.read(OPENING_BYTES)
    for mark, sentence in REFUSED.items():
        if opening.startswith(mark):
            raise AssessmentError([tr("{what}; unpack it and save the table as CSV (UTF-8).", what=tr(sentence))])
    encoding = encoding or _encoding(binary, opening)
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(opening)
    except UnicodeError as error:
        raise AssessmentError(
            [tr("it is not {encoding} text; save the table as CSV (UTF-8).", encoding=encoding)]
        ) from error
    first, below = _first_line(text)
    above = names_separator(first)
    text = below if above else text
    if not text.strip():
        raise AssessmentError([tr("the file is empty.")])
    forms = (CsvForm(encoding, mark, _heading(text, mark), above) for mark in DELIMITERS)
    form = max(forms, key=lambda form: _fit(form, known))
    if not _fit(form, known):
        raise AssessmentError(
            [tr("no column is one we know; the first line is {line}.", line=shown(text.splitlines()[0]))]
        )
    binary.seek(0)
    return form


def _first_line(text: str) -> tuple[str, str]:
    lines = io.StringIO(text, newline="")
    return lines.readline(), lines.read()


def _fit(form: CsvForm, known: Words) -> int:
    return sum(known.meaning(name) is not None for name in form.heading)


def _heading(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(name.strip() for name in next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))
    except csv.Error:
        return ()


def _encoding(binary: BinaryIO, opening: bytes) -> str:
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


def csv_batches(binary: BinaryIO, form: CsvForm, names: Sequence[str], *, heading: bool = True) -> Iterator[RawBatch]:
    """The rows under the heading, BATCH_ROWS at a time; empty lines are no rows.

    A shorter row ends in empty fields, which spreadsheets leave out. A row with something in more fields than the
    heading has is kept with nothing in it and named as broken.
    Raises AssessmentError for a quote that never closes and for bytes that are not of the encoding.
    """
    text = io.TextIOWrapper(binary, form.encoding, newline="")
    try:
        if heading and form.names_separator:
            text.readline()
        lines = _records(text, form.delimiter)
        if heading:
            next(lines, None)
        batch = _Batch(names)
        while block := list(islice(lines, BLOCK_ROWS)):
            batch.add(block)
            if len(batch.rows) >= BATCH_ROWS:
                yield batch.finished()
                batch = _Batch(names)
        yield batch.finished()
    finally:
        text.detach()


def _records(lines: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Every record that is no empty line, with its number from 1; a sentence for one that cannot be read."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for row in count(1):
        begun = reader.line_num
        try:
            record = next(reader, None)
        except csv.Error as error:
            if reader.line_num > begun + 1 or "unexpected end" in str(error) or "limit" in str(error):
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


class _Batch:
    """Columns in the making: every text is turned into a number at once, so that few texts are held."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.rows: list[int] = []
        self.broken: dict[int, str] = {}
        self.code_of = [defaultdict[str, int](count().__next__) for _ in names]
        self.codes: list[list[NDArray[np.int32]]] = [[] for _ in names]

    def add(self, block: Sequence[tuple[int, list[str] | str]]) -> None:
        records = [self._fitting(row, record) for row, record in block]
        self.rows += [row for row, _ in block]
        for cells, code_of, codes in zip(zip(*records, strict=True), self.code_of, self.codes, strict=True):
            codes.append(np.fromiter(map(code_of.__getitem__, cells), np.int32, len(cells)))

    def _fitting(self, row: int, record: list[str] | str) -> Sequence[str]:
        width = len(self.names)
        if isinstance(record, str):
            self.broken[row] = record
        elif len(record) == width:
            return record
        elif any(cell.strip() for cell in record[width:]):
            self.broken[row] = tr("has {fields} fields and the heading {columns}", fields=len(record), columns=width)
        else:
            return [*record[:width], *[""] * (width - len(record))]
        return [""] * width

    def finished(self) -> RawBatch:
        columns = {
            name: RawColumn(np.concatenate([np.empty(0, np.int32), *codes]), list(code_of))
            for name, code_of, codes in zip(self.names, self.code_of, self.codes, strict=True)
        }
        return RawBatch(np.array(self.rows, np.int64), columns, self.broken)
