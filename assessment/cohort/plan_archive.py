"""One plan per person, in one zip archive."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from assessment.cohort.scoring.process_dates import DATE_COLUMNS, PROCESS_COLUMNS
from assessment.core.model import Instrument, Responses
from assessment.core.model.process import Outcome, Process

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Every member has the same time, so that the same plans make the same archive."""

WritePlan = Callable[[Responses, Process, date], str]


def people_of(frame: pd.DataFrame, instrument: Instrument, *, today: date) -> Iterator[tuple[Responses, Process, date]]:
    """What each row says: the answers, the facts of the process, and the row's today (or else `today`)."""
    items = [item for item in instrument.items if item in frame.columns]
    facts = [name for name in PROCESS_COLUMNS if name in frame.columns]
    for answer, fact in zip(_records(frame[items]), _records(frame[facts]), strict=True):
        days = {name: pd.Timestamp(value).date() for name, value in fact.items() if name in DATE_COLUMNS}
        process = Process(
            interview_date=days.get("interview_date"),
            promised_date=days.get("promised_date"),
            last_word_date=days.get("last_word_date"),
            outcome=Outcome(fact["outcome"]) if "outcome" in fact else None,
        )
        yield answer, process, days.get("today", today)


def _records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The cells of every row that are not missing, by column."""
    cells = [frame[name].astype(object) for name in frame.columns]
    for record in zip(*cells, strict=True) if cells else [()] * len(frame):
        yield {str(name): value for name, value in zip(frame.columns, record, strict=True) if not pd.isna(value)}


def plans_zip(frame: pd.DataFrame, instrument: Instrument, write_plan: WritePlan, *, today: date) -> bytes:
    """A zip with `plan_0001.csv` and so on in the order of the rows, as text from `write_plan`.

    The names hold nothing from the table; the order is that of the scores, which name the person. Rows
    whose dates cannot be are the caller's to leave out.
    """
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as members:
        for place, person in enumerate(people_of(frame, instrument, today=today), start=1):
            member = ZipInfo(f"plan_{place:04d}.csv", EARLIEST)
            member.compress_type = ZIP_DEFLATED
            members.writestr(member, write_plan(*person))
    return archive.getvalue()
