"""make_plan: dated steps from the gaps that can still be closed, the stage, and the people met."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from assessment.core.advice import Gap, fit_gaps, readiness_gaps
from assessment.core.days import KeyDays, day_words, key_days, later, working_day
from assessment.core.diary import Diary, Step, in_parts
from assessment.core.model import Instrument, Stage, Tip, When
from assessment.core.process import Outcome, Person, Process, stage_of
from assessment.core.scoring import Assessment

MINUTES_PER_DAY = 60
EVENING_BEFORE_MINUTES = 30
DAYS_WITHOUT_A_DATE = 7
LONGEST_PREPARATION_DAYS = 28
FRESH_DAYS = 7
"""How long after the interview a thank-you or a debrief still makes sense."""
WEEKS_OF_SEARCH = 4

AFTER_AN_ANSWER: dict[Outcome | None, tuple[tuple[str, int], ...]] = {
    Outcome.REJECTED: (
        ("thank_for_answer", 0),
        ("ask_feedback", 1),
        ("review", 2),
        ("adjust", 4),
        ("keep_door_open", 14),
    ),
    Outcome.NO_ANSWER: (("close_kindly", 0), ("review", 1), ("adjust", 3)),
    Outcome.WITHDREW: (("close_kindly", 0),),
    Outcome.DECLINED_BY_ME: (("close_kindly", 0),),
    Outcome.ROLE_CANCELLED: (("close_kindly", 0), ("keep_door_open", 14)),
    Outcome.VERBAL_OFFER: (("written_offer", 0),),
    Outcome.OFFER: (("settle_terms", 1), ("tell_others", 7)),
}
"""Per outcome, the stage steps and after how many days each is due."""
SEARCH_GOES_ON = {None, Outcome.REJECTED, Outcome.NO_ANSWER, Outcome.ROLE_CANCELLED, Outcome.VERBAL_OFFER}


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
) -> Plan:
    """The plan of one person from `today` on, with at most `minutes_per_day` minutes on any day."""
    stage = stage_of(assessment.responses, process, today)
    planner = Planner(instrument, assessment, process, today, minutes_per_day)
    {Stage.INVITED: planner.before, Stage.WAITING: planner.after, Stage.DECIDED: planner.decided}[stage]()
    lessons = [planner.tip_step(gap, tip) for gap in planner.gaps for tip in gap.lessons(stage)]
    return Plan(
        steps=tuple(sorted(planner.diary.steps, key=lambda step: step.day or date.max)),
        not_fit=tuple(planner.diary.unplaced),
        lessons=tuple(lessons),
    )


class Planner:
    """Writes the steps of one person into a diary, stage by stage."""

    def __init__(
        self, instrument: Instrument, assessment: Assessment, process: Process, today: date, minutes_per_day: int
    ) -> None:
        self.instrument = instrument
        self.responses = assessment.responses
        self.process = process
        self.today = today
        self.minutes_per_day = minutes_per_day
        self.gaps = readiness_gaps(instrument, assessment.responses)
        self.diary = Diary(minutes_per_day)

    def before(self) -> None:
        """Prepare: what has the longest lead first, and a light evening before."""
        interview = self.process.interview_date
        last = later(interview, -1) if interview else later(self.today, DAYS_WITHOUT_A_DATE - 1)
        last = max(min(last, later(self.today, LONGEST_PREPARATION_DAYS - 1)), self.today)
        days = [later(self.today, offset) for offset in range((last - self.today).days + 1)]
        most_minutes = self.minutes_per_day
        if interview:
            self.diary.light_days = dict.fromkeys((later(interview, -1), interview), EVENING_BEFORE_MINUTES)
            most_minutes = min(most_minutes, max(self.diary.room(day) for day in days))
            self._put_arrangements(interview)
        steps = [part for step in self._preparation() for part in in_parts(step, most_minutes)]
        self.diary.spread(steps, days, interview)

    def _put_arrangements(self, interview: date) -> None:
        eve = later(interview, -1)
        self.diary.put(self.stage_step("logistics"), [max(later(eve, -1), self.today), max(eve, self.today)])
        if eve >= self.today:
            self.diary.put(self.stage_step("evening_before"), [eve])

    def _preparation(self) -> list[Step]:
        steps = []
        people = self.people() if not self._is_best("people_research") else ()
        for gap in self.gaps:
            if gap.item == "people_research" and people:
                continue
            tips = gap.open_tips(Stage.INVITED)
            steps += [self.tip_step(gap, tip, sum(each.minutes for each in tips)) for tip in tips]
        gain = sum(gap.gain for gap in self.gaps if gap.item == "people_research")
        for person in people:
            steps.append(self.stage_step("meet_person", person, item="people_research", gain=gain / len(people)))
        return steps

    def after(self) -> None:
        """Wait well: debrief, thank, check in, stop waiting, and keep applying all the while."""
        days = key_days(self.instrument.outlook.silence, self.process)
        if days is None or self.today <= later(days.interview, FRESH_DAYS):
            self._put_while_fresh(days)
        if days:
            self._put_check_ins(days)
        end = days.treat_as_no if days and days.treat_as_no else None
        self._put_search(until=max(end, later(self.today, 7)) if end else later(self.today, 7 * WEEKS_OF_SEARCH))

    def _put_while_fresh(self, days: KeyDays | None) -> None:
        if not self._is_best("debrief"):
            step = self.stage_step("debrief", item="debrief")
            self.diary.put_from(step, max(days.interview if days else self.today, self.today))
        if self._is_best("thank_you"):
            return
        due = max(days.thank_you if days else self.today, self.today)
        for person in self.people():
            self.diary.put_from(self.stage_step("thank_you", person, item="thank_you"), due)
        if not self.people():
            self.diary.put_from(self.stage_step("thank_you_unnamed", item="thank_you"), due)

    def _put_check_ins(self, days: KeyDays) -> None:
        first = working_day(max(days.check_in, self.today))
        second = days.second_check_in
        if self.today < second:
            self.diary.put_from(self.stage_step("check_in", item="check_in_planned"), first, working_days=True)
            second = max(second, working_day(later(first, 7)))
        second = max(second, working_day(self.today))
        self.diary.put_from(self.stage_step("second_check_in", item="check_in_planned"), second, working_days=True)
        if days.treat_as_no:
            self.diary.put_from(self.stage_step("treat_as_no"), max(days.treat_as_no, self.today))

    def decided(self) -> None:
        """Close well: what each outcome asks for, and the search where it goes on."""
        outcome = self.process.outcome if self.process.answered else None
        if outcome is Outcome.OFFER:
            for gap in fit_gaps(self.instrument, self.responses):
                label = self.instrument.items[gap.item].label
                self.diary.put_from(self.stage_step("settle_fit", item=gap.item, label=label), self.today)
        for step_id, after_days in AFTER_AN_ANSWER.get(outcome, ()):
            due = working_day(later(self.today, after_days))
            self.diary.put_from(self.stage_step(step_id), due, working_days=True)
        if outcome in SEARCH_GOES_ON:
            self._put_search(until=later(self.today, 7 * WEEKS_OF_SEARCH))

    def _put_search(self, until: date) -> None:
        """An application every week: what closes the gap now, if there is one, and then each Monday."""
        monday = later(self.today, 7 - self.today.weekday())
        for gap in self.gaps:
            if gap.item == "search_continues" and (tips := gap.open_tips(Stage.WAITING)):
                for tip in tips:
                    for part in in_parts(self.tip_step(gap, tip), self.minutes_per_day):
                        self.diary.put_from(part, self.today)
                monday = later(monday, 7)
        while monday <= until and monday != date.max:
            step = self.stage_step("keep_applying", item="search_continues", suffix=monday.isoformat())
            self.diary.put_from(step, monday, working_days=True)
            monday = later(monday, 7)

    def people(self) -> tuple[Person, ...]:
        """The people met or to meet, each once."""
        return tuple(dict.fromkeys(person for person in self.process.people if person.name.strip()))

    def _is_best(self, item: str) -> bool:
        credit = self.instrument.readiness[item]
        return item in self.responses and credit.options[self.responses[item]] == credit.best

    def tip_step(self, gap: Gap, tip: Tip, minutes_of_gap: int = 0) -> Step:
        """The step that follows a tip; it can win its share of the gap's gain by the minutes it takes."""
        return Step(
            id=f"tip-{tip.id}",
            title=tip.title,
            how=tip.how,
            why=tip.why,
            minutes=tip.minutes,
            kind="prepare" if tip.when is When.BEFORE else "follow_up",
            item=tip.item,
            sources=tip.sources,
            gain=gap.gain * tip.minutes / (minutes_of_gap or tip.minutes),
            lead_days=tip.lead_days,
        )

    def stage_step(
        self,
        step_id: str,
        person: Person | None = None,
        *,
        item: str = "",
        label: str = "",
        suffix: str = "",
        gain: float = 0.0,
    ) -> Step:
        """The step of the data files with this id, filled with the facts of the process."""
        step = self.instrument.stage_steps[step_id]
        words = {**process_words(self.process), **person_words(person), "label": label}
        if person:
            suffix = sha256(f"{person.name}\n{person.role}".encode()).hexdigest()[:8]
        return Step(
            id="-".join(part for part in (step.id, suffix or item * (step_id == "settle_fit")) if part),
            title=step.title.format_map(words),
            how=step.how.format_map(words),
            why=step.why.format_map(words),
            minutes=step.minutes,
            kind=step.kind,
            person=person.name if person else "",
            item=item,
            sources=step.sources,
            gain=gain,
            lead_days=2 if step_id == "meet_person" else 0,
        )


def process_words(process: Process) -> dict[str, str]:
    """What the placeholders of data texts stand for in this process."""
    return {
        "employer": process.employer or "the employer",
        "role": process.role or "the role",
        "interview_date": day_words(process.interview_date) or "the day of the interview",
        "promised_date": day_words(process.promised_date) or "the date they gave",
    }


def person_words(person: Person | None) -> dict[str, str]:
    """What the placeholders for a person stand for."""
    if person is None:
        return {"name": "everyone you met", "role_of_person": ""}
    return {"name": person.name, "role_of_person": person.role}
