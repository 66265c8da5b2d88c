"""What the person did with a plan, applied to it: moves, ticks and own steps."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.plan.plan import Plan
from assessment.core.plan.schedule import Step

OWN_KIND = "own"
"""The kind of every step that the person added."""


def apply_progress(plan: Plan, progress: Mapping[str, StepProgress], own_steps: Iterable[OwnStep] = ()) -> Plan:
    """The plan with the person's own steps and moves, each step once; ticked ones stay.

    A day the person gave wins, also over "does not fit" and "for the next time". Within a day the plan's
    order stays and own steps come last; steps without a day come after all others.
    """
    planned, moved = _by_id(plan.every_step), {step_id: each.day for step_id, each in progress.items() if each.day}
    own = own_as_steps(own_steps, taken=planned)
    shown = {step.id for step in plan.steps} | moved.keys()
    dated = [step for step in planned.values() if step.id in shown]
    placed = (replace(step, day=moved.get(step.id, step.day)) for step in (*dated, *own))
    return Plan(
        steps=tuple(sorted(placed, key=lambda step: step.day or date.max)),
        not_fit=tuple(step for step in _by_id(plan.not_fit).values() if step.id not in shown),
        lessons=tuple(step for step in _by_id(plan.lessons).values() if step.id not in shown),
    )


def days_done(progress: Mapping[str, StepProgress]) -> dict[str, date | None]:
    """The ids of the steps that are ticked, each with the day on which it was, if that is known."""
    return {step_id: each.done_on for step_id, each in progress.items() if each.done}


def own_as_steps(own_steps: Iterable[OwnStep], taken: Collection[str] = ()) -> tuple[Step, ...]:
    """The person's own steps as steps of a plan; of two with one id the last counts, and none with a taken id."""
    by_id = {own.id: own for own in own_steps if own.id not in taken}
    return tuple(
        Step(own.id, own.title, how="", why="", minutes=own.minutes, kind=OWN_KIND, day=own.day)
        for own in by_id.values()
    )


def own_step_id(title: str, taken: Collection[str] = ()) -> str:
    """The id of a step the person adds: the same for the same title, and none of those taken."""
    number = 1
    while (step_id := f"{OWN_KIND}-{_digest(title, number)}") in taken:
        number += 1
    return step_id


def _digest(title: str, number: int) -> str:
    words = " ".join(unicodedata.normalize("NFC", title).casefold().split())
    return sha256(f"{words}\n{number}".encode("utf-8", "replace")).hexdigest()[:12]


def _by_id(steps: Iterable[Step]) -> dict[str, Step]:
    """The steps by id; of several with one id the first."""
    by_id: dict[str, Step] = {}
    for step in steps:
        by_id.setdefault(step.id, step)
    return by_id
