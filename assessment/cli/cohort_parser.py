"""The arguments of the `cohort` commands. The modules that do the work are imported when a command is run."""

import argparse
import codecs
from datetime import date
from pathlib import Path
from typing import Any

from assessment.cli.lazy_command import SubParsers, lazy_command
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY, DayOrder, check_day

IN_HELP = "CSV, spreadsheet or Parquet files of responses, or directories of Parquet files"
OUT_HELP = "where to write: .csv or .parquet"

CODES_OF_CHARACTERS = {"utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode"}
"""Encodings that no table is in, and some of which yield characters that no file can hold."""


def add_cohort_parser(commands: SubParsers) -> None:
    """Add `cohort` with its own commands to the sub-parsers of a command line.

    Each sets `command` to a function that takes the options and returns the exit code, or raises AssessmentError.
    """
    cohort = commands.add_parser("cohort", help="a table of people in, scores out, at any size")
    parts = cohort.add_subparsers(required=True, metavar="COMMAND")

    _add_score_parser(parts)

    summary = parts.add_parser("summary", help="how the scores and gaps of a cohort are spread")
    _add_reading(summary)
    summary.add_argument("--json", action="store_true", help="as JSON")
    summary.set_defaults(command=lazy_command("cohort", "summary"))

    learn = parts.add_parser("learn", help="count outcomes, for figures learned from them")
    learn.add_argument(
        "files", metavar="OUTCOMES", nargs="+", help=f"{IN_HELP}, with the column `outcome`; or learned files"
    )
    _add_out(learn, "where to write the counts: .toml")
    _add_text_options(learn)
    _add_any_version(learn)
    learn.set_defaults(command=lazy_command("cohort", "learn"))

    template = parts.add_parser("template", help="an empty table to fill in, or the dictionary of what may stand in it")
    _add_out(template, f"{OUT_HELP}; an empty table also as .xlsx, with the answers to choose from")
    template.add_argument("--dictionary", action="store_true", help="write the dictionary")
    template.set_defaults(command=lazy_command("cohort", "template"))


def _add_score_parser(parts: Any) -> None:
    score = parts.add_parser("score", help="the scores of every row, as CSV or Parquet")
    _add_reading(score)
    _add_out(score, OUT_HELP)
    score.add_argument("--problems", metavar="OUT", type=Path, help="where to write all the problems: .csv or .parquet")
    score.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="score with Dask (extra `cluster`), on the scheduler at ADDRESS or on the cores of this machine "
        "(`local`); OUT is then a new directory of Parquet files",
    )
    score.set_defaults(command=lazy_command("cohort", "score"))


def _add_out(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("-o", "--out", metavar="OUT", required=True, type=Path, help=what)


def add_learned(parser: argparse.ArgumentParser) -> None:
    """Add `--learned` to a command that scores; `learned_figures.scoring_instrument(options)` then reads it."""
    parser.add_argument("--learned", metavar="FILE", type=Path, help="counts of outcomes to update the figures with")
    _add_any_version(parser)


def _add_any_version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--any-version", action="store_true", help="take counts of another version of the questionnaire"
    )


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="IN", nargs="+", help=IN_HELP)
    parser.add_argument("--strict", action="store_true", help="refuse input with anything wrong in a row")
    parser.add_argument("--today", metavar="DATE", type=_day, help="the day for which to score")
    _add_text_options(parser)
    add_learned(parser)


def _add_text_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--encoding", type=_encoding, help="of CSV; otherwise by its mark, UTF-8, or else the likeliest of the old ones"
    )
    add_dates(parser)


def add_dates(parser: argparse.ArgumentParser) -> None:
    """Add `--dates`, the order of day and month, to a command that reads dates."""
    parser.add_argument(
        "--dates",
        type=_day_order,
        metavar="ORDER",
        help="which of two numbers of a date is the day, where no date of a file shows it: day-first or month-first",
    )


def _day(text: str) -> date:
    try:
        return check_day(date.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no day from {FIRST_DAY} to {LAST_DAY}; write it like 2026-11-02"
        ) from None


def _day_order(text: str) -> DayOrder:
    try:
        return DayOrder(text.strip().lower().replace("-", " "))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no order; write day-first or month-first") from None


def _encoding(name: str) -> str:
    try:
        "".encode(name)
        if codecs.lookup(name).name.replace("_", "-") in CODES_OF_CHARACTERS:
            raise LookupError(name)
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f"'{name}' is no encoding of text; name one like cp1252 or utf-16") from None
    return name
