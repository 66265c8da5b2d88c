"""The rows of text with separators by pyarrow where it is plain, and row by row where it is not: the same rows."""

import io
from codecs import BOM_UTF8
from collections.abc import Collection, Iterator, Sequence
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from assessment.cohort.reader.columns import TextBatch, TextColumn, without_empty_rows
from assessment.cohort.reader.rows import row_batches
from assessment.core.errors import AssessmentError
from assessment.core.text.terms import letters_of
from assessment.table_reading import Dropped
from assessment.table_reading.delimited import DelimitedFormat, block_records, delimited_rows
from assessment.table_reading.rows import data_rows, is_heading_cell

BLOCK_BYTES, ARROW_BYTES = 1 << 26, 1 << 19
"""What is read at once, and of that what pyarrow takes at once: as much as fits in the cache of a processor."""

LONGEST_CELL = 1 << 17


def text_batches(
    binary: BinaryIO, table: DelimitedFormat, names: Sequence[str], dropped: Dropped, only: Collection[str] = ()
) -> Iterator[TextBatch]:
    """The rows of a file, with the columns in `only` or with all; the first batch is empty.

    A block of lines is read by pyarrow where it has no quotes and every row has as many cells as the heading, else row
    by row; and so is all from a quote on that does not close in its block.
    """
    yield from row_batches(iter(()), names, only)
    binary.seek(0)
    start = b"".join(binary.readline() for _ in range(table.heading.rows + table.has_separator_line))
    delimiter = table.splitting.delimiter
    if not (_may_be_plain(table, names) and _is_plain(start, delimiter)):
        binary.seek(0)
        yield from row_batches(delimited_rows(binary, table, dropped), names, only)
        return
    place, first_row = len(start), table.heading.rows + 1
    while block := binary.read(BLOCK_BYTES):
        block += binary.readline()
        if (batch := _plain_batch(block, table, names, first_row, only)) is not None:
            first_row += len(batch.rows)
            yield without_empty_rows(batch, dropped)
        else:
            try:
                records = block_records(block, table, first_row)
            except AssessmentError:
                binary.seek(place)
                rest = delimited_rows(binary, table, dropped, first_row=first_row)
                yield from row_batches(rest, names, only)
                return
            yield from row_batches(data_rows(records, table.heading, dropped, first_row), names, only)
            first_row += len(records)
        place += len(block)
        binary.seek(place)


def _may_be_plain(table: DelimitedFormat, names: Sequence[str]) -> bool:
    encoding = table.encoding
    is_utf_8 = encoding.name in ("utf-8", "utf-8-sig") and not encoding.misread_as
    return is_utf_8 and not table.splitting.outer and 1 < table.heading.columns == len(names)


def _is_plain(block: bytes, delimiter: str) -> bool:
    """Whether nothing has quotes or a guard, no line is empty, and pyarrow and `csv` read every sign in one way."""
    if b'"' in block or b"\0" in block or b"\n\n" in block:
        return False
    if b"'" in block and (block.startswith(b"'") or b"\n'" in block or f"{delimiter}'".encode() in block):
        return False
    return b"\r" not in block or (block.count(b"\r") == block.count(b"\r\n") and b"\n\r\n" not in block)


def _plain_batch(
    block: bytes, table: DelimitedFormat, names: Sequence[str], first_row: int, only: Collection[str]
) -> TextBatch | None:
    """The rows of a block of lines; None where it is not plain, repeats the heading, or has too long a cell."""
    delimiter = table.splitting.delimiter
    if not _is_plain(block, delimiter) or block.startswith((BOM_UTF8, b"\n", b"\r\n")):
        return None
    kept = [name for name in names if not only or name in only or name == names[0]]
    text = pa.dictionary(pa.int32(), pa.string())
    try:
        cells = csv.read_csv(
            io.BytesIO(block),
            csv.ReadOptions(block_size=ARROW_BYTES, column_names=list(names)),
            csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            csv.ConvertOptions(column_types=dict.fromkeys(kept, text), include_columns=kept, strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    cells = cells.unify_dictionaries()
    columns = {name: column for name in kept if (column := _column(cells[name].combine_chunks()))}
    heading = letters_of(table.heading.names[0])
    if len(columns) < len(kept) or any(is_heading_cell(text, heading) for text in columns[names[0]].texts):
        return None
    rows = np.arange(first_row, first_row + cells.num_rows, dtype=np.int64)
    return TextBatch(rows, {name: column for name, column in columns.items() if not only or name in only})


def _column(cells: pa.DictionaryArray) -> TextColumn | None:
    if (pc.max(pc.binary_length(cells.dictionary)).as_py() or 0) > LONGEST_CELL:
        return None
    return TextColumn(cells.indices.to_numpy(zero_copy_only=False).astype(np.int32), cells.dictionary.to_pylist())
