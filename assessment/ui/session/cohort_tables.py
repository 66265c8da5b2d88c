"""The tables of the cohort page: they live in this tab only and are never saved."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

if TYPE_CHECKING:
    from assessment.cohort.learning.file import LearnedFile
    from assessment.cohort.reader.interpretation import ResponseTable

Scored = TypeVar("Scored")
TABLES = "cohort_tables"


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


@dataclass(slots=True)
class CohortTables:
    """What the cohort page has open: a table of people, its scores with what they depend on, and counted outcomes.

    `outcomes` correct the figures; None: the shipped ones are used. `uploads` counts the files that each upload field
    has read. `problems` says why a file could not be read, by its id and the code of the language, so that it is not
    tried again in every run.
    """

    people: PeopleTable | None = None
    scored: tuple[tuple[object, ...], Any] | None = None
    outcomes: OutcomeTable | None = None
    uploads: Counter[str] = field(default_factory=Counter)
    problems: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


def current() -> CohortTables:
    """What is open in this tab."""
    tables: CohortTables = st.session_state.setdefault(TABLES, CohortTables())
    return tables


def open_people(table: PeopleTable | None) -> None:
    """Open this table instead of any other, None to close it; the scores of the one before are dropped."""
    current().people, current().scored = table, None


def cached_scores(key: tuple[object, ...], score: Callable[[], Scored]) -> Scored:
    """The result of `score`, computed again only when the key is another than last time."""
    tables = current()
    if tables.scored is None or tables.scored[0] != key:
        tables.scored = (key, score())
    scores: Scored = tables.scored[1]
    return scores


def upload_key(kind: str) -> str:
    """The key of an upload field; it changes after each file that was read, so that the field is empty again."""
    return f"upload:{kind}:{current().uploads[kind]}"


def drop_upload(kind: str, file: UploadedFile) -> None:
    """Empty the upload field and free the memory of the raw file."""
    current().uploads[kind] += 1
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
