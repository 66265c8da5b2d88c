"""After the interview: debrief, thank, check in, stop waiting, and keep applying all the while."""

from collections.abc import Sequence
from datetime import date

from assessment.core.days import KeyDays, key_days, later, working_day
from assessment.core.diary import Step
from assessment.core.model import Stage
from assessment.core.plan.planning import SEARCH, Planning

FRESH_DAYS = 7
"""How long after the interview a thank-you or a debrief still makes sense."""
DAYS_BETWEEN_CHECK_INS = 7


def wait_well(planning: Planning) -> None:
    """Write what waiting well takes."""
    today = planning.today
    days = key_days(planning.instrument.outlook.silence, planning.process)
    thanked = _put_thanks_and_debrief(planning, days)
    settled = {"debrief", "thank_you", SEARCH}
    if days:
        _put_check_ins(planning, days, thanked)
        settled.add("check_in_planned")
    for item in planning.gaps:
        for step in planning.open_steps(item, Stage.WAITING) if item not in settled else ():
            planning.diary.put_from(step, max(later(days.interview, 1), today) if days else today)
    end = days.treat_as_no if days and days.treat_as_no else date.max
    planning.put_search(days.interview if days else None, until=max(end, later(today, 7)))


def _put_thanks_and_debrief(planning: Planning, days: KeyDays | None) -> date | None:
    """Write the thank-yous and the debrief; returns the day of the last thank-you."""
    today = planning.today
    fresh = days is None or today <= later(days.interview, FRESH_DAYS)
    thanks = planning.steps_for_people("thank_you", "thank_you")
    if not thanks and "thank_you" not in planning.gaps:
        thanks = [planning.texts.of_stage("thank_you_unnamed", item="thank_you")]
    due = max(days.thank_you if days else today, today)
    thanked = [
        planning.diary.put_from(step, due, working_days=True)
        for step in _own_or_tips(planning, "thank_you", thanks if fresh else [])
    ]
    debrief = [planning.texts.of_stage("debrief", item="debrief", gain=planning.gain("debrief"), lead_days=1)]
    for step in _own_or_tips(planning, "debrief", debrief if fresh else []):
        planning.diary.put_from(step, max(days.interview if days else today, today))
    return max((day for day in thanked if day), default=None)


def _own_or_tips(planning: Planning, item: str, fresh_steps: Sequence[Step]) -> Sequence[Step]:
    """The fresh steps where nothing was done yet, the tips where something was, nothing where all was."""
    if not planning.is_open(item):
        return ()
    untouched = item not in planning.responses or planning.has_little(item)
    return fresh_steps if untouched and fresh_steps else planning.open_steps(item, Stage.WAITING)


def _put_check_ins(planning: Planning, days: KeyDays, thanked: date | None) -> None:
    """Ask once, once more a week later, and plan as after a no from the day the silence says so."""
    diary, today, texts = planning.diary, planning.today, planning.texts
    gain = planning.gain("check_in_planned")
    end = days.treat_as_no or date.max
    second = working_day(max(days.second_check_in, today))
    if today < days.second_check_in:
        first = working_day(max(days.check_in, today, later(thanked, 1) if thanked else today))
        if first < end:
            step = texts.of_stage("check_in", item="check_in_planned", gain=gain)
            asked, gain = diary.put_from(step, first, working_days=True), 0.0
            second = max(second, working_day(later(asked, DAYS_BETWEEN_CHECK_INS))) if asked else second
    if second < end:
        step = texts.of_stage("second_check_in", item="check_in_planned", gain=gain)
        diary.put_from(step, second, working_days=True)
    if days.treat_as_no:
        diary.put_from(texts.of_stage("treat_as_no"), max(days.treat_as_no, today))
