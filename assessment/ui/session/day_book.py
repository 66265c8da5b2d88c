"""The day book of the open application: what is recorded, and taken back."""

from datetime import date

from assessment.core.applications import day_book
from assessment.core.model.day_book import DayBook, DayBookEntry
from assessment.core.model.process import Process, fact_problems
from assessment.core.text.date_parsing import FIRST_DAY
from assessment.core.text.i18n import tr
from assessment.ui.session import current_application, facts, plan_progress, visit

CHANGED_BY_ENTRY = ("day_book", "last_word_date", "interview_date")
"""The facts that an entry can change."""


def entries() -> DayBook:
    """The entries, newest first."""
    return day_book.entries_newest_first(facts.process())


def day_problem(day: date | None) -> str:
    """One sentence on why nothing can have happened on the day; empty when it can."""
    if day is not None and FIRST_DAY <= day <= visit.today():
        return ""
    return tr("Choose the day on which it happened, today or earlier.")


def record_heard(day: date) -> None:
    """Record a word from them on the day."""
    _save(day_book.record_heard(facts.process(), day))


def record_wrote(text: str = "", step_id: str = "", day: date | None = None) -> None:
    """Record a message to them, today if no day is given."""
    _save(day_book.record_wrote(facts.process(), day or visit.today(), text, step_id))


def record_wrote_elsewhere(process: Process, text: str) -> None:
    """Record a message today in the day book of another open application of the person, the one with these facts."""
    with current_application.saving(changes_application=False) as repository:
        for each in repository.applications():
            if each.process == process and not each.archived:
                wrote = day_book.record_wrote(process, visit.today(), text)
                repository.save_process(each.id, wrote, last_seen=process)
                return


def record_moved(interview: date) -> str:
    """Record that the interview was moved to this day, as heard today; returns a sentence on why that cannot be."""
    moved = day_book.record_moved(facts.process(), visit.today(), interview)
    problems = fact_problems(moved, visit.today())
    if not problems:
        _save(moved)
    return " ".join(problems.values())


def take_back(entry: DayBookEntry) -> None:
    """Take an entry back with what followed from it, the tick of a step too."""
    if entry.step_id:
        plan_progress.replace_progress(entry.step_id, plan_progress.DONE, False)
    _save(day_book.take_back(facts.process(), entry))


def _save(process: Process) -> None:
    facts.set_facts({name: getattr(process, name) for name in CHANGED_BY_ENTRY})
