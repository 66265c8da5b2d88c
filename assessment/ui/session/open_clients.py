"""What a coach has open: the files of clients and the steps for them, kept with the coach's own applications."""

from dataclasses import dataclass, field

import streamlit as st

from assessment.core.applications.coaching import ClientFile, CoachStep, OpenClient
from assessment.core.errors import AssessmentError
from assessment.export.coach_files import client_file_json, read_client_file
from assessment.storage.errors import StorageError
from assessment.ui.session import current_application, visit

KEY = "open_clients"


@dataclass(slots=True)
class Client:
    """A client's file as it is kept and as it was read; `changes` counts the steps added and removed in this visit."""

    kept: OpenClient
    file: ClientFile
    changes: int = 0


@dataclass(slots=True)
class OpenClients:
    """All open files by the id of their application; `open_client` is the one that is looked at, "" for none.

    `refused` has the name of each file that could not be read, and why. `last_closed` can be opened again.
    """

    clients: dict[str, Client] = field(default_factory=dict)
    open_client: str = ""
    refused: list[tuple[str, str]] = field(default_factory=list)
    last_closed: Client | None = None

    @property
    def coach(self) -> str:
        """The coach's own name, as it was last given for a client that is open."""
        return next((client.kept.coach for client in self.clients.values() if client.kept.coach), "")


def open_clients() -> OpenClients:
    """What is open, read when this visit first asks for it; nothing while the database cannot be read."""
    if KEY not in st.session_state:
        try:
            st.session_state[KEY] = _read()
        except StorageError as error:
            visit.current().note_problem(error)
            return OpenClients()
    current: OpenClients = st.session_state[KEY]
    return current


def _read() -> OpenClients:
    opened = OpenClients()
    for kept in current_application.own_repository().clients():
        try:
            opened.clients[kept.application] = Client(kept, read_client_file(kept.text.encode()))
        except AssessmentError as error:
            opened.refused.append((kept.file_name, error.problems[0]))
    return opened


def open_file(file_name: str, file: ClientFile) -> None:
    """Open and keep a file; a newer one of the same application takes the place of the older, and the steps stay."""
    kept = current_application.own_repository().open_client(file.application, file_name, client_file_json(file))
    open_clients().clients[file.application] = Client(kept, file)


def change(
    client: Client, coach: str | None = None, *, added: tuple[CoachStep, ...] = (), removed: tuple[CoachStep, ...] = ()
) -> None:
    """Save steps for a client, or the coach's own name, which goes back with them.

    A client that another tab has closed meanwhile is closed here too.
    """
    application, coach = client.kept.application, client.kept.coach if coach is None else coach
    kept = current_application.own_repository().change_client(application, coach=coach, added=added, removed=removed)
    if kept is None:
        open_clients().clients.pop(application, None)
    else:
        client.kept = kept
        client.changes += len(added) + len(removed)


def close_file(client: Client) -> None:
    """Delete a client's file with all steps for the client; this visit alone can open it again."""
    current_application.own_repository().close_client(client.kept.application)
    open_clients().clients.pop(client.kept.application, None)
    open_clients().last_closed = client


def open_again() -> None:
    """Open the file that was closed last, with its steps."""
    opened = open_clients()
    client, opened.last_closed = opened.last_closed, None
    if client:
        closed = client.kept
        open_file(closed.file_name, client.file)
        change(opened.clients[closed.application], closed.coach, added=closed.steps)
