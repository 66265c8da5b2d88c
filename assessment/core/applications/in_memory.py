"""Records that live as long as the object: for one visit, for the example, and for tests."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from assessment.core.applications.records import (
    Application,
    Guess,
    LateGuessError,
    OwnStep,
    Reveal,
    Snapshot,
    StepMark,
    Stored,
    UnknownApplicationError,
    check_changes,
    check_guess,
    check_reveal,
    check_snapshot,
    keepable_mark,
    keepable_own_step,
    keepable_process,
    settled,
)
from assessment.core.applications.snapshots import next_round
from assessment.core.model import Responses
from assessment.core.model.process import Process

UNKNOWN_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass
class _Kept:
    application: Application
    deleted: bool = False
    responses: dict[str, str] = field(default_factory=dict)
    guess: Guess | None = None
    reveal: Reveal | None = None
    snapshots: dict[tuple[int, date, str], Snapshot] = field(default_factory=dict)
    marks: dict[str, StepMark] = field(default_factory=dict)
    own_steps: dict[str, OwnStep] = field(default_factory=dict)


class MemoryRecords:
    """Records in memory; applications named at the start have these ids, such as the example in its address.

    Without a `clock` nobody knows when an outcome was recorded.
    """

    def __init__(self, *applications: str, clock: Callable[[], datetime] | None = None) -> None:
        self._clock = clock
        self._made = 0
        self._kept = {name: _Kept(Application(name, Process(), UNKNOWN_TIME)) for name in applications}

    def _of(self, application: str) -> _Kept:
        kept = self._kept.get(application)
        if kept is None or kept.deleted:
            raise UnknownApplicationError
        return kept

    def applications(self) -> tuple[Application, ...]:
        return tuple(kept.application for kept in self._kept.values() if not kept.deleted)

    def application(self, application: str) -> Application:
        return self._of(application).application

    def stored(self, application: str) -> Stored:
        kept = self._of(application)
        own_steps = tuple(kept.own_steps.values())
        return Stored(kept.application, dict(kept.responses), dict(kept.marks), own_steps, kept.guess, kept.reveal)

    def all_stored(self) -> tuple[Stored, ...]:
        return tuple(self.stored(each.id) for each in self.applications())

    def create(self, process: Process, *, at: datetime) -> str:
        kept = keepable_process(process)
        self._made += 1
        name = f"memory-{self._made}"
        self._kept[name] = _Kept(Application(name, kept, at, outcome_at=at if kept.outcome else None))
        return name

    def duplicate(self, application: str, *, at: datetime) -> str:
        source = self._of(application)
        copy = self.create(replace(source.application.process, outcome=None), at=at)
        self._of(copy).responses.update(source.responses)
        return copy

    def archive(self, application: str, *, archived: bool) -> None:
        kept = self._of(application)
        kept.application = replace(kept.application, archived=archived)

    def delete(self, application: str) -> None:
        self._of(application).deleted = True

    def undelete(self, application: str) -> None:
        if application not in self._kept:
            raise UnknownApplicationError
        self._kept[application].deleted = False

    def purge_deleted(self, *, before: datetime | None = None) -> None:
        if before is not None:
            return
        self._kept = {name: kept for name, kept in self._kept.items() if not kept.deleted}

    def begin_round(self, application: str, *, last: Snapshot, keep: Collection[str]) -> None:
        kept = self._of(application)
        if kept.application.round != last.round:
            return
        kept.snapshots[last.key] = last
        process = next_round(kept.application.process)
        kept.application = replace(kept.application, process=process, outcome_at=None, round=last.round + 1)
        kept.responses = {item: option for item, option in kept.responses.items() if item in keep}
        done = {step for step, mark in kept.marks.items() if mark.done}
        kept.own_steps = {name: step for name, step in kept.own_steps.items() if name not in done}
        kept.marks = {}

    def process(self, application: str) -> Process:
        return self._of(application).application.process

    def save_process(self, application: str, process: Process, *, seen: Process) -> Process | None:
        wanted = keepable_process(process)
        kept = self._of(application)
        standing = kept.application.process
        if standing not in (seen, wanted):
            return standing
        if wanted.outcome is not standing.outcome:
            recorded = self._clock() if self._clock and wanted.outcome else None
            kept.application = replace(kept.application, outcome_at=recorded)
        kept.application = replace(kept.application, process=wanted)
        return None

    def responses(self, application: str) -> Responses:
        return dict(self._of(application).responses)

    def save_responses(
        self, application: str, changes: Mapping[str, str | None], *, seen: Responses
    ) -> Mapping[str, str | None]:
        check_changes(changes)
        kept = self._of(application).responses
        to_make, others = settled(kept, changes, seen)
        for item, option in to_make.items():
            if option is None:
                del kept[item]
            else:
                kept[item] = option
        return others

    def guess(self, application: str) -> Guess | None:
        return self._of(application).guess

    def seal_guess(self, application: str, guess: Guess) -> None:
        check_guess(guess)
        kept = self._of(application)
        if kept.guess is None and kept.reveal is not None:
            raise LateGuessError
        kept.guess = kept.guess or guess

    def reveal(self, application: str) -> Reveal | None:
        return self._of(application).reveal

    def keep_reveal(self, application: str, reveal: Reveal) -> None:
        check_reveal(reveal)
        kept = self._of(application)
        kept.reveal = kept.reveal or reveal

    def snapshots(self, application: str) -> tuple[Snapshot, ...]:
        return tuple(sorted(self._of(application).snapshots.values(), key=lambda snapshot: snapshot.key))

    def save_snapshot(self, application: str, snapshot: Snapshot) -> None:
        check_snapshot(snapshot)
        self._of(application).snapshots[snapshot.key] = snapshot

    def step_marks(self, application: str) -> Mapping[str, StepMark]:
        return dict(self._of(application).marks)

    def save_step_mark(self, application: str, mark: StepMark) -> None:
        kept = keepable_mark(mark)
        self._of(application).marks[kept.step_id] = kept

    def own_steps(self, application: str) -> tuple[OwnStep, ...]:
        return tuple(self._of(application).own_steps.values())

    def save_own_step(self, application: str, step: OwnStep) -> None:
        kept = keepable_own_step(step)
        self._of(application).own_steps[kept.id] = kept

    def save_plan_edits(self, application: str, marks: Collection[StepMark], steps: Collection[OwnStep]) -> None:
        kept = self._of(application)
        kept_marks, kept_steps = [keepable_mark(mark) for mark in marks], [keepable_own_step(step) for step in steps]
        kept.marks.update({mark.step_id: mark for mark in kept_marks})
        kept.own_steps.update({step.id: step for step in kept_steps})

    def remove_own_step(self, application: str, step_id: str) -> None:
        self._of(application).own_steps.pop(step_id, None)
