"""What is kept about a person's applications, and the one interface through which it is read and saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from assessment.core.model import Responses
from assessment.core.process import Process


@dataclass(frozen=True, slots=True)
class Guess:
    """The person's own number, 0..100, sealed before the first reveal; `value` is None when they skipped it."""

    value: int | None
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class StepMark:
    """What the person did with a step of the plan: ticked it, moved it to a day, noted something."""

    step_id: str
    done: bool = False
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step the person added."""

    id: str
    title: str
    day: date | None = None
    minutes: int = 15


class Records(Protocol):
    """The applications of one person.

    Saves compare with what the caller last saw: what stands otherwise by now is left alone and returned,
    so that a second tab never overwrites silently.
    """

    def process(self, application: str) -> Process:
        """The facts of the process."""

    def save_process(self, application: str, process: Process, *, seen: Process) -> Process | None:
        """Save the facts unless they changed since `seen`; then the facts that stand, else None."""

    def responses(self, application: str) -> Responses:
        """The current answers."""

    def save_responses(
        self, application: str, changes: Mapping[str, str | None], *, seen: Responses
    ) -> Mapping[str, str | None]:
        """Save each change (None clears) whose answer still is what `seen` says; returns the others as they stand."""

    def guess(self, application: str) -> Guess | None:
        """The sealed guess; None until it is sealed or skipped."""

    def seal_guess(self, application: str, guess: Guess) -> None:
        """Keep the guess; one that is already sealed stays."""

    def step_marks(self, application: str) -> Mapping[str, StepMark]:
        """Step id -> what the person did with the step."""

    def save_step_mark(self, application: str, mark: StepMark) -> None:
        """Keep what the person did with one step."""

    def own_steps(self, application: str) -> tuple[OwnStep, ...]:
        """The steps the person added, in the order of adding."""

    def save_own_step(self, application: str, step: OwnStep) -> None:
        """Add a step, or change the one with the same id."""

    def remove_own_step(self, application: str, step_id: str) -> None:
        """Remove a step the person added."""


@dataclass
class _Kept:
    process: Process = field(default_factory=Process)
    responses: dict[str, str] = field(default_factory=dict)
    guess: Guess | None = None
    marks: dict[str, StepMark] = field(default_factory=dict)
    own_steps: dict[str, OwnStep] = field(default_factory=dict)


class MemoryRecords:
    """Records that live as long as the object: for one visit, for the example, and for tests."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def _of(self, application: str) -> _Kept:
        return self._kept.setdefault(application, _Kept())

    def process(self, application: str) -> Process:
        return self._of(application).process

    def save_process(self, application: str, process: Process, *, seen: Process) -> Process | None:
        kept = self._of(application)
        if kept.process != seen:
            return kept.process
        kept.process = process
        return None

    def responses(self, application: str) -> Responses:
        return dict(self._of(application).responses)

    def save_responses(
        self, application: str, changes: Mapping[str, str | None], *, seen: Responses
    ) -> Mapping[str, str | None]:
        kept = self._of(application).responses
        standing: dict[str, str | None] = {}
        for item, option in changes.items():
            if kept.get(item) != seen.get(item):
                standing[item] = kept.get(item)
            elif option is None:
                kept.pop(item, None)
            else:
                kept[item] = option
        return standing

    def guess(self, application: str) -> Guess | None:
        return self._of(application).guess

    def seal_guess(self, application: str, guess: Guess) -> None:
        kept = self._of(application)
        kept.guess = kept.guess or guess

    def step_marks(self, application: str) -> Mapping[str, StepMark]:
        return dict(self._of(application).marks)

    def save_step_mark(self, application: str, mark: StepMark) -> None:
        self._of(application).marks[mark.step_id] = mark

    def own_steps(self, application: str) -> tuple[OwnStep, ...]:
        return tuple(self._of(application).own_steps.values())

    def save_own_step(self, application: str, step: OwnStep) -> None:
        self._of(application).own_steps[step.id] = step

    def remove_own_step(self, application: str, step_id: str) -> None:
        self._of(application).own_steps.pop(step_id, None)
