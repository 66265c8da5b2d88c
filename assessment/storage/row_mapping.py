"""Converts values to rows of the tables and back."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime, time
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from assessment.core.applications.records import Application, Snapshot, SnapshotScores
from assessment.core.model.day_book import DayBook, DayBookEntry, Happening
from assessment.core.model.process import FACTS, Outcome, People, Person, Process

V = TypeVar("V")

SCORES = tuple(field.name for field in fields(SnapshotScores))


def expect(kind: type[V], value: Any) -> V:
    """The value; raises ValueError where it is of another kind, as in a database that something else wrote to."""
    if not isinstance(value, kind):
        raise ValueError(f"{type(value).__name__} in place of {kind.__name__}")
    return value


def _people(rows: Any) -> People:
    people = [expect(dict, row) for row in expect(list, rows)]
    return tuple(
        Person(expect(str, row.get("name")), expect(str, row.get("role", "")), expect(str, row.get("email", "")))
        for row in people
    )


def _day_book(rows: Any) -> DayBook:
    entries = [expect(dict, row) for row in expect(list, rows)]
    return tuple(
        DayBookEntry(
            Happening(expect(str, entry.get("kind"))),
            day_from(entry.get("day")),
            expect(str, entry.get("text", "")),
            expect(str, entry.get("step_id", "")),
            *(day_from(entry[name]) if entry.get(name) else None for name in ("before", "after")),
        )
        for entry in entries
    )


def day_from(value: Any) -> date:
    """The day that a column or the JSON of one holds."""
    return date.fromisoformat(value) if isinstance(value, str) else expect(date, value)


def _time_from(value: Any) -> time:
    return time.fromisoformat(value) if isinstance(value, str) else expect(time, value)


def _number(value: Any) -> float:
    return value if isinstance(value, int) else expect(float, value)


FROM_ROW: dict[Any, Callable[[Any], Any]] = {
    str: partial(expect, str),
    People: _people,
    DayBook: _day_book,
    date: day_from,
    time: _time_from,
    Outcome: Outcome,
    float: _number,
    int: partial(expect, int),
}
"""Type of a fact -> what makes its value of what a row, or the JSON of a snapshot, holds."""


IN_JSON = [name for name, fact in FACTS.items() if fact.type in (People, DayBook)]
"""The facts that are lists, kept as JSON."""


def process_row(process: Process) -> dict[str, Any]:
    """The facts of a process as columns of a row."""
    values = asdict(process)
    return {**values, **{name: json_value(values[name]) for name in IN_JSON}}


def json_value(value: Any) -> Any:
    """The value as JSON holds it: days, times and moments as ISO text."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: json_value(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(part) for part in value]
    return value


def process_from(values: Mapping[str, Any]) -> Process:
    """The process of a row or of the JSON of a snapshot; facts that only a newer version knows are left out."""
    given = {name: fact for name, fact in FACTS.items() if values.get(name) is not None}
    return Process(**{name: FROM_ROW[fact.type](values[name]) for name, fact in given.items()})


def application_from(row: Mapping[str, Any]) -> Application:
    names = ("id", "created_at", "round", "archived", "outcome_at", "open_part")
    return Application(process=process_from(row), **{name: row[name] for name in names})


def step_from(kind: type[V], values: Any) -> V:
    """The step of this kind that JSON holds."""
    day = expect(dict, values)["day"]
    return kind(**{**values, "day": day_from(day) if day else None})


SNAPSHOT_COLUMNS = ("round", "day", "instrument_version", "taken_at")


def snapshot_row(snapshot: Snapshot) -> dict[str, Any]:
    return {
        **{name: getattr(snapshot, name) for name in SNAPSHOT_COLUMNS},
        "scores": asdict(snapshot.scores),
        "responses": dict(snapshot.responses),
        "process": json_value(process_row(snapshot.process)),
    }


def snapshot_from(row: Mapping[str, Any]) -> Snapshot:
    scores = expect(dict, row["scores"])
    return Snapshot(
        **{name: row[name] for name in SNAPSHOT_COLUMNS},
        scores=SnapshotScores(**{name: scores[name] for name in SCORES if name in scores}),
        responses=MappingProxyType(expect(dict, row["responses"])),
        process=process_from(expect(dict, row["process"])),
    )
