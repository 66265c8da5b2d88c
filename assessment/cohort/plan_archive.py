"""The plans of a cohort, one file for each person, in a zip archive."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from assessment.cohort.scoring.process_dates import DATE_COLUMNS, PROCESS_COLUMNS
from assessment.core.model import Instrument, Responses
from assessment.core.model.process import Outcome, Process

MEMBER_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: always the same, so that the same plans make the same archive."""

WritePlan = Callable[[Responses, Process, date], str]


def cohort_people(
    frame: pd.DataFrame, instrument: Instrument, *, today: date
) -> Iterator[tuple[Responses, Process, date]]:
    """For each row the responses, the facts of the process, and the today of the row (`today` where it has none)."""
    items = [item for item in instrument.items if item in frame.columns]
    facts = [name for name in PROCESS_COLUMNS if name in frame.columns]
    for responses, fact in zip(_records(frame[items]), _records(frame[facts]), strict=True):
        dates = {name: pd.Timestamp(value).date() for name, value in fact.items() if name in DATE_COLUMNS}
        process = Process(
            interview_date=dates.get("interview_date"),
            promised_date=dates.get("promised_date"),
            last_word_date=dates.get("last_word_date"),
            outcome=Outcome(fact["outcome"]) if "outcome" in fact else None,
        )
        yield responses, process, dates.get("today", today)


def _records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """For each row, column -> cell, without the missing cells."""
    cells = [frame[name].astype(object) for name in frame.columns]
    for record in zip(*cells, strict=True) if cells else [()] * len(frame):
        yield {str(name): value for name, value in zip(frame.columns, record, strict=True) if not pd.isna(value)}


def plans_zip(frame: pd.DataFrame, instrument: Instrument, write_plan: WritePlan, *, today: date) -> bytes:
    """A zip archive with plan_0001.csv, plan_0002.csv ... in the order of the rows, as text from `write_plan`.

    The names contain nothing from the table, which could be an unsafe path; the table of scores has the same order
    and names the people. The caller leaves out rows with impossible dates.
    """
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as members:
        for place, person in enumerate(cohort_people(frame, instrument, today=today), start=1):
            member = ZipInfo(f"plan_{place:04d}.csv", MEMBER_TIME)
            member.compress_type = ZIP_DEFLATED
            members.writestr(member, write_plan(*person))
    return archive.getvalue()
