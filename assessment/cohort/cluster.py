"""Scoring on many cores or machines with Dask: each part of the files goes through `score_frame`.

Dask does the scheduling and the retries. A part whose worker dies is scored again, with the same result, since
the scores depend only on the part.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path

import dask
import dask.dataframe as dd
import numpy as np
import pandas as pd
from distributed import Client, KilledWorker, get_worker

from assessment.cohort.cluster_files import InputFile, Part, find_paths, open_input, part_batches, split_file
from assessment.cohort.reader.columns import TextBatch, TextColumn
from assessment.cohort.reader.interpretation import ColumnMeanings, ResponseTable, interpret_batch
from assessment.cohort.reader.problems import problem_table, refuse_misread_rows
from assessment.cohort.reader.responses import date_columns, day_problems, show_days
from assessment.cohort.reader.source import dropped_problems
from assessment.cohort.reader.vocabulary import column_vocabulary
from assessment.cohort.score_table import extra_columns, table_scorer
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.text.date_columns import ShownDates, detect_notations
from assessment.core.text.date_parsing import DayOrder
from assessment.files import draft_beside, prefix_problems
from assessment.table_reading import Dropped

BLOCK_BYTES = 32_000_000
LOCAL = "local"
"""Stands for a scheduler that uses the cores of this machine."""

PART_NAME = "part_{:07d}.parquet"
"""Sorted by name, the parts are in the order of the rows."""
Report = Callable[[str, pd.DataFrame], object]
"""Takes the name of a file and problems of it as a whole."""


@dataclass(frozen=True, slots=True)
class ScoringJob:
    """What is the same for every part; under `left_out_topic` workers tell what they left out."""

    instrument: Instrument
    today: date
    strict: bool
    extra: tuple[str, ...]
    translations: tuple[Instrument, ...] = ()
    left_out_topic: str = ""


def connect_cluster(scheduler: str) -> Client:
    """A client of the scheduler at an address, or of a new one for the cores of this machine (`local`)."""
    return Client(threads_per_worker=1, dashboard_address="127.0.0.1:0") if scheduler == LOCAL else Client(scheduler)


def score_files(
    patterns: Sequence[str],
    instrument: Instrument,
    *,
    today: date,
    strict: bool = False,
    encoding: str | None = None,
    translations: Sequence[Instrument] = (),
    given_order: DayOrder | None = None,
    block_bytes: int = BLOCK_BYTES,
    report: Report = lambda name, problems: None,
    left_out_topic: str = "",
) -> dd.DataFrame:
    """The scores of the files as `cohort score` writes them, not computed yet, in the order of the files.

    Patterns are paths or URLs, globs, and directories of Parquet. A CSV file is split at line ends, so a
    line break inside a quoted field may be refused; UTF-16 is not split. Files with dates are read once before, as all
    rows of a column decide which of two numbers is the day; `given_order` says it where none shows it. `report` gets
    the problems of each whole file; what was left out is known once the scores are computed (`report_left_out`).
    Raises AssessmentError for a pattern without files, for a file that has no known column, and with `strict` for a
    column whose name is close to a known one.
    """
    vocabulary = column_vocabulary(instrument, *translations)
    files = [open_input(path, vocabulary, encoding) for pattern in patterns for path in find_paths(pattern)]
    for file in files:
        report(file.path, file.problems)
        with prefix_problems(file.path):
            refuse_misread_rows(file.problems if strict else problem_table())
    extra = tuple(extra_columns([file.columns.names for file in files], instrument))
    job = ScoringJob(instrument, today, strict, extra, tuple(translations), left_out_topic)
    shared, score_part = dask.delayed(job, pure=True), dask.delayed(_score_part, pure=True)
    scores = [
        score_part(shared, file, *part)
        for file in _with_notations(files, block_bytes, given_order, report)
        for part in split_file(file, block_bytes)
    ]
    return dd.from_delayed(scores, meta=_empty_scores(job), verify_meta=False)


def _with_notations(
    files: Sequence[InputFile], block_bytes: int, given_order: DayOrder | None, report: Report
) -> Iterator[InputFile]:
    """The files with how each date column writes its dates, for which all its rows are read."""
    show = dask.delayed(_shown_days, pure=True)
    columns = [date_columns(file.columns) for file in files]
    parts = [
        [show(file, names, *part) for part in split_file(file, block_bytes)] if names else []
        for file, names in zip(files, columns, strict=True)
    ]
    for file, names, of_parts in zip(files, columns, dask.compute(*parts), strict=True):
        shown = {name: reduce(or_, (part[name] for part in of_parts)) for name in names}
        report(file.path, problem_table(day_problems(shown, given_order)))
        yield replace(file, notations=detect_notations(shown, given_order))


def write_scores(scores: dd.DataFrame, out: str) -> None:
    """Compute the scores and write them as Parquet files into a new directory, which appears only when complete."""
    if "://" not in out and Path(out).exists():
        raise AssessmentError([f"{out}: it exists; name a new directory."])
    draft = out if "://" in out else str(draft_beside(Path(out)))
    try:
        scores.to_parquet(
            draft, write_index=False, overwrite=True, write_metadata_file=False, name_function=PART_NAME.format
        )
    except KilledWorker as error:
        raise AssessmentError(
            [f"the workers died of one part again and again, perhaps for want of memory: {error}"]
        ) from error
    if draft != out:
        Path(draft).replace(out)


def report_left_out(client: Client, topic: str, report: Report) -> None:
    """Report what the workers left out of each file; a part that was scored twice counts once."""
    parts = {(path, place): Dropped(**counts) for _, (path, place, counts) in client.get_events(topic)}
    files: dict[str, Dropped] = {}
    for (path, _), dropped in sorted(parts.items(), key=lambda part: part[0]):
        files.setdefault(path, Dropped()).add(dropped)
    for path, dropped in files.items():
        report(path, dropped_problems(dropped))


def _score_part(job: ScoringJob, file: InputFile, *part: *Part) -> pd.DataFrame:
    meanings = ColumnMeanings(job.instrument, job.translations, file.notations, file.columns.twins)
    score_table, dropped = table_scorer(job.instrument, today=job.today, extra=job.extra), Dropped()
    with prefix_problems(file.path):
        batches = part_batches(file, part, dropped)
        scores = pd.concat([score_table(_interpret(batch, job, meanings)) for batch in batches], ignore_index=True)
    if job.left_out_topic and dropped != Dropped():
        get_worker().log_event(job.left_out_topic, [file.path, part[0], asdict(dropped)])
    return scores


def _shown_days(file: InputFile, columns: Sequence[str], *part: *Part) -> dict[str, ShownDates]:
    with prefix_problems(file.path):
        return show_days(part_batches(file, part, Dropped(), columns), columns)


def _interpret(batch: TextBatch, job: ScoringJob, meanings: ColumnMeanings) -> ResponseTable:
    responses = interpret_batch(batch, meanings, job.today)
    if job.strict:
        refuse_misread_rows(responses.problems)
    return responses


def _empty_scores(job: ScoringJob) -> pd.DataFrame:
    """Scores without rows, which tell Dask the columns and their types."""
    columns = {name: TextColumn(np.empty(0, np.int32), []) for name in job.extra}
    batch = TextBatch(np.empty(0, np.int64), columns)
    responses = _interpret(batch, job, ColumnMeanings(job.instrument))
    score_table = table_scorer(job.instrument, today=job.today, extra=job.extra)
    return score_table(responses).reset_index(drop=True)
