"""make_plan: dated steps for one person, from the gaps that can still be closed, the stage, and the people met."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.core.model import Instrument, Stage
from assessment.core.model.process import Process, current_stage
from assessment.core.plan.before import plan_preparation
from assessment.core.plan.context import PlanningContext
from assessment.core.plan.decided import plan_after_decision
from assessment.core.plan.schedule import Schedule, Step
from assessment.core.plan.steps import gap_steps
from assessment.core.plan.waiting import plan_waiting
from assessment.core.scoring.assess import Assessment

MINUTES_PER_DAY = 60
"""How long a person is assumed to have on a day until they say so."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do: `steps` by day, steps that do `not_fit` the free minutes, and `lessons` for the next interview."""

    steps: tuple[Step, ...]
    not_fit: tuple[Step, ...]
    lessons: tuple[Step, ...]

    @property
    def every_step(self) -> tuple[Step, ...]:
        """The steps of all three kinds, in this order."""
        return (*self.steps, *self.not_fit, *self.lessons)


def points_to_win(instrument: Instrument, plan: Plan) -> Mapping[str, float]:
    """Domain id -> readiness points that the steps of the plan can win."""
    winnable = dict.fromkeys(instrument.readiness_by_domain, 0.0)
    for step in (*plan.steps, *plan.not_fit):
        if step.gain:
            winnable[instrument.items[step.item].domain] += step.gain
    return winnable


def biggest_win(open_steps: Iterable[Step]) -> Step | None:
    """The first of the open steps that close the gap which wins most readiness; None where none wins any."""
    steps = [step for step in open_steps if step.gain]
    gains: dict[str, float] = {}
    for step in steps:
        gains[step.item] = gains.get(step.item, 0.0) + step.gain
    return max(steps, key=lambda step: round(gains[step.item], 9), default=None)


def make_plan(
    instrument: Instrument,
    assessment: Assessment,
    process: Process,
    today: date,
    minutes_per_day: int = MINUTES_PER_DAY,
    *,
    done: Mapping[str, date | None] | None = None,
    others: Sequence[Process] = (),
) -> Plan:
    """The plan of one person from `today` on, with at most `minutes_per_day` minutes of steps on any day.

    `done`: step id -> the day on which it was ticked, if that is known; those steps are on today and take no time.
    `others` are the person's other processes that wait for an answer.
    """
    stage = current_stage(instrument, assessment.responses, process, today)
    schedule = Schedule(today, minutes_per_day, done or {})
    planning = PlanningContext(instrument, assessment.responses, process, schedule, others)
    {Stage.INVITED: plan_preparation, Stage.WAITING: plan_waiting, Stage.DECIDED: plan_after_decision}[stage](planning)
    dated = sorted(schedule.steps, key=lambda step: (step.day or date.max, -step.lead_days))
    planned = {step.item for step in (*schedule.steps, *schedule.unplaced)}
    left = (gap for gap in planning.gaps.values() if gap.item not in planned)
    return Plan(
        steps=tuple(planning.texts.title_of_part(step) for step in dated),
        not_fit=tuple(schedule.unplaced),
        lessons=tuple(step for gap in left for step in gap_steps(gap, gap.lessons(Stage.DECIDED))),
    )
