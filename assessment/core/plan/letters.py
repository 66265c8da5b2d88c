"""Letter drafts: the letters that fit the stage, filled with the facts, with [blanks] for missing ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from assessment.core.model import Instrument, Letter, LetterId, Stage, StepId
from assessment.core.model.process import Outcome, Person, Process
from assessment.core.plan.key_dates import is_interview_recent, is_past_asking, key_days
from assessment.core.plan.schedule import Step
from assessment.core.plan.steps import named_people, offer_step_id
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import format_day

LETTERS_AFTER_AN_ANSWER: dict[Outcome | None, tuple[LetterId, ...]] = {
    Outcome.REJECTED: (LetterId.FEEDBACK_REQUEST, LetterId.KEEP_DOOR_OPEN),
    Outcome.ROLE_CANCELLED: (LetterId.KEEP_DOOR_OPEN,),
    Outcome.VERBAL_OFFER: (LetterId.WRITTEN_OFFER, LetterId.MORE_TIME),
    Outcome.OFFER: (LetterId.ACCEPT_OFFER, LetterId.MORE_TIME, LetterId.DECLINE_OFFER),
    Outcome.DECLINED_BY_ME: (LetterId.DECLINE_OFFER,),
}
STEPS_OF_LETTERS = {
    LetterId.THANK_YOU: (StepId.THANK_YOU, StepId.THANK_YOU_UNNAMED),
    LetterId.CHECK_IN: (StepId.CHECK_IN,),
    LetterId.CHECK_IN_PROMISED: (StepId.CHECK_IN,),
    LetterId.SECOND_CHECK_IN: (StepId.SECOND_CHECK_IN,),
    LetterId.FEEDBACK_REQUEST: (StepId.ASK_FEEDBACK,),
    LetterId.KEEP_DOOR_OPEN: (StepId.KEEP_DOOR_OPEN,),
    LetterId.WRITTEN_OFFER: (StepId.WRITTEN_OFFER,),
    LetterId.DECLINE_OFFER: (StepId.CLOSE_KINDLY,),
}
"""Letter -> the steps of the plan that are done once it is sent."""

MOMENT = "moment"
"""The placeholder for the moment of the talk to thank somebody for."""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to copy; what only the person can write is in [square brackets].

    `other` is the process it belongs to where that is not the open one: it tells another employer of the offer.
    `lacks_moment` says that it names a moment of the talk with somebody, and none is noted yet.
    """

    title: str
    subject: str
    body: str
    help: str = ""
    letter: str = ""
    person: Person | None = None
    other: Process | None = None
    lacks_moment: bool = False


def step_of_letter(draft: LetterDraft, steps: Iterable[Step]) -> Step | None:
    """The first of the steps that is done once the letter is sent; None where there is none."""
    if draft.other:
        return next((step for step in steps if step.id == offer_step_id(draft.other)), None)
    kinds = STEPS_OF_LETTERS.get(LetterId(draft.letter), ())
    name = draft.person.name if draft.person else ""
    return next((step for step in steps if step.stage_step in kinds and step.person in ("", name)), None)


def letter_drafts(
    instrument: Instrument,
    process: Process,
    stage: Stage,
    today: date,
    others: Sequence[Process] = (),
    moments: Mapping[str, str] = MappingProxyType({}),
) -> tuple[LetterDraft, ...]:
    """A draft of every letter that fits now, in the order in which they are due.

    After a written offer, one to each of the `others`, the person's other processes that wait for an answer.
    `moments` has, by the name of a person met, the moment to thank them for.
    """
    told = others if process.outcome is Outcome.OFFER else ()
    drafts = [_offer_letter(instrument, other, today) for other in told]
    for letter, person in fitting_letters(instrument, process, stage, today):
        moment = moments.get(person.name, "") if person else ""
        drafts.append(fill_letter(letter, instrument.blanks, process, person, today, moment))
    return tuple(drafts)


