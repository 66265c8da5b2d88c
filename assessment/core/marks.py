"""The plan as the person keeps it: moved, ticked and added to."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from assessment.core.diary import Step
from assessment.core.plan import Plan
from assessment.core.records import OwnStep, StepMark

OWN_KIND = "own"
"""The kind of every step that the person added."""


def apply_marks(plan: Plan, marks: Mapping[str, StepMark], own_steps: Iterable[OwnStep] = ()) -> Plan:
    """The plan with the person's own steps and moves, each step once; ticked ones stay.

    A day the person gave wins, also over "does not fit" and "for the next time". Within a day the plan's
    order stays and own steps come last; steps without a day come after all others.
    """
    planned = [*plan.steps, *plan.not_fit, *plan.lessons]
    own = own_as_steps(own_steps, taken={step.id for step in planned})
    dated = [*plan.steps, *(step for step in (*plan.not_fit, *plan.lessons) if _is_moved(step, marks)), *own]
    return Plan(
        steps=tuple(sorted((_moved(step, marks) for step in dated), key=lambda step: step.day or date.max)),
        not_fit=tuple(step for step in plan.not_fit if not _is_moved(step, marks)),
        lessons=tuple(step for step in plan.lessons if not _is_moved(step, marks)),
    )


def own_as_steps(own_steps: Iterable[OwnStep], taken: Collection[str] = ()) -> tuple[Step, ...]:
    """The person's own steps as steps of a plan; of two with one id the last counts, and none with a taken id."""
    by_id = {own.id: own for own in own_steps if own.id not in taken}
    return tuple(
        Step(own.id, own.title, how="", why="", minutes=own.minutes, kind=OWN_KIND, day=own.day)
        for own in by_id.values()
    )


def changed_marks(plan: Plan, imported: Iterable[StepMark], standing: Mapping[str, StepMark]) -> Iterator[StepMark]:
    """Those of the imported marks that differ from the standing ones, ready to be saved.

    `plan` is the one before any marks: a day equal to its own is no move, so that an import does not pin
    every step to its present day.
    """
    planned = {step.id: step.day for step in (*plan.steps, *plan.not_fit, *plan.lessons)}
    for mark in imported:
        moved = mark if mark.day != planned.get(mark.step_id) else replace(mark, day=None)
        if moved != standing.get(mark.step_id, StepMark(mark.step_id)):
            yield moved


def own_step_id(title: str, taken: Collection[str] = ()) -> str:
    """The id of a step the person adds: the same for the same title, and none of those taken."""
    number = 1
    while (step_id := f"{OWN_KIND}-{_digest(title, number)}") in taken:
        number += 1
    return step_id


def _digest(title: str, number: int) -> str:
    words = " ".join(unicodedata.normalize("NFC", title).casefold().split())
    return sha256(f"{words}\n{number}".encode("utf-8", "replace")).hexdigest()[:12]


def _is_moved(step: Step, marks: Mapping[str, StepMark]) -> bool:
    return step.id in marks and marks[step.id].day is not None


def _moved(step: Step, marks: Mapping[str, StepMark]) -> Step:
    return replace(step, day=marks[step.id].day) if _is_moved(step, marks) else step
