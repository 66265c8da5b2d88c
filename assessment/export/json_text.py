"""JSON from outside as values: what would only be noticed later, or be read in two ways, is refused at once."""

import json
import re
from collections import Counter
from typing import Any

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_title

MOST_DIGITS = 15
SHOWN_LENGTH = 40
LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")


def parse_json(text: str) -> Any:
    """The value that a JSON text holds.

    Raises AssessmentError for a key that stands twice in one object and for a number that is too long or none, and
    ValueError or RecursionError for a text that is no JSON or nested too deeply.
    """
    return json.loads(text, object_pairs_hook=_members, parse_int=_integer, parse_constant=_no_constant)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members of an object, with texts that can be encoded."""
    counts = Counter(name for name, _ in pairs)
    if twice := [name for name, count in counts.items() if count > 1]:
        raise AssessmentError([f"The key {shown(name)} stands twice in one object." for name in twice])
    return {_encodable(name): _encodable(value) for name, value in pairs}


def _encodable(value: Any) -> Any:
    return LONE_SURROGATES.sub("\ufffd", value) if isinstance(value, str) else value


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise AssessmentError([f"The number {shown(digits)} is too long; expected at most {MOST_DIGITS} digits."])
    return int(digits)


def _no_constant(name: str) -> Any:
    raise AssessmentError([f"{name} is no number that can be used."])


def shown(value: Any) -> str:
    """A value as a sentence can quote it: short, on one line, and a list or an object by its kind alone."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    text = value if isinstance(value, str) else json.dumps(value)
    return f"'{clean_title(text)[:SHOWN_LENGTH]}'"
