"""The plans of a cohort, one file for each person, in a zip archive."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from assessment.cohort.scoring.process_dates import DATE_COLUMNS, PROCESS_COLUMNS
from assessment.core.model import Instrument, Responses
from assessment.core.model.process import Outcome, Process
from assessment.core.text.cleaning import clean_title

MEMBER_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: always the same, so that the same plans make the same archive."""

NAME_LENGTH = 40
"""Characters of a person's name in the name of a file."""

WritePlan = Callable[[Responses, Process, date], str]


def cohort_people(
    frame: pd.DataFrame, instrument: Instrument, *, today: date
) -> Iterator[tuple[Responses, Process, date]]:
    """For each row the responses, the facts of the process, and the today of the row (`today` where it has none)."""
    items = [item for item in instrument.items if item in frame.columns]
    facts = [name for name in PROCESS_COLUMNS if name in frame.columns]
    for responses, cells in zip(_records(frame[items]), _records(frame[facts]), strict=True):
        values = {name: _fact_value(name, cell) for name, cell in cells.items()}
        row_today = values.pop("today", today)
        yield responses, Process(**values), row_today


def _fact_value(name: str, cell: Any) -> Any:
    """The value of a fact, or of today, in a cell that is not missing."""
    if name in DATE_COLUMNS:
        return pd.Timestamp(cell).date()
    return Outcome(cell) if name == "outcome" else clean_title(cell)


def _records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """For each row, column -> cell, without the missing cells."""
    cells = [frame[name].astype(object) for name in frame.columns]
    for record in zip(*cells, strict=True) if cells else [()] * len(frame):
        yield {str(name): value for name, value in zip(frame.columns, record, strict=True) if not pd.isna(value)}


def plans_zip(frame: pd.DataFrame, instrument: Instrument, write_plan: WritePlan, *, today: date) -> bytes:
    """A zip archive with a plan for each row, named as `plan_names` says, as text from `write_plan`.

    The caller leaves out rows with impossible dates.
    """
    archive, people = io.BytesIO(), cohort_people(frame, instrument, today=today)
    with ZipFile(archive, "w", ZIP_DEFLATED) as members:
        for name, person in zip(plan_names(frame), people, strict=True):
            member = ZipInfo(name, MEMBER_TIME)
            member.compress_type = ZIP_DEFLATED
            members.writestr(member, write_plan(*person))
    return archive.getvalue()


def plan_names(frame: pd.DataFrame) -> list[str]:
    """The name of the file of each row's plan: its number in the table, and the person's name as `name_in_path` has it.

    Such as plan_0001_Ana-Ruiz.csv, or plan_0002.csv where the name is missing.
    """
    people = frame["person"].fillna("") if "person" in frame.columns else [""] * len(frame)
    names = (name_in_path(str(person)) for person in people)
    return [f"plan_{place:04d}{'_' if name else ''}{name}.csv" for place, name in enumerate(names, start=1)]


def name_in_path(name: str) -> str:
    """The letters and digits of a name with dashes between its words, which is no path on any system; may be empty."""
    return re.sub(r"[\W_]+", "-", clean_title(name)).strip("-")[:NAME_LENGTH].rstrip("-")
