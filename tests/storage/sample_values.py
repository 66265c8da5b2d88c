"""Values that the storage tests share."""

from datetime import UTC, date, datetime, time

from assessment.core.applications.notes import AskedQuestion, Landed, Note, Story
from assessment.core.applications.records import (
    ExportedStep,
    Guess,
    OwnStep,
    Reveal,
    Snapshot,
    SnapshotScores,
    StepProgress,
)
from assessment.core.applications.repository import Repository
from assessment.core.model.day_book import DayBookEntry, Happening
from assessment.core.model.process import Person, Process

AT = datetime(2026, 11, 2, 9, 30, 15, 123456, tzinfo=UTC)
DAY = date(2026, 11, 2)
ACME = Process(
    employer="Acme · Zürich",
    role="Analyst",
    people=(Person("Ada Obi", "Head of data", "ada@example.org"), Person("Bo")),
    interview_date=DAY,
    promised_date=date(2026, 11, 9),
    mean_wait_days=20.5,
    minutes_per_day=45,
    interview_time=time(9, 15),
    interview_place="12 Main Street",
    reminder_hour=7,
    your_name="Eve Roe",
    day_book=(
        DayBookEntry(Happening.INTERVIEW_MOVED, date(2026, 10, 30), before=date(2026, 11, 1), after=DAY),
        DayBookEntry(Happening.WROTE, date(2026, 11, 3), "Thank-you: Ada Obi", "thank_you-1"),
    ),
)
ANSWERS = {"finalists": "two", "rapport": "warm", "practice": "alone"}
SNAPSHOT = Snapshot(
    day=DAY,
    taken_at=AT,
    round=1,
    instrument_version="2026.11+small",
    scores=SnapshotScores(0.29, 0.15, 0.48, 0.22, 0.23, -0.1, 67.9, 16.4, 92.2, 3),
    responses=ANSWERS,
    process=ACME,
)
GUESS = Guess(60, AT, date(2026, 11, 20))
REVEAL = Reveal(0.29, 0.22, "2026.11+small", AT, date(2026, 11, 24))
EXPORTED = (
    ExportedStep("tip-thanks", DAY, moved=True, done=True, note="posted\nto Ada"),
    ExportedStep("own-1", None, moved=True, title="Ask Bo about the budget", minutes=20),
)

STORY = Note(
    "s1", Story("The late launch", "Two weeks late", "Bring it in", "Cut scope", "On time", "planning", ("n1",))
)
ASKED = AskedQuestion("Tell us about a failure", "Ada Obi", True, "s1", Landed.PARTLY, "The number")


def create_full_application(repository: Repository) -> str:
    """An application with something of everything."""
    application = repository.create(ACME, at=AT)
    repository.save_answers(application, ANSWERS, last_seen={})
    repository.save_answers(application, {"rapport": "cool", "practice": None}, last_seen=ANSWERS)
    repository.save_guess(application, GUESS)
    repository.save_reveal(application, REVEAL)
    repository.save_snapshot(application, SNAPSHOT)
    repository.save_plan_changes(application, progress=[StepProgress("tip-thanks", True, DAY, "posted\nto Ada")])
    repository.save_plan_changes(application, steps=[OwnStep("own-1", "Ask Bo about the budget", DAY, 20)])
    repository.save_plan_export(application, EXPORTED)
    repository.give_outcome(application, given=True)
    repository.save_note(STORY, last_seen=None)
    repository.save_note(Note("q1", ASKED, application), last_seen=None)
    return application
