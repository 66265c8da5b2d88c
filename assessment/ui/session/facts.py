"""The facts of the process as this visit has them, and as they are typed."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from assessment.catalog.example import load_example
from assessment.core.model.process import Outcome, Person, Process, drop_impossible_facts, fact_problems
from assessment.core.text.cleaning import clean_text, clean_title
from assessment.core.text.i18n import Language, current_language
from assessment.ui.session import clock, current_application
from assessment.ui.session.widget_key import names_of_kind

Facts = Mapping[str, Any]


DATES = ("interview_date", "promised_date", "last_word_date")


FACT, CHOICE = "fact", "choice"
FIELDS = tuple(field.name for field in fields(Process))


def process() -> Process:
    """The facts of the open application, without what cannot be."""
    return drop_impossible_facts(current_application.stored().application.process, clock.today())


def recorded() -> date | None:
    """The day on which it was recorded how the process ended."""
    moment = current_application.stored().application.outcome_at
    return clock.day_of(moment) if moment else None


def _see(changed: Mapping[str, Any]) -> None:
    seen = current_application.seen()
    seen.process = replace(seen.process, **changed)


def facts() -> Facts:
    """The facts as typed, those that cannot be included, so that nothing typed is lost."""
    seen = current_application.seen()
    return seen.draft if seen.draft is not None else facts_of(seen.process)


def fact_key(name: str) -> str:
    """The key of the widget for one typed fact."""
    return current_application.widget_key(FACT, name, current_application.seen().fact_renewal)


def choice_key(name: str) -> str:
    """The key of the widget for a fact that is chosen and not typed: the outcome, or the minutes a day."""
    return current_application.widget_key(CHOICE, name, current_application.seen().fact_renewal, in_words=True)


def save_facts(typed: Facts) -> dict[str, str]:
    """Save the typed facts that can be; returns field -> what is wrong with the others, which stay as typed."""
    seen = current_application.seen()
    seen.draft = typed
    wanted = process_of(typed, seen.process)
    changed = [name for name in FIELDS if getattr(wanted, name) != getattr(seen.process, name)]
    seen.fact_problems = change_process({name: getattr(wanted, name) for name in changed})
    return seen.fact_problems


def clear_fact(name: str) -> None:
    """Take a typed fact back, and show its widget empty from now on."""
    save_facts({**facts(), name: None})
    current_application.seen().fact_renewal += 1


def problems() -> dict[str, str]:
    """Field -> what was wrong with it when the typed facts were last looked at."""
    return current_application.seen().fact_problems


def change_process(changed: Mapping[str, Any]) -> dict[str, str]:
    """Save the changed facts that can be; returns field -> what is wrong with the others.

    A fact that another tab changed meanwhile is left, and kept for the person to settle.
    """
    seen, now, unsettled = (
        current_application.seen().process,
        current_application.stored().application.process,
        fact_clashes(),
    )
    open_changes = {name: value for name, value in changed.items() if name not in unsettled}
    clean = {name: value for name, value in open_changes.items() if getattr(now, name) in (getattr(seen, name), value)}
    unsettled.update({name: value for name, value in open_changes.items() if name not in clean})
    possible, problems = _possible(now, clean)
    if possible and (replace(now, **possible) == now or _save(now, possible)):
        _see(possible)
    return problems


def _possible(now: Process, changed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The changes that leave the facts possible, and what is wrong with the others."""
    today = clock.today()
    problems = fact_problems(replace(now, **changed), today)
    possible = {name: value for name, value in changed.items() if name not in problems}
    if fact_problems(replace(now, **possible), today):
        possible = {name: value for name, value in possible.items() if name not in DATES}
    return possible, problems


def _save(now: Process, changed: Mapping[str, Any]) -> bool:
    wanted = replace(now, **changed)
    standing = current_application.save(lambda kept, application: kept.save_process(application, wanted, seen=now))
    return standing == ()


def fact_clashes() -> dict[str, Any]:
    """Field -> what this tab wants, for the facts that another tab changed differently."""
    return current_application.seen().fact_clashes


def settle_fact_clashes(*, mine: bool) -> None:
    """Keep this tab's facts, or take those that stand."""
    wanted, now = dict(fact_clashes()), current_application.stored().application.process
    fact_clashes().clear()
    _see({name: getattr(now, name) for name in wanted})
    if mine:
        change_process(wanted)
    _draw_anew(wanted)


def _draw_anew(names: Iterable[str]) -> None:
    """Draw these facts as this visit has them now; others stay as typed."""
    seen = current_application.seen()
    shown = facts_of(seen.process)
    if seen.draft is not None:
        seen.draft = {**seen.draft, **{name: shown[name] for name in names if name in shown}}
    seen.fact_renewal += 1


def take_in_what_is_stored() -> None:
    """Take in the facts that another tab saved and this one has not touched, and draw them anew."""
    seen, now = current_application.seen().process, current_application.stored().application.process
    changed = {
        name: getattr(now, name)
        for name in FIELDS
        if getattr(now, name) != getattr(seen, name) and name not in fact_clashes()
    }
    if changed:
        _see(changed)
        _draw_anew(changed)


def translate_example(language: Language) -> None:
    """Let the facts of the example that nobody changed follow to another language."""
    if not current_application.is_example():
        return
    now = current_application.stored().application.process
    before, after = (load_example(clock.today(), each).process for each in (current_language(), language))
    untouched = [name for name in FIELDS if getattr(now, name) == getattr(before, name) != getattr(after, name)]
    change_process({name: getattr(after, name) for name in untouched})
    _draw_anew(untouched)


def take_shown_facts(values: Mapping[str, Any]) -> None:
    """Save what the fact widgets among these values hold."""
    typed = {name: values[key] for name, key in names_of_kind(values, FACT, fact_key).items()}
    if typed:
        save_facts({**facts(), **typed})
    if choice_key("outcome") in values:
        save_outcome(values[choice_key("outcome")])


def save_minutes(drawn: int, minutes: int) -> None:
    """Keep how many minutes a day the plan may take, once the person changes what was drawn."""
    if minutes != drawn:
        change_process({"minutes_per_day": minutes})


def save_outcome(outcome: Outcome | None) -> None:
    """Keep how the process ended; None, or that nothing has come yet, opens it again."""
    wanted = None if outcome is Outcome.PENDING else outcome
    if current_application.seen().process.outcome != wanted:
        change_process({"outcome": wanted})


"""Field of Process -> what its widget holds; people are lines of "name, role", never_told is a number of 100."""


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
