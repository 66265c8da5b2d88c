"""Scoring on many cores or machines with Dask: each part of the files goes through `score_frame`.

Dask does the scheduling and the retries. A part whose worker dies is scored again, with the same result, since
the scores depend only on the part.
"""

import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import dask
import dask.dataframe as dd
import fsspec
import numpy as np
import pandas as pd
from dask.bytes import read_bytes
from distributed import Client, KilledWorker, LocalCluster

from assessment.cohort.reader.columns import TextBatch, TextColumn
from assessment.cohort.reader.parquet import MAGIC, open_parquet, parquet_batches
from assessment.cohort.reader.problems import refuse_misread_rows
from assessment.cohort.reader.responses import interpret_batch, settle_day_orders, shown_orders
from assessment.cohort.reader.rows import row_batches
from assessment.cohort.reader.source import column_names, open_source
from assessment.cohort.reader.vocabulary import column_vocabulary
from assessment.cohort.score_table import extra_columns, score_table
from assessment.cohort.scoring.process_dates import DATE_COLUMNS
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.terms import Vocabulary
from assessment.files import draft_beside, prefix_problems
from assessment.table_reading import Dropped
from assessment.table_reading.delimited import DelimitedFormat, delimited_rows, detect_format
from assessment.table_reading.encodings import OPENING_BYTES
from assessment.table_reading.spreadsheet import is_spreadsheet

BLOCK_BYTES = 32_000_000
LOCAL = "local"
"""Stands for a scheduler that uses the cores of this machine."""


