"""The files that pass between a client and a coach, as JSON."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assessment.core.applications.coaching import ClientFile, CoachFile, CoachStep, GivenStep, check_client_file
from assessment.core.applications.giving import GIVEN_FACTS
from assessment.core.applications.notes import KINDS, Note
from assessment.core.applications.records import SnapshotScores
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Process, drop_impossible_facts
from assessment.core.text.i18n import tr
from assessment.export.checksum_json import FOR_COACH, FROM_COACH, read_with_checksum, write_with_checksum
from assessment.export.coach_schema import ClientObject, CoachObject

Read = TypeVar("Read", bound=BaseModel)


def client_file_json(file: ClientFile) -> str:
    """The file for the coach; `read_client_file` reads it without loss."""
    content = _plain(file)
    if file.notes is not None:
        content["notes"] = [
            {"id": note.id, "kind": note.kind, "round": note.round, "content": _plain(note.content)}
            for note in file.notes
        ]
    return write_with_checksum(FOR_COACH, content)


def read_client_file(data: bytes) -> ClientFile:
    """What a client gave; raises AssessmentError with one sentence for a file that is not as Callback made it."""
    row = _validated(ClientObject, read_with_checksum(FOR_COACH, data))
    process = Process(**{name: getattr(row.process, name) for name in GIVEN_FACTS})
    file = ClientFile(
        row.application,
        row.day,
        row.instrument_version,
        drop_impossible_facts(process, row.day),
        row.round,
        scores=row.scores and SnapshotScores(**dict(row.scores)),
        responses=row.responses,
        steps=None if row.steps is None else tuple(GivenStep(**_values(step)) for step in row.steps),
        notes=None if row.notes is None else tuple(map(_note, row.notes)),
    )
    try:
        return check_client_file(file)
    except AssessmentError as error:
        raise AssessmentError([_contradiction(error.problems[0])]) from error


def _note(row: Any) -> Note:
    return Note(row.id, KINDS[row.kind](**_values(row.content)), round=row.round)


def _values(row: Any) -> dict[str, Any]:
    """The fields of an object of a file, its lists as tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row}


def coach_file_json(file: CoachFile) -> str:
    """The file that the coach gives back; `read_coach_file` reads it without loss."""
    return write_with_checksum(FROM_COACH, _plain(file))


def read_coach_file(data: bytes) -> CoachFile:
    """What a coach gave back; raises AssessmentError with one sentence for a file that is not as Callback made it."""
    row = _validated(CoachObject, read_with_checksum(FROM_COACH, data))
    return CoachFile(row.application, row.day, row.coach, tuple(CoachStep(**dict(step)) for step in row.steps))


def _validated(schema: type[Read], content: Any) -> Read:
    try:
        return schema.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ": ".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise AssessmentError([_contradiction(f"{place}: {first['msg']}" if place else first["msg"])]) from error


def _contradiction(what: str) -> str:
    return tr("This file says what no Callback writes: {what}. Ask for it again.", what=what.rstrip("."))


def _plain(value: Any) -> Any:
    """The value as JSON has it; a field of a dataclass with its empty value is left out."""
    if is_dataclass(value):
        return {
            each.name: _plain(getattr(value, each.name))
            for each in fields(value)
            if each.default is MISSING or getattr(value, each.name) != each.default
        }
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | time) else value
