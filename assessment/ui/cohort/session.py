"""What this tab holds of a cohort, and nothing else does: the only code of the page that touches session state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.core.text.i18n import current_language

if TYPE_CHECKING:
    from assessment.cohort.learning.file import LearnedFile
    from assessment.cohort.reader.responses import ResponseTable
    from assessment.ui.cohort.scored_cohort import Cohort

Key = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class People:
    """Rows that were read, under the name of their file; `made_up` ones are scored for a day of their own."""

    id: str
    name: str
    responses: "ResponseTable"
    day: date
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Taught:
    """Outcomes that were counted, under the name of their file."""

    name: str
    learned: "LearnedFile"
    made_up: bool = False


def people() -> People | None:
    """Whom this tab looks at."""
    kept: People | None = st.session_state.get("cohort")
    return kept


def keep_people(read: People) -> None:
    """Look at these people from now on."""
    forget_people()
    st.session_state["cohort"] = read


def forget_people() -> None:
    """Let go of the people and all that was computed from them."""
    for name in ("cohort", "cohort_scored"):
        st.session_state.pop(name, None)


def taught() -> Taught | None:
    """The outcomes that this tab learns from."""
    kept: Taught | None = st.session_state.get("cohort_taught")
    return kept


def keep_taught(read: Taught | None) -> None:
    """Learn from these outcomes from now on; None: from none."""
    st.session_state["cohort_taught"] = read


def scored_once(key: Key, score: "Callable[[], Cohort]") -> "Cohort":
    """What `score` gives, computed once for the key: the people, the figures and the day."""
    kept: tuple[Key, Cohort] | None = st.session_state.get("cohort_scored")
    if kept is None or kept[0] != key:
        kept = (key, score())
        st.session_state["cohort_scored"] = kept
    return kept[1]


def upload_key(kind: str) -> str:
    """The key of an upload field; it changes with every file that was taken, so that the field is empty again."""
    return f"upload:{kind}:{st.session_state.get(f'cohort_uploads:{kind}', 0)}"


def finish_upload(kind: str, file: UploadedFile) -> None:
    """Let go of the raw file once it has been read."""
    st.session_state[f"cohort_uploads:{kind}"] = st.session_state.get(f"cohort_uploads:{kind}", 0) + 1
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def failure(file: UploadedFile) -> tuple[str, ...] | None:
    """Why the file could not be read, when that was tried before in this language."""
    kept: tuple[tuple[str, str], tuple[str, ...]] | None = st.session_state.get("cohort_failure")
    return kept[1] if kept and kept[0] == (file.file_id, current_language().code) else None


def keep_failure(file: UploadedFile, problems: Sequence[str]) -> None:
    """Remember why the file could not be read, so that it is not tried again on every interaction."""
    st.session_state["cohort_failure"] = ((file.file_id, current_language().code), tuple(problems))
