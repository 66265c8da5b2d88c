"""Rows of a cohort that repeat an earlier one: the same person with the same answers, dates and outcome."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS
from assessment.core.model import Instrument
from assessment.core.text.i18n import format_number, tr_count


def row_digests(frame: pd.DataFrame, instrument: Instrument) -> "pd.Series[Any]":
    """Row number -> 64-bit hash of name, answers, dates and outcome, for the rows with a name."""
    if "person" not in frame.columns:
        return pd.Series(dtype="uint64", index=frame.index[:0])
    compared = [name for name in ("person", *instrument.items, *PROCESS_COLUMNS) if name in frame.columns]
    named = frame["person"].fillna("").str.strip() != ""
    return pd.util.hash_pandas_object(frame.loc[named, compared], index=False)


def repeated_rows(digests: Sequence["pd.Series[Any]"]) -> list[int]:
    """The numbers of the rows that are equal to an earlier one, from the digests of all batches of a file."""
    alike = pd.concat([each for each in digests if len(each)] or [pd.Series(dtype="uint64")])
    return [int(row) for row in alike.index[alike.duplicated()]]


def repeats_sentence(rows: Sequence[int]) -> str:
    """How many rows repeat an earlier one; they count, since two people may be alike."""
    return tr_count(
        "{rows} row repeats an earlier one, with the same name and the same answers: row {row}. It counts too.",
        "{rows} rows repeat an earlier one, with the same name and the same answers: row {row} and others. All count.",
        len(rows),
        rows=format_number(len(rows)),
        row=format_number(rows[0]),
    )
