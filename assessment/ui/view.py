"""What the pages show: one person's answers and facts with everything computed from them, for one run."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from assessment.core.advice import Gap, readiness_gaps
from assessment.core.diary import Step


from assessment.core.edits import recent_plans
from assessment.core.marks import apply_marks
from assessment.core.model import Instrument, Responses, Stage
from assessment.core.plan import MINUTES_PER_DAY, Plan, make_plan
from assessment.core.process import Process, stage_of
from assessment.core.scoring import Assessment, assess
from assessment.ui import resources, state

WITHOUT_ADVICE = "without_advice"
"""The key of the switch that leaves advice-only signs out of the whole page."""


@dataclass(frozen=True, slots=True)
class View:
    """The values of one run."""

    instrument: Instrument
    responses: Responses
    process: Process
    today: date
    advice: bool
    assessment: Assessment
    stage: Stage
    plan: Plan

    def whole_assessment(self) -> Assessment:
        """The assessment with all evidence, whatever the switch says."""
        if self.advice:
            return self.assessment
        return assess(self.instrument, self.responses, process=self.process, today=self.today)

    def recent_plans(self, ticked: Collection[Collection[str]]) -> Iterator[Plan]:
        """The plans of today and of the days before it, with each of these sets of steps as done."""
        minutes = self.process.minutes_per_day or MINUTES_PER_DAY
        return recent_plans(self.instrument, self.assessment, self.process, self.today, minutes, ticked)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The readiness gaps, largest gain first."""
        return readiness_gaps(self.instrument, self.responses)


def open_steps(view: View) -> list[Step]:
    """The steps of the plan that are not done, in its order."""
    return [step for step in view.plan.steps if not state.mark_of(step.id).done]


def current_view() -> View:
    """The view of the open application as of today."""
    instrument, responses, process, today = resources.instrument(), state.responses(), state.process(), state.today()
    advice = not state.switched_on(WITHOUT_ADVICE)
    assessment = assess(instrument, responses, process=process, today=today, advice=advice)
    marks = state.step_marks()
    done = {step_id for step_id, mark in marks.items() if mark.done}
    minutes = process.minutes_per_day or MINUTES_PER_DAY
    plan = make_plan(instrument, assessment, process, today, minutes, done=done)
    stage = stage_of(responses, process, today)
    marked = apply_marks(plan, marks, state.own_steps())
    return View(instrument, responses, process, today, advice, assessment, stage, marked)
