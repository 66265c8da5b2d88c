"""One plan per person, in one zip archive."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from assessment.cohort.dates import DATE_COLUMNS
from assessment.core.model import Instrument, Responses
from assessment.core.process import Outcome, Process

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Every member has the same time, so that the same plans make the same archive."""

WritePlan = Callable[[Responses, Process, date], str]


def people_of(frame: pd.DataFrame, instrument: Instrument, *, today: date) -> Iterator[tuple[Responses, Process, date]]:
    """What each row says: the answers, the facts of the process, and the row's today (or else `today`)."""
    items = [item for item in instrument.items if item in frame.columns]
    facts = [name for name in (*DATE_COLUMNS, "outcome") if name in frame.columns]
    answers = frame[items].astype(object).to_dict("records")
    for answer, fact in zip(answers, frame[facts].astype(object).to_dict("records"), strict=True):
        known = {name: value for name, value in fact.items() if not pd.isna(value)}
        days = {name: pd.Timestamp(value).date() for name, value in known.items() if name in DATE_COLUMNS}
        row_today = days.pop("today", today)
        outcome = Outcome(known["outcome"]) if "outcome" in known else None
        responses = {item: option for item, option in answer.items() if isinstance(option, str)}
        yield responses, Process(**days, outcome=outcome), row_today


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
