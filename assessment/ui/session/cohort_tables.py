"""The tables of the cohort page: they live in this tab only and are never saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.core.text.i18n import current_language

if TYPE_CHECKING:
    from assessment.cohort.learning.file import LearnedFile
    from assessment.cohort.reader.interpretation import ResponseTable

Scored = TypeVar("Scored")
PEOPLE, SCORED, OUTCOMES = "cohort_people", "cohort_scored", "cohort_outcomes"
UPLOADS, PROBLEMS = "cohort_uploads", "cohort_upload_problems"


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A table of people and the name of its file; a made-up one is scored as of its own `day`, others as of today.

    `content` is the file where it has to be read again, once it is said which number of its dates is the day.
    """

    id: str
    name: str
    responses: "ResponseTable"
    day: date
    is_made_up: bool = False
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """Counted outcomes, the name of their file, and the numbers of its rows that repeat an earlier one."""

    name: str
    learned: "LearnedFile"
    repeats: tuple[int, ...] = ()
    is_made_up: bool = False


def people() -> PeopleTable | None:
    """The open table of people."""
    table: PeopleTable | None = st.session_state.get(PEOPLE)
    return table


def open_people(table: PeopleTable) -> None:
    """Open this table instead of any other."""
    close_people()
    st.session_state[PEOPLE] = table


def close_people() -> None:
    """Drop the table of people and the scores computed from it."""
    for name in (PEOPLE, SCORED):
        st.session_state.pop(name, None)


def outcomes() -> OutcomeTable | None:
    """The outcomes that correct the figures in this tab."""
    table: OutcomeTable | None = st.session_state.get(OUTCOMES)
    return table


def set_outcomes(table: OutcomeTable | None) -> None:
    """Correct the figures with these outcomes; None: use the shipped figures."""
    st.session_state[OUTCOMES] = table


def cached_scores(key: tuple[object, ...], score: Callable[[], Scored]) -> Scored:
    """The result of `score`, computed again only when the key is another than last time."""
    cached: tuple[tuple[object, ...], Scored] | None = st.session_state.get(SCORED)
    if cached is None or cached[0] != key:
        cached = (key, score())
        st.session_state[SCORED] = cached
    return cached[1]


def upload_key(kind: str) -> str:
    """The key of an upload field; it changes after each file that was read, so that the field is empty again."""
    return f"upload:{kind}:{st.session_state.get(f'{UPLOADS}:{kind}', 0)}"


def drop_upload(kind: str, file: UploadedFile) -> None:
    """Empty the upload field and free the memory of the raw file."""
    st.session_state[f"{UPLOADS}:{kind}"] = st.session_state.get(f"{UPLOADS}:{kind}", 0) + 1
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def known_problems(file: UploadedFile) -> tuple[str, ...] | None:
    """Why the file could not be read, if it was tried before in this language."""
    known: tuple[tuple[str, str], tuple[str, ...]] | None = st.session_state.get(PROBLEMS)
    return known[1] if known and known[0] == (file.file_id, current_language().code) else None


def remember_problems(file: UploadedFile, problems: Sequence[str]) -> None:
    """Remember why the file could not be read, so that it is not tried again in every run."""
    st.session_state[PROBLEMS] = ((file.file_id, current_language().code), tuple(problems))
