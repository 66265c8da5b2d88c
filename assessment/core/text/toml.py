"""TOML from outside, read by `tomllib` once it is known to hold nothing that reading takes long for."""

import re
import tomllib
from itertools import accumulate
from typing import Any

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr

TomlTable = dict[str, Any]

MOST_TOML_BYTES = 200_000
MOST_KEY_PARTS = 6
MOST_NESTING = 32
MOST_DIGITS = 40
"""Limits of a TOML text: its size, parts of a dotted key, lists and tables in each other, characters of a number."""

QUOTED = re.compile(
    r'"""(?:\\.|(?!""")[^\\])*+(?:"{3,5}|\\?\Z)'
    r"|'''(?:(?!''').)*+(?:'{3,5}|\Z)"
    r'|"(?:\\[^\n]|[^"\\\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+",
    re.DOTALL,
)
"""A text in quotation marks, closed or not, or a comment."""
LONG_KEY = re.compile(rf"(?:\.[^.=,\[\]{{}}\n]*+){{{MOST_KEY_PARTS}}}")
LONG_NUMBER = re.compile(rf"(?<![\w-])\d\w{{{MOST_DIGITS}}}")
BRACKET = re.compile(r"[\[\]{}]")


def parse_toml(text: str) -> TomlTable:
    """The tables in a TOML text.

    Raises AssessmentError for one that is malformed, with line and column where tomllib names them, and for one
    beyond the limits above: tomllib takes the square of the parts of a key in time and memory, nesting uses up
    Python's stack, and numbers of thousands of digits cannot be written as text again.
    """
    if len(text.encode("utf-8", "replace")) > MOST_TOML_BYTES:
        raise AssessmentError([tr("it is larger than {most} bytes.", most=f"{MOST_TOML_BYTES:,}")])
    _check_limits(QUOTED.sub(_empty_text, text))
    try:
        return tomllib.loads(text)
    except ValueError as error:
        reason, place = _reason_and_place(str(error))
        raise AssessmentError([tr("{place}this is not TOML ({reason}).", place=place, reason=reason)]) from None


def _empty_text(quoted: re.Match[str]) -> str:
    """An empty text on as many lines as the quoted one."""
    return '"' + "\n" * quoted[0].count("\n")


def _check_limits(text: str) -> None:
    """Raise AssessmentError where a text without the content of its quotes goes beyond a limit."""
    if found := LONG_KEY.search(text):
        raise _beyond_limit(text, found, tr("a key of more than {most} parts", most=MOST_KEY_PARTS))
    if found := LONG_NUMBER.search(text):
        raise _beyond_limit(text, found, tr("a number of more than {most} characters", most=MOST_DIGITS))
    brackets = list(BRACKET.finditer(text))
    depths = accumulate(1 if bracket[0] in "[{" else -1 for bracket in brackets)
    for bracket, depth in zip(brackets, depths, strict=True):
        if depth > MOST_NESTING:
            raise _beyond_limit(text, bracket, tr("more than {most} lists or tables in each other", most=MOST_NESTING))


def _beyond_limit(text: str, found: re.Match[str], what: str) -> AssessmentError:
    line = text.count("\n", 0, found.start()) + 1
    return AssessmentError([tr("line {line}: {what} cannot be read.", line=line, what=what)])


def _reason_and_place(message: str) -> tuple[str, str]:
    """What tomllib found, and where."""
    found = re.fullmatch(r"(.*) \(at (?:(line \d+, column \d+)|end of document)\)", message, re.DOTALL)
    if found is None:
        return message, ""
    reason = found[1][0].lower() + found[1][1:]
    return reason, f"{found[2] or 'end of the file'}: "
