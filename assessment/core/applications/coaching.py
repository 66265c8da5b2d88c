"""What passes between a client and a coach as files: what the client gives, and the steps that the coach gives back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from assessment.core.applications.notes import Note, clean_note
from assessment.core.applications.records import OwnStep, SnapshotScores, StepProgress
from assessment.core.errors import AssessmentError
from assessment.core.model import Responses
from assessment.core.model.process import Process
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text, clean_title
from assessment.core.text.i18n import tr


class GivenPart(StrEnum):
    """A part of an application that its owner can give away, or keep."""

    SCORES = "scores"
    ANSWERS = "answers"
    PLAN = "plan"
    OWN_STEPS = "own_steps"
    NOTES = "notes"
    NAMES = "names"
    EMPLOYER = "employer"


PRIVATE = frozenset({GivenPart.OWN_STEPS, GivenPart.NOTES, GivenPart.NAMES, GivenPart.EMPLOYER})
"""The parts that are private by nature: words of the person's own, and who it is about."""


@dataclass(frozen=True, slots=True)
class GivenStep:
    """A step of the plan as a coach sees it; `own` where the person added it, the rest as in `Step`."""

    title: str
    minutes: int
    day: date | None = None
    done: bool = False
    own: bool = False
    note: str = ""
    how: str = ""
    why: str = ""
    sources: tuple[str, ...] = ()
    item: str = ""
    gain: float = 0.0
    stage_step: str = ""


@dataclass(frozen=True, slots=True)
class ClientFile:
    """What a client gives to a coach on one day; a part that was not chosen is None, a fact that was not is empty.

    `application` is the random id that ties the coach's answer to it.
    """

    application: str
    day: date
    instrument_version: str
    process: Process
    round: int = 1
    scores: SnapshotScores | None = None
    responses: Responses | None = None
    steps: tuple[GivenStep, ...] | None = None
    notes: Sequence[Note] | None = None


@dataclass(frozen=True, slots=True)
class CoachStep:
    """A step that a coach adds for a client, with a note of the coach's."""

    title: str
    minutes: int = 15
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoachFile:
    """The steps that a coach gives back, for the application with this id."""

    application: str
    day: date
    coach: str
    steps: tuple[CoachStep, ...]


@dataclass(frozen=True, slots=True)
class OpenClient:
    """A client's file as a coach keeps it: its name and text, the steps for the client, and the coach's own name."""

    application: str
    file_name: str
    text: str
    steps: tuple[CoachStep, ...] = ()
    coach: str = ""


def check_client_file(file: ClientFile) -> ClientFile:
    """The file with clean texts; raises AssessmentError for figures that contradict each other or texts too long."""
    scores = file.scores
    if scores and not scores.outlook_low <= scores.outlook <= scores.outlook_high:
        raise AssessmentError([tr("the outlook is not inside its range")])
    return replace(file, notes=None if file.notes is None else tuple(map(clean_note, file.notes)))


def own_steps_from(file: CoachFile, *, today: date) -> tuple[tuple[OwnStep, StepProgress], ...]:
    """The coach's steps as steps of the person's own, each with a note that names the coach.

    The same file always gives the same ids, so that a step that was brought in twice is there once. A day that has
    passed is left out.
    """
    return tuple(_own_step(file, number, step, today) for number, step in enumerate(file.steps))


def _own_step(file: CoachFile, number: int, step: CoachStep, today: date) -> tuple[OwnStep, StepProgress]:
    words = f"{file.application}\n{file.coach}\n{file.day}\n{number}\n{step.title}\n{step.note}"
    step_id = f"coach-{sha256(words.encode('utf-8', 'replace')).hexdigest()[:12]}"
    day = step.day if step.day and step.day >= today else None
    who = clean_title(file.coach) or tr("your coach")
    note = tr("From {coach}: {note}", coach=who, note=step.note) if step.note else tr("From {coach}", coach=who)
    return OwnStep(step_id, clean_title(step.title), day, step.minutes), StepProgress(
        step_id, note=clean_text(note, NOTE_LENGTH)
    )
