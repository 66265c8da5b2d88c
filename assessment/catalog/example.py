"""The made-up person of the example, as of a day."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from assessment.catalog.files import data_folder
from assessment.core.model import Responses
from assessment.core.process import Person, Process


@dataclass(frozen=True, slots=True)
class Example:
    """Answers, facts and a guess that belong to nobody."""

    responses: Responses
    process: Process
    guess: int


def load_example(today: date, folder: Path | None = None) -> Example:
    """The example of examples/example.toml, its dates counted from `today`."""
    path = (folder or data_folder()) / "examples" / "example.toml"
    fields = tomllib.loads(path.read_text(encoding="utf-8"))
    facts = fields["process"]
    process = Process(
        employer=facts["employer"],
        role=facts["role"],
        people=tuple(Person(**person) for person in facts["people"]),
        interview_date=today + timedelta(facts["interview_in_days"]),
        promised_date=today + timedelta(facts["promised_in_days"]),
        minutes_per_day=facts["minutes_per_day"],
    )
    return Example(fields["responses"], process, fields["guess"])
