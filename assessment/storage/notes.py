"""What a person wrote down: the rows of the table `notes`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from assessment.core.applications.notes import KINDS, TYPES, Content, Landed, Note, is_same_note
from assessment.storage.row_mapping import expect, json_value
from assessment.storage.statements import TableRow, get_row, lock_row, next_position
from assessment.storage.tables import APPLICATIONS, NOTES


def notes_of(connection: Connection, owner: str, application: str) -> tuple[Note, ...]:
    """The stories of the owner and the notes on one application, by position; raises UnknownApplicationError."""
    get_row(connection, owner, application)
    return _listed(connection, owner, or_(NOTES.c.application.is_(None), NOTES.c.application == application))


def all_notes(connection: Connection, owner: str) -> tuple[Note, ...]:
    """The stories of the owner and the notes on every application that is not deleted, by position."""
    kept = select(APPLICATIONS.c.id).where(APPLICATIONS.c.owner == owner, APPLICATIONS.c.deleted_at.is_(None))
    return _listed(connection, owner, or_(NOTES.c.application.is_(None), NOTES.c.application.in_(kept)))


def put_note(connection: Connection, owner: str, note: Note, last_seen: Note | None) -> Note | None:
    """Save a note and return None, or return the stored one where it is neither `last_seen` nor this one.

    A note that is not stored, or no longer, is added after the others. Raises UnknownApplicationError.
    """
    if note.application:
        lock_row(connection, owner, note.application)
    is_note = _is_note(owner, note.id)
    row = connection.execute(select(NOTES).where(is_note).with_for_update()).one_or_none()
    if row is None:
        position = next_position(connection, NOTES, NOTES.c.owner == owner)
        connection.execute(insert(NOTES).values(owner=owner, **{**_row_of(note), "position": position}))
        return None
    stored = _note_from(row)
    if not (is_same_note(stored, last_seen) or is_same_note(stored, note)):
        return stored
    changed = {name: value for name, value in _row_of(note).items() if name in ("archived", "content")}
    connection.execute(update(NOTES).where(is_note).values(**changed))
    return None


def remove_note(connection: Connection, owner: str, note_id: str) -> None:
    """Remove a note; does nothing where it is gone."""
    connection.execute(delete(NOTES).where(_is_note(owner, note_id)))


def export_notes(connection: Connection, owner: str) -> list[dict[str, Any]]:
    """The notes of `all_notes` as JSON holds them, by position."""
    return [json_value(_row_of(note)) for note in all_notes(connection, owner)]


def add_notes(
    connection: Connection, owner: str, rows: Sequence[Mapping[str, Any]], applications: Mapping[str, str]
) -> int:
    """Add notes of an export: stories that are not here, and those of the applications that were added.

    `applications` has the id in the file -> the id here, of these. Returns how many were added.
    """
    stored = set(connection.scalars(select(NOTES.c.id).where(NOTES.c.owner == owner)))
    added = [
        {**row, "owner": owner, "application": applications.get(row["application"])}
        for row in rows
        if row["id"] not in stored and (not row["application"] or row["application"] in applications)
    ]
    first = next_position(connection, NOTES, NOTES.c.owner == owner)
    if added:
        connection.execute(insert(NOTES), [{**row, "position": first + place} for place, row in enumerate(added)])
    return len(added)


def _listed(connection: Connection, owner: str, chosen: ColumnElement[bool]) -> tuple[Note, ...]:
    is_note = NOTES.c.kind.in_(KINDS)
    wanted = select(NOTES).where(NOTES.c.owner == owner, is_note, chosen).order_by(NOTES.c.position, NOTES.c.id)
    return tuple(_note_from(row) for row in connection.execute(wanted).all())


def _is_note(owner: str, note_id: str) -> ColumnElement[bool]:
    return and_(NOTES.c.owner == owner, NOTES.c.id == note_id)


def _row_of(note: Note) -> TableRow:
    """The note as columns of a row, without its owner."""
    return {
        "id": note.id,
        "application": note.application or None,
        "kind": note.kind,
        "round": note.round,
        "position": note.position,
        "archived": note.archived,
        "content": json_value(asdict(note.content)),
    }


def _note_from(row: Any) -> Note:
    content = _content_from(KINDS[row.kind], expect(dict, row.content))
    return Note(row.id, content, row.application or "", row.round, row.archived, row.position)


def _content_from(kind: type[Content], values: Mapping[str, Any]) -> Content:
    """The content that JSON holds; fields that only a newer version knows are left out."""
    types, given = TYPES[kind], dict[str, Any]()
    for name, value in values.items():
        if value is not None and name in types:
            # A value of its type needs no conversion, and most are: a thousand notes are read at once.
            given[name] = value if type(value) is types[name] else _value_from(types[name], value)
    return kind(**given)


def _value_from(of_type: Any, value: Any) -> Any:
    if of_type is Landed:
        return Landed(value)
    if of_type in (str, bool):
        return expect(of_type, value)
    return tuple(expect(str, each) for each in expect(list, value))
