"""The day book of an application: recording an entry, what the facts become by it, and taking one back.

The day of the last word from the employer follows from the day book: the latest day on which the person heard from
them, but none before the interview.
"""

from dataclasses import replace
from datetime import date

from assessment.core.model.day_book import DayBook, DayBookEntry, Happening
from assessment.core.model.process import Process


def entries_newest_first(process: Process) -> DayBook:
    """All entries, newest first; one for the last word from them is among them, also where only the fact is stored."""
    newest_first = reversed(_with_entry_for_last_word(process).day_book)
    return tuple(sorted(newest_first, key=lambda entry: entry.day, reverse=True))


def record_heard(process: Process, day: date) -> Process:
    """The process with a word from them on that day; the same where it is known."""
    if any(entry.kind is Happening.HEARD and entry.day == day for entry in entries_newest_first(process)):
        return process
    return _with_entry(process, DayBookEntry(Happening.HEARD, day))


def record_wrote(process: Process, day: date, text: str = "", step_id: str = "") -> Process:
    """The process with a message to them on that day: which letter it was and which step it ticked, if known."""
    entry = DayBookEntry(Happening.WROTE, day, text, step_id)
    return process if entry in process.day_book else _with_entry(process, entry)


def record_moved(process: Process, day: date, interview: date) -> Process:
    """The process with its interview moved, as said on that day; the same where that is its day already."""
    if interview == process.interview_date:
        return process
    entry = DayBookEntry(Happening.INTERVIEW_MOVED, day, before=process.interview_date, after=interview)
    return move_interview(_with_entry(process, entry), interview)


def move_interview(process: Process, interview: date | None) -> Process:
    """The process with another day of the interview: only what was heard from that day on still starts the clock."""
    return _with_last_word_from_entries(replace(_with_entry_for_last_word(process), interview_date=interview))


def take_back(process: Process, entry: DayBookEntry) -> Process:
    """The process without the entry, and as it was before: the last word, and the day of an interview that moved."""
    known = _with_entry_for_last_word(process)
    left = list(known.day_book)
    if entry in left:
        left.remove(entry)
    undone = replace(known, day_book=tuple(left))
    if entry.kind is Happening.INTERVIEW_MOVED and process.interview_date == entry.after:
        undone = replace(undone, interview_date=entry.before)
    return _with_last_word_from_entries(undone)


def last_wrote(process: Process) -> date | None:
    """The day of the last message to them that the day book knows; None without one."""
    return max((entry.day for entry in process.day_book if entry.kind is Happening.WROTE), default=None)


def _with_entry(process: Process, entry: DayBookEntry) -> Process:
    """The process with one more entry, and the day of the last word that follows."""
    known = _with_entry_for_last_word(process)
    return _with_last_word_from_entries(replace(known, day_book=(*known.day_book, entry)))


def _days_heard(process: Process) -> list[date]:
    """The days of the entries that are a word from them."""
    return [entry.day for entry in process.day_book if entry.kind is Happening.HEARD]


def _with_entry_for_last_word(process: Process) -> Process:
    """The process with an entry for its last word: a tracker, a file or an earlier version gave the fact alone."""
    last_word = process.last_word_date
    if last_word is None or last_word in _days_heard(process):
        return process
    return replace(process, day_book=(DayBookEntry(Happening.HEARD, last_word), *process.day_book))


def _with_last_word_from_entries(process: Process) -> Process:
    """The process with the day of the last word that follows from its entries."""
    interview = process.interview_date
    last_word = max((day for day in _days_heard(process) if interview is None or day >= interview), default=None)
    return replace(process, last_word_date=last_word)
