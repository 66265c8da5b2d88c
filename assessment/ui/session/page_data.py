"""What the pages show: the answers and facts of the open application with everything computed from them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assessment.core.model import Instrument, Responses, Stage
from assessment.core.model.process import Process, current_stage, drop_impossible_facts
from assessment.core.plan.decided import assume_answer_day
from assessment.core.plan.gaps import Gap, readiness_gaps
from assessment.core.plan.plan import MINUTES_PER_DAY, Plan, make_plan
from assessment.core.plan.progress import apply_progress
from assessment.core.plan.schedule import Step
from assessment.core.scoring.assess import Assessment, assess
from assessment.ui import resources
from assessment.ui.session import answers, facts, plan_progress, visit

WITHOUT_ADVICE = "without_advice"
"""The key of the switch that leaves advice-only signs out of the whole page."""


@dataclass(frozen=True, slots=True)
class PageData:
    """The values of one run; `outcome_day` is the day on which the outcome was recorded."""

    instrument: Instrument
    responses: Responses
    process: Process
    outcome_day: date | None
    today: date
    advice: bool
    assessment: Assessment
    stage: Stage
    plan: Plan

    def assessment_with_all_signs(self) -> Assessment:
        """The assessment with all evidence, whatever the switch says."""
        if self.advice:
            return self.assessment
        return assess(self.instrument, self.responses, process=self.process, today=self.today)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The readiness gaps, largest gain first."""
        return readiness_gaps(self.instrument, self.responses)


def open_steps(page_data: PageData) -> list[Step]:
    """The steps of the plan that are not done, in its order."""
    return [step for step in page_data.plan.steps if not plan_progress.progress_of(step.id).done]


def plan_of(
    instrument: Instrument,
    assessment: Assessment,
    process: Process,
    outcome_day: date | None,
    day: date,
    done: Collection[str],
) -> Plan:
    """The plan of one day, before any moves; an outcome without a day of its own counts from when it was recorded."""
    process = assume_answer_day(drop_impossible_facts(process, day), outcome_day)
    return make_plan(instrument, assessment, process, day, process.minutes_per_day or MINUTES_PER_DAY, done=done)


def load_page_data() -> PageData:
    """The open application as of today: reads its answers and facts, assesses them and makes the plan."""
    instrument, responses, process, today = resources.instrument(), answers.responses(), facts.process(), visit.today()
    outcome_day, progress = facts.outcome_day(), plan_progress.step_progress()
    advice = not st.session_state.get(WITHOUT_ADVICE, False)
    assessment = assess(instrument, responses, process=process, today=today, advice=advice)
    done = {step_id for step_id, step_progress in progress.items() if step_progress.done}
    plan = apply_progress(
        plan_of(instrument, assessment, process, outcome_day, today, done),
        progress,
        plan_progress.own_steps(),
    )
    stage = current_stage(instrument, responses, process, today)
    return PageData(instrument, responses, process, outcome_day, today, advice, assessment, stage, plan)
