"""What the plan of one person is made from, and what all stages share: the people, and the search that goes on."""

from datetime import date

from assessment.core.model import Instrument, Responses, Stage, StepId
from assessment.core.model.process import Person, Process
from assessment.core.plan.gaps import readiness_gaps
from assessment.core.plan.key_dates import add_days, is_working_day, week_start, working_day_from
from assessment.core.plan.schedule import Chain, Schedule, Step
from assessment.core.plan.steps import StepTexts, gap_steps

WEEKS_OF_SEARCH = 4
"""How far ahead other applications are planned."""


class PlanningContext:
    """One person's case with the schedule that their steps are written into."""

    def __init__(self, instrument: Instrument, responses: Responses, process: Process, schedule: Schedule) -> None:
        self.instrument = instrument
        self.responses = responses
        self.process = process
        self.roles = instrument.roles
        self.schedule = schedule
        self.today = schedule.today
        self.texts = StepTexts(instrument, process)
        self.gaps = {gap.item: gap for gap in readiness_gaps(instrument, responses)}

    @property
    def people(self) -> tuple[Person, ...]:
        """The people met or to meet, each once."""
        return tuple(dict.fromkeys(person for person in self.process.people if person.name.strip()))

    def is_open(self, item: str) -> bool:
        """Whether the item of readiness is not answered at its best, or not at all."""
        return item in self.gaps or item not in self.responses

    def steps_for_people(self, step_id: StepId, item: str, lead_days: int = 0) -> list[Step]:
        """The step once for each person; together they can win the whole gap of the item."""
        people = self.people
        return [
            self.texts.person_step(step_id, each, item, self.gain(item) / len(people), lead_days) for each in people
        ]

    def credit(self, item: str) -> float:
        """What the answer to the item of readiness earns, 0..1; nothing without an answer."""
        return self.instrument.readiness[item].options[self.responses[item]] if item in self.responses else 0.0

    def gain(self, item: str) -> float:
        """What closing the gap of the item would win, in points of 100."""
        return self.gaps[item].gain if item in self.gaps else 0.0

    def open_steps(self, item: str, stage: Stage) -> Chain:
        """A step for each tip that can still be followed about the item at this stage."""
        return gap_steps(self.gaps[item], self.gaps[item].open_tips(stage)) if item in self.gaps else ()

    def place_search(self, last_event: date | None, until: date) -> None:
        """Another application every week: at first what closes the gap, if there is one.

        The week of the interview or of the answer asks for none.
        """
        first = working_day_from(max(add_days(last_event, 1), self.today) if last_event else self.today)
        tips = self.open_steps(self.roles.other_applications, Stage.WAITING)
        ends = [self.schedule.place_from(step, first, working_days=True) for step in tips]
        week = week_start(max((day for day in ends if day), default=first))
        self.place_weekly_search(add_days(week, 7) if tips or (last_event and last_event >= week) else week, until)

    def place_weekly_search(self, monday: date, until: date, last_day: date = date.max) -> None:
        """An application in each week from that `monday` that begins by `until` and within four weeks."""
        until = min(until, add_days(self.today, 7 * WEEKS_OF_SEARCH))
        while monday <= until and monday != date.max:
            days = [day for day in (add_days(monday, offset) for offset in range(7)) if self.today <= day <= last_day]
            if any(is_working_day(day) for day in days):
                step = self.texts.stage_step(
                    StepId.KEEP_APPLYING, item=self.roles.other_applications, suffix=monday.isoformat()
                )
                self.schedule.place(step, days)
            monday = add_days(monday, 7)
