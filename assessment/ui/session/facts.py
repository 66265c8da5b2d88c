"""The facts of the open application: as stored, as typed into the form, and in conflict with another tab."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assessment.catalog.example import load_example
from assessment.core.applications.day_book import move_interview, record_heard
from assessment.core.model import Stage
from assessment.core.model.process import (
    DAYS,
    FACTS,
    TOLD_BY_EMPLOYER,
    Outcome,
    Process,
    drop_impossible_facts,
    fact_problems,
)
from assessment.core.text.i18n import Language, current_language
from assessment.ui import resources
from assessment.ui.session import answers, current_application, visit
from assessment.ui.session.field_values import FieldValues, field_values, process_from_fields
from assessment.ui.session.widget_key import names_of_kind

FACT, CHOICE = "fact", "choice"


def process() -> Process:
    """The facts of the open application, without those that cannot be true."""
    stored, unsaved = current_application.stored().application.process, current_application.last_seen().unsaved.facts
    return drop_impossible_facts(replace(stored, **unsaved) if unsaved else stored, visit.today())


def outcome_day() -> date | None:
    """The day on which the outcome was recorded."""
    moment = current_application.stored().application.outcome_at
    return visit.day_of(moment) if moment else None


def typed_values() -> FieldValues:
    """What the fields hold, impossible facts included, so that nothing typed is lost."""
    last_seen = current_application.last_seen()
    return last_seen.typed_facts if last_seen.typed_facts is not None else field_values(_chosen())


def _chosen() -> Process:
    """The facts as this visit last saw them, with those that it has changed and not saved."""
    process, unsaved = current_application.last_seen().process, current_application.last_seen().unsaved.facts
    return replace(process, **unsaved) if unsaved else process


def field_key(name: str) -> str:
    """The key of the field of a fact."""
    return current_application.widget_key(FACT, name, current_application.last_seen().fact_resets)


def choice_key(name: str) -> str:
    """The key of the widget of a fact that is asked elsewhere than in a field, such as the outcome."""
    return current_application.widget_key(CHOICE, name, current_application.last_seen().fact_resets, in_words=True)


def save_typed(values: FieldValues) -> dict[str, str]:
    """Save the possible ones of the typed facts; returns name -> what is wrong with each other, which stays typed."""
    last_seen = current_application.last_seen()
    last_seen.typed_facts = values
    chosen = _chosen()
    typed = process_from_fields(values, chosen)
    if typed.interview_date != chosen.interview_date:
        typed = move_interview(replace(typed, interview_date=chosen.interview_date), typed.interview_date)
    last_seen.fact_problems = change_process(_differences(typed, chosen))
    return last_seen.fact_problems


def clear_fact(name: str) -> None:
    """Save a fact as not given, and show its field empty from now on."""
    save_typed({**typed_values(), name: None})
    current_application.last_seen().fact_resets += 1


def set_facts(values: Mapping[str, Any]) -> None:
    """Save facts that were given elsewhere than in their fields, all at once, and show them there."""
    current_application.last_seen().fact_problems = change_process(values)
    _reset_fields(values)


def record_outcome(outcome: Outcome) -> None:
    """Save what was heard today, as an outcome; its field shows it."""
    if outcome in TOLD_BY_EMPLOYER:
        heard = record_heard(process(), visit.today())
        set_facts({"day_book": heard.day_book, "last_word_date": heard.last_word_date})
    save_outcome(outcome)
    current_application.last_seen().fact_resets += 1


def change_process(changes: Mapping[str, Any]) -> dict[str, str]:
    """Save the possible changes, and those not saved before; returns name -> what is wrong with each other.

    A fact that another tab changed meanwhile is not saved, and becomes a conflict for the person to resolve. What
    fails is kept for later.
    """
    last_seen, stored = current_application.last_seen().process, current_application.stored().application.process
    unsaved = current_application.last_seen().unsaved
    wanted = {name: value for name, value in {**unsaved.facts, **changes}.items() if name not in conflicts()}
    unchanged = {
        name: value for name, value in wanted.items() if getattr(stored, name) in (getattr(last_seen, name), value)
    }
    conflicts().update({name: value for name, value in wanted.items() if name not in unchanged})
    possible, wrong = _split_impossible(stored, unchanged)
    unsaved.facts = possible
    if possible and (replace(stored, **possible) == stored or _save(stored, possible)):
        unsaved.facts = {}
        _set_last_seen(possible)
    return wrong


def save_unsaved() -> None:
    """Save the facts that were not saved before."""
    if current_application.last_seen().unsaved.facts:
        change_process({})


def _split_impossible(stored: Process, changes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The changes after which the facts agree with each other, and what is wrong with the others."""
    today = visit.today()
    wrong = fact_problems(replace(stored, **changes), today)
    possible = {name: value for name, value in changes.items() if name not in wrong}
    if fact_problems(replace(stored, **possible), today):
        possible = {name: value for name, value in possible.items() if name not in DAYS}
    return possible, wrong


