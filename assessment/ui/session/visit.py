"""What one visit remembers, its clock, and the message above the page.

One object holds it all, since each access to Streamlit's session takes a lock and may end the run.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from secrets import token_hex
from threading import local
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessment.core.applications.notes import Note, NoteCounts
from assessment.core.applications.records import Guess, OwnStep, Snapshot, StepProgress, StoredApplication
from assessment.core.applications.repository import Repository
from assessment.core.applications.snapshots import SplitResponses
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Process
from assessment.settings import Keep, read_keep
from assessment.storage.database import Storage
from assessment.storage.errors import BusyError, StorageError, UnreachableError
from assessment.ui import metrics
from assessment.ui.session.identity import Person, present_person

VISIT = "visit"
RETRY_SECONDS = 5.0
"""How long after a failure the database is left alone, so that no click waits for it."""


@dataclass(frozen=True, slots=True)
class AnswerConflict:
    """An answer that two tabs changed differently: this tab's and the stored one; None is no answer."""

    mine: str | None
    theirs: str | None


@dataclass(slots=True)
class Unsaved:
    """What the person chose and the database has not taken: shown as chosen, and saved as soon as it can be.

    Answers by item, None to clear one; facts by name; progress by step and field; the person's own steps by id, None
    to remove one; the guess; and notes by id.
    """

    answers: dict[str, str | None] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    progress: dict[str, dict[str, Any]] = field(default_factory=dict)
    own_steps: dict[str, OwnStep | None] = field(default_factory=dict)
    guess: Guess | None = None
    notes: dict[str, Note] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.answers or self.facts or self.progress or self.own_steps or self.guess or self.notes)


@dataclass(slots=True)
class SeenNotes:
    """The notes as this visit last saw them, by id; None before it read them.

    `asked_elsewhere` are the questions asked in other applications; None before they are needed. `counts` is how much
    was written when the notes were last read.
    `resets` counts how often the widgets of a note were replaced by new ones. `conflicts` has what this tab wants of
    each field (note id, name) that another tab changed differently. `batches` has, by kind, the name of the batch of
    lines that is typed into the field for new notes. `removed` are ids of notes that are gone; `last_removed` can be
    undone. `open_line` is the id of the note whose fields are open.
    """

    by_id: dict[str, Note] | None = None
    asked_elsewhere: list[Note] | None = None
    counts: NoteCounts | None = None
    resets: Counter[str] = field(default_factory=Counter)
    conflicts: dict[tuple[str, str], Any] = field(default_factory=dict)
    batches: dict[str, str] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    last_removed: Note | None = None
    open_line: str = ""


@dataclass(slots=True)
class LastSeen:
    """One application as this visit last saw it, with what is typed or not resolved yet.

    `split_answers` is made of the answers until one changes. `last_snapshot` is set once it was read. The counts of
    resets say how often a widget was replaced by a new one: that of an answer or a step, or those of all facts.
    `answers_before` has what each answer was that was changed or cleared in this visit, and `last_tick` the step that
    was ticked last, both to be undone. `answers_kept` are the items whose answer stays though their steps are ticked.
    `import_report` is how many changes the last import of a plan made, and the sentences on the rest.
    """

    round: int
    answers: dict[str, str]
    process: Process
    progress: dict[str, StepProgress]
    unsaved: Unsaved = field(default_factory=Unsaved)
    split_answers: SplitResponses | None = None
    conflicts: dict[str, AnswerConflict] = field(default_factory=dict)
    answer_resets: Counter[str] = field(default_factory=Counter)
    typed_facts: Mapping[str, Any] | None = None
    fact_problems: dict[str, str] = field(default_factory=dict)
    fact_conflicts: dict[str, Any] = field(default_factory=dict)
    fact_resets: int = 0
    progress_resets: Counter[str] = field(default_factory=Counter)
    import_report: tuple[int, tuple[str, ...]] | None = None
    last_snapshot: Snapshot | None = None
    open_part: int | None = None
    answers_before: dict[str, str] = field(default_factory=dict)
    last_tick: str = ""
    answers_kept: set[str] = field(default_factory=set)
    notes: SeenNotes = field(default_factory=SeenNotes)

    @classmethod
    def of(cls, stored: StoredApplication) -> "LastSeen":
        """The application as it is stored."""
        application = stored.application
        return cls(
            application.round,
            dict(stored.responses),
            application.process,
            dict(stored.progress),
            open_part=application.open_part,
        )


