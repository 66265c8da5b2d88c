"""Reading Parquet as columns of text, in batches, so that a small file with a huge content does not fill the memory."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from assessment.cohort.reader.columns import TextBatch, TextColumn
from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr

MAGIC = b"PAR1"
BATCH_ROWS = 1 << 17
DAMAGE = (pa.ArrowException, OSError, UnicodeError, ValueError, KeyError, OverflowError)
"""What pyarrow raises for a damaged file: not only its own errors."""


def open_parquet(binary: BinaryIO) -> pq.ParquetFile:
    """The file, with only its metadata read; raises AssessmentError when it is damaged."""
    try:
        return pq.ParquetFile(binary)
    except DAMAGE as error:
        raise AssessmentError([tr("it cannot be read as Parquet: {error}", error=_brief(error))]) from error


def parquet_batches(
    file: pq.ParquetFile, names: Sequence[str], groups: Sequence[int] | None = None
) -> Iterator[TextBatch]:
    """The rows of the file, or of some of its row groups, with `names` for its columns; the first batch is empty."""
    first_row = 2
    schema = file.schema_arrow
    empty = pa.record_batch([pa.nulls(0, field.type) for field in schema], schema=schema)
    try:
        for batch in chain([empty], file.iter_batches(BATCH_ROWS, row_groups=groups)):
            rows = np.arange(first_row, first_row + batch.num_rows, dtype=np.int64)
            yield TextBatch(rows, {name: _column(part) for name, part in zip(names, batch.columns, strict=True)})
            first_row += batch.num_rows
    except DAMAGE as error:
        sentence = tr("row {row} or after: it cannot be read as Parquet: {error}", row=first_row, error=_brief(error))
        raise AssessmentError([sentence]) from error


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or tr("the file is damaged")


def _column(part: Any) -> TextColumn:
    if not pa.types.is_dictionary(part.type):
        part = part.dictionary_encode()
    codes = part.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    values = part.dictionary
    if pa.types.is_timestamp(values.type) or pa.types.is_date(values.type):
        # Python has no days after the year 9999; as text they are one problem of their cell.
        values = values.cast(pa.string())
    return TextColumn(codes, [_text(value) for value in values.to_pylist()])


def _text(value: Any) -> str:
    return "" if value is None else str(value)
