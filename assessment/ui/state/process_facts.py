"""The facts of the process as this visit has them, and as they are typed."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from assessment.catalog.example import load_example
from assessment.core.language import Language, spoken
from assessment.core.process import Outcome, Process, possible_process, process_problems
from assessment.ui.state import clock, opened
from assessment.ui.typed_facts import DATES, Facts, facts_of, process_of

FACT, CHOICE = "fact", "choice"
FIELDS = tuple(field.name for field in fields(Process))


def process() -> Process:
    """The facts of the open application, without what cannot be."""
    return possible_process(opened.stored().application.process, clock.today())


def recorded() -> date | None:
    """The day on which it was recorded how the process ended."""
    moment = opened.stored().application.outcome_at
    return clock.day_of(moment) if moment else None


def _see(changed: Mapping[str, Any]) -> None:
    seen = opened.seen()
    seen.process = replace(seen.process, **changed)


def facts() -> Facts:
    """The facts as typed, those that cannot be included, so that nothing typed is lost."""
    seen = opened.seen()
    return seen.draft if seen.draft is not None else facts_of(seen.process)


def fact_key(name: str) -> str:
    """The key of the widget for one typed fact."""
    return f"{FACT}:{opened.tag()}:{opened.seen().fact_renewal}:{name}"


def choice_key(name: str) -> str:
    """The key of the widget for a fact that is chosen and not typed: the outcome, or the minutes a day."""
    return f"{CHOICE}:{opened.tag()}:{opened.seen().fact_renewal}:{spoken().code}:{name}"


def save_facts(typed: Facts) -> dict[str, str]:
    """Save the typed facts that can be; returns field -> what is wrong with the others, which stay as typed."""
    seen = opened.seen()
    seen.draft = typed
    wanted = process_of(typed, seen.process)
    changed = [name for name in FIELDS if getattr(wanted, name) != getattr(seen.process, name)]
    seen.fact_problems = change_process({name: getattr(wanted, name) for name in changed})
    return seen.fact_problems


def clear_fact(name: str) -> None:
    """Take a typed fact back, and show its widget empty from now on."""
    save_facts({**facts(), name: None})
    opened.seen().fact_renewal += 1


def fact_problems() -> dict[str, str]:
    """Field -> what was wrong with it when the typed facts were last looked at."""
    return opened.seen().fact_problems


def change_process(changed: Mapping[str, Any]) -> dict[str, str]:
    """Save the changed facts that can be; returns field -> what is wrong with the others.

    A fact that another tab changed meanwhile is left, and kept for the person to settle.
    """
    seen, now, unsettled = opened.seen().process, opened.stored().application.process, fact_clashes()
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
    problems = process_problems(replace(now, **changed), today)
    possible = {name: value for name, value in changed.items() if name not in problems}
    if process_problems(replace(now, **possible), today):
        possible = {name: value for name, value in possible.items() if name not in DATES}
    return possible, problems


def _save(now: Process, changed: Mapping[str, Any]) -> bool:
    wanted = replace(now, **changed)
    standing = opened.save(lambda kept, application: kept.save_process(application, wanted, seen=now))
    return standing == ()


def fact_clashes() -> dict[str, Any]:
    """Field -> what this tab wants, for the facts that another tab changed differently."""
    return opened.seen().fact_clashes


def settle_fact_clashes(*, mine: bool) -> None:
    """Keep this tab's facts, or take those that stand."""
    wanted, now = dict(fact_clashes()), opened.stored().application.process
    fact_clashes().clear()
    _see({name: getattr(now, name) for name in wanted})
    if mine:
        change_process(wanted)
    _draw_anew(wanted)


def _draw_anew(names: Iterable[str]) -> None:
    """Draw these facts as this visit has them now; others stay as typed."""
    seen = opened.seen()
    shown = facts_of(seen.process)
    if seen.draft is not None:
        seen.draft = {**seen.draft, **{name: shown[name] for name in names if name in shown}}
    seen.fact_renewal += 1


def take_in_what_is_stored() -> None:
    """Take in the facts that another tab saved and this one has not touched, and draw them anew."""
    seen, now = opened.seen().process, opened.stored().application.process
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
    if not opened.is_example():
        return
    now = opened.stored().application.process
    before, after = (load_example(clock.today(), each).process for each in (spoken(), language))
    untouched = [name for name in FIELDS if getattr(now, name) == getattr(before, name) != getattr(after, name)]
    change_process({name: getattr(after, name) for name in untouched})
    _draw_anew(untouched)


def take_shown_facts(values: Mapping[str, Any]) -> None:
    """Save what the fact widgets among these values hold."""
    prefix = fact_key("")
    typed = {key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)}
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
    if opened.seen().process.outcome != wanted:
        change_process({"outcome": wanted})