@dataclass(slots=True)
class Visit:
    """Everything that one visit of one `person` remembers, except the values of its widgets.

    `stored` is the open application as last read, and `is_stale` says to read it again when it is next asked for.
    `storage_problem` is why the database could not be read or saved to; until `retry_at` on the monotonic clock it is
    not asked again. `in_memory_only` holds once the database could not be opened, and where each visit keeps its
    own. `message` is shown above the page until a save succeeds, or for one run where `is_message_for_one_run`.
    `import_report` is how many applications the last import added and sentences on the rest, until they are shown.
    `finished_entries` counts the trials and entries that have ended. `has_run` holds once a run has begun, and
    `sends_first_screen` where this run sends nothing but the first screen. The addresses of saved files are made
    with the `secret`, so that nobody can guess them.
    """

    language: str | None = None
    person: Person = field(default_factory=present_person)
    has_purged: bool = False
    application: str = ""
    stored: StoredApplication | None = None
    is_stale: bool = False
    storage_problem: StorageError | None = None
    retry_at: float = 0.0
    last_seen: dict[str, LastSeen] = field(default_factory=dict)
    example: Repository | None = None
    example_id: str = ""
    memory: Storage | None = None
    in_memory_only: bool = field(default_factory=lambda: read_keep() is Keep.VISIT)
    message: str | None = None
    is_message_for_one_run: bool = False
    last_deleted: tuple[str, str] | None = None
    import_report: tuple[int, tuple[str, ...]] | None = None
    finished_entries: int = 0
    has_run: bool = False
    sends_first_screen: bool = False
    secret: str = field(default_factory=partial(token_hex, 16))

    @property
    def application_id(self) -> str:
        """The id of the open application."""
        return self.example_id or self.application

    @property
    def has_unsaved(self) -> bool:
        """Whether something that the person chose waits for the database."""
        return any(last_seen.unsaved for last_seen in self.last_seen.values())

    @property
    def all_saved(self) -> bool:
        """Whether nothing that was chosen failed to be saved, and the database answers."""
        return not (self.message or self.storage_problem or self.has_unsaved)

    def note_problem(self, error: StorageError) -> None:
        """Note that the database failed; one that makes its users wait is left alone for a while."""
        if self.storage_problem is None:
            metrics.count_database_error(type(error).__name__)
            # A copy: the error itself holds all that was running when it was raised.
            self.storage_problem = type(error)(error.problems[0])
            pause = RETRY_SECONDS if isinstance(error, BusyError | UnreachableError) else 0
            self.retry_at = monotonic() + pause

    def retry_when_due(self) -> None:
        """Let the database be asked again, once it was left alone for long enough."""
        if monotonic() >= self.retry_at:
            self.storage_problem = None

    def show_message(self, sentence: str) -> None:
        """Show a sentence above the page in this run."""
        self.message, self.is_message_for_one_run = sentence, True

    def report_error(self, error: AssessmentError) -> None:
        """Show above the page why something could not be saved, until a save succeeds."""
        self.message, self.is_message_for_one_run = " ".join(error.problems), False

    def clear_message(self) -> None:
        """Show nothing above the page."""
        self.message, self.is_message_for_one_run = None, False


_THIS_RUN = local()
"""The run in which this thread last asked for its visit, and that visit."""


def current() -> Visit:
    """The visit of this run."""
    run = get_script_run_ctx()
    if run is None or getattr(_THIS_RUN, "run", None) is not run:
        _set_current(_visit_of(present_person()))
    visit: Visit = _THIS_RUN.visit
    return visit


def _visit_of(person: Person) -> Visit:
    """The visit of the open tab; a new one, without what is typed and open, where somebody else was in it."""
    found: Visit | None = st.session_state.get(VISIT)
    if found is None:
        metrics.count_visit()
        return Visit(person=person)
    if found.person.owner != person.owner:
        st.session_state.clear()
        return Visit(language=found.language, person=person)
    found.person = person
    return found


def restart() -> None:
    """Forget everything but the language, as in a first visit."""
    language = current().language
    st.query_params.clear()
    st.session_state.clear()
    _set_current(Visit(language=language))


def _set_current(visit: Visit) -> None:
    st.session_state[VISIT] = _THIS_RUN.visit = visit
    _THIS_RUN.run = get_script_run_ctx()


def now() -> datetime:
    """The present moment in the visitor's time zone."""
    try:
        return datetime.now(ZoneInfo(st.context.timezone or "UTC"))
    except (KeyError, ValueError, OSError):
        return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """The day of a moment where the visitor is."""
    return moment.astimezone(now().tzinfo).date()


def today() -> date:
    """Today's date where the visitor is."""
    return now().date()
