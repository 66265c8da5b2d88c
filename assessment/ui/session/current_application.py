"""Which application is open, where it is kept, and how it stands: read once a run, and again after a save."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import streamlit as st

from assessment.catalog.example import load_example
from assessment.core.applications.records import (
    Application,
    Guess,
    StoredApplication,
    UnknownApplicationError,
)
from assessment.core.applications.repository import Repository
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Process
from assessment.core.text.i18n import current_language, tr
from assessment.storage.errors import StorageError
from assessment.ui import resources
from assessment.ui.session import clock
from assessment.ui.session.visit import Seen, Visit, begin_anew, visit
from assessment.ui.session.widget_key import WidgetKey, id_letters

OWNER = "local"
QUERY = "app"
UNDO_FOR = timedelta(days=1)


def settle() -> None:
    """Decide what is open, before anything is drawn: what the address names, else the latest, else a new one."""
    reread()
    if visit().passing:
        clear_problem()
    if not is_example():
        _arrive()
        _open_what_is_wanted()
    _notice_a_new_round()


def _arrive() -> None:
    """Once a visit: what was deleted long ago can no longer be taken back."""
    if visit().arrived:
        return
    visit().arrived = True
    try:
        own_repository().purge_deleted(before=clock.now() - UNDO_FOR)
    except StorageError as error:
        keep_problem(error)


def _open_what_is_wanted() -> None:
    kept, own = own_repository(), visit().application
    for wanted in (st.query_params.get(QUERY, ""), own):
        if wanted and (found := _found(kept, wanted)):
            open_application(wanted)
            visit().stored = found
            return
    if own:
        say(tr("The application that was open here was deleted, in another tab or with everything else."))
    open_ones = [each.id for each in kept.applications() if not each.archived]
    open_application(open_ones[-1] if open_ones else _created(kept))


def _found(kept: Repository, application_id: str) -> StoredApplication | None:
    try:
        return kept.stored_application(application_id)
    except UnknownApplicationError:
        return None


def _created(kept: Repository) -> str:
    try:
        return kept.create(Process(), at=clock.now())
    except StorageError as error:
        keep_problem(error)
        visit().only_here = True
        return own_repository().create(Process(), at=clock.now())


def _notice_a_new_round() -> None:
    """Drop what this visit saw of a round that another tab has ended."""
    if seen().round != stored().application.round:
        forget(application())


def open_application(application_id: str) -> None:
    """Open one of the person's own applications, and name it in the address, so that a reload finds it again."""
    leave_example()
    if visit().application != application_id:
        visit().application = application_id
        reread()
    if st.query_params.get(QUERY) != application_id:
        st.query_params[QUERY] = application_id


def create_application() -> None:
    """Open a new application, or one that is still empty."""
    leave_example()
    kept = own_repository()
    empty = [each.id for each in kept.applications() if not each.archived and each.process == Process()]
    unused = [application_id for application_id in empty if not kept.responses(application_id)]
    open_application(unused[-1] if unused else kept.create(Process(), at=clock.now()))


def application() -> str:
    """The id of the open application."""
    return _application(visit())


def _application(now: Visit) -> str:
    return now.example_id or now.application


def own_repository() -> Repository:
    """The person's own applications: in the database, or in this visit where it cannot be opened."""
    now = visit()
    if not now.only_here:
        try:
            return resources.repository(OWNER)
        except AssessmentError as error:
            keep_problem(error)
            now.only_here = True
    if now.memory is None:
        now.memory = resources.memory_repository(OWNER, clock.now)
    return now.memory


def is_kept() -> bool:
    """Whether what is saved outlives this visit."""
    return not is_example() and not visit().only_here


def repository() -> Repository:
    """Where the open application is kept."""
    return visit().example or own_repository()


def stored() -> StoredApplication:
    """The open application as the records had it at the start of this run, or after its last save."""
    now = visit()
    if now.stored is None:
        now.stored = repository().stored_application(application())
    return now.stored


def seen() -> Seen:
    """The open application as this visit last saw it."""
    now = visit()
    opened = _application(now)
    if opened not in now.seen:
        now.seen[opened] = Seen.of(stored())
    return now.seen[opened]


def reread() -> None:
    """Read the open application again when it is next asked for; until then nothing of it is kept for the visit."""
    visit().stored = None


@contextmanager
def saving(*, changes_application: bool = True) -> Iterator[Repository]:
    """The repository of the open application, for one save; an error is shown on the page and not raised.

    The code after the `with` block runs only after an error where the block returns. Without `changes_application`
    the save leaves everything in `stored` as it was read.
    """
    try:
        yield repository()
        clear_problem()
    except AssessmentError as error:
        keep_problem(error)
    finally:
        if changes_application:
            reread()


def widget_key(kind: str, name: str, resets: int, *, in_words: bool = False) -> str:
    """The key of a widget of the open application; `in_words` for one whose options are words of the page."""
    language = current_language().code if in_words else ""
    return str(WidgetKey(kind, id_letters(application()), name, resets, language))


def applications() -> tuple[Application, ...]:
    """All applications of the person."""
    return own_repository().applications()


def is_example() -> bool:
    """Whether the example is open."""
    return visit().example is not None


def open_example() -> None:
    """Open the example afresh; the person's own applications are left as they are."""
    leave_example()
    example, kept = load_example(clock.today(), current_language()), resources.memory_repository(OWNER, clock.now)
    example_id = kept.create(example.process, at=clock.now())
    kept.save_answers(example_id, example.responses, last_seen={})
    kept.save_guess(example_id, Guess(example.guess, clock.now()))
    visit().example, visit().example_id = kept, example_id
    reread()


def leave_example() -> None:
    """Go back to the person's own application."""
    if is_example():
        forget(visit().example_id)
        visit().example, visit().example_id = None, ""
        reread()


def forget(application_id: str) -> None:
    """Forget what this visit has seen of an application, so that it is read and drawn anew."""
    visit().seen.pop(application_id, None)
    for text in list(st.session_state):
        key = WidgetKey.parse(text)
        if key and key.application == id_letters(application_id):
            del st.session_state[text]
    reread()


def forget_visit() -> None:
    """Start over as a first visit."""
    st.query_params.clear()
    begin_anew()


def remember_deleted(application_id: str | None, title: str = "") -> None:
    """Remember what was deleted last, so that it can be taken back."""
    visit().deleted = None if application_id is None else (application_id, title)


def deleted() -> tuple[str, str] | None:
    """The id and title of what was deleted last in this visit."""
    return visit().deleted


def remember_brought_in(number: int) -> None:
    """Remember how many applications an import took over, for the run after it."""
    visit().brought_in = number


def tell_brought_in() -> int | None:
    """How many applications an import just took over; told once."""
    number, visit().brought_in = visit().brought_in, None
    return number


def keep_problem(error: AssessmentError) -> None:
    """Say on the page why something could not be saved, until a save succeeds."""
    visit().problem = " ".join(error.problems)


def say(sentence: str) -> None:
    """Say something on the page for this run."""
    visit().problem, visit().passing = sentence, True


def clear_problem() -> None:
    """Saving works again."""
    visit().problem, visit().passing = None, False


def problem() -> str | None:
    """What the page has to say about the last save; None when all is well."""
    return visit().problem
