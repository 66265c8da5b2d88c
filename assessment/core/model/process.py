"""One hiring process as the person describes it: who, when, and how it ended."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from assessment.core.model import Responses, Stage
from assessment.core.text.i18n import tr

LIMITS = {"mean_wait_days": (1, 120), "never_told": (0.05, 0.95), "minutes_per_day": (5, 720)}
"""What the person may set, lowest and highest."""


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


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the person met, or will meet."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Process:
    """The facts of one hiring process. `mean_wait_days` and `never_told` replace the instrument's settings."""

    employer: str = ""
    role: str = ""
    people: tuple[Person, ...] = ()
    interview_date: date | None = None
    promised_date: date | None = None
    last_word_date: date | None = None
    outcome: Outcome | None = None
    mean_wait_days: float | None = None
    never_told: float | None = None
    minutes_per_day: int | None = None

    @property
    def answered(self) -> bool:
        """Whether they gave an answer, or the person closed it: the silence clock has stopped."""
        return self.outcome not in (None, Outcome.PENDING)


def process_problems(process: Process, today: date) -> dict[str, str]:
    """Field name -> one sentence on why it cannot be; empty when the facts agree with each other."""
    problems = {}
    interview, promised, last_word = process.interview_date, process.promised_date, process.last_word_date
    if interview and promised and promised < interview:
        problems["promised_date"] = tr(
            "The promised date, {day}, is before the interview, {interview}; correct one of the two.",
            day=promised,
            interview=interview,
        )
    if interview and last_word and last_word < interview:
        problems["last_word_date"] = tr(
            "The last word from them, {day}, is before the interview, {interview}; correct one of the two.",
            day=last_word,
            interview=interview,
        )
    if last_word and last_word > today:
        problems["last_word_date"] = tr(
            "The last word from them, {day}, is after today, {today}; it can be today.",
            day=last_word,
            today=today,
        )
    for name, (low, high) in LIMITS.items():
        figure = getattr(process, name)
        if figure is not None and not low <= figure <= high:
            problems[name] = tr(
                "It is {figure}; expected a number from {low} to {high}.",
                figure=f"{figure:g}",
                low=f"{low:g}",
                high=f"{high:g}",
            )
    return problems


def possible_process(process: Process, today: date) -> Process:
    """The facts without those that contradict each other or lie after today, as stored facts may come to do."""
    dropped: dict[str, Any] = dict.fromkeys(process_problems(process, today))
    return replace(process, **dropped) if dropped else process


def stage_of(responses: Responses, process: Process, today: date) -> Stage:
    """Where the person stands: an outcome decides, then their own answer, then the interview date."""
    if process.answered:
        return Stage.DECIDED
    if "stage" in responses:
        return Stage(responses["stage"])
    if process.interview_date and process.interview_date > today:
        return Stage.INVITED
    return Stage.WAITING
