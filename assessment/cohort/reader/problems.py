"""What was wrong with a table, itself a table: row, column, value, nearest, problem."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import number_words, tr

PROBLEM_COLUMNS = ("row", "column", "value", "nearest", "problem")
"""`row` counts as a spreadsheet does, the heading being row 1; it is missing where the whole table is meant."""

Problem = tuple[Any, str, str, str, str]
"""The cells of one problem."""

LONGEST_VALUE = 80
MOST_SENTENCES = 20


def problem_table(records: Sequence[Problem] = ()) -> pd.DataFrame:
    """A table of problems."""
    table = pd.DataFrame(list(records), columns=list(PROBLEM_COLUMNS))
    return table.astype({"row": "Int64", "column": "str", "value": "str", "nearest": "str", "problem": "str"})


def joined(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The problems of all the tables, by row; those of the whole table first."""
    filled = [table for table in tables if len(table)]
    if not filled:
        return problem_table()
    return pd.concat(filled, ignore_index=True).sort_values(
        "row", kind="stable", na_position="first", ignore_index=True
    )


def clipped(value: str) -> str:
    """The value as far as it is worth showing."""
    return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}..."


def sentences(problems: pd.DataFrame, most: int = MOST_SENTENCES) -> list[str]:
    """One sentence for each problem, the first `most`, and how many there are besides."""
    told = [_sentence(record) for record in problems.head(most).to_dict("records")]
    if len(problems) > most:
        told.append(tr("... and {number} more.", number=number_words(len(problems) - most)))
    return told


def _sentence(record: dict[Any, Any]) -> str:
    row = "" if pd.isna(record["row"]) else tr("row {row}: ", row=record["row"])
    column = f"{record['column']}: " if record["column"] else ""
    value = f"{record['value']!r} " if record["value"] else ""
    hint = tr(" Did you mean {nearest}?", nearest=record["nearest"]) if record["nearest"] else ""
    return f"{row}{column}{value}{record['problem']}.{hint}"


def row_marks(problems: pd.DataFrame, rows: "pd.Index[Any]") -> "pd.Series[str]":
    """What is wrong with each row, in one text; empty where nothing is."""
    marks = pd.Series("", index=rows, dtype="str")
    told = problems[problems["row"].notna()]
    if len(told):
        texts = told["column"].str.cat(told["value"].map(repr).where(told["value"] != "", ""), sep=" ")
        texts = texts.str.strip().str.cat(told["problem"], sep=": ").str.removeprefix(": ")
        marks.update(texts.groupby(told["row"].astype("int64")).agg("; ".join))
    return marks


def refuse(problems: pd.DataFrame) -> None:
    """Raise AssessmentError for what a strict reader does not let pass.

    That is everything wrong with a row, and an unknown column with a name that is close to a known one.
    """
    grave = problems[problems["row"].notna() | (problems["nearest"] != "")]
    if len(grave):
        raise AssessmentError(sentences(grave))