def _save(stored: Process, changes: Mapping[str, Any]) -> bool:
    wanted = replace(stored, **changes)
    with current_application.saving(tried_again=True) as repository:
        return repository.save_process(current_application.application(), wanted, last_seen=stored) is None
    return False


def _set_last_seen(changes: Mapping[str, Any]) -> None:
    last_seen = current_application.last_seen()
    last_seen.process = replace(last_seen.process, **changes)


def _differences(process: Process, other: Process) -> dict[str, Any]:
    """Name -> fact of `process`, for the facts in which the two differ."""
    return {name: getattr(process, name) for name in FACTS if getattr(process, name) != getattr(other, name)}


def conflicts() -> dict[str, Any]:
    """Name -> what this tab wants, for each fact that another tab changed differently."""
    return current_application.last_seen().fact_conflicts


def resolve_conflicts(*, mine: bool) -> None:
    """End all conflicts with this tab's facts, or with those that are stored."""
    wanted, stored = dict(conflicts()), current_application.stored().application.process
    conflicts().clear()
    _set_last_seen({name: getattr(stored, name) for name in wanted})
    if mine:
        change_process(wanted)
    _reset_fields(wanted)


def _reset_fields(names: Iterable[str]) -> None:
    """Show these facts as this visit last saw them; the others stay as typed."""
    last_seen = current_application.last_seen()
    shown = field_values(_chosen())
    if last_seen.typed_facts is not None:
        last_seen.typed_facts = {**last_seen.typed_facts, **{name: shown[name] for name in names if name in shown}}
    last_seen.fact_resets += 1


def sync_from_store() -> None:
    """Show the facts that another tab saved and that are not in conflict here."""
    stored = current_application.stored().application.process
    differences = _differences(stored, current_application.last_seen().process)
    unsaved = current_application.last_seen().unsaved.facts
    changes = {name: value for name, value in differences.items() if name not in conflicts() and name not in unsaved}
    if changes:
        _set_last_seen(changes)
        _reset_fields(changes)


def translate_example(language: Language) -> None:
    """Change the facts of the example to another language, but for those that somebody changed."""
    if not current_application.is_example():
        return
    stored = current_application.stored().application.process
    before, after = (load_example(visit.today(), each).process for each in (current_language(), language))
    changed_here = _differences(stored, before)
    changes = {name: value for name, value in _differences(after, before).items() if name not in changed_here}
    change_process(changes)
    _reset_fields(changes)


def save_widget_values(values: Mapping[str, Any]) -> None:
    """Save the facts among the values of the page's widgets."""
    typed = {name: values[key] for name, key in names_of_kind(values, FACT, field_key).items()}
    if typed:
        save_typed({**typed_values(), **typed})
    if choice_key("outcome") in values:
        save_outcome(values[choice_key("outcome")])


def save_outcome(outcome: Outcome | None) -> None:
    """Save how the process ended; None and PENDING both mean that it has not.

    Where the person stands follows: decided with an outcome, and waiting again once it is taken back with PENDING.
    """
    wanted = None if outcome is Outcome.PENDING else outcome
    if _chosen().outcome != wanted:
        change_process({"outcome": wanted})
        stated, is_decided = answers.stated_stage(), wanted is not None
        if outcome and stated and (stated is Stage.DECIDED) != is_decided:
            stage = Stage.DECIDED if is_decided else Stage.WAITING
            answers.replace_answer(resources.instrument().roles.stage, stage)
