"""Sentences for the validation errors of pydantic."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from assessment.catalog.forms import ID, Form
from assessment.catalog.schema import DataRow, nested_rows

BARE_KEY = Form(r"[A-Za-z0-9_-]{1,40}", "a bare key")

WORDING = {
    "missing": "key {key} is missing",
    "extra_forbidden": "key {key} is unknown; expected {keys}",
    "string_type": "got {got}; expected text",
    "bool_type": "got {got}; expected true or false",
    "int_type": "got {got}; expected a whole number",
    "float_type": "got {got}; expected a number",
    "list_type": "got {got}; expected a list",
    "dict_type": "got {got}; expected a table",
    "model_type": "got {got}; expected a table",
    "finite_number": "got {got}; expected a finite number",
    "greater_than": "got {got}; expected a number above {gt:g}",
    "greater_than_equal": "got {got}; expected a number of at least {ge:g}",
    "less_than": "got {got}; expected a number below {lt:g}",
    "less_than_equal": "got {got}; expected a number of at most {le:g}",
    "too_short": "the number of entries is {actual_length}; expected {min_length} or more",
    "enum": "got {got}; expected {expected}",
    "expected": "got {got}; expected {words}",
}
"""Type of pydantic error -> template of the sentence."""


def error_sentence(error: ErrorDetails, row: type[DataRow], raw: Any, place: str) -> str:
    """One sentence on one error: its place in the file, what is wrong, what was expected."""
    path, key = error["loc"], ""
    if error["type"] in ("missing", "extra_forbidden"):
        path, key = path[:-1], describe_value(path[-1])
    for step in path:
        row = nested_rows(row).get(str(step), row)
    words: Mapping[str, Any] = {
        "got": describe_value(error["input"]),
        "message": error["msg"],
        "key": key,
        "keys": ", ".join(row.model_fields),
        **error.get("ctx", {}),
    }
    where = ".".join(part for part in (place, *_path_words(raw, path)) if part)
    what = WORDING.get(error["type"], "got {got}; {message}").format_map(words)
    return f"{where}: {what}" if where else what


def describe_value(value: Any) -> str:
    """A value for a sentence: on one line and of bounded length."""
    match value:
        case bool():
            return str(value).lower()
        case int() if abs(value) >= 10**15:
            return "a huge number"
        case int() | float():
            return str(value)
        case str():
            return repr(value if len(value) <= 40 else value[:39] + "\N{HORIZONTAL ELLIPSIS}")
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            return "a date or time"


def entry_name(entry: Any, number: int) -> str:
    """The id of a list entry, or "#" and its number from 1 where it has no valid id."""
    entry_id = entry.get("id") if isinstance(entry, dict) else None
    return entry_id if isinstance(entry_id, str) and ID.matches(entry_id) else f"#{number}"


def path_key(key: str) -> str:
    """A key for a path: bare where TOML allows it, quoted otherwise."""
    return key if BARE_KEY.matches(key) else describe_value(key)


def _path_words(raw: Any, path: tuple[int | str, ...]) -> list[str]:
    """The steps of a path into `raw` as words: keys, and ids of list entries."""
    words = []
    for step in path:
        raw = raw[step]
        words.append(entry_name(raw, step + 1) if isinstance(step, int) else path_key(step))
    return words
