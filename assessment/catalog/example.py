"""The made-up person of the example, as of a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from assessment.catalog.files import Table, data_folder, parse, read_text
from assessment.catalog.texts import Change, gathered
from assessment.core.model import Responses
from assessment.core.model.process import Person, Process
from assessment.core.text.i18n import ENGLISH, Language

FILE = Path("examples", "example.toml")


@dataclass(frozen=True, slots=True)
class Example:
    """Answers, facts and a guess that belong to nobody."""

    responses: Responses
    process: Process
    guess: int


def load_example(today: date, language: Language = ENGLISH) -> Example:
    """The example of the shipped data in a language, its dates counted from `today`."""
    example = _read()
    facts = _worded(example["process"], language.data)
    process = Process(
        employer=facts["employer"],
        role=facts["role"],
        people=tuple(Person(**person) for person in facts["people"]),
        interview_date=today + timedelta(facts["interview_in_days"]),
        promised_date=today + timedelta(facts["promised_in_days"]),
        minutes_per_day=facts["minutes_per_day"],
    )
    return Example(example["responses"], process, example["guess"])


def example_texts() -> dict[str, str]:
    """Place -> text, for every text of the example that a language translates; names of people are none."""
    return gathered(lambda keep: _worded(_read()["process"], keep))


def _read() -> Table:
    return parse(FILE.name, read_text(data_folder() / FILE))


def _worded(facts: Table, change: Change) -> Table:
    """The facts, with their texts changed."""
    place = f"{FILE.as_posix()}: process"
    people = [
        {**person, "role": change(f"{place}.people.{number}.role", person["role"])}
        for number, person in enumerate(facts["people"], start=1)
    ]
    texts = {key: change(f"{place}.{key}", facts[key]) for key in ("employer", "role")}
    return {**facts, **texts, "people": people}
