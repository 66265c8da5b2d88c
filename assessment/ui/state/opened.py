"""Which application is open, and where it is kept: the database, or this visit alone."""

from datetime import datetime

import streamlit as st

from assessment.catalog.example import load_example
from assessment.core.model import AssessmentError
from assessment.core.process import Process
from assessment.core.records import Application, Guess, MemoryRecords, Records
from assessment.storage.faults import StorageError
from assessment.ui import resources
from assessment.ui.state import clock

OWNER = "local"
EXAMPLE = "example"
QUERY = "app"


def settle() -> None:
    """Decide what is open, before anything is drawn: what the address names, else the latest, else a new one."""
    if is_example():
        return
    _arrive()
    wanted = st.query_params.get(QUERY) or st.session_state.get("application", "")
    kept = own_records()
    if not _is_known(kept, wanted):
        open_ones = [each.id for each in kept.applications() if not each.archived]
        wanted = open_ones[-1] if open_ones else _created(kept)
    open_application(wanted)


def _arrive() -> None:
    """Once a visit: what an earlier visit deleted can no longer be taken back."""
    if st.session_state.get("arrived"):
        return
    st.session_state["arrived"] = True
    try:
        own_records().purge_deleted()
    except StorageError as error:
        keep_problem(error)


def _is_known(kept: Records, application_id: str) -> bool:
    try:
        return bool(application_id) and kept.application(application_id) is not None
    except AssessmentError:
        return False


def _created(kept: Records) -> str:
    try:
        return kept.create(Process(), at=clock.now())
    except StorageError as error:
        keep_problem(error)
        st.session_state["only_here"] = True
        return own_records().create(Process(), at=clock.now())


def create_application() -> str:
    """The id of a new application, open from now on."""
    leave_example()
    application_id = own_records().create(Process(), at=clock.now())
    open_application(application_id)
    return application_id


def remember_deleted(application_id: str | None, title: str = "") -> None:
    """Remember what was deleted last, so that it can be taken back."""
    st.session_state["deleted"] = None if application_id is None else (application_id, title)


def deleted() -> tuple[str, str] | None:
    """The id and title of what was deleted last in this visit."""
    kept: tuple[str, str] | None = st.session_state.get("deleted")
    return kept


def forget_visit() -> None:
    """Start over as a first visit."""
    st.query_params.clear()
    st.session_state.clear()


def open_application(application_id: str) -> None:
    """Open an application, and name it in the address, so that a reload finds it again."""
    st.session_state["application"] = application_id
    if st.query_params.get(QUERY) != application_id:
        st.query_params[QUERY] = application_id


def application() -> str:
    """The id of the open application."""
    return EXAMPLE if is_example() else str(st.session_state["application"])


def own_records() -> Records:
    """The person's own applications: in the database, or in this visit where it cannot be opened."""
    if not st.session_state.get("only_here"):
        try:
            return resources.records(OWNER)
        except AssessmentError as error:
            keep_problem(error)
            st.session_state["only_here"] = True
    kept: MemoryRecords = st.session_state.setdefault("memory", MemoryRecords())
    return kept


def is_kept() -> bool:
    """Whether what is saved outlives this visit."""
    return not is_example() and not st.session_state.get("only_here")


def records() -> Records:
    """Where the open application is kept."""
    if is_example():
        kept: MemoryRecords = st.session_state["example"]
        return kept
    return own_records()


def applications() -> tuple[Application, ...]:
    """All applications of the person."""
    return own_records().applications()


def is_example() -> bool:
    """Whether the example is open."""
    return "example" in st.session_state


def open_example() -> None:
    """Open the example afresh; the person's own applications are left as they are."""
    leave_example()
    example, kept = load_example(clock.today()), MemoryRecords(EXAMPLE)
    kept.save_process(EXAMPLE, example.process, seen=kept.process(EXAMPLE))
    kept.save_responses(EXAMPLE, example.responses, seen={})
    kept.seal_guess(EXAMPLE, Guess(example.guess, clock.now()))
    st.session_state["example"] = kept


def leave_example() -> None:
    """Go back to the person's own application."""
    forget(EXAMPLE)
    st.session_state.pop("example", None)


def forget(application_id: str) -> None:
    """Forget what this visit has seen of an application, so that it is read again."""
    for name in list(st.session_state):
        if isinstance(name, str) and application_id in name.split(":"):
            del st.session_state[name]


def keep_problem(error: AssessmentError) -> None:
    """Remember why something could not be saved, to be said on the page."""
    st.session_state["problem"] = (" ".join(error.problems), clock.now())


def clear_problem() -> None:
    """Saving works again."""
    st.session_state.pop("problem", None)


def problem() -> str | None:
    """Why the last save failed; None when it did not."""
    kept: tuple[str, datetime] | None = st.session_state.get("problem")
    return kept[0] if kept else None
