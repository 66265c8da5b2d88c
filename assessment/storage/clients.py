"""The files of clients that a coach has open, with the steps for them: rows of their own kind in the table `notes`.

They are neither listed nor exported with the notes.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from assessment.core.applications.coaching import CoachStep, OpenClient
from assessment.storage.database import Storage
from assessment.storage.row_mapping import expect, json_value, step_from
from assessment.storage.statements import next_position
from assessment.storage.tables import NOTES

KIND = "client"


class SqlClients:
    """The files that `owner` has open as a coach."""

    def __init__(self, storage: Storage, owner: str) -> None:
        self._storage = storage.of(owner)
        self._owner = owner

    def clients(self) -> tuple[OpenClient, ...]:
        mine = select(NOTES).where(NOTES.c.owner == self._owner, NOTES.c.kind == KIND)
        in_order = mine.order_by(NOTES.c.position, NOTES.c.id)

        def read(connection: Connection) -> tuple[OpenClient, ...]:
            return tuple(_client_from(row.id, row.content) for row in connection.execute(in_order))

        return self._storage.read(read)

    def open_client(self, application: str, file_name: str, text: str) -> OpenClient:
        def write(connection: Connection) -> OpenClient:
            stored = _locked(connection, self._owner, application) or OpenClient(application, file_name, text)
            client = replace(stored, file_name=file_name, text=text)
            _save(connection, self._owner, client)
            return client

        return self._storage.write(write)

    def change_client(
        self,
        application: str,
        *,
        coach: str,
        added: Collection[CoachStep] = (),
        removed: Collection[CoachStep] = (),
    ) -> OpenClient | None:
        def write(connection: Connection) -> OpenClient | None:
            stored = _locked(connection, self._owner, application)
            if stored is None:
                return None
            steps = [*stored.steps, *added]
            for step in removed:
                if step in steps:
                    steps.remove(step)
            client = replace(stored, steps=tuple(steps), coach=coach)
            _save(connection, self._owner, client)
            return client

        return self._storage.write(write)

    def close_client(self, application: str) -> None:
        is_client = _is_client(self._owner, application)
        self._storage.write(lambda connection: connection.execute(delete(NOTES).where(is_client)))


def _locked(connection: Connection, owner: str, application: str) -> OpenClient | None:
    row = connection.execute(select(NOTES).where(_is_client(owner, application)).with_for_update()).one_or_none()
    return None if row is None else _client_from(row.id, row.content)


def _save(connection: Connection, owner: str, client: OpenClient) -> None:
    """Change the row of the client, or add it after the others."""
    content = json_value({name: value for name, value in asdict(client).items() if name != "application"})
    changed = update(NOTES).where(_is_client(owner, client.application)).values(content=content)
    if not connection.execute(changed).rowcount:
        row = {"owner": owner, "id": client.application, "kind": KIND, "round": 1, "archived": False}
        position = next_position(connection, NOTES, NOTES.c.owner == owner)
        connection.execute(insert(NOTES).values(**row, position=position, content=content))


def _is_client(owner: str, application: str) -> ColumnElement[bool]:
    return and_(NOTES.c.owner == owner, NOTES.c.id == application, NOTES.c.kind == KIND)


def _client_from(application: str, content: Mapping[str, Any]) -> OpenClient:
    steps = tuple(step_from(CoachStep, step) for step in expect(list, content["steps"]))
    file_name, text, coach = (expect(str, content[name]) for name in ("file_name", "text", "coach"))
    return OpenClient(application, file_name, text, steps, coach)
