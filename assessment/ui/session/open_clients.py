"""What a coach has open: the files of clients and the steps for them. It lives in this tab only and is never saved."""

from dataclasses import dataclass, field

import streamlit as st

from assessment.core.applications.coaching import ClientFile, CoachStep

KEY = "open_clients"


@dataclass(slots=True)
class Client:
    """A client's file under its name, with the steps that the coach has added so far."""

    file_name: str
    file: ClientFile
    steps: list[CoachStep] = field(default_factory=list)
    added: int = 0


@dataclass(slots=True)
class OpenClients:
    """All open files by the id of their application; `open_client` is the one that is looked at, "" for none.

    `refused` has the name of each of the files opened last that could not be read, and why. `coach` is the coach's own
    name, which goes back with the steps.
    """

    clients: dict[str, Client] = field(default_factory=dict)
    open_client: str = ""
    refused: tuple[tuple[str, str], ...] = ()
    coach: str = ""


def open_clients() -> OpenClients:
    """What is open in this tab."""
    current: OpenClients = st.session_state.setdefault(KEY, OpenClients())
    return current


def open_file(file_name: str, file: ClientFile) -> None:
    """Open a file; a newer one of the same application takes the place of the older, and the steps stay."""
    clients = open_clients().clients
    if file.application in clients:
        clients[file.application].file_name, clients[file.application].file = file_name, file
    else:
        clients[file.application] = Client(file_name, file)


def add_step(client: Client, step: CoachStep) -> None:
    """Add a step for a client; the fields for the next one are new."""
    client.steps.append(step)
    client.added += 1


def remove_step(client: Client, place: int) -> None:
    """Remove one of the steps for a client."""
    del client.steps[place]
    client.added += 1
