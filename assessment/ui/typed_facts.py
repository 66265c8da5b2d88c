"""The facts of a process as a person types them, and as the process they mean."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from assessment.core.process import Person, Process
from assessment.core.text import clean_text, clean_title

Facts = Mapping[str, Any]
"""Field of Process -> what its widget holds; people are lines of "name, role", never_told is a number of 100."""

DATES = ("interview_date", "promised_date", "last_word_date")


def facts_of(process: Process) -> dict[str, Any]:
    """What the widgets show for a process."""
    return {
        "employer": process.employer,
        "role": process.role,
        "people": "\n".join(map(line_of, process.people)),
        **{name: getattr(process, name) for name in DATES},
        "mean_wait_days": None if process.mean_wait_days is None else round(process.mean_wait_days),
        "never_told": None if process.never_told is None else round(100 * process.never_told),
    }


def process_of(typed: Facts, before: Process) -> Process:
    """The process that the typed facts mean; what the widgets do not hold, or show as it was, stays as it was.

    A widget may show less than is stored: whole days of a fraction, or a name with a comma as name and role.
    """
    shown = facts_of(before)
    meant = {
        "employer": clean_title(typed["employer"]),
        "role": clean_title(typed["role"]),
        "people": people_of(typed["people"], before.people),
        **{name: typed[name] for name in DATES},
        "mean_wait_days": typed["mean_wait_days"],
        "never_told": None if typed["never_told"] is None else typed["never_told"] / 100,
    }
    return replace(before, **{name: value for name, value in meant.items() if typed[name] != shown[name]})


def line_of(person: Person) -> str:
    """A person as the line that means them."""
    return ", ".join(part for part in (person.name, person.role) if part)


def people_of(lines: str, before: Iterable[Person]) -> tuple[Person, ...]:
    """One person per line, each once: who stood there before, or the name before the first comma and the role after."""
    known: dict[str, list[Person]] = {}
    for person in before:
        known.setdefault(line_of(person), []).append(person)
    people = []
    for line in filter(None, map(str.strip, clean_text(lines).splitlines())):
        name, _, role = line.partition(",")
        if known.get(line):
            people.append(known[line].pop(0))
        elif clean_title(name):
            people.append(Person(clean_title(name), clean_title(role)))
    return tuple(dict.fromkeys(people))
