"""The problems of a file as a table with the columns row, column, value, nearest, problem."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import format_number, tr

PROBLEM_COLUMNS = ("row", "column", "value", "nearest", "problem")
"""`row` counts from the heading as row 1 and is missing for a problem of the whole file; `nearest` is a known id."""

ProblemCells = tuple[Any, str, str, str, str]
"""One problem, in the order of PROBLEM_COLUMNS."""

LONGEST_VALUE = 80
MOST_SENTENCES = 20


def _table(records: Sequence[ProblemCells]) -> pd.DataFrame:
    columns = zip(*records, strict=True) if records else [()] * len(PROBLEM_COLUMNS)
    types: list[Any] = ["Int64", "str", "str", "str", "str"]
    named = zip(PROBLEM_COLUMNS, columns, types, strict=True)
    return pd.DataFrame({name: pd.array(cells, dtype=dtype) for name, cells, dtype in named})


NO_PROBLEMS = _table(())
"""To make this table anew for each part of a file that has no problems took half the time of reading a small file."""


def problem_table(records: Sequence[ProblemCells] = ()) -> pd.DataFrame:
    """A table with a row for each problem."""
    return _table(records) if records else NO_PROBLEMS.copy()


def combine_problems(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The problems of all the tables, at least one, sorted by row; those of the whole file first."""
    not_empty = [table for table in tables if len(table)]
    if not not_empty:
        return tables[0]
    return pd.concat(not_empty, ignore_index=True).sort_values(
        "row", kind="stable", na_position="first", ignore_index=True
    )


def shorten_value(value: str) -> str:
    """The value, cut after LONGEST_VALUE characters."""
    return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}..."


def problem_sentences(problems: pd.DataFrame, most: int = MOST_SENTENCES) -> list[str]:
    """One sentence for each of the first `most` problems, then one with the number of the others, if any."""
    lines = [_sentence(record) for record in problems.head(most).to_dict("records")]
    if len(problems) > most:
        lines.append(tr("... and {number} more.", number=format_number(len(problems) - most)))
    return lines


def _sentence(record: dict[Any, Any]) -> str:
    row = "" if pd.isna(record["row"]) else tr("row {row}: ", row=record["row"])
    column = f"{record['column']}: " if record["column"] else ""
    value = f"{record['value']!r} " if record["value"] else ""
    hint = tr(" Did you mean {nearest}?", nearest=record["nearest"]) if record["nearest"] else ""
    return f"{row}{column}{value}{record['problem']}.{hint}"


def problems_by_row(problems: pd.DataFrame, rows: "pd.Index[Any]") -> "pd.Series[str]":
    """All problems of each row in one text; empty where there are none."""
    by_row = pd.Series("", index=rows, dtype="str")
    of_rows = problems[problems["row"].notna()]
    if len(of_rows):
        texts = of_rows["column"].str.cat(of_rows["value"].map(repr).where(of_rows["value"] != "", ""), sep=" ")
        texts = texts.str.strip().str.cat(of_rows["problem"], sep=": ").str.removeprefix(": ")
        by_row.update(texts.groupby(of_rows["row"].astype("int64")).agg("; ".join))
    return by_row


def refuse_misread_rows(problems: pd.DataFrame) -> None:
    """Raise AssessmentError for problems of rows, and for unknown columns whose name is close to a known one."""
    misread = problems[problems["row"].notna() | (problems["nearest"] != "")]
    if len(misread):
        raise AssessmentError(problem_sentences(misread))
