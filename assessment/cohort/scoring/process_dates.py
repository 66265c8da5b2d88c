"""The dates of many processes, parsed and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.core.errors import AssessmentError
from assessment.core.model.process import FACTS, Outcome
from assessment.core.text.date_parsing import parse_day
from assessment.core.text.i18n import tr

Days = NDArray[np.datetime64]

COLUMN_FACTS = {name: fact for name, fact in FACTS.items() if fact.column}
"""The facts that are columns of a cohort's table: days, texts and the outcome."""
FACT_DATES = tuple(name for name, fact in COLUMN_FACTS.items() if fact.type is date)
DATE_COLUMNS = (*FACT_DATES, "today")
PROCESS_COLUMNS = (*DATE_COLUMNS, *(name for name in COLUMN_FACTS if name not in FACT_DATES))
"""The columns with facts of the process; each may be absent."""


@dataclass(frozen=True, slots=True)
class ProcessColumns:
    """The dates of every row's process by column, NaT where unknown, and whether its outcome is decided."""

    dates: Mapping[str, Days]
    today: Days
    decided: NDArray[np.bool_]


def process_columns(columns: Mapping[str, Any], rows: int, today: date | None) -> ProcessColumns:
    """The facts of the processes, from pandas arrays by column name; rows without a today get `today`.

    Raises AssessmentError for text that is no date, an unknown outcome, and dates in a row without a today.
    """
    dates = {name: _dates(columns, name, rows) for name in FACT_DATES}
    row_today = _dates(columns, "today", rows)
    filled = np.where(np.isnat(row_today), np.datetime64(today, "D"), row_today)
    if (np.isnat(filled) & ~(np.isnat(dates["interview_date"]) & np.isnat(dates["last_word_date"]))).any():
        raise AssessmentError([tr("today: a row with dates has no today; give the column or the argument.")])
    return ProcessColumns(dates, filled, _decided(columns, rows))


def _dates(columns: Mapping[str, Any], name: str, rows: int) -> Days:
    if name not in columns:
        return np.full(rows, np.datetime64("NaT"), "datetime64[D]")
    column = pd.Series(columns[name])
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_localize(None)
    if column.dtype.kind == "M":
        return column.to_numpy().astype("datetime64[D]")
    codes, values = pd.factorize(column)
    days = [_date(name, value) for value in values]
    return np.array([*days, None], "datetime64[D]").take(codes, mode="wrap")


def _date(name: str, value: Any) -> date:
    try:
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        return parse_day(str(value))
    except ValueError:
        raise AssessmentError([f"{name}: {value!r} is no date; write it like 2026-11-02."]) from None


def _decided(columns: Mapping[str, Any], rows: int) -> NDArray[np.bool_]:
    if "outcome" not in columns:
        return np.zeros(rows, np.bool_)
    codes, values = pd.factorize(pd.Series(columns["outcome"]))
    try:
        decided = [Outcome(value) is not Outcome.PENDING for value in values]
    except ValueError as error:
        raise AssessmentError([f"outcome: {error}; choose one of {', '.join(Outcome)}."]) from None
    return np.array([*decided, False]).take(codes, mode="wrap")


def impossible_dates(process: ProcessColumns) -> dict[str, NDArray[np.bool_]]:
    """Date column -> whether the date of each row contradicts the others, by the rules of `fact_problems`."""
    found = {}
    for name, days in process.dates.items():
        too_early = (days < process.dates["interview_date"]) & bool(FACTS[name].before_interview)
        found[name] = too_early | (days > process.today) & bool(FACTS[name].after_today)
    return found
