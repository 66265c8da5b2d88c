"""For a coach: the files that clients gave, each drawn read-only, and the steps to give back."""

from functools import partial

import streamlit as st

from assessment.charts import probability_label
from assessment.core.applications.coaching import CoachFile, CoachStep
from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH, clean_text, clean_title, one_line
from assessment.core.text.i18n import format_day, tr, tr_count
from assessment.export.coach_files import coach_file_json, read_client_file
from assessment.ui.client.given_parts import show_client
from assessment.ui.cohort.uploads import MAX_MEGABYTES
from assessment.ui.components import style
from assessment.ui.components.fact_fields import ask_day
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import escape_markdown, format_minutes, numbered_names
from assessment.ui.components.widgets import page_of, show_download
from assessment.ui.session import cohort_tables, open_clients, visit
from assessment.ui.session.open_clients import Client
from assessment.ui.session.widget_key import page_key

ON_A_PAGE = 20
"""How many clients are listed at once."""


def show_clients() -> None:
    """The field for files, the files that were refused, and a line for each client that opens."""
    st.header(tr("Files from your clients"), anchor=False)
    what = tr(
        "A client gives you a file under 'Give to a coach'. Open as many as you like, add steps, and send each "
        "client a file back."
    )
    st.markdown(f"{what} {where_kept()}")
    ask_for_files()
    show_closed()
    opened = open_clients.open_clients()
    for file_name, problem in opened.refused:
        show_problem(tr("{file} was not opened: {problem}", file=file_name, problem=one_line(problem)))
    if not opened.clients:
        return
    names = client_names(opened.clients)
    with page_of(len(names), ON_A_PAGE, "clients") as shown:
        for application in list(names)[shown]:
            show_line(application, opened.clients[application], names[application])


def where_kept() -> str:
    """Where the files and steps are kept, and for how long."""
    if visit.current().in_memory_only:
        return tr("Files and steps live in this tab until you close it.")
    return tr(
        "Files and steps are kept where your own answers are, until you close each file: then they are deleted at "
        "once, and from Callback's backups as these grow old. They are no part of your export."
    )


def show_closed() -> None:
    """After a file was closed in this visit, a button that opens it again."""
    closed = open_clients.open_clients().last_closed
    if closed is None:
        return
    label = tr("Undo closing: {file}", file=escape_markdown(closed.kept.file_name))
    if st.button(label, key="open_client_again", type="tertiary", icon=":material/undo:"):
        open_clients.open_again()
        st.rerun()


def ask_for_files() -> None:
    """A field for any number of files, which is empty again once they are read."""
    files = st.file_uploader(
        tr("Files from clients (JSON)"),
        type=["json"],
        accept_multiple_files=True,
        max_upload_size=MAX_MEGABYTES,
        key=cohort_tables.upload_key("clients"),
    )
    if not files:
        return
    refused = []
    for file in files:
        name = clean_title(file.name)
        try:
            open_clients.open_file(name, read_client_file(file.getvalue()))
        except AssessmentError as error:
            refused.append((name, error.problems[0]))
    open_clients.open_clients().refused = refused
    for file in files:
        cohort_tables.drop_upload("clients", file)
    st.rerun()


def client_names(clients: dict[str, Client]) -> dict[str, str]:
    """Id of the application -> what the client is called: by name, else by what it is about, else by the file."""
    titles = {}
    for application, client in clients.items():
        process = client.file.process
        titles[application] = process.your_name or process.title() or client.kept.file_name
    return numbered_names(titles)


def show_line(application: str, client: Client, name: str) -> None:
    """A line with the client's name and numbers, which opens to what they gave and to the steps for them."""
    opened = open_clients.open_clients()
    is_open = opened.open_client == application
    icon = ":material/expand_more:" if is_open else ":material/chevron_right:"
    label = " · ".join([escape_markdown(name), *numbers_of(client)])
    if st.button(label, key=f"{style.OPEN_NOTE}:client:{application}", type="tertiary", icon=icon):
        opened.open_client = "" if is_open else application
        st.rerun()
    if is_open:
        with st.container(border=True):
            day = format_day(client.file.day, year=True)
            st.markdown(tr(":small[As of {day}. These are your client's pages, read-only: 'you' is them.]", day=day))
            show_client(client.file, f"client_{application}")
            show_steps_for(application, client)
            if st.button(tr("Close this file"), key=f"close_client:{application}", icon=":material/close:"):
                open_clients.close_file(client)
                st.rerun()


def numbers_of(client: Client) -> list[str]:
    """The chance, the steps that are open, and the steps added here, as far as there are any."""
    file, numbers = client.file, []
    if file.scores:
        numbers.append(probability_label(file.scores.outlook))
    if file.steps is not None:
        still_open = sum(not step.done for step in file.steps)
        numbers.append(tr_count("{number} step open", "{number} steps open", still_open))
    if steps := client.kept.steps:
        numbers.append(tr_count("{number} step from you", "{number} steps from you", len(steps)))
    return numbers


def show_steps_for(application: str, client: Client) -> None:
    """The steps added for a client, the fields of one more, and the file that gives them back."""
    st.subheader(tr("Your steps for them"), anchor=False)
    for place, step in enumerate(client.kept.steps):
        show_step(application, client, place, step)
    ask_step(application, client)
    if not client.kept.steps:
        return
    shown = client.kept.coach or open_clients.open_clients().coach
    key = page_key(f"coach_name:{application}")
    name = clean_title(
        st.text_input(tr("Your name, to stand beside each step"), shown, max_chars=TITLE_LENGTH, key=key)
    )
    if name != client.kept.coach:
        open_clients.change(client, name)
    file = CoachFile(application, visit.today(), name, client.kept.steps)
    show_download(
        tr("Give the steps back (JSON)"),
        "callback-from-coach.json",
        partial(coach_file_json, file),
        key=f"give_back:{application}",
        type="primary",
    )


def show_step(application: str, client: Client, place: int, step: CoachStep) -> None:
    """One step that was added, with a button that removes it."""
    when = format_day(step.day) if step.day else tr("No day yet")
    note = f"  \n:small[{escape_markdown(step.note)}]" if step.note.strip() else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{escape_markdown(step.title)} :small[{when}, {format_minutes(step.minutes)}]{note}")
        if st.button(tr("Remove"), key=f"remove_coach_step:{application}:{place}", type="tertiary"):
            open_clients.change(client, removed=(step,))
            st.rerun()


def ask_step(application: str, client: Client) -> None:
    """The fields of one more step, which is added at a click."""
    key = f"coach_step:{application}:{client.changes}"
    title = st.text_input(tr("New step"), max_chars=TITLE_LENGTH, key=page_key(f"{key}:title"))
    note = st.text_area(tr("Note"), max_chars=NOTE_LENGTH, key=page_key(f"{key}:note"), height=82)
    first, second = st.columns(2)
    with first:
        day = ask_day(tr("On"), None, page_key(f"{key}:day"), tr("You may leave it empty."))
    with second:
        minutes = st.number_input(
            tr("Minutes"), min_value=5, max_value=720, value=15, step=5, key=page_key(f"{key}:minutes")
        )
    if not st.button(tr("Add the step"), key=f"add_coach_step:{application}"):
        return
    if not clean_title(title):
        st.error(tr("Give the step a name first."))
        return
    if day is not None and day < visit.today():
        st.error(tr("The day has passed; choose one from today on, or leave it empty."))
        return
    added = CoachStep(clean_title(title), int(minutes), day, clean_text(note, NOTE_LENGTH))
    open_clients.change(client, added=(added,))
    st.rerun()
