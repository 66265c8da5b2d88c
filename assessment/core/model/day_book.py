"""The entries of an application's day book."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto


class Happening(StrEnum):
    """What an entry of the day book records."""

    HEARD = auto()
    WROTE = auto()
    INTERVIEW_MOVED = auto()


@dataclass(frozen=True, slots=True)
class DayBookEntry:
    """Something that happened on a day.

    `text` names what was written, and `step_id` the step of the plan that this ticked; both are empty where none is
    known. `before` and `after` are the days of an interview that was moved.
    """

    kind: Happening
    day: date
    text: str = ""
    step_id: str = ""
    before: date | None = None
    after: date | None = None


DayBook = tuple[DayBookEntry, ...]
