"""The values that a plan is made from, and what all stages need: steps for people, and applications elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment.core.model import Instrument, Responses, Stage, StepId
from assessment.core.model.process import Process
from assessment.core.plan.gaps import readiness_gaps
from assessment.core.plan.key_dates import add_days, is_working_day, week_start, working_day_from
from assessment.core.plan.schedule import Chain, Schedule, Step
from assessment.core.plan.steps import StepTexts, gap_steps, named_people
from assessment.core.text.date_parsing import LAST_DAY

DAYS_BETWEEN_APPLICATIONS = 4
WEEKS_OF_SEARCH = 4
"""For so many weeks ahead, applications elsewhere are planned."""


@dataclass
class PlanningContext:
    """One person's process, answers and gaps, with the schedule that their steps are placed in.

    `others` are the person's other processes that wait for an answer.
    """

    instrument: Instrument
    responses: Responses
    process: Process
    schedule: Schedule
    others: Sequence[Process] = ()

    def __post_init__(self) -> None:
        self.roles, self.today = self.instrument.roles, self.schedule.today
        self.texts = StepTexts(self.instrument, self.process)
        self.gaps = {gap.item: gap for gap in readiness_gaps(self.instrument, self.responses)}

    def is_open(self, item: str) -> bool:
        """Whether the item has no answer, or not the best one."""
        return item in self.gaps or item not in self.responses

    def steps_for_people(self, step_id: StepId, item: str, lead_days: int = 0) -> list[Step]:
        """A copy of the step for each person; together they win the gap of the item."""
        people = named_people(self.process)
        return [
            self.texts.person_step(step_id, each, item, self.gain(item) / len(people), lead_days) for each in people
        ]

    def credit(self, item: str) -> float:
        """The credit of the answer to a readiness item, 0..1; 0 without an answer."""
        return self.instrument.readiness[item].options[self.responses[item]] if item in self.responses else 0.0

    def gain(self, item: str) -> float:
        """The readiness that closing the gap of the item would win, in points of 100; 0 without a gap."""
        return self.gaps[item].gain if item in self.gaps else 0.0

    def open_steps(self, item: str, stage: Stage) -> Chain:
        """A step for each tip about the gap of the item that can still be followed at this stage."""
        return gap_steps(self.gaps[item], self.gaps[item].open_tips(stage)) if item in self.gaps else ()

    def place_search(self, last_event: date | None, until: date) -> None:
        """Place the tips about applications elsewhere, then one application a week.

        None is placed in the week of the interview or of the answer, the `last_event`.
        """
        first = working_day_from(max(add_days(last_event, 1), self.today) if last_event else self.today)
        tips = self.open_steps(self.roles.other_applications, Stage.WAITING)
        applied = [self.placed_or_done(step, self.schedule.place_from(step, first, working_days=True)) for step in tips]
        monday = week_start(first)
        if last_event and last_event >= monday:
            monday = add_days(monday, 7)
        self.place_weekly_search(monday, until, applied=max((day for day in applied if day), default=None))

    def placed_or_done(self, step: Step, placed: date | None) -> date | None:
        """The day on which a step was placed, or else on which it was ticked; None where neither is known."""
        return placed or self.schedule.done_on(step.id)

    def place_weekly_search(
        self, monday: date, until: date, last_day: date = date.max, applied: date | None = None
    ) -> None:
        """Place an application in each week from `monday` on that begins by `until` and within WEEKS_OF_SEARCH.

        None is placed in the week of one that was `applied` for already, nor soon after it.
        """
        until = min(until, add_days(self.today, 7 * WEEKS_OF_SEARCH))
        if applied:
            monday = max(monday, add_days(week_start(applied), 7))
        while monday <= until and monday < LAST_DAY:
            first = max(self.today, add_days(applied, DAYS_BETWEEN_APPLICATIONS)) if applied else self.today
            days = [day for day in (add_days(monday, offset) for offset in range(7)) if first <= day <= last_day]
            if any(is_working_day(day) for day in days):
                step = self.texts.stage_step(
                    StepId.KEEP_APPLYING, item=self.roles.other_applications, suffix=monday.isoformat()
                )
                applied = self.placed_or_done(step, self.schedule.place(step, days)) or applied
            monday = add_days(monday, 7)
