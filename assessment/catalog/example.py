"""The example: a made-up person's answers and process, with dates relative to a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from assessment.catalog.files import data_folder, read_toml
from assessment.catalog.texts import TextChange, collect_texts
from assessment.core.model import Responses
from assessment.core.model.process import Person, Process
from assessment.core.text.i18n import ENGLISH, Language
from assessment.core.text.toml import TomlTable

FILE = Path("examples", "example.toml")
FOUR_SIGNS = Path("examples", "four_signs.toml")


@dataclass(frozen=True, slots=True)
class Example:
    """Answers, facts and a guess of a made-up person."""

    responses: Responses
    process: Process
    guess: int


def load_example(today: date, language: Language = ENGLISH) -> Example:
    """The example of the shipped data in a language, its dates counted from `today`."""
    example = _read(FILE)
    facts = _translate_facts(example["process"], language.data)
    process = Process(
        employer=facts["employer"],
        role=facts["role"],
        people=tuple(Person(**person) for person in facts["people"]),
        interview_date=today + timedelta(facts["interview_in_days"]),
        promised_date=today + timedelta(facts["promised_in_days"]),
        minutes_per_day=facts["minutes_per_day"],
    )
    return Example(example["responses"], process, example["guess"])


def load_four_signs() -> Responses:
    """The answers that the method page works through: four to six finalists, and the signs that one guide names."""
    responses: Responses = _read(FOUR_SIGNS)["responses"]
    return responses


def example_texts() -> dict[str, str]:
    """Place -> text, for every text of the example that a language translates; names of people are none."""
    return collect_texts(lambda collect: _translate_facts(_read(FILE)["process"], collect))


def _read(file: Path) -> TomlTable:
    return read_toml(data_folder() / file)[1]


def _translate_facts(facts: TomlTable, change: TextChange) -> TomlTable:
    """The facts, with each text replaced by what `change` returns."""
    place = f"{FILE.as_posix()}: process"
    people = [
        {**person, "role": change(f"{place}.people.{number}.role", person["role"])}
        for number, person in enumerate(facts["people"], start=1)
    ]
    texts = {key: change(f"{place}.{key}", facts[key]) for key in ("employer", "role")}
    return {**facts, **texts, "people": people}
