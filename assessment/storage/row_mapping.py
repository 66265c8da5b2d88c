"""Values to rows and back: the columns of a process, and the JSON that a snapshot holds."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from assessment.core.applications.records import Application, Scores, Snapshot
from assessment.core.model.process import Outcome, Person, Process

FACTS = tuple(field.name for field in fields(Process))
SCORES = tuple(field.name for field in fields(Scores))


def facts(process: Process) -> dict[str, Any]:
    """The columns of a process."""
    return {**asdict(process), "people": [asdict(person) for person in process.people]}


def plain(value: Any) -> Any:
    """The value as JSON has it: days and moments as ISO text."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def process_from(values: Mapping[str, Any]) -> Process:
    """The process of a row, or of the JSON of a snapshot; what a newer version added is left out."""
    known = {name: values[name] for name in FACTS if values.get(name) is not None}
    known["people"] = tuple(Person(person["name"], person.get("role", "")) for person in known.get("people", ()))
    for name in ("interview_date", "promised_date", "last_word_date"):
        if isinstance(known.get(name), str):
            known[name] = date.fromisoformat(known[name])
    if "outcome" in known:
        known["outcome"] = Outcome(known["outcome"])
    return Process(**known)


def application_from(row: Mapping[str, Any]) -> Application:
    """The application of a row."""
    return Application(
        row["id"], process_from(row), row["created_at"], row["round"], row["archived"], row["outcome_at"]
    )


def snapshot_row(snapshot: Snapshot) -> dict[str, Any]:
    """The columns of a snapshot but those of its key."""
    return {
        "taken_at": snapshot.taken_at,
        "scores": asdict(snapshot.scores),
        "responses": dict(snapshot.responses),
        "process": plain(facts(snapshot.process)),
    }


def snapshot_from(row: Mapping[str, Any]) -> Snapshot:
    """The snapshot of a row."""
    return Snapshot(
        day=row["day"],
        taken_at=row["taken_at"],
        round=row["round"],
        instrument_version=row["instrument_version"],
        scores=Scores(**{name: row["scores"][name] for name in SCORES if name in row["scores"]}),
        responses=MappingProxyType(dict(row["responses"])),
        process=process_from(row["process"]),
    )
