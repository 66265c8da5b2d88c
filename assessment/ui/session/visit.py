"""What one visit remembers: one object, since each look into Streamlit's session takes a lock and may end the run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import local
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessment.core.applications.records import Snapshot, StepMark, StoredApplication
from assessment.core.applications.repository import Repository
from assessment.core.applications.snapshots import SplitResponses
from assessment.core.model.process import Process

VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that was changed here and, meanwhile, differently elsewhere; None is no answer."""

    mine: str | None
    theirs: str | None


@dataclass(slots=True)
class Seen:
    """One application as this visit last saw it, and what is not settled about it.

    `known` is what the instrument knows of the answers, until one changes. `typed_facts` is what the fields hold.
    `last_kept` is the last snapshot, once it was looked for.
    The renewals count how often a widget was drawn anew: an answer's, a mark's, those of all facts.
    """

    round: int
    answers: dict[str, str]
    process: Process
    marks: dict[str, StepMark]
    known: SplitResponses | None = None
    clashes: dict[str, Clash] = field(default_factory=dict)
    renewals: dict[str, int] = field(default_factory=dict)
    typed_facts: Mapping[str, Any] | None = None
    fact_problems: dict[str, str] = field(default_factory=dict)
    fact_conflicts: dict[str, Any] = field(default_factory=dict)
    fact_resets: int = 0
    mark_renewals: dict[str, int] = field(default_factory=dict)
    report: tuple[int, tuple[str, ...]] | None = None
    last_kept: Snapshot | None = None

    @classmethod
    def of(cls, stored: StoredApplication) -> "Seen":
        """The application as it is stored."""
        return cls(stored.application.round, dict(stored.responses), stored.application.process, dict(stored.marks))


@dataclass(slots=True)
class Visit:
    """Everything one visit remembers, but for what its widgets hold.

    `only_here` holds while the database cannot be opened; `problem` is what the page has to say, `passing` for
    one run only; `brought_in` is what an import took over, until it is told; `trials` counts the trials and entries
    that have ended.
    """

    language: str | None = None
    arrived: bool = False
    application: str = ""
    stored: StoredApplication | None = None
    seen: dict[str, Seen] = field(default_factory=dict)
    example: Repository | None = None
    example_id: str = ""
    memory: Repository | None = None
    only_here: bool = False
    problem: str | None = None
    passing: bool = False
    deleted: tuple[str, str] | None = None
    brought_in: int | None = None
    path: str | None = None
    section: int = 0
    trials: int = 0


_THIS_RUN = local()
"""The run that this thread last asked for its visit, and that visit."""


def visit() -> Visit:
    """The visit of this run."""
    run = get_script_run_ctx()
    if run is None or getattr(_THIS_RUN, "run", None) is not run:
        _begin(st.session_state.get(VISIT) or Visit())
    now: Visit = _THIS_RUN.visit
    return now


def begin_anew() -> None:
    """Start over as a first visit, in the same language."""
    language = visit().language
    st.session_state.clear()
    _begin(Visit(language=language))


def _begin(now: Visit) -> None:
    st.session_state[VISIT] = _THIS_RUN.visit = now
    _THIS_RUN.run = get_script_run_ctx()
