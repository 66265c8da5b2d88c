"""make_plan: dated steps from the gaps that can still be closed, the stage, and the people met."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from assessment.core.model import Instrument, Stage
from assessment.core.model.process import Process, current_stage
from assessment.core.plan.after import wait_well
from assessment.core.plan.before import prepare
from assessment.core.plan.context import Planning
from assessment.core.plan.decided import answered_by, close_well
from assessment.core.plan.schedule import Diary, Step
from assessment.core.plan.steps import steps_of_gap
from assessment.core.scoring.assess import Assessment

__all__ = ["MINUTES_PER_DAY", "Plan", "answered_by", "make_plan"]

MINUTES_PER_DAY = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do: `steps` by day, what does `not_fit` the person's minutes, and `lessons` for the next time."""

    steps: tuple[Step, ...]
    not_fit: tuple[Step, ...]
    lessons: tuple[Step, ...]


def make_plan(
    instrument: Instrument,
    assessment: Assessment,
    process: Process,
    today: date,
    minutes_per_day: int = MINUTES_PER_DAY,
    *,
    done: Collection[str] = (),
) -> Plan:
    """The plan of one person from `today` on, with at most `minutes_per_day` minutes on any day.

    The steps whose ids are in `done` take no more time and stand at today; the others are planned without them.
    """
    stage = current_stage(instrument, assessment.responses, process, today)
    planning = Planning(instrument, assessment.responses, process, Diary(today, minutes_per_day, done))
    {Stage.INVITED: prepare, Stage.WAITING: wait_well, Stage.DECIDED: close_well}[stage](planning)
    diary = planning.diary
    dated = sorted(diary.steps, key=lambda step: (step.day or date.max, -step.lead_days))
    planned = {step.item for step in (*diary.steps, *diary.unplaced)}
    left = (gap for gap in planning.gaps.values() if gap.item not in planned)
    return Plan(
        steps=tuple(planning.texts.title_of_part(step) for step in dated),
        not_fit=tuple(diary.unplaced),
        lessons=tuple(step for gap in left for step in steps_of_gap(gap, gap.lessons(Stage.DECIDED))),
    )
