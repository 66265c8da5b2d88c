"""Steps in one person's words: from a gap with its tips, and from where they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from assessment.core.model import Instrument, StepId, Tip, When
from assessment.core.model.process import Person, Process
from assessment.core.plan.gaps import Gap
from assessment.core.plan.schedule import Chain, Step
from assessment.core.text.i18n import day_words, tr


@dataclass(frozen=True, slots=True)
class StepTexts:
    """Fills what the data files say with the facts of one process."""

    instrument: Instrument
    process: Process

    def of_stage(
        self, step_id: StepId, *, item: str = "", gain: float = 0.0, lead_days: int = 0, suffix: str = ""
    ) -> Step:
        """The step of the data files with this id; `suffix` tells it from others of its kind."""
        step = self._filled(step_id, suffix, person_words(None))
        return replace(step, item=item, gain=gain, lead_days=lead_days)

    def of_person(self, step_id: StepId, person: Person, item: str, gain: float, lead_days: int) -> Step:
        """The step of the data files with this id, for one person met or to meet."""
        suffix = sha256(f"{person.name}\n{person.role}".encode("utf-8", "replace")).hexdigest()[:8]
        step = self._filled(step_id, suffix, person_words(person))
        return replace(step, person=person.name, item=item, gain=gain, lead_days=lead_days)

    def of_doubt(self, gap: Gap) -> Step:
        """The step that settles a doubt about the fit."""
        words = {**person_words(None), "label": self.instrument.items[gap.item].label}
        return replace(self._filled(StepId.SETTLE_FIT, gap.item, words), item=gap.item)

    def _filled(self, step_id: StepId, suffix: str, words: Mapping[str, str]) -> Step:
        step = self.instrument.stage_steps[step_id]
        words = {"label": "", **process_words(self.process), **words}
        return Step(
            id=f"{step.id}-{suffix}" if suffix else step.id,
            title=step.title.format_map(words),
            how=step.how.format_map(words),
            why=step.why.format_map(words),
            minutes=step.minutes,
            kind=step.kind,
            sources=step.sources,
        )


def steps_of_gap(gap: Gap, tips: Sequence[Tip]) -> Chain:
    """A step for each tip, longest lead first; each can win its share of the gap's gain by the minutes it takes."""
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


def process_words(process: Process) -> dict[str, str]:
    """What the placeholders of data texts stand for in this process."""
    return {
        "employer": process.employer or tr("the employer"),
        "role": process.role or tr("the role"),
        "interview_date": _day(process.interview_date, tr("the day of the interview")),
        "promised_date": _day(process.promised_date, tr("the date they gave")),
    }


def _day(day: date | None, unknown: str) -> str:
    return day_words(day) if day else unknown


def person_words(person: Person | None) -> dict[str, str]:
    """What the placeholders for a person stand for."""
    if person is None:
        return {"name": tr("everyone you met"), "role_of_person": ""}
    return {"name": person.name, "role_of_person": person.role}
