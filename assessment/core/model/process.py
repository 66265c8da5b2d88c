"""One hiring process as the person describes it: who, when, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from assessment.core.model import Instrument, Responses, Stage
from assessment.core.model.day_book import DayBook
from assessment.core.model.fact import Asked, Fact, declared_facts, fact
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY
from assessment.core.text.email_address import address_problem
from assessment.core.text.i18n import mark_for_translation, tr


class Outcome(StrEnum):
    """How a process ended, or that it has not."""

    OFFER = "offer"
    DECLINED_BY_ME = "declined_by_me"
    REJECTED = "rejected"
    NO_ANSWER = "no_answer"
    WITHDREW = "withdrew"
    ROLE_CANCELLED = "role_cancelled"
    VERBAL_OFFER = "verbal_offer"
    PENDING = "pending"


TOLD_BY_EMPLOYER = {Outcome.VERBAL_OFFER, Outcome.OFFER, Outcome.REJECTED, Outcome.ROLE_CANCELLED}
"""The outcomes that are news from the employer; the others are what the person did or made of silence."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the person met, or will meet."""

    name: str
    role: str = ""
    email: str = ""


People = tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """The facts of one hiring process. `mean_wait_days` and `never_told` replace the instrument's settings."""

    employer: str = fact(
        "",
        label=mark_for_translation("Employer"),
        short_label=mark_for_translation("employer"),
        asked=Asked.FIRST,
    )
    role: str = fact(
        "",
        label=mark_for_translation("Role"),
        short_label=mark_for_translation("role"),
    )
    people: People = fact(
        (),
        label=mark_for_translation("People you met or will meet"),
        short_label=mark_for_translation("people"),
        help=mark_for_translation(
            "One per line: the name, the role, and if you like the e-mail address, with commas between. Each gets a "
            "step in your plan."
        ),
    )
    interview_date: date | None = fact(
        None,
        label=mark_for_translation("Day of the interview"),
        short_label=mark_for_translation("day of the interview"),
        help=mark_for_translation("The round you are getting ready for, or the last one you had."),
        asked=Asked.FIRST,
        cleared_by_round=True,
        column=mark_for_translation("the day of the interview, like 2026-11-02"),
    )
    promised_date: date | None = fact(
        None,
        label=mark_for_translation("Day they promised an answer by"),
        short_label=mark_for_translation("promised day"),
        help=mark_for_translation("Leave it empty if they gave no date."),
        before_interview=mark_for_translation(
            "The promised date, {day}, is before the interview, {interview}; correct one of the two."
        ),
        cleared_by_round=True,
        column=mark_for_translation("the day by which they promised to answer; not before the interview"),
    )
    last_word_date: date | None = fact(
        None,
        label=mark_for_translation("Last time you heard from them"),
        short_label=mark_for_translation("last word from them"),
        help=mark_for_translation(
            "Any real message counts, an automatic reply does not. A decision usually comes from HR or the hiring "
            "manager."
        ),
        before_interview=mark_for_translation(
            "The last word from them, {day}, is before the interview, {interview}; correct one of the two."
        ),
        after_today=mark_for_translation("The last word from them, {day}, is after today, {today}; it can be today."),
        asked=Asked.ELSEWHERE,
        cleared_by_round=True,
        column=mark_for_translation("the day of the last word from them; not before the interview nor after today"),
    )
    outcome: Outcome | None = fact(
        None,
        label=mark_for_translation("How did it end?"),
        short_label=mark_for_translation("outcome"),
        asked=Asked.ELSEWHERE,
        cleared_by_round=True,
        column=mark_for_translation("how it ended, once it has: it ends the wait and is what `cohort learn` reads"),
    )
    mean_wait_days: float | None = fact(
        None,
        label=mark_for_translation("How long they usually take to decide, in days"),
        short_label=mark_for_translation("days to an answer"),
        help=mark_for_translation(
            "About a week is typical, and later rounds take longer, so we reckon with two weeks. It has no effect once "
            "a day they promised has passed."
        ),
        asked=Asked.WAIT,
        limits=(1, 120),
    )
    never_told: float | None = fact(
        None,
        label=mark_for_translation("How often do they not reply at all, of 100?"),
        short_label=mark_for_translation("how many are never told"),
        help=mark_for_translation("Of 100 people turned down by employers like this one, how many never hear."),
        asked=Asked.WAIT,
        limits=(0.05, 0.95),
        per_hundred=True,
    )
    minutes_per_day: int | None = fact(
        None,
        label=mark_for_translation("Minutes a day you can give this"),
        short_label=mark_for_translation("minutes a day"),
        asked=Asked.ELSEWHERE,
        limits=(5, 720),
    )
    place: str = fact(
        "",
        label=mark_for_translation("Where the job is"),
        short_label=mark_for_translation("place"),
        help=mark_for_translation("State, province or country. Some have a law on when you must be told."),
    )
    interview_time: time | None = fact(
        None,
        label=mark_for_translation("Time of the interview"),
        short_label=mark_for_translation("time of the interview"),
        help=mark_for_translation("For your calendar, by the clock where you are."),
        cleared_by_round=True,
    )
    interview_place: str = fact(
        "",
        label=mark_for_translation("Where the interview is"),
        short_label=mark_for_translation("place of the interview"),
        help=mark_for_translation("An address, a telephone number, or the link of the call."),
        cleared_by_round=True,
    )
    reminder_hour: int | None = fact(
        None,
        label=mark_for_translation("Remind me at"),
        short_label=mark_for_translation("hour of the reminders"),
        asked=Asked.ELSEWHERE,
        limits=(0, 23),
    )
    your_name: str = fact(
        "",
        label=mark_for_translation("Your name"),
        short_label=mark_for_translation("your name"),
        asked=Asked.LETTERS,
        of_person=True,
    )
    day_book: DayBook = fact(
        (),
        label=mark_for_translation("Day book"),
        short_label=mark_for_translation("day book"),
        asked=Asked.ELSEWHERE,
        cleared_by_round=True,
    )

    @property
    def decided(self) -> bool:
        """Whether they gave an answer, or the person closed it: silence no longer means anything."""
        return self.outcome not in (None, Outcome.PENDING)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the process itself; facts of the person do not count."""
        return replace(self, **{name: FACTS[name].empty for name in FACTS_OF_PERSON}) == Process()

    def title(self, separator: str = ", ") -> str:
        """The role and the employer, as far as they are given: "Analyst, Acme"."""
        return separator.join(part for part in (self.role, self.employer) if part)


FACTS = declared_facts(Process)
"""Name -> fact, in the order of the fields of Process."""
LIMITS = {fact.name: fact.limits for fact in FACTS.values() if fact.limits}
"""Name -> the lowest and the highest number that a fact may be."""
TEXTS = tuple(fact.name for fact in FACTS.values() if fact.type is str)
DAYS = tuple(fact.name for fact in FACTS.values() if fact.type is date)
"""The facts that are texts, and those that are days."""
CLEARED_BY_ROUND: dict[str, Any] = {fact.name: fact.empty for fact in FACTS.values() if fact.cleared_by_round}
"""The facts that a new round begins without, and their empty values."""
FACTS_OF_PERSON = tuple(fact.name for fact in FACTS.values() if fact.of_person)
"""The facts that are the same in all processes of one person."""


def fill_facts_of_person(process: Process, known: Mapping[str, Any]) -> Process:
    """The process with these facts of the person, where it has none of its own."""
    missing = {name: value for name, value in known.items() if getattr(process, name) == FACTS[name].empty}
    return replace(process, **missing)


def fact_problems(process: Process, today: date) -> dict[str, str]:
    """Name -> one sentence on why the fact cannot be true; empty when all agree with each other and with today."""
    sentences = ((fact.name, _problem(fact, process, today)) for fact in FACTS.values())
    return {name: sentence for name, sentence in sentences if sentence}


def _problem(fact: Fact, process: Process, today: date) -> str:
    value, interview = getattr(process, fact.name), process.interview_date
    if value is None:
        return ""
    if fact.type == People:
        return " ".join(filter(None, (address_problem(person.email) for person in value)))
    if fact.type is date and not FIRST_DAY <= value <= LAST_DAY:
        return tr(
            "{day} is too far away; expected a day from {first} to {last}.", day=value, first=FIRST_DAY, last=LAST_DAY
        )
    if fact.after_today and value > today:
        return tr(fact.after_today, day=value, today=today)
    if fact.before_interview and interview and value < interview:
        return tr(fact.before_interview, day=value, interview=interview)
    if fact.limits and not fact.limits[0] <= value <= fact.limits[1]:
        figure, low, high = (f"{number:g}" for number in (value, *fact.limits))
        return tr("It is {figure}; expected a number from {low} to {high}.", figure=figure, low=low, high=high)
    return ""


def drop_impossible_facts(process: Process, today: date) -> Process:
    """The process without the facts that cannot be true, which stored ones may become as days pass."""
    impossible: dict[str, Any] = {name: FACTS[name].empty for name in fact_problems(process, today)}
    return replace(process, **impossible) if impossible else process


def current_stage(instrument: Instrument, responses: Responses, process: Process, today: date) -> Stage:
    """Where the person stands: an outcome decides, then their own answer, then the interview date."""
    if process.decided:
        return Stage.DECIDED
    answer = responses.get(instrument.roles.stage)
    if answer is not None:
        return Stage(answer)
    if process.interview_date and process.interview_date > today:
        return Stage.INVITED
    return Stage.WAITING
