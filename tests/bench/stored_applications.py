"""Applications in a database, each with the example's answers, dates and people, its guess sealed."""

from datetime import UTC, datetime
from pathlib import Path

from assessment import load_instrument
from assessment.catalog.example import load_example
from assessment.core.applications.records import Guess
from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository


def store_applications(folder: Path, count: int) -> list[str]:
    """The ids of all applications there, once there are at least `count`."""
    now = datetime.now(UTC)
    example = load_example(now.date())
    folder.mkdir(parents=True, exist_ok=True)
    storage = open_storage(folder / "callback.db")
    repository = SqlRepository(storage, "local", load_instrument().version)
    for _ in range(count - len(repository.applications())):
        application = repository.create(example.process, at=now)
        repository.save_answers(application, example.responses, last_seen={})
        repository.save_guess(application, Guess(example.guess, now))
    ids = [each.id for each in repository.applications()]
    storage.close()
    return ids
