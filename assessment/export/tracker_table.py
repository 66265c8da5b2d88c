"""The table of a tracker of applications: CSV, a spreadsheet or JSON.

JSON is a list of objects, alone or somewhere inside one object, as BANIMALS-NFT/Job-Tracker, SunidhiSingla/JobTracker
and lukeforit/app-hunter export it; of several lists the one with the most known columns counts. Objects inside count by
their label, as in Gsync/jobsync, whose CSV (Company, JobTitle, Status ...) is read as a table, as are those of Huntr
(Company, Title, List) and Teal (Company Name, Job Title, Status). The pages that Notion's API gives have their cells in
`properties`, each under the name of its type, and the records of Airtable's in `fields`.
"""

import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import format_number, mark_for_translation, tr
from assessment.export.plan_csv import plan_columns
from assessment.export.sheet import as_sentence
from assessment.export.tracker_vocabulary import HEADINGS, tracker_columns
from assessment.files import read_text
from assessment.table_reading import Dropped, open_table
from assessment.table_reading.heading import MOST_COLUMNS

NAMES = ("employer", "role")
"""Columns with a name, which is no sentence."""
MOST_BYTES = 10_000_000
MOST_ROWS = 5_000
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NOT_SPACE = re.compile(r"\S")
JSON_BEGINNING = re.compile(r"""\s*(?:(?://|\#)[^\n]*\n\s*|/\*(?:(?!\*/).)*\*/\s*)*[\[{]\s*["'\[{}\]]""", re.DOTALL)
"""How JSON begins, comments before it included, which are a mistake there."""
LONGEST_BEGINNING = 4_000
NO_LIST = mark_for_translation("it is JSON without a list of applications; export the tracker as CSV.")
LINK = re.compile(r"(?<=\S) \(https?://[^()\s]+\)")
"""What Notion writes after the name of a related page."""
MOST_NESTED = 8
NESTED_NAMES = ("label", "name", "title", "value", "plain_text", "start")
"""Which value of an object inside an object is its text."""


@dataclass(frozen=True, slots=True)
class TrackerTable:
    """A tracker's columns, its rows with their numbers, sentences on how it was read, and rows that cannot be."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notices: tuple[str, ...] = ()
    unreadable: tuple[tuple[int, str], ...] = ()

    def matching(self) -> dict[str, int | None]:
        """Field -> the place of the first column whose heading means it; None for none."""
        ids = [tracker_columns().id_of(name) for name in self.columns]
        return {name: ids.index(name) if name in ids else None for name in HEADINGS}


def read_tracker(content: bytes) -> TrackerTable:
    """The table of a tracker; raises AssessmentError with one sentence where it is none."""
    if len(content) > MOST_BYTES:
        raise AssessmentError(
            [tr("the file is larger than {megabytes} MB; expected one tracker.", megabytes=MOST_BYTES // 1_000_000)]
        )
    table = _json_table(content) or _open(content)
    if any(plan_columns().id_of(name) == "step_id" for name in table.columns):
        raise AssessmentError([tr("it is a plan of Callback and no tracker; bring it back on the page of the plan.")])
    if len(table.rows) > MOST_ROWS:
        raise AssessmentError([tr("it has more than {most} rows; split it.", most=format_number(MOST_ROWS))])
    return table


def _open(content: bytes) -> TrackerTable:
    table = open_table(io.BytesIO(content), tracker_columns().id_of, identities=NAMES)
    rows, unreadable, dropped = [], [], Dropped()
    width = len(table.names)
    for number, record in table.rows(dropped):
        if isinstance(record, str):
            unreadable.append((number, record))
        else:
            cells = tuple(clean_title(LINK.sub("", cell)) for cell in record)
            rows.append((number, (*cells, *[""] * (width - len(cells)))))
    notices = tuple(map(as_sentence, (*table.notices, *dropped.notices())))
    return TrackerTable(table.names, tuple(rows), notices, tuple(unreadable))


def _json_table(content: bytes) -> TrackerTable | None:
    """The objects of a JSON file as rows, their keys as columns; None for a file that does not look like JSON."""
    try:
        value = json.loads(content)
    except RecursionError:
        return None
    except ValueError:
        if not JSON_BEGINNING.match(content[:LONGEST_BEGINNING].decode(json.detect_encoding(content), "replace")):
            return None
        value = _json_values(read_text(io.BytesIO(content), MOST_BYTES))
    objects = max(_lists(value), key=_known_columns, default=[])
    if not _known_columns(objects):
        raise AssessmentError([tr(NO_LIST)])
    names = _names(objects)
    columns = tuple(map(_heading, names))
    rows = tuple((number, tuple(_cell(each.get(name)) for name in names)) for number, each in enumerate(objects, 1))
    return TrackerTable(columns, rows)


def _json_values(text: str) -> list[Any]:
    """The values of JSON Lines; raises AssessmentError with the place of the first mistake."""
    values, place = list[Any](), 0
    try:
        while found := NOT_SPACE.search(text, place):
            value, place = json.JSONDecoder().raw_decode(text, found.start())
            values.append(value)
    except json.JSONDecodeError as error:
        sentence = tr(
            "it is JSON with a mistake in line {line}, column {column}; export it again, or as CSV.",
            line=error.lineno,
            column=error.colno,
        )
        raise AssessmentError([sentence]) from error
    except RecursionError as error:
        raise AssessmentError([tr(NO_LIST)]) from error
    return values


def _lists(value: Any, most_nested: int = MOST_NESTED) -> Iterator[list[dict[str, Any]]]:
    """The lists of objects in a value, at most so deep; an object counts as one if each of its values is a row."""
    inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if inside and all(isinstance(each, dict) for each in inside):
        rows = [_with_cells(each) for each in inside]
        if isinstance(value, list) or all(_known_columns([row]) for row in rows):
            yield rows
    if isinstance(value, dict) and most_nested:
        for each in inside:
            yield from _lists(each, most_nested - 1)


def _with_cells(row: dict[str, Any]) -> dict[str, Any]:
    """The object with the cells of a row: the one inside it where APIs keep them, or itself if it has more of them."""
    inside = row.get("properties") if row.get("object") == "page" else row.get("fields")
    return max((inside, row), key=lambda each: _known_columns([each])) if isinstance(inside, dict) else row


def _names(objects: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for each in objects for name in each))


def _heading(name: str) -> str:
    return clean_title(CAMEL.sub(" ", name))


def _known_columns(objects: Sequence[dict[str, Any]]) -> int:
    """How many fields of an application the objects have; 0 without employer and role, and for too many columns."""
    names = _names(objects)
    if len(names) > MOST_COLUMNS:
        return 0
    known = {tracker_columns().id_of(_heading(name)) for name in names} - {None}
    return 0 if known.isdisjoint(NAMES) else len(known)


def _cell(value: Any, most_nested: int = MOST_NESTED) -> str:
    """The text of a value, "" where it lies too deep."""
    if value is None or not most_nested:
        return ""
    if isinstance(value, dict):
        if isinstance(kind := value.get("type"), str) and kind in value:
            return _cell(value[kind], most_nested - 1)
        return next((_cell(value[name], most_nested - 1) for name in NESTED_NAMES if value.get(name)), "")
    if isinstance(value, list):
        if all(isinstance(each, dict) and "plain_text" in each for each in value):
            return clean_title("".join(str(each["plain_text"]) for each in value))
        return ", ".join(filter(None, (_cell(each, most_nested - 1) for each in value)))
    return clean_title(str(value))
