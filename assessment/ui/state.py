"""The only code that touches session state: which application is open, what this visit has seen, and its verbs.

The records are the truth. Widgets are compared with what this visit last saw, and what differs is saved in
the script body: callbacks and forms lose answers when clicks come fast or the page changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from assessment.catalog.example import load_example
from assessment.core.marks import changed_marks
from assessment.core.model import Responses
from assessment.core.plan import Plan
from assessment.core.process import Outcome, Process, process_problems
from assessment.core.records import Guess, MemoryRecords, OwnStep, Records, StepMark
from assessment.ui.typed_facts import Facts, facts_of, process_of

MINE, EXAMPLE = "mine", "example"
ANSWER, FACT, TICK = "answer", "fact", "tick"


def now() -> datetime:
    """The present moment in the visitor's time zone."""
    try:
        return datetime.now(ZoneInfo(st.context.timezone or "UTC"))
    except (KeyError, ValueError, OSError):
        return datetime.now(UTC)


def today() -> date:
    """Today's date where the visitor is."""
    return now().date()


def records() -> Records:
    """Where the open application is kept."""
    kept: Records = st.session_state.setdefault("records", MemoryRecords())
    return kept


def application() -> str:
    """The id of the open application."""
    return str(st.session_state.get("application", MINE))


def is_example() -> bool:
    """Whether the example is open."""
    return application() == EXAMPLE


def open_example() -> None:
    """Open the example afresh; the person's own application is left as it is."""
    example, kept = load_example(today()), records()
    leave_example()
    kept.save_process(EXAMPLE, example.process, seen=kept.process(EXAMPLE))
    changes = {**dict.fromkeys(kept.responses(EXAMPLE)), **example.responses}
    kept.save_responses(EXAMPLE, changes, seen=kept.responses(EXAMPLE))
    kept.seal_guess(EXAMPLE, Guess(example.guess, now()))
    st.session_state["application"] = EXAMPLE


def leave_example() -> None:
    """Go back to the person's own application."""
    for name in (_seen_key(EXAMPLE), _draft_key(EXAMPLE)):
        st.session_state.pop(name, None)
    st.session_state["application"] = MINE


def _seen_key(application_id: str) -> str:
    return f"seen:{application_id}"


def _draft_key(application_id: str) -> str:
    return f"draft:{application_id}"


def _seen() -> dict[str, str]:
    key = _seen_key(application())
    if key not in st.session_state:
        st.session_state[key] = dict(records().responses(application()))
    seen: dict[str, str] = st.session_state[key]
    return seen


def responses() -> Responses:
    """The answers as this visit has them."""
    return dict(_seen())


def answer_key(item: str) -> str:
    """The key of the item's widget; clearing an answer moves on to a new one."""
    clearings: dict[str, int] = st.session_state.get("clearings", {})
    return f"{ANSWER}:{application()}:{item}:{clearings.get(item, 0)}"


def save_answers(shown: Mapping[str, str | None]) -> None:
    """Save the shown answers that differ from what this visit last saw; an empty widget changes nothing."""
    seen, kept, open_application = _seen(), records(), application()
    changes = {item: option for item, option in shown.items() if option is not None and seen.get(item) != option}
    if changes:
        standing = kept.save_responses(open_application, changes, seen=seen)
        seen.update({item: option for item, option in {**changes, **standing}.items() if option is not None})


def clear_answer(item: str) -> None:
    """Take the answer back, and show its widget empty from now on."""
    seen = _seen()
    records().save_responses(application(), {item: None}, seen=seen)
    seen.pop(item, None)
    clearings: dict[str, int] = st.session_state.setdefault("clearings", {})
    clearings[item] = clearings.get(item, 0) + 1


def save_what_is_shown() -> None:
    """Save what the widgets of the last run held, before anything is drawn.

    A click and a page change right after it can leave no run in which the old page is drawn: its widgets
    are known here alone, as long as they persist over the change.
    """
    values: dict[str, Any] = st.session_state.to_dict()
    open_application = application()
    save_answers(
        {
            item: value
            for key, value in values.items()
            if key.startswith(f"{ANSWER}:{open_application}:") and key == answer_key(item := key.split(":")[2])
        }
    )
    prefix = f"{FACT}:{open_application}:"
    typed = {key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)}
    if typed:
        save_facts({**facts(), **typed})
    for key, value in values.items():
        if key.startswith(step_key("")):
            save_tick(key.removeprefix(step_key("")), value)


def process() -> Process:
    """The facts of the open application, as far as they can be."""
    return records().process(application())


def facts() -> Facts:
    """The facts as typed, those that cannot be included, so that nothing typed is lost."""
    draft: Facts | None = st.session_state.get(_draft_key(application()))
    return draft if draft is not None else facts_of(process())


