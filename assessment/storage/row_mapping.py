"""Converts values to rows of the tables and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from assessment.core.applications.records import Application, Snapshot, SnapshotScores
from assessment.core.model.process import FACTS, Outcome, People, Person, Process

SCORES = tuple(field.name for field in fields(SnapshotScores))


def _people(rows: Sequence[Mapping[str, Any]]) -> People:
    return tuple(Person(row["name"], row.get("role", "")) for row in rows)


def _day(value: str | date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _same(value: Any) -> Any:
    return value


FROM_ROW: dict[Any, Callable[[Any], Any]] = {
    str: _same,
    People: _people,
    date: _day,
    Outcome: Outcome,
    float: _same,
    int: _same,
}
"""Type of a fact -> what makes its value of what a row, or the JSON of a snapshot, holds."""


def process_row(process: Process) -> dict[str, Any]:
    """The facts of a process as columns of a row."""
    return {**asdict(process), "people": [asdict(person) for person in process.people]}


def json_value(value: Any) -> Any:
    """The value as JSON holds it: days and moments as ISO text."""
    if isinstance(value, date | datetime):
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
    """The application of a row."""
    return Application(
        row["id"], process_from(row), row["created_at"], row["round"], row["archived"], row["outcome_at"]
    )


def snapshot_row(snapshot: Snapshot) -> dict[str, Any]:
    """A snapshot as columns of a row."""
    return {
        "round": snapshot.round,
        "day": snapshot.day,
        "instrument_version": snapshot.instrument_version,
        "taken_at": snapshot.taken_at,
        "scores": asdict(snapshot.scores),
        "responses": dict(snapshot.responses),
        "process": json_value(process_row(snapshot.process)),
    }


def snapshot_from(row: Mapping[str, Any]) -> Snapshot:
    """The snapshot of a row."""
    return Snapshot(
        day=row["day"],
        taken_at=row["taken_at"],
        round=row["round"],
        instrument_version=row["instrument_version"],
        scores=SnapshotScores(**{name: row["scores"][name] for name in SCORES if name in row["scores"]}),
        responses=MappingProxyType(dict(row["responses"])),
        process=process_from(row["process"]),
    )