@dataclass(frozen=True, slots=True)
class ScoringJob:
    """What is the same for every part."""

    instrument: Instrument
    today: date
    strict: bool
    extra: tuple[str, ...]
    translations: tuple[Instrument, ...] = ()


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file: its column names, the format of text, and the number of row groups of Parquet.

    Parquet has no text format; a spreadsheet has neither. `orders` are those of day and month by date column.
    """

    path: str
    names: tuple[str, ...]
    text_format: DelimitedFormat | None = None
    row_groups: int | None = None
    orders: Mapping[str, DayOrder | None] = field(default_factory=dict)


PartReader = Callable[[ScoringJob, InputFile, int, bytes, Collection[str]], Iterator[TextBatch]]
"""Reads the batches of a part of a file, given its place, its bytes if it is text, and the columns, all without any."""


@contextmanager
def connect_cluster(scheduler: str) -> Iterator[Client]:
    """A client of the scheduler at an address, or of a new one for the cores of this machine (`local`)."""
    if scheduler != LOCAL:
        with Client(scheduler) as client:
            yield client
        return
    with LocalCluster(threads_per_worker=1, dashboard_address="127.0.0.1:0") as local, Client(local) as client:
        yield client


def score_files(
    patterns: Sequence[str],
    instrument: Instrument,
    *,
    today: date,
    strict: bool = False,
    encoding: str | None = None,
    translations: Sequence[Instrument] = (),
    dates: DayOrder | None = None,
    block_bytes: int = BLOCK_BYTES,
) -> dd.DataFrame:
    """The scores of the files as `cohort score` writes them, not computed yet, in the order of the files.

    Patterns are paths or URLs, globs, and directories of Parquet. A CSV file is split at line ends, so a
    line break inside a quoted field may be refused; UTF-16 is not split. Files with dates are read once before, as all
    rows of a column decide which of two numbers is the day; `dates` says it where none shows it. Raises
    AssessmentError for a pattern without files and for a file that has no known column.
    """
    vocabulary = column_vocabulary(instrument, *translations)
    files = [_input_file(path, vocabulary, encoding) for pattern in patterns for path in _paths(pattern)]
    extra = tuple(extra_columns([file.names for file in files], instrument))
    job = ScoringJob(instrument, today, strict, extra, tuple(translations))
    shared, score_part = dask.delayed(job, pure=True), dask.delayed(_score_part, pure=True)
    scores = [
        score_part(shared, file, *part)
        for file in _with_day_orders(files, shared, block_bytes, dates)
        for part in _parts(file, block_bytes)
    ]
    return dd.from_delayed(scores, meta=_empty_scores(job), verify_meta=False)


def _with_day_orders(
    files: Sequence[InputFile], job: Any, block_bytes: int, given: DayOrder | None
) -> Iterator[InputFile]:
    """The files with the order of day and month of each date column, for which all its rows are read."""
    show_orders = dask.delayed(_shown_orders, pure=True)
    columns = [[name for name in file.names if name in DATE_COLUMNS] for file in files]
    shown = [
        [show_orders(job, file, *part, names) for part in _parts(file, block_bytes)] if names else []
        for file, names in zip(files, columns, strict=True)
    ]
    for file, names, parts in zip(files, columns, dask.compute(*shown), strict=True):
        yield replace(file, orders=settle_day_orders(parts, names, given))


def write_scores(scores: dd.DataFrame, out: str) -> None:
    """Compute the scores and write them as Parquet files into a new directory, which appears only when complete."""
    if "://" not in out and Path(out).exists():
        raise AssessmentError([f"{out}: it exists; name a new directory."])
    draft = out if "://" in out else str(draft_beside(Path(out)))
    try:
        scores.to_parquet(draft, write_index=False, overwrite=True, write_metadata_file=False, name_function=_part_name)
    except KilledWorker as error:
        raise AssessmentError(
            [f"the workers died of one part again and again, perhaps for want of memory: {error}"]
        ) from error
    if draft != out:
        Path(draft).replace(out)


def _part_name(place: int) -> str:
    """The name of a part; sorted by name, the parts are in the order of the rows."""
    return f"part_{place:07d}.parquet"


def _paths(pattern: str) -> list[str]:
    system, path = fsspec.url_to_fs(pattern)
    paths = system.glob(f"{path.rstrip('/')}/**/*.parquet") if system.isdir(path) else system.glob(path)
    if not paths:
        raise AssessmentError([f"{pattern}: there is no such file."])
    return [system.unstrip_protocol(path) for path in sorted(paths)]


def _input_file(path: str, vocabulary: Vocabulary, encoding: str | None) -> InputFile:
    with prefix_problems(path), fsspec.open(path, "rb") as binary:
        opening = binary.read(OPENING_BYTES)
        if opening.startswith(MAGIC):
            binary.seek(0)
            parquet = open_parquet(binary)
            names, _ = column_names(parquet.schema_arrow.names, vocabulary)
            return InputFile(path, names, None, parquet.metadata.num_row_groups)
        if is_spreadsheet(opening):
            return InputFile(path, open_source(binary, vocabulary).names)
        whole_lines = opening[: opening.rfind(b"\n") + 1] or opening
        text_format = detect_format(io.BytesIO(whole_lines), vocabulary.id_of, encoding)
        names, _ = column_names(text_format.heading.names, vocabulary)
        return InputFile(path, names, text_format)


def _parts(file: InputFile, block_bytes: int) -> list[tuple[PartReader, int, Any]]:
    """For each part of the file how its batches are read, its place, and the bytes of a block of text, not read yet."""
    if file.text_format is None and file.row_groups is None:
        return [(_spreadsheet_batches, 0, b"")]
    if file.text_format is None:
        return [(_row_group_batches, group, b"") for group in range(max(file.row_groups or 0, 1))]
    block = None if file.text_format.encoding.name.startswith("utf-16") else block_bytes
    _, blocks = read_bytes(file.path, delimiter=b"\n" if block else None, blocksize=block, sample=False)
    return [(_block_batches, place, part) for place, part in enumerate(blocks[0])]


def _block_batches(
    job: ScoringJob, file: InputFile, place: int, block: bytes, only: Collection[str]
) -> Iterator[TextBatch]:
    if file.text_format is None:
        raise ValueError(file.path)
    first_row = 1 if place == 0 else file.text_format.heading.rows + 1
    rows = delimited_rows(io.BytesIO(block), file.text_format, Dropped(), first_row=first_row)
    return row_batches(rows, file.names, only)


def _spreadsheet_batches(
    job: ScoringJob, file: InputFile, place: int, block: bytes, only: Collection[str]
) -> Iterator[TextBatch]:
    with fsspec.open(file.path, "rb") as binary:
        yield from open_source(binary, column_vocabulary(job.instrument, *job.translations)).batches(only)


def _row_group_batches(
    job: ScoringJob, file: InputFile, place: int, block: bytes, only: Collection[str]
) -> Iterator[TextBatch]:
    with fsspec.open(file.path, "rb") as binary:
        groups = [place] if file.row_groups else None
        yield from parquet_batches(open_parquet(binary), file.names, Dropped(), groups, only)


def _score_part(job: ScoringJob, file: InputFile, read: PartReader, place: int, block: bytes) -> pd.DataFrame:
    with prefix_problems(file.path):
        batches = read(job, file, place, block, ())
        return pd.concat([_score(batch, job, file.orders) for batch in batches], ignore_index=True)


def _shown_orders(
    job: ScoringJob, file: InputFile, read: PartReader, place: int, block: bytes, columns: Sequence[str]
) -> dict[str, set[DayOrder]]:
    with prefix_problems(file.path):
        return shown_orders(read(job, file, place, block, columns))


def _score(batch: TextBatch, job: ScoringJob, orders: Mapping[str, DayOrder | None]) -> pd.DataFrame:
    responses = interpret_batch(batch, job.instrument, job.today, job.translations, orders)
    if job.strict:
        refuse_misread_rows(responses.problems)
    return score_table(responses, job.instrument, today=job.today, extra=job.extra)


def _empty_scores(job: ScoringJob) -> pd.DataFrame:
    """Scores without rows, which tell Dask the columns and their types."""
    columns = {name: TextColumn(np.empty(0, np.int32), []) for name in job.extra}
    return _score(TextBatch(np.empty(0, np.int64), columns), job, {}).reset_index(drop=True)
