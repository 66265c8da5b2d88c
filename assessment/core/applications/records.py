"""What is stored about a person's applications, and the limits of what can be stored."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

from assessment.core.errors import AssessmentError
from assessment.core.model import Responses
from assessment.core.model.process import LIMITS, TEXTS, Process
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH, clean_text_within, clean_title
from assessment.core.text.email_address import address_problem
from assessment.core.text.i18n import tr

IDENTIFIER = re.compile(r"[a-z0-9_]{1,64}")
PEOPLE_LIMIT = 100
DAY_BOOK_LIMIT = 500
"""The most entries of one day book; the oldest are dropped."""
UNDO_FOR = timedelta(days=1)
"""How long a deleted application can be restored."""
DAY_MINUTES = 24 * 60


class UnknownApplicationError(AssessmentError):
    """No application of this person has the id: it never had, it was deleted, or it is somebody else's."""

    def __init__(self) -> None:
        super().__init__([tr("There is no such application; it may have been deleted. Choose one from the list.")])


class LateGuessError(AssessmentError):
    """A guess came after the first reveal, where it no longer counts."""

    def __init__(self) -> None:
        super().__init__([tr("The outlook of this application was shown already; only a guess made before it counts.")])


@dataclass(frozen=True, slots=True)
class Application:
    """One hiring process of the person; `round` counts from 1, `outcome_at` is when the outcome was recorded.

    `open_part` is the part of all questions that was open last, from 0; None while the quick ones are asked.
    """

    id: str
    process: Process
    created_at: datetime
    round: int = 1
    archived: bool = False
    outcome_at: datetime | None = None
    open_part: int | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """The person's own forecast, 0..100, given before the first reveal, and the day on which they think they will hear.

    Each is None when they skipped it.
    """

    value: int | None
    sealed_at: datetime
    answer_day: date | None = None


@dataclass(frozen=True, slots=True)
class Reveal:
    """The first outlook that the person saw, with its base rate; both 0..1.

    `half_heard_by` is the day by which half have heard, as it was said then; None where nothing was said.
    """

    outlook: float
    base_rate: float
    instrument_version: str
    revealed_at: datetime
    half_heard_by: date | None = None


@dataclass(frozen=True, slots=True)
class SnapshotScores:
    """The figures of one assessment: readiness and fit 0..100, `silence` as log odds, the rest probabilities 0..1."""

    outlook: float
    outlook_low: float
    outlook_high: float
    base_rate: float
    without_advice: float
    silence: float
    readiness: float | None = None
    readiness_low: float | None = None
    readiness_high: float | None = None
    readiness_answered: int = 0
    fit: float | None = None
    fit_low: float | None = None
    fit_high: float | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The answers, facts and figures of an application on one day."""

    day: date
    taken_at: datetime
    round: int
    instrument_version: str
    scores: SnapshotScores
    responses: Responses
    process: Process

    @property
    def key(self) -> tuple[int, date, str]:
        """Unique key: round, day, version; a snapshot scored again by another version does not replace the first."""
        return self.round, self.day, self.instrument_version


@dataclass(frozen=True, slots=True)
class StepProgress:
    """What the person did with a step of the plan: ticked it, moved it to a day, wrote a note.

    `done_on`: the day on which it was ticked; None where it is not, or where that was not recorded.
    """

    step_id: str
    done: bool = False
    day: date | None = None
    note: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step the person added."""

    id: str
    title: str
    day: date | None = None
    minutes: int = 15


@dataclass(frozen=True, slots=True)
class ExportedStep:
    """What an exported file of the plan said of one step; `moved` tells whether the person gave it its day.

    `title` and `minutes` are kept of a step the person added only, since the file can change them; of a calendar,
    every title is kept, to name the events that it cancels later.
    """

    step_id: str
    day: date | None = None
    moved: bool = False
    done: bool = False
    note: str = ""
    title: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class PlanExport:
    """What one exported file of the plan said of each step, by step id; its `id` stands in every row of the file."""

    id: str
    round: int
    exported_at: datetime
    steps: Mapping[str, ExportedStep]


@dataclass(frozen=True, slots=True)
class StoredApplication:
    """One application with everything stored about it but its snapshots; of its steps those of the current round."""

    application: Application
    responses: Responses
    progress: Mapping[str, StepProgress]
    own_steps: tuple[OwnStep, ...]
    guess: Guess | None
    reveal: Reveal | None


