"""Reading Parquet as columns of text, in batches, so that a small file with a huge content does not fill the memory."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from assessment.cohort.reader.columns import TextBatch, TextColumn, without_empty_rows
from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import format_number, tr
from assessment.table_reading import Dropped

MAGIC = b"PAR1"
BATCH_ROWS = 1 << 17
BATCH_BYTES = 1 << 26
LONGEST_CELL = 1 << 17
"""In bytes, as for text."""
COLUMN_BYTES = 1_000
"""What a column without any content may take in a group of rows."""
MOST_TEXT_BYTES = 1 << 28
"""Of one column of a batch: a file may repeat a long text so often that it is small and its content is not."""

DAMAGE = (pa.ArrowException, OSError, UnicodeError, ValueError, KeyError, OverflowError)
"""What pyarrow raises for a damaged file: not only its own errors."""


def open_parquet(binary: BinaryIO) -> pq.ParquetFile:
    """The file, with only its metadata read; its texts are to stay dictionaries, so that each is in memory once.

    Raises AssessmentError when it is damaged, and where its rows are too long on average. Only the groups of rows are
    asked for their size: where what is said of a single column is damaged, pyarrow ends the whole process.
    """
    try:
        schema = pq.read_schema(binary)
        binary.seek(0)
        file = pq.ParquetFile(binary, read_dictionary=[field.name for field in schema if _is_text(field.type)])
    except DAMAGE as error:
        raise AssessmentError([tr("it cannot be read as Parquet: {error}", error=_brief(error))]) from error
    for number in range(file.num_row_groups):
        group = file.metadata.row_group(number)
        if group.total_byte_size > LONGEST_CELL * max(group.num_rows, 1) + COLUMN_BYTES * file.metadata.num_columns:
            most = format_number(LONGEST_CELL)
            raise AssessmentError([tr("its rows have more than {most} characters on average.", most=most)])
    return file


def parquet_batches(
    file: pq.ParquetFile,
    names: Sequence[str],
    dropped: Dropped,
    groups: Sequence[int] | None = None,
    only: Collection[str] = (),
) -> Iterator[TextBatch]:
    """The rows of the file, or of some of its row groups, with `names` for its columns; the first batch is empty.

    Only the columns in `only` are read, or all. Rows without any text are dropped and counted.
    """
    first_row = 2
    schema = file.schema_arrow
    places = [place for place, name in enumerate(names) if not only or name in only]
    columns = [schema.names[place] for place in places] if only else None
    empty = pa.record_batch([pa.nulls(0, schema.field(place).type) for place in places], names=[""] * len(places))
    try:
        for batch in chain([empty], file.iter_batches(_batch_rows(file), row_groups=groups, columns=columns)):
            rows = np.arange(first_row, first_row + batch.num_rows, dtype=np.int64)
            cells = {
                names[place]: _column(names[place], part) for place, part in zip(places, batch.columns, strict=True)
            }
            yield without_empty_rows(TextBatch(rows, cells), dropped)
            first_row += batch.num_rows
    except DAMAGE as error:
        sentence = tr("row {row} or after: it cannot be read as Parquet: {error}", row=first_row, error=_brief(error))
        raise AssessmentError([sentence]) from error


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _batch_rows(file: pq.ParquetFile) -> int:
    """The rows of a batch: fewer where the rows are long."""
    groups = [file.metadata.row_group(group) for group in range(file.num_row_groups)]
    longest = max((group.total_byte_size / max(group.num_rows, 1) for group in groups), default=0)
    return max(1, min(BATCH_ROWS, int(BATCH_BYTES / max(longest, 1))))


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or tr("the file is damaged")


def _column(name: str, part: Any) -> TextColumn:
    if not pa.types.is_dictionary(part.type):
        part = part.dictionary_encode()
    texts = part.dictionary
    codes = part.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    if len(codes) and not -1 <= codes.min() <= codes.max() < len(texts):
        raise pa.ArrowInvalid(f"{name[:80]}: a code of a text that the file does not have")
    if _is_text(texts.type):
        _refuse_much_text(name, codes, pc.binary_length(texts).fill_null(0).to_numpy(zero_copy_only=False))
    if pa.types.is_timestamp(texts.type) or pa.types.is_date(texts.type):
        # Python has no days after the year 9999; as text they are one problem of their cell.
        texts = texts.cast(pa.string())
    return TextColumn(codes, ["" if value is None else str(value) for value in texts.to_pylist()])


def _refuse_much_text(name: str, codes: NDArray[np.int32], lengths: NDArray[np.int32]) -> None:
    longest = int(lengths.max(initial=0))
    if longest > LONGEST_CELL:
        raise _too_long(name)
    if longest * len(codes) > MOST_TEXT_BYTES < np.append(lengths, 0)[codes].sum(dtype=np.int64):
        most = MOST_TEXT_BYTES >> 20
        sentence = tr("{column}: its texts unpack to more than {most} MB; shorten them.", column=name[:80], most=most)
        raise AssessmentError([sentence])


def _too_long(column: str) -> AssessmentError:
    most = format_number(LONGEST_CELL)
    return AssessmentError([tr("{column}: a cell has more than {most} characters.", column=column[:80], most=most)])
