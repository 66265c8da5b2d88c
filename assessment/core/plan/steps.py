"""The steps of a plan: tips about gaps, and the steps of a stage with their placeholders filled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from assessment.core.model import Instrument, StepId, Tip, When
from assessment.core.model.process import Person, Process
from assessment.core.plan.gaps import Gap
from assessment.core.plan.schedule import Chain, Step
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import format_day


@dataclass(frozen=True, slots=True)
class StepTexts:
    """Makes steps from the texts of the data files and the facts of one process."""

    instrument: Instrument
    process: Process

    def stage_step(
        self, step_id: StepId, *, item: str = "", gain: float = 0.0, lead_days: int = 0, suffix: str = ""
    ) -> Step:
        """The step with this id; `suffix` is added to the id where there are several of its kind."""
        return replace(self._filled(step_id, suffix), item=item, gain=gain, lead_days=lead_days)

    def step_for_answer(self, step_id: StepId, answer: str | None, *, lead_days: int) -> Step:
        """The step with this id, in the words of `[step.ID_ANSWER]` where the data files have them."""
        special = self.instrument.stage_steps.get(f"{step_id}_{answer}", self.instrument.stage_steps[step_id])
        return replace(self._filled(special.id, ""), id=step_id.value, lead_days=lead_days)

    def person_step(self, step_id: StepId, person: Person, item: str, gain: float, lead_days: int) -> Step:
        """The step with this id, for one person met or to meet."""
        suffix = _digest(f"{person.name}\n{person.role}")
        step = self._filled(step_id, suffix, person)
        return replace(step, person=person.name, item=item, gain=gain, lead_days=lead_days)

    def fit_step(self, step_id: StepId, gap: Gap, *, lead_days: int = 0) -> Step:
        """The step with this id, to clear up a doubt about the fit."""
        label = self.instrument.items[gap.item].label
        return replace(self._filled(step_id, gap.item, label=label), item=gap.item, lead_days=lead_days)

    def offer_step(self, other: Process) -> Step:
        """The step to tell another employer, of the process `other`, that there is an offer."""
        return replace(replace(self, process=other)._filled(StepId.TELL_OFFER, ""), id=offer_step_id(other))

    def title_of_part(self, step: Step) -> Step:
        """The step; if it is a part of a longer one, with its number in the title."""
        if not step.parts:
            return step
        title = self.instrument.step_words["part_title"].format(step=step.title, part=step.part, parts=step.parts)
        return replace(step, title=title)

    def _filled(self, step_id: str, suffix: str, person: Person | None = None, label: str = "") -> Step:
        step, unknown, process = self.instrument.stage_steps[step_id], self.instrument.step_words, self.process
        words = {
            "label": label,
            "employer": process.employer or unknown["employer"],
            "role": process.role or unknown["role"],
            "interview_date": _day(process.interview_date, unknown["interview_date"]),
            "promised_date": _day(process.promised_date, unknown["promised_date"]),
            "name": person.name if person else unknown["name"],
            "role_of_person": person.role if person else "",
        }
        return Step(
            id=f"{step.id}-{suffix}" if suffix else step.id,
            title=step.title.format_map(words),
            how=step.how.format_map(words),
            why=step.why.format_map(words),
            minutes=step.minutes,
            kind=step.kind,
            sources=step.sources,
            stage_step=step.id,
        )


def offer_step_id(other: Process) -> str:
    """The id of the step to tell the employer of another process that there is an offer."""
    facts = _digest(f"{other.employer}\n{other.role}\n{other.interview_date}")
    return f"{StepId.TELL_OFFER}-{facts}"


def gap_steps(gap: Gap, tips: Sequence[Tip]) -> Chain:
    """A step for each tip, longest lead first; the gain of the gap is shared out by minutes."""
    minutes = sum(tip.minutes for tip in tips)
    return tuple(
        Step(
            id=f"tip-{tip.id}",
            title=tip.title,
            how=tip.how,
            why=tip.why,
            minutes=tip.minutes,
            kind="prepare" if tip.when is When.BEFORE else "follow_up",
            item=tip.item,
            sources=tip.sources,
            gain=gap.gain * tip.minutes / minutes,
            lead_days=tip.lead_days if tip.when is When.BEFORE else 0,
        )
        for tip in sorted(tips, key=lambda tip: -tip.lead_days)
    )


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def _day(day: date | None, unknown: str) -> str:
    return format_day(day) if day else unknown


def named_people(process: Process) -> tuple[Person, ...]:
    """The people met or to meet who have a name, each once."""
    return tuple(dict.fromkeys(person for person in process.people if clean_title(person.name)))
