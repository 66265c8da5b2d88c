"""The open application and its repository: read once in a run, and again after a save."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assessment.catalog.example import load_example
from assessment.core.applications.records import Guess, StoredApplication
from assessment.core.applications.repository import Repository
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Process
from assessment.core.text.i18n import current_language, tr
from assessment.storage.database import Storage
from assessment.storage.errors import BusyError, StorageError, UnreachableError
from assessment.storage.opening import memory_storage
from assessment.ui import resources
from assessment.ui.session import visit
from assessment.ui.session.visit import LastSeen, Unsaved
from assessment.ui.session.widget_key import WidgetKey, id_letters

APPLICATION, LANGUAGE = "app", "lang"
"""The parameters of a page's address that name the open application and the chosen language, for a reload."""


def open_application(application_id: str) -> None:
    """Open one of the person's own applications; links to pages name it in their address from then on."""
    leave_example()
    if visit.current().application != application_id:
        visit.current().application = application_id
        invalidate()


def create_application() -> None:
    """Open a new application, or the newest one where that is still empty."""
    leave_example()
    repository = own_repository()
    newest = [status.id for status in repository.statuses() if not status.archived][-1:]
    unused = [each for each in repository.stored_applications(newest) if is_untouched(each)]
    open_application(unused[0].application.id if unused else repository.create(Process(), at=visit.now()))


def is_untouched(stored: StoredApplication) -> bool:
    """Whether nothing was answered or said of an application yet."""
    return not stored.responses and stored.application.process.is_empty


def link_parameters() -> dict[str, str]:
    """The query parameters of every link to a page.

    They stand in the link, since a page that adds them to its own address puts itself twice into the browser's
    history, and Back then leads nowhere.
    """
    current = visit.current()
    parameters = {APPLICATION: current.application or st.query_params.get(APPLICATION), LANGUAGE: current.language}
    return {name: value for name, value in parameters.items() if value}


def owner() -> str:
    """The owner of what this visit saves; raises AssessmentError where nobody is signed in."""
    if not visit.current().person.owner:
        raise AssessmentError([tr("You are signed out. Reload the page and sign in.")])
    return visit.current().person.owner


def application() -> str:
    """The id of the open application."""
    return visit.current().application_id


def repository() -> Repository:
    """The repository that has the open application."""
    return visit.current().example or own_repository()


def own_repository() -> Repository:
    """The person's own applications: in the database, or in memory where it cannot be opened.

    A database that cannot be reached is not asked again before `retry_at`.
    """
    current, whose = visit.current(), owner()
    if not current.in_memory_only:
        if isinstance(current.storage_problem, UnreachableError):
            return resources.refusing_repository(current.storage_problem)
        try:
            return resources.repository(whose)
        except (BusyError, UnreachableError) as error:
            return resources.refusing_repository(error)
        except AssessmentError as error:
            current.report_error(error)
            current.in_memory_only = True
    return resources.repository(whose, own_storage())


def own_storage() -> Storage:
    """The database of the person's own applications: this environment's, or one in memory that only this visit has."""
    current = visit.current()
    if not current.in_memory_only:
        return resources.storage()
    if current.memory is None:
        current.memory = memory_storage(clock=visit.now)
    return current.memory


def is_permanent() -> bool:
    """Whether what is saved outlives this visit."""
    return not is_example() and not visit.current().in_memory_only


def stored() -> StoredApplication:
    """The open application as it was stored at the start of this run, or after the last save.

    While the database is away, as it was last read; raises StorageError where it never was.
    """
    current = visit.current()
    if current.stored is None or current.is_stale or not is_read():
        try:
            current.stored = repository().stored_application(current.application_id)
        except StorageError as error:
            current.note_problem(error)
            if current.stored is None or not is_read():
                raise
        current.is_stale = False
    return current.stored


def is_read() -> bool:
    """Whether the open application was read, in this run or before."""
    current = visit.current()
    return current.stored is not None and current.stored.application.id == current.application_id


def last_seen() -> LastSeen:
    """The open application as this visit last saw it."""
    current = visit.current()
    if current.application_id not in current.last_seen:
        current.last_seen[current.application_id] = LastSeen.of(stored())
    return current.last_seen[current.application_id]


def invalidate() -> None:
    """Read the open application again when it is next asked for."""
    visit.current().is_stale = True


@contextmanager
def saving(*, changes_application: bool = True, tried_again: bool = False) -> Iterator[Repository]:
    """The repository of the open application, for one save; an error is shown on the page and not raised.

    Return from the `with` block to tell success from an error, after which the code behind the block runs. Without
    `changes_application` the save leaves everything in `stored` as it is. `tried_again` says that the caller keeps
    what is to be saved for a later run. A database that has just failed is not made to wait for again.
    """
    current = visit.current()
    problem = current.storage_problem if is_permanent() else None
    try:
        yield resources.refusing_repository(problem) if problem else repository()
        current.clear_message()
    except StorageError as error:
        current.note_problem(error)
        if not tried_again:
            current.report_error(error)
    except AssessmentError as error:
        last_seen().unsaved = Unsaved()
        current.report_error(error)
    finally:
        if changes_application:
            invalidate()


def widget_key(kind: str, name: str, resets: int, *, in_words: bool = False) -> str:
    """The key of a widget of the open application; `in_words` for one whose options are words of the page."""
    language = current_language().code if in_words else ""
    return str(WidgetKey(kind, id_letters(application()), name, resets, language))


@contextmanager
def opened(application_id: str) -> Iterator[None]:
    """Let everything inside work on this application of the person's own."""
    current = visit.current()
    before = current.application, current.example, current.example_id, current.stored
    current.application, current.example, current.example_id = application_id, None, ""
    try:
        yield
    finally:
        current.application, current.example, current.example_id, current.stored = before
        invalidate()


def open_part() -> int | None:
    """The part of all questions that is open, from 0; None while the quick ones are asked."""
    return last_seen().open_part


def go_to_part(part: int | None) -> None:
    """Open this part of all questions, from 0, or the quick questions; a reload opens it again."""
    if part != last_seen().open_part:
        last_seen().open_part = part
        with saving(changes_application=False, tried_again=True) as repository:
            repository.save_open_part(application(), part)


def is_example() -> bool:
    """Whether the example is open."""
    return visit.current().example is not None


def open_example() -> None:
    """Open the example as it is at first; the person's own applications do not change."""
    leave_example()
    current, example = visit.current(), load_example(visit.today(), current_language())
    repository = resources.repository(owner(), memory_storage(clock=visit.now))
    application_id = repository.create(example.process, at=visit.now())
    repository.save_answers(application_id, example.responses, last_seen={})
    repository.save_guess(application_id, Guess(example.guess, visit.now()))
    current.example, current.example_id = repository, application_id
    invalidate()


def leave_example() -> None:
    """Close the example, if it is open, and return to the person's own application."""
    if is_example():
        current = visit.current()
        forget(current.example_id)
        current.example, current.example_id = None, ""
        invalidate()


def forget(application_id: str) -> None:
    """Forget what this visit last saw of an application, and the values of its widgets."""
    visit.current().last_seen.pop(application_id, None)
    for text in list(st.session_state):
        key = WidgetKey.parse(text)
        if key and key.application == id_letters(application_id):
            del st.session_state[text]
    invalidate()
