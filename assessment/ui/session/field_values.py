"""What the fields of the form show for the facts of a process, and the facts that their values mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from assessment.core.model.fact import Asked, Fact
from assessment.core.model.process import FACTS, People, Person, Process
from assessment.core.text.cleaning import clean_text, clean_title

FieldValues = Mapping[str, Any]
"""Name of a fact -> what its field holds: people are lines of "name, role", numbers are whole."""

ADDRESS_IN_LINE = re.compile(r"[\s,;<(]*([^\s,;<>()]+@[^\s,;<>()]*|@[^\s,;<>()]+)[>)]*")
"""The e-mail address in the line of a person, or what was meant as one, with what parts it from the rest."""
FORM_FACTS = {name: fact for name, fact in FACTS.items() if fact.asked is not Asked.ELSEWHERE}
"""The facts that the form asks for."""


def field_values(process: Process) -> dict[str, Any]:
    """What the fields show for a process."""
    return {name: field_value(fact, getattr(process, name)) for name, fact in FORM_FACTS.items()}


def field_value(fact: Fact, value: Any) -> Any:
    """What the field of a fact shows for its value."""
    if fact.type == People:
        return "\n".join(map(person_line, value))
    if value is not None and fact.type in (float, int):
        return round(100 * value if fact.per_hundred else value)
    return value


def process_from_fields(values: FieldValues, before: Process) -> Process:
    """The process that the fields mean; a fact whose field shows what it did for `before` stays as it was.

    A field may show less than is stored: whole days of a fraction, or a name with a comma as name and role.
    """
    shown = field_values(before)
    changed = {
        name: _fact_value(fact, values[name], before)
        for name, fact in FORM_FACTS.items()
        if values[name] != shown[name]
    }
    return replace(before, **changed)


def _fact_value(fact: Fact, value: Any, before: Process) -> Any:
    if value is None:
        return fact.empty
    if fact.type is str:
        return clean_title(value)
    if fact.type == People:
        return read_people(value, before.people)
    return value / 100 if fact.per_hundred else value


def person_line(person: Person) -> str:
    """The line that stands for a person in the field."""
    return ", ".join(part for part in (person.name, person.role, person.email) if part)


def read_people(lines: str, before: Iterable[Person]) -> People:
    """The people that the lines mean, one each and none twice.

    A line that a person of `before` has means that person; in any other, what has an @ inside is the e-mail address,
    and the first comma parts name and role.
    """
    known: dict[str, list[Person]] = {}
    for person in before:
        known.setdefault(person_line(person), []).append(person)
    people = []
    for line in filter(None, map(str.strip, clean_text(lines).splitlines())):
        if known.get(line):
            people.append(known[line].pop(0))
        elif (person := _read_person(line)).name:
            people.append(person)
    return tuple(dict.fromkeys(people))


def _read_person(line: str) -> Person:
    address = ADDRESS_IN_LINE.search(line)
    words = line.replace(address[0], ",", 1) if address else line
    name, role = (clean_title(part.strip(" ,;")) for part in words.strip(" ,;").partition(",")[::2])
    return Person(name or (address[1] if address else ""), role, address[1] if address else "")