def _offer_letter(instrument: Instrument, other: Process, today: date) -> LetterDraft:
    """The letter that tells another employer of the offer, with that employer in its title."""
    draft = fill_letter(instrument.letters[LetterId.TELL_OFFER], instrument.blanks, other, _recipient(other), today)
    employer = clean_title(other.employer)
    return replace(draft, title=f"{draft.title}: {employer}" if employer else draft.title, other=other)


def _recipient(process: Process) -> Person | None:
    """The person a letter goes to where only one is known."""
    people = named_people(process)
    return people[0] if len(people) == 1 else None


def fitting_letters(
    instrument: Instrument, process: Process, stage: Stage, today: date
) -> tuple[tuple[Letter, Person | None], ...]:
    """The letters that fit now, each with the person it goes to; None where that is not known.

    While waiting: a thank-you to each person met while the interview is recent, and both check-ins, and word of
    another offer, until the day to treat silence as a no. After an answer: the letters of the outcome.
    """
    recipient, chosen = _recipient(process), list[tuple[LetterId, Person | None]]()
    if stage is Stage.WAITING:
        if is_interview_recent(process.interview_date, today):
            chosen += [(LetterId.THANK_YOU, person) for person in named_people(process) or (None,)]
        if not is_past_asking(key_days(instrument.outlook.silence, process), today):
            check_in = LetterId.CHECK_IN_PROMISED if _promise_is_latest(process) else LetterId.CHECK_IN
            chosen += [(letter, recipient) for letter in (check_in, LetterId.SECOND_CHECK_IN, LetterId.TELL_OFFER)]
    elif stage is Stage.DECIDED:
        outcome = process.outcome if process.decided else None
        chosen += [(letter, recipient) for letter in LETTERS_AFTER_AN_ANSWER.get(outcome, ())]
    return tuple((instrument.letters[letter], person) for letter, person in chosen)


def fill_letter(
    letter: Letter,
    blanks: Mapping[str, str],
    process: Process,
    person: Person | None = None,
    today: date | None = None,
    moment: str = "",
) -> LetterDraft:
    """The letter filled with the facts of the process, the person it goes to, and the moment to thank them for.

    For a fact that nobody gave stands one of the `blanks`, "[employer]". Braces in text from the person are left
    as they are. With `today`, days of another year carry their year.
    """
    facts = {**_facts(process, person, today), MOMENT: " ".join(moment.split())}
    words = {name: fact or f"[{blanks[name]}]" for name, fact in facts.items()}
    name = clean_title(person.name) if person else ""
    return LetterDraft(
        title=f"{letter.title}: {name}" if name else letter.title,
        subject=letter.subject.format_map(words),
        body=letter.body.format_map(words).strip() + "\n",
        help=letter.help,
        letter=letter.id,
        person=person,
        lacks_moment=person is not None and not facts[MOMENT] and f"{{{MOMENT}}}" in letter.body,
    )


def format_letter_day(day: date | None, today: date | None = None) -> str:
    """A day as in "Monday 16 November", with the year if it is not that of `today`; empty without a day."""
    if day is None:
        return ""
    return format_day(day, year=today is not None and day.year != today.year, long=True)


def _facts(process: Process, person: Person | None, today: date | None) -> dict[str, str]:
    """Placeholder -> what is known of the process and the person; "" where nothing is."""
    return {
        "name": clean_title(person.name) if person else "",
        "role_of_person": clean_title(person.role) if person else "",
        "employer": clean_title(process.employer),
        "role": clean_title(process.role),
        "interview_date": format_letter_day(process.interview_date, today),
        "promised_date": format_letter_day(process.promised_date, today),
        "your_name": clean_title(process.your_name),
    }


def _promise_is_latest(process: Process) -> bool:
    """Whether the promised date is the latest day of contact."""
    promised, last_word = process.promised_date, process.last_word_date
    return promised is not None and (last_word is None or promised >= last_word)
