"""The same scores on many cores or machines (Dask): every part of the table goes through `score_frame`.

Dask splits, schedules, moves and retries; nothing here does. A part whose worker dies is scored again,
which changes nothing, since scoring depends on nothing but the part.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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

from assessment.cohort.reader.columns import RawBatch, RawColumn
from assessment.cohort.reader.csv import OPENING_BYTES, CsvForm, csv_batches, csv_form
from assessment.cohort.reader.parquet import MAGIC, open_parquet, parquet_batches
from assessment.cohort.reader.problems import refuse
from assessment.cohort.reader.responses import understood
from assessment.cohort.reader.source import column_names
from assessment.cohort.reader.vocabulary import Words, column_words
from assessment.cohort.score_table import carried_columns, scored
from assessment.cohort.scoring.frame import score_frame
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.files import draft_beside

BLOCK_BYTES = 32_000_000
LOCAL = "local"
"""The name of the scheduler that uses the cores of this machine."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every part is scored with."""

    instrument: Instrument
    today: date
    strict: bool
    carried: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its columns under the names we know, and how it is written (None: Parquet)."""

    path: str
    names: tuple[str, ...]
    form: CsvForm | None
    groups: int = 0


@contextmanager
def cluster(scheduler: str) -> Iterator[Client]:
    """A client of the scheduler at an address, or of the cores of this machine for `local`."""
    if scheduler != LOCAL:
        with Client(scheduler) as client:
            yield client
        return
    with LocalCluster(threads_per_worker=1, dashboard_address="127.0.0.1:0") as local, Client(local) as client:
        yield client


def score_dask(frame: dd.DataFrame, instrument: Instrument, *, today: date) -> dd.DataFrame:
    """`score_frame` of every partition, when it is computed."""
    meta = score_frame(pd.DataFrame(), instrument, today=today)
    return frame.map_partitions(score_frame, instrument, today=today, meta=meta)


def score_files(
    patterns: Sequence[str],
    instrument: Instrument,
    *,
    today: date,
    strict: bool = False,
    encoding: str | None = None,
    block_bytes: int = BLOCK_BYTES,
) -> dd.DataFrame:
    """The scores of the files as `cohort score` writes them, when computed; parts keep the order of the files.

    Patterns are paths or URLs, globs, and directories of Parquet. A CSV file is split at line ends, so a
    line break inside a quoted field may be refused; UTF-16 is not split. Raises AssessmentError for a
    pattern without files and for a file whose columns cannot be told apart.
    """
    known = column_words(instrument)
    tables = [_table(path, known, encoding) for pattern in patterns for path in _paths(pattern)]
    carried = tuple(carried_columns([table.names for table in tables], instrument))
    job = Job(instrument, today, strict, carried)
    shared = dask.delayed(job, pure=True)
    parts = [part for table in tables for part in _parts(table, shared, block_bytes)]
    return dd.from_delayed(parts, meta=_meta(job), verify_meta=False)


def write_scores(scores: dd.DataFrame, out: str) -> None:
    """Compute the scores and write them as the Parquet files of a new directory, which appears whole or not at all."""
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
    """So that an alphabetical list of the parts is in the order of the rows."""
    return f"part_{place:07d}.parquet"


def _paths(pattern: str) -> list[str]:
    system, path = fsspec.url_to_fs(pattern)
    found = system.glob(f"{path.rstrip('/')}/**/*.parquet") if system.isdir(path) else system.glob(path)
    if not found:
        raise AssessmentError([f"{pattern}: there is no such file."])
    return [system.unstrip_protocol(name) for name in sorted(found)]


def _table(path: str, known: Words, encoding: str | None) -> Table:
    try:
        with fsspec.open(path, "rb") as binary:
            opening = binary.read(OPENING_BYTES)
            if opening.startswith(MAGIC):
                binary.seek(0)
                file = open_parquet(binary)
                names, _ = column_names(file.schema_arrow.names, known)
                return Table(path, names, None, file.metadata.num_row_groups)
        whole_lines = opening[: opening.rfind(b"\n") + 1] or opening
        form = csv_form(io.BytesIO(whole_lines), known, encoding)
        names, _ = column_names(form.heading, known)
        return Table(path, names, form)
    except OSError as error:
        raise AssessmentError([f"{path}: it cannot be read: {error.strerror or error}."]) from error
    except AssessmentError as error:
        raise _named(path, error) from error


def _parts(table: Table, job: Any, block_bytes: int) -> list[Any]:
    """The scores of each part of the table, not computed yet."""
    if table.form is None:
        score_group = dask.delayed(_score_group, pure=True)
        return [score_group(table, group, job) for group in range(max(table.groups, 1))]
    block = None if table.form.encoding == "utf-16" else block_bytes
    _, blocks = read_bytes(table.path, delimiter=b"\n" if block else None, blocksize=block, sample=False)
    score_block = dask.delayed(_score_block, pure=True)
    return [score_block(part, table, table.form, place == 0, job) for place, part in enumerate(blocks[0])]


def _score_block(block: bytes, table: Table, form: CsvForm, heading: bool, job: Job) -> pd.DataFrame:
    return _score_batches(csv_batches(io.BytesIO(block), form, table.names, heading=heading), table, job)


def _score_group(table: Table, group: int, job: Job) -> pd.DataFrame:
    with fsspec.open(table.path, "rb") as binary:
        groups = [group] if table.groups else None
        return _score_batches(parquet_batches(open_parquet(binary), table.names, groups), table, job)


def _score_batches(batches: Iterator[RawBatch], table: Table, job: Job) -> pd.DataFrame:
    try:
        return pd.concat([_score(raw, job) for raw in batches], ignore_index=True)
    except AssessmentError as error:
        raise _named(table.path, error) from error


def _score(raw: RawBatch, job: Job) -> pd.DataFrame:
    responses = understood(raw, job.instrument, job.today)
    if job.strict:
        refuse(responses.problems)
    return scored(responses, job.instrument, today=job.today, carried=job.carried)


def _meta(job: Job) -> pd.DataFrame:
    nothing: Mapping[str, RawColumn] = {name: RawColumn(np.empty(0, np.int32), []) for name in job.carried}
    return _score(RawBatch(np.empty(0, np.int64), nothing), job).reset_index(drop=True)


def _named(path: str, error: AssessmentError) -> AssessmentError:
    return AssessmentError([f"{path}: {problem}" for problem in error.problems])