def fact_key(name: str) -> str:
    """The key of the widget for one fact."""
    return f"{FACT}:{application()}:{name}"


def save_facts(typed: Facts) -> dict[str, str]:
    """Save the typed facts that can be; returns field -> what is wrong with the others, which stay as typed."""
    st.session_state[_draft_key(application())] = typed
    before = process()
    wanted = process_of(typed, before)
    problems = process_problems(wanted, today())
    if problems:
        wanted = replace(wanted, **{name: getattr(before, name) for name in problems})
    if wanted != before and not process_problems(wanted, today()):
        records().save_process(application(), wanted, seen=before)
    return problems


def save_process(changed: Process) -> None:
    """Save changed facts that are known to be possible."""
    records().save_process(application(), changed, seen=process())
    st.session_state.pop(_draft_key(application()), None)


def guess_settled() -> bool:
    """Whether the person sealed a number of their own, or skipped it."""
    return records().guess(application()) is not None


def guess() -> Guess | None:
    """The sealed guess."""
    return records().guess(application())


def settle_guess(value: int | None) -> None:
    """Seal the person's own number, 0..100, or None when they skip it."""
    records().seal_guess(application(), Guess(value, now()))


def switched_on(name: str) -> bool:
    """Whether the switch with this key is on, before it is drawn."""
    return bool(st.session_state.get(name, False))


def save_minutes(minutes: int) -> None:
    """Keep how many minutes a day the plan may take."""
    if process().minutes_per_day != minutes:
        save_process(replace(process(), minutes_per_day=minutes))


def save_outcome(outcome: Outcome | None) -> None:
    """Keep how the process ended."""
    if process().outcome != outcome:
        save_process(replace(process(), outcome=outcome))


def step_marks() -> Mapping[str, StepMark]:
    """What the person did with the steps of the plan."""
    return records().step_marks(application())


def step_key(step_id: str) -> str:
    """The key of the tick of one step; marks that come from a file move on to new ones."""
    return f"{TICK}:{application()}:{st.session_state.get('imports', 0)}:{step_id}"


def save_tick(step_id: str, done: bool) -> None:
    """Keep whether the step is done."""
    mark = step_marks().get(step_id, StepMark(step_id))
    save_mark(replace(mark, done=done))


def mark_key(field: str, step_id: str) -> str:
    """The key of the widget for the day or the note of one step."""
    return f"{field}:{application()}:{st.session_state.get('imports', 0)}:{step_id}"


def save_mark(mark: StepMark) -> None:
    """Keep what the person did with one step."""
    if step_marks().get(mark.step_id, StepMark(mark.step_id)) != mark:
        records().save_step_mark(application(), mark)


def own_steps() -> tuple[OwnStep, ...]:
    """The steps the person added."""
    return records().own_steps(application())


def add_own_step(step: OwnStep) -> None:
    """Keep a step of the person's own."""
    records().save_own_step(application(), step)


def remove_own_step(step_id: str) -> None:
    """Drop a step of the person's own."""
    records().remove_own_step(application(), step_id)


def import_plan(plan: Plan, marks: Iterable[StepMark], steps: Iterable[OwnStep]) -> int:
    """Take over marks and own steps that come from a file; how many of them changed anything."""
    changed = list(changed_marks(plan, marks, step_marks()))
    for mark in changed:
        save_mark(mark)
    added = [step for step in steps if step not in own_steps()]
    for step in added:
        add_own_step(step)
    st.session_state["imports"] = st.session_state.get("imports", 0) + 1
    return len(changed) + len(added)


def keep_report(taken: int, sentences: Iterable[str]) -> None:
    """Keep what the last import did, to be shown after it."""
    st.session_state[f"report:{application()}"] = (taken, tuple(sentences))


def report() -> tuple[int, tuple[str, ...]] | None:
    """What the last import did: how many changes, and the sentences on the rest."""
    kept: tuple[int, tuple[str, ...]] | None = st.session_state.get(f"report:{application()}")
    return kept


def trial_key(name: str) -> str:
    """The key of a widget whose value is dropped when the trial or the entry ends."""
    return f"trial:{application()}:{st.session_state.get('trials', 0)}:{name}"


def end_trial() -> None:
    """Show the widgets of trials and entries empty again."""
    st.session_state["trials"] = st.session_state.get("trials", 0) + 1


def replace_answer(item: str, option: str) -> None:
    """Save an answer that was given elsewhere than at its question."""
    clear_answer(item)
    save_answers({item: option})


def section() -> int:
    """Which section of the full set is open, from 0."""
    return int(st.session_state.get("section", 0))


def go_to_section(number: int) -> None:
    """Open a section of the full set."""
    st.session_state["section"] = max(number, 0)
