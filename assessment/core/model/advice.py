"""Advice: tips, steps, letters, and the sources of everything."""

from dataclasses import dataclass
from enum import StrEnum, auto


class When(StrEnum):
    """When a tip can be followed: before the interview, after it, or only the next time."""

    BEFORE = "before"
    AFTER = "after"
    NEXT_TIME = "next_time"


class StepId(StrEnum):
    """The steps of tips.toml that the plan asks for: before, after, when the answer is no, and when it is yes."""

    MEET_PERSON = auto()
    QUESTION_KINDS = auto()
    ASK_IN_INTERVIEW = auto()
    LOGISTICS = auto()
    EVENING_BEFORE = auto()
    INTERVIEW = auto()

    DEBRIEF = auto()
    THANK_YOU = auto()
    THANK_YOU_UNNAMED = auto()
    CHECK_IN = auto()
    SECOND_CHECK_IN = auto()
    TREAT_AS_NO = auto()
    KEEP_APPLYING = auto()

    ASK_FEEDBACK = auto()
    KEEP_DOOR_OPEN = auto()
    REVIEW = auto()
    ADJUST = auto()

    WRITTEN_OFFER = auto()
    TELL_OFFER = auto()
    SETTLE_FIT = auto()
    SETTLE_TERMS = auto()
    TELL_OTHERS = auto()
    CLOSE_KINDLY = auto()


class LetterId(StrEnum):
    """The letters of letters.toml that the program asks for."""

    THANK_YOU = auto()
    CHECK_IN = auto()
    CHECK_IN_PROMISED = auto()
    SECOND_CHECK_IN = auto()
    FEEDBACK_REQUEST = auto()
    KEEP_DOOR_OPEN = auto()
    WRITTEN_OFFER = auto()
    TELL_OFFER = auto()
    ACCEPT_OFFER = auto()
    DECLINE_OFFER = auto()
    MORE_TIME = auto()


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing to do about a gap: what, why, for how many minutes, and when.

    `options` and `formats` limit it to some answers and some interview formats; empty means all.
    `lead_days` is how many days before the interview it is best done.
    """

    id: str
    item: str
    when: When
    title: str
    how: str
    why: str
    minutes: int
    sources: tuple[str, ...]
    options: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    lead_days: int = 1


@dataclass(frozen=True, slots=True)
class StageStep:
    """A step that depends on the stage and not on a gap; its texts hold placeholders such as {name}."""

    id: str
    kind: str
    title: str
    how: str
    why: str
    minutes: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with placeholders such as {name}; what only the person can write is in [brackets]."""

    id: str
    title: str
    subject: str
    body: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A work that is cited; `url` and `doi` are empty unless a look-up confirmed them."""

    id: str
    title: str
    authors: str
    year: int | None
    publisher: str
    url: str = ""
    doi: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """The sources of a block of settings, and what is taken from them."""

    sources: tuple[str, ...]
    note: str = ""
