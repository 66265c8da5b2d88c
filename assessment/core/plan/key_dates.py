"""The key days after an interview: thank-you, check-ins, and the day to treat silence as a no."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

from assessment.core.model import SilenceSettings
from assessment.core.model.process import Process
from assessment.core.scoring.silence import silence_clock
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY

CHECK_IN_AFTER_DAYS = 7
WORKING_DAYS_BETWEEN_MESSAGES = 4
"""No two messages to an employer are planned with fewer working days from one to the other."""
RECENT_DAYS = 7
"""For so many days after the interview, a thank-you or a debrief makes sense."""
SATURDAY = 5


class KeyDay(StrEnum):
    """The kinds of key days."""

    INTERVIEW = auto()
    THANK_YOU = auto()
    PROMISED = auto()
    CHECK_IN = auto()
    SECOND_CHECK_IN = auto()
    TREAT_AS_NO = auto()


@dataclass(frozen=True, slots=True)
class KeyDays:
    """The days on which something is due while waiting for an answer; None where one does not apply."""

    interview: date
    thank_you: date
    promised: date | None
    check_in: date
    treat_as_no: date | None


def is_interview_recent(interview: date | None, today: date) -> bool:
    """Whether a thank-you or a debrief still makes sense; True without an interview date."""
    return interview is None or today <= add_days(interview, RECENT_DAYS)


def is_past_asking(days: KeyDays | None, today: date) -> bool:
    """Whether today is past the day to treat silence as a no, so that no more letters are due."""
    if days is None or days.treat_as_no is None:
        return False
    return days.treat_as_no <= today and not is_interview_recent(days.interview, today)


def add_days(day: date, days: int) -> date:
    """The date `days` later (earlier if negative), limited to FIRST_DAY..LAST_DAY: no file names another day."""
    return day + timedelta(max(min(days, (LAST_DAY - day).days), (FIRST_DAY - day).days))


def is_working_day(day: date) -> bool:
    """Whether it is a day from Monday to Friday."""
    return day.weekday() < SATURDAY


def working_day_from(day: date) -> date:
    """The day itself if it is a working day, else the Monday after."""
    return day if is_working_day(day) else add_days(day, 7 - day.weekday())


def next_message_day(day: date) -> date:
    """The first working day on which another message may follow one on `day`."""
    for _ in range(WORKING_DAYS_BETWEEN_MESSAGES):
        day = working_day_from(add_days(day, 1))
    return day


def week_start(day: date) -> date:
    """The Monday of the week of the day."""
    return day - timedelta(day.weekday())


def key_days(figures: SilenceSettings, process: Process) -> KeyDays | None:
    """The key days of a process; None without an interview date or after an answer.

    The thank-you and the check-ins are on working days. The thank-you is on the day after the interview, or on its
    day if the next is no working day, or on Monday after an interview at the week-end. The first check-in is one day
    after the promised date, or else a week after the last contact, and always some days after the thank-you.
    """
    clock = silence_clock(figures, process)
    if clock is None or process.interview_date is None:
        return None
    interview = process.interview_date
    promised = clock.start == process.promised_date
    next_day = add_days(interview, 1)
    thank_you = next_day if is_working_day(next_day) else working_day_from(interview)
    asked = add_days(clock.start, 1 if promised else CHECK_IN_AFTER_DAYS)
    check_in = working_day_from(max(asked, next_message_day(thank_you)))
    return KeyDays(
        interview=interview,
        thank_you=thank_you,
        promised=process.promised_date,
        check_in=check_in,
        treat_as_no=clock.first_day_below(figures.treat_as_no_below),
    )
