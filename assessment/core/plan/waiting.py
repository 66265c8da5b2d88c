"""The plan after the interview: debrief, thank-yous, check-ins, the day to stop waiting, applications elsewhere."""

from collections.abc import Sequence
from datetime import date

from assessment.core.applications.day_book import last_wrote
from assessment.core.model import Stage, StepId
from assessment.core.plan.context import PlanningContext
from assessment.core.plan.key_dates import (
    KeyDays,
    add_days,
    is_interview_recent,
    is_past_asking,
    key_days,
    next_message_day,
    working_day_from,
)
from assessment.core.plan.schedule import Step

DAYS_BETWEEN_CHECK_INS = 7


def plan_waiting(planning: PlanningContext) -> None:
    """Place the steps while waiting; after the day to treat silence as a no, only that and applications elsewhere."""
    today = planning.today
    days = key_days(planning.instrument.outlook.silence, planning.process)
    end = days.treat_as_no if days and days.treat_as_no else date.max
    if days and is_past_asking(days, today):
        planning.schedule.place_from(planning.texts.stage_step(StepId.TREAT_AS_NO), today)
        planning.place_search(days.interview, until=add_days(today, 7))
        return
    start = max(add_days(days.interview, 1), today) if days else today
    if days and days.treat_as_no:
        planning.schedule.place_from(planning.texts.stage_step(StepId.TREAT_AS_NO), max(end, today))
    thanked = _place_thanks_and_debrief(planning, days)
    if days:
        _place_check_ins(planning, days, thanked)
    roles = planning.roles
    placed_apart = {roles.thank_you, roles.debrief, roles.other_applications, *((roles.check_in,) if days else ())}
    for item in planning.gaps:
        for step in planning.open_steps(item, Stage.WAITING) if item not in placed_apart else ():
            planning.schedule.place_from(step, start)
    planning.place_search(days.interview if days else None, until=max(add_days(end, -1), add_days(today, 7)))


def _place_thanks_and_debrief(planning: PlanningContext, days: KeyDays | None) -> date | None:
    """Place the thank-yous and the debrief while the interview is recent.

    Returns the day of the last thank-you, to come or sent; None where it is not known.
    """
    today = planning.today
    recent = is_interview_recent(days.interview if days else None, today)
    thanked = planning.schedule.done_on(StepId.THANK_YOU)
    if recent:
        item = planning.roles.thank_you
        unnamed = planning.texts.stage_step(StepId.THANK_YOU_UNNAMED, item=item, gain=planning.gain(item))
        thanks = planning.steps_for_people(StepId.THANK_YOU, item) or [unnamed]
        for step in _first_or_rest(planning, item, thanks):
            due = max(days.thank_you if days else today, today)
            thanked = planning.schedule.place_from(step, due, working_days=True) or thanked
    item = planning.roles.debrief
    debrief = planning.texts.stage_step(StepId.DEBRIEF, item=item, gain=planning.gain(item), lead_days=1)
    for step in _first_or_rest(planning, item, [debrief] if recent else []):
        planning.schedule.place_from(step, max(days.interview if days else today, today))
    return thanked


def _first_or_rest(planning: PlanningContext, item: str, first: Sequence[Step]) -> Sequence[Step]:
    """The steps in `first` where nothing is done about the item yet; otherwise the tips about its gap."""
    if not planning.is_open(item):
        return ()
    return first if first and planning.credit(item) == 0 else planning.open_steps(item, Stage.WAITING)


def _place_check_ins(planning: PlanningContext, days: KeyDays, thanked: date | None) -> None:
    """Place two check-ins, the second a week after the first, whenever that was; none from the last day on."""
    schedule, today, item = planning.schedule, planning.today, planning.roles.check_in
    end, wrote = days.treat_as_no or date.max, last_wrote(planning.process)
    soonest = max((next_message_day(day) for day in (thanked, wrote) if day), default=today)
    first = working_day_from(max(days.check_in, today, soonest))
    step = planning.texts.stage_step(StepId.CHECK_IN, item=item, gain=planning.gain(item))
    if first >= end and step.id not in schedule.done:
        return
    asked = planning.placed_or_done(step, schedule.place_from(step, first, working_days=True)) or days.check_in
    due = max(days.check_in, soonest, today, add_days(asked, DAYS_BETWEEN_CHECK_INS))
    if (second := working_day_from(due)) < end:
        step = planning.texts.stage_step(StepId.SECOND_CHECK_IN, item=item)
        schedule.place_from(step, second, working_days=True)