def clean_process(process: Process) -> Process:
    """The facts with clean texts; raises AssessmentError for a text that is too long or a number out of its limits."""
    problems = []
    for name, (low, high) in LIMITS.items():
        figure = getattr(process, name)
        if figure is not None and not low <= figure <= high:
            problems.append(f"process: {name}: It is {figure:g}; expected a number from {low:g} to {high:g}.")
    if (number := len(process.people)) > PEOPLE_LIMIT:
        problems.append(
            tr("process: people: {number} people; at most {most} are kept.", number=number, most=PEOPLE_LIMIT)
        )
    problems += [
        f"process: people: {problem}" for person in process.people if (problem := address_problem(person.email))
    ]
    if problems:
        raise AssessmentError(problems)
    texts: dict[str, Any] = {name: clean_text_within(getattr(process, name), TITLE_LENGTH, name) for name in TEXTS}
    people = tuple(
        replace(
            person,
            name=clean_text_within(person.name, TITLE_LENGTH, "name"),
            role=clean_text_within(person.role, TITLE_LENGTH, "role"),
        )
        for person in process.people
    )
    day_book = tuple(
        replace(entry, text=clean_title(entry.text), step_id=clean_title(entry.step_id)) for entry in process.day_book
    )
    return replace(process, **texts, people=people, day_book=day_book[-DAY_BOOK_LIMIT:])


def check_changes(changes: Mapping[str, str | None]) -> None:
    """Raise AssessmentError, one sentence for each item or option whose id is no identifier."""
    wrong = [
        f"responses: an item or option id is no identifier: {name[:40]!r}."
        for pair in changes.items()
        for name in pair
        if name is not None and not IDENTIFIER.fullmatch(name)
    ]
    if wrong:
        raise AssessmentError(wrong)


def split_conflicts(
    stored: Responses, changes: Mapping[str, str | None], last_seen: Responses
) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """The changes to save, and the stored answers that are neither as last seen nor what the change asks for."""
    to_save: dict[str, str | None] = {}
    conflicts: dict[str, str | None] = {}
    for item, option in changes.items():
        current = stored.get(item)
        if current not in (last_seen.get(item), option):
            conflicts[item] = current
        elif current != option:
            to_save[item] = option
    return to_save, conflicts


def check_guess(guess: Guess) -> None:
    """Raise AssessmentError when the guess is not a whole number from 0 to 100."""
    if guess.value is not None and not 0 <= guess.value <= 100:
        raise AssessmentError([f"guess: It is {guess.value}; expected a whole number from 0 to 100."])


def check_reveal(reveal: Reveal) -> None:
    """Raise AssessmentError when a number of the reveal is not a probability."""
    for name, value in (("outlook", reveal.outlook), ("base rate", reveal.base_rate)):
        if not (isfinite(value) and 0 <= value <= 1):
            raise AssessmentError([f"{name}: It is {value:g}; expected a probability from 0 to 1."])


def check_snapshot(snapshot: Snapshot) -> None:
    """Raise AssessmentError when a figure is not finite, or an answer is no identifier."""
    for name, score in asdict(snapshot.scores).items():
        if score is not None and not isfinite(score):
            raise AssessmentError([f"snapshot: {name}: It is {score:g}; expected a number."])
    check_changes(snapshot.responses)


def clean_step_progress(step_progress: StepProgress) -> StepProgress:
    """The progress with a clean note; raises AssessmentError for a text that is too long."""
    step_id = clean_text_within(step_progress.step_id, TITLE_LENGTH, "step")
    return replace(step_progress, step_id=step_id, note=clean_text_within(step_progress.note, NOTE_LENGTH, "note"))


def clean_own_step(step: OwnStep) -> OwnStep:
    """The step with a clean title; raises AssessmentError for a text that is too long, or minutes above one day."""
    if not 1 <= step.minutes <= DAY_MINUTES:
        raise AssessmentError([f"minutes: It is {step.minutes}; expected a number from 1 to {DAY_MINUTES}."])
    step_id = clean_text_within(step.id, TITLE_LENGTH, "step")
    return replace(step, id=step_id, title=clean_text_within(step.title, TITLE_LENGTH, "title"))
