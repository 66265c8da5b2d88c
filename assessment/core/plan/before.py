"""The plan before the interview: steps with the longest lead first, weekly applications elsewhere, a light last day."""

from dataclasses import replace
from datetime import date

from assessment.core.model import Stage, StepId
from assessment.core.plan.context import PlanningContext
from assessment.core.plan.gaps import fit_gaps
from assessment.core.plan.key_dates import add_days, week_start
from assessment.core.plan.schedule import Chain, Step

EVE_MINUTES = 30
"""The most minutes of steps on the day before the interview, and on its day."""
ONLY_DAY_MINUTES = 60
"""The most minutes on the day before when today is that day; half of the person's minutes if that is more."""
DAYS_WITHOUT_A_DATE = 7
"""How many days the preparation is spread over while the day of the interview is unknown."""
LONGEST_PREPARATION_DAYS = 28
QUIET_DAYS = 4
"""On so many days before the interview, no application elsewhere is planned."""
MEET_PERSON_LEAD_DAYS = 3
QUESTION_KINDS_LEAD_DAYS = 2
ASK_LEAD_DAYS = 2
ENOUGH_STORIES_CREDIT = 0.5
"""From this credit of the story bank on, its stories can be tied to the employer."""


def plan_preparation(planning: PlanningContext) -> None:
    """Place the steps of the preparation; an interview date in the past counts as unknown."""
    today, interview = planning.today, planning.process.interview_date
    if interview is None or interview < today:
        days = [add_days(today, offset) for offset in range(DAYS_WITHOUT_A_DATE)]
        planning.schedule.spread(_chains(planning), days, None)
        _place_search(planning, days[-1], days[-1])
        return
    _place_arrangements(planning, interview)
    first = max(today, add_days(interview, -LONGEST_PREPARATION_DAYS))
    days = [add_days(first, offset) for offset in range((interview - first).days)]
    planning.schedule.spread(_chains(planning), days, interview)
    _place_search(planning, add_days(interview, -1), add_days(interview, -QUIET_DAYS))


def _chains(planning: PlanningContext) -> list[Chain]:
    """The chains to place: the tips of each gap, whom to look up, what they ask, and what to ask about each doubt."""
    roles = planning.roles
    steps = {
        item: planning.open_steps(item, Stage.INVITED) for item in planning.gaps if item != roles.other_applications
    }
    chains = {item: chain for item, chain in steps.items() if chain}
    few_stories = roles.story_bank in chains and planning.credit(roles.story_bank) < ENOUGH_STORIES_CREDIT
    if few_stories and roles.stories_for_employer in chains:
        chains[roles.story_bank] += chains.pop(roles.stories_for_employer)
    looked_up: list[Step] = []
    if planning.is_open(roles.interviewers):
        looked_up = planning.steps_for_people(StepId.MEET_PERSON, roles.interviewers, MEET_PERSON_LEAD_DAYS)
    if looked_up:
        chains.pop(roles.interviewers, None)
    kinds = planning.texts.stage_step(StepId.QUESTION_KINDS, lead_days=QUESTION_KINDS_LEAD_DAYS)
    doubts = [
        planning.texts.fit_step(StepId.ASK_IN_INTERVIEW, gap, lead_days=ASK_LEAD_DAYS)
        for gap in fit_gaps(planning.instrument, planning.responses)
    ]
    return [*chains.values(), *((step,) for step in (*looked_up, kinds, *doubts))]


def _place_arrangements(planning: PlanningContext, interview: date) -> None:
    """Place route and papers two days before the interview, or later if that is too soon, and the evening before it."""
    schedule, today, eve = planning.schedule, planning.today, add_days(interview, -1)
    schedule.steps.append(replace(planning.texts.stage_step(StepId.INTERVIEW), day=interview))
    only_day = max(ONLY_DAY_MINUTES, schedule.minutes_per_day // 2)
    schedule.light_days = {eve: EVE_MINUTES if eve > today else only_day, interview: EVE_MINUTES}
    setting = planning.responses.get(planning.roles.setting)
    logistics = _short(planning, planning.texts.step_for_answer(StepId.LOGISTICS, setting, lead_days=1))
    if eve <= today:
        schedule.place(logistics, [today])
    if eve >= today:
        schedule.place(_short(planning, planning.texts.stage_step(StepId.EVENING_BEFORE)), [eve])
    if eve > today:
        day_before_eve = add_days(eve, -1)
        schedule.place(logistics, [day_before_eve, eve] if day_before_eve > today else [eve, today])


def _short(planning: PlanningContext, step: Step) -> Step:
    """The step, shortened to the minutes of one day, so that it is not split."""
    return replace(step, minutes=min(step.minutes, planning.schedule.minutes_per_day))


def _place_search(planning: PlanningContext, last_day: date, until: date) -> None:
    """Place the tips about applications elsewhere, then one application a week where there is room."""
    schedule, applied = planning.schedule, None
    for step in planning.open_steps(planning.roles.other_applications, Stage.INVITED):
        days = (add_days(planning.today, offset) for offset in range((last_day - planning.today).days + 1))
        applied = planning.placed_or_done(step, schedule.place(step, days))
        if step in schedule.unplaced:
            return
    planning.place_weekly_search(week_start(planning.today), until, last_day=until, applied=applied)
