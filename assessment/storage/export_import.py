"""Exports everything of one person as a JSON file or as tables, and imports the file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import IntegrityError

from assessment.core.applications.notes import KINDS, TYPES
from assessment.core.model.process import FACTS, fill_facts_of_person
from assessment.core.text.i18n import tr, tr_count
from assessment.storage import notes, statements
from assessment.storage.database import Storage
from assessment.storage.row_mapping import SCORES, json_value, process_from, process_row
from assessment.storage.statements import TableRow
from assessment.storage.tables import APPLICATIONS, PARTS, PLAN_EXPORTS, SNAPSHOTS

SCHEMA_VERSION = 1
OWN_COLUMNS = ("id", "created_at", "round", "archived", "outcome_at")
NOTE_COLUMNS = ("id", "application", "round", "archived")
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table of plain cells, ready to be written as CSV."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def export_json(storage: Storage, owner: str) -> str:
    """Everything of the owner as JSON, which `import_json` reads without loss."""

    def read(connection: Connection) -> dict[str, Any]:
        applications = [_application(connection, row) for row in statements.list_rows(connection, owner)]
        return {"applications": applications, "notes": notes.export_notes(connection, owner)}

    everything = {
        "callback_export": SCHEMA_VERSION,
        "exported_at": storage.clock().isoformat(),
        **storage.of(owner).read(read),
    }
    return _object(everything)


_json = partial(json.dumps, ensure_ascii=False, allow_nan=False)


def _object(members: Mapping[str, Any]) -> str:
    """The JSON of an object, each row of its lists in a line: read as easily as indented, and written much faster."""
    written = {
        name: "[\n" + ",\n".join(map(_json, value)) + "\n]" if isinstance(value, list) else _json(value)
        for name, value in members.items()
    }
    return "{\n" + ",\n".join(f"{_json(name)}: {value}" for name, value in written.items()) + "\n}\n"


@dataclass(frozen=True, slots=True)
class Imported:
    """The ids of the applications that were added, and a sentence for each that was here already and stays as it is.

    Others say how many notes were added, and how many texts were cut.
    """

    added: tuple[str, ...]
    notices: tuple[str, ...] = ()


def import_json(storage: Storage, owner: str, content: str | bytes) -> Imported:
    """Add the applications and notes of an export that are not here yet, all of these or none.

    Raises AssessmentError with one sentence for each reason to refuse the file.
    """
    from assessment.storage.export_reading import read_everything

    read, cut_texts = read_everything(content)
    file = read.model_dump()
    applications = file["applications"]

    def add(connection: Connection) -> Imported:
        stored_ids = {row["id"] for row in statements.list_rows(connection, owner)}
        new = [row for row in applications if row["id"] not in stored_ids]
        known = statements.facts_of_person(connection, owner)
        added = {row["id"]: _add_application(connection, owner, row, known) for row in new}
        notices = [_already_here(row) for row in applications if row["id"] in stored_ids]
        if count := notes.add_notes(connection, owner, file["notes"], added):
            notices.append(tr_count("{number} note added.", "{number} notes added.", count))
        if cut_texts:
            notices.append(
                tr_count(
                    "{number} text in the file was too long and was cut.",
                    "{number} texts in the file were too long and were cut.",
                    cut_texts,
                )
            )
        return Imported(tuple(added.values()), tuple(notices))

    return storage.of(owner).write(add)


def export_tables(storage: Storage, owner: str) -> Mapping[str, ExportTable]:
    """The owner's data as tables, by name.

    The answers and facts inside snapshots, and the steps inside exports of a plan, are only in the JSON file.
    """
    rows = storage.of(owner).read(lambda c: [(row, _parts(c, row["id"])) for row in statements.list_rows(c, owner)])
    tables = {"applications": _table((*OWN_COLUMNS, *FACTS), [row for row, _ in rows])}
    for part in PARTS:
        columns = tuple(column.name for column in part.columns)
        chosen = [row for _, parts in rows for row in parts[part.name]]
        if part is SNAPSHOTS:
            columns = (*columns[: columns.index("scores")], *SCORES)
            chosen = [{**row, **row["scores"]} for row in chosen]
        if part is PLAN_EXPORTS:
            columns = tuple(name for name in columns if name != "steps")
        tables[part.name] = _table(columns, chosen)
    written = storage.of(owner).read(lambda c: notes.export_notes(c, owner))
    for kind, content in KINDS.items():
        chosen = [{**note, **note["content"]} for note in written if note["kind"] == kind]
        tables[f"notes_{kind}"] = _table((*NOTE_COLUMNS, *TYPES[content]), chosen)
    return tables


def _table(columns: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> ExportTable:
    return ExportTable(columns, tuple(tuple(_cell(row.get(column)) for column in columns) for row in rows))


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    if isinstance(value, list):
        return "; ".join(map(_in_words, value))
    cell: Cell = json_value(value)
    return cell


def _in_words(row: Mapping[str, Any]) -> str:
    """A row inside a cell: its first value, and the others that are given in brackets behind it."""
    first, *others = (str(json_value(value)) for value in row.values() if value not in ("", None))
    return f"{first} ({', '.join(others)})" if others else first


def _application(connection: Connection, row: TableRow) -> dict[str, Any]:
    own = {name: json_value(row[name]) for name in OWN_COLUMNS}
    parts = {
        name: [
            {column: json_value(value) for column, value in part.items() if column != "application"} for part in rows
        ]
        for name, rows in _parts(connection, row["id"]).items()
    }
    return {**own, "process": json_value(process_row(process_from(row))), **parts}


def _parts(connection: Connection, application: str) -> dict[str, list[TableRow]]:
    return {table.name: statements.list_parts(connection, table, application) for table in PARTS}


def _already_here(row: Mapping[str, Any]) -> str:
    return tr(
        "The application {name} ({id}) is here already and stays as it is; delete it first to take that of the file.",
        name=row["process"]["employer"] or tr("without an employer"),
        id=row["id"],
    )


def _add_application(connection: Connection, owner: str, row: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """Add one application with all its rows; it gets a new id where another owner has one with the same.

    `known` are the facts of the person, for an application that lacks them.
    """
    application: str = row["id"]
    connection.execute(delete(APPLICATIONS).where(APPLICATIONS.c.id == application, APPLICATIONS.c.owner == owner))
    process = fill_facts_of_person(process_from(row["process"]), known)
    try:
        with connection.begin_nested():
            statements.add_application(connection, owner, application, process, row["created_at"])
    except IntegrityError:  # Somebody else's, which this owner may not even see.
        application = token_hex(16)
        statements.add_application(connection, owner, application, process, row["created_at"])
    statements.update_row(
        connection,
        application,
        round=row["round"],
        archived=row["archived"],
        outcome_at=row["outcome_at"],
        version=max((response["version"] for response in row["responses"]), default=0),
    )
    for table in PARTS:
        if rows := [{"application": application, **part} for part in row[table.name]]:
            connection.execute(insert(table), [_for_columns(part) for part in rows])
    return application


def _for_columns(part: Mapping[str, Any]) -> dict[str, Any]:
    """The row, with days inside its JSON columns as text."""
    return {name: json_value(value) if isinstance(value, dict | list) else value for name, value in part.items()}
