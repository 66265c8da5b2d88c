"""What the pages show: the answers and facts of the open application with everything computed from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from assessment.core.applications.records import Application, StepProgress
from assessment.core.model import Instrument, Responses, Stage
from assessment.core.model.process import Outcome, Process, current_stage
from assessment.core.plan.decided import assume_answer_day
from assessment.core.plan.gaps import Gap, readiness_gaps
from assessment.core.plan.key_dates import key_days
from assessment.core.plan.marked_days import MarkedDays, marked_days
from assessment.core.plan.plan import MINUTES_PER_DAY, Plan, make_plan
from assessment.core.plan.progress import apply_progress, days_done
from assessment.core.plan.schedule import Step
from assessment.core.scoring.assess import Assessment, assess
from assessment.ui import resources
from assessment.ui.session import answers, current_application, facts, plan_progress, visit

WITHOUT_ADVICE = "without_advice"
"""The key of the switch that leaves advice-only signs out of the whole page."""


@dataclass(frozen=True, slots=True)
class PageData:
    """The values of one run; `outcome_day` is the day on which the outcome was recorded.

    `others` are the processes of the other open applications, where they matter: once there is a written offer.
    `progress` has what was done with the steps of the plan, by id. What is `read_only` is somebody else's, who gave it
    to a coach: it is drawn without anything to change, and without what this visit knows of its own application.
    """

    instrument: Instrument
    responses: Responses
    process: Process
    outcome_day: date | None
    today: date
    advice: bool
    assessment: Assessment
    stage: Stage
    plan: Plan
    others: tuple[Process, ...] = ()
    progress: Mapping[str, StepProgress] = field(default_factory=dict)
    round: int = 1
    read_only: bool = False

    def assessment_with_all_signs(self) -> Assessment:
        """The assessment with all evidence, whatever the switch says."""
        if self.advice:
            return self.assessment
        return assess(self.instrument, self.responses, process=self.process, today=self.today)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The readiness gaps, largest gain first."""
        return readiness_gaps(self.instrument, self.responses)


def marked_days_of(page_data: PageData) -> MarkedDays | None:
    """The days marked beside the outlook; None without an interview date or after an answer."""
    days = key_days(page_data.instrument.outlook.silence, page_data.process)
    return marked_days(days, open_steps(page_data), page_data.today) if days else None


def open_steps(page_data: PageData) -> list[Step]:
    """The steps of the plan that are not done, in its order."""
    return [step for step in page_data.plan.steps if not progress_of(page_data, step).done]


def progress_of(page_data: PageData, step: Step) -> StepProgress:
    """What was done with one step of the plan."""
    return page_data.progress.get(step.id, StepProgress(step.id))


def other_open_processes(application: str, applications: Iterable[Application]) -> tuple[Process, ...]:
    """The processes of the applications but this one that are not put away and wait for an answer."""
    others = (each for each in applications if each.id != application and not each.archived)
    return tuple(each.process for each in others if not each.process.decided and not each.process.is_empty)


def plan_of(
    instrument: Instrument,
    assessment: Assessment,
    process: Process,
    outcome_day: date | None,
    day: date,
    progress: Mapping[str, StepProgress],
    others: Sequence[Process] = (),
) -> Plan:
    """The plan of one day, before any moves; an outcome without a day of its own counts from when it was recorded.

    `others` are the processes of the other applications that wait for an answer.
    """
    process = assume_answer_day(process, outcome_day)
    minutes = process.minutes_per_day or MINUTES_PER_DAY
    return make_plan(instrument, assessment, process, day, minutes, done=days_done(progress), others=others)


def load_page_data() -> PageData:
    """The open application as of today: reads its answers and facts, assesses them and makes the plan."""
    instrument, responses, process, today = resources.instrument(), answers.responses(), facts.process(), visit.today()
    outcome_day, progress = facts.outcome_day(), plan_progress.step_progress()
    advice = not st.session_state.get(WITHOUT_ADVICE, False)
    assessment = assess(instrument, responses, process=process, today=today, advice=advice)
    others: tuple[Process, ...] = ()
    if process.outcome is Outcome.OFFER:
        others = other_open_processes(
            current_application.application(), current_application.repository().applications()
        )
    plan = apply_progress(
        plan_of(instrument, assessment, process, outcome_day, today, progress, others),
        progress,
        plan_progress.own_steps(),
    )
    stage, round = current_stage(instrument, responses, process, today), current_application.last_seen().round
    return PageData(
        instrument, responses, process, outcome_day, today, advice, assessment, stage, plan, others, progress, round
    )
