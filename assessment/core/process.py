"""One hiring process as the person describes it: who, when, and how it ended."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assessment.core.model import AssessmentError, Responses, Stage

MEAN_WAIT_DAYS = (1, 120)
NEVER_TOLD = (0.05, 0.95)
MINUTES_PER_DAY = (5, 720)


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
        problems["promised_date"] = f"The promised date {promised} lies before the interview on {interview}; correct one of the two."
    if interview and last_word and last_word < interview:
        problems["last_word_date"] = f"The last word from them on {last_word} lies before the interview on {interview}; correct one of the two."
    if last_word and last_word > today:
        problems["last_word_date"] = f"The last word from them on {last_word} lies after today, {today}; enter a day up to today."
    for name, (low, high) in {
        "mean_wait_days": MEAN_WAIT_DAYS,
        "never_told": NEVER_TOLD,
        "minutes_per_day": MINUTES_PER_DAY,
    }.items():
        figure = getattr(process, name)
        if figure is not None and not low <= figure <= high:
            problems[name] = f"{name} is {figure:g}; expected a number from {low:g} to {high:g}."
    return problems


def check_process(process: Process, today: date) -> None:
    """Raise AssessmentError with one sentence for each fact that cannot be."""
    problems = process_problems(process, today)
    if problems:
        raise AssessmentError([f"process: {name}: {sentence}" for name, sentence in problems.items()])


def stage_of(responses: Responses, process: Process, today: date) -> Stage:
    """Where the person stands: an outcome decides, then their own answer, then the interview date."""
    if process.answered:
        return Stage.DECIDED
    if "stage" in responses:
        return Stage(responses["stage"])
    if process.interview_date and process.interview_date > today:
        return Stage.INVITED
    return Stage.WAITING
