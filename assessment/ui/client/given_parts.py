"""What a client gives to a coach, drawn as a person's own pages but read-only: for the coach, and before it leaves."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date, time
from typing import Any

import streamlit as st

from assessment import charts
from assessment.core.applications.coaching import ClientFile, GivenStep
from assessment.core.applications.notes import Note
from assessment.core.applications.records import StepProgress
from assessment.core.applications.snapshots import split_retired
from assessment.core.model import Instrument
from assessment.core.model.process import FACTS, Process, current_stage
from assessment.core.plan.plan import Plan
from assessment.core.plan.progress import OWN_KIND
from assessment.core.plan.schedule import Step
from assessment.core.scoring.assess import Estimate, assess
from assessment.core.text.i18n import format_day, format_number, mark_for_translation, tr
from assessment.ui import resources
from assessment.ui.components import style
from assessment.ui.components.formatting import escape_markdown, format_range, format_time_of_day, round_points
from assessment.ui.components.note_words import note_markdown
from assessment.ui.components.outcome_labels import HEADLINES
from assessment.ui.components.widgets import (
    answer_label,
    markdown_table,
    page_of,
    show_chart,
    show_metric,
    show_outlook_metric,
)
from assessment.ui.outlook.headline import hundred_people, show_headline
from assessment.ui.outlook.hearing import show_hearing, show_outlook_over_days
from assessment.ui.outlook.reasons import show_domains, show_readiness_and_fit, show_reasons
from assessment.ui.plan.step_rows import show_steps
from assessment.ui.session.page_data import PageData
from assessment.ui.session.widget_key import page_key

ON_A_PAGE = 20
"""How many notes are shown at once."""
IN_BOTH_STEPS = {each.name for each in fields(GivenStep)} & {each.name for each in fields(Step)}
"""The fields that a step in a client's file and a step of a plan have in common."""
GIVEN_KIND = "given"
"""The kind of a step of a file that is not the person's own."""


def show_client(file: ClientFile, key: str) -> None:
    """The facts, and one part at a time of those that the file has."""
    if facts := list(fact_lines(file.process)):
        st.markdown("  \n".join(facts))
    views = {name: view for name, view in VIEWS.items() if view[1](file)}
    if not views:
        return
    chosen = st.segmented_control(
        tr("Which part?"),
        list(views),
        default=next(iter(views)),
        format_func=lambda name: tr(views[name][0]),
        key=page_key(f"part:{key}:{'-'.join(views)}"),
        required=True,
        label_visibility="collapsed",
    )
    views[chosen][2](file, key)


def fact_lines(process: Process) -> Iterable[str]:
    """A line of Markdown for each fact that is given."""
    for name, fact in FACTS.items():
        value = getattr(process, name)
        if value != fact.empty:
            yield f":small[{tr(fact.label)}:] {escape_markdown(fact_words(value))}"


def fact_words(value: Any) -> str:
    """The value of a fact in words."""
    if isinstance(value, tuple):
        return "; ".join(", ".join(filter(None, (person.name, person.role))) for person in value)
    if isinstance(value, date):
        return format_day(value, year=True)
    if isinstance(value, time):
        return format_time_of_day(value)
    if value in HEADLINES:
        return tr(HEADLINES[value])
    return format_number(value, 2) if isinstance(value, float) else str(value)


def show_scores(file: ClientFile, key: str) -> None:
    """The whole outlook where its answers are given too; else the chance, readiness and fit as they were given."""
    scores, instrument = file.scores, resources.instrument()
    if has_whole_outlook(instrument, file):
        show_given_outlook(given_page_data(instrument, file))
        return
    if scores is None:
        return
    if file.responses is not None and file.instrument_version != instrument.version:
        st.markdown(tr("Worked out with other figures than those here, so only the numbers are shown, not why."))
    outlook, readiness, fit = st.columns(3)
    estimate = Estimate(scores.outlook, scores.outlook_low, scores.outlook_high)
    show_outlook_metric(outlook, estimate)
    show_points(readiness, tr("Readiness"), (scores.readiness, scores.readiness_low, scores.readiness_high))
    show_points(fit, tr("Fit"), (scores.fit, scores.fit_low, scores.fit_high))
    show_chart(charts.hundred_chart(estimate, scores.base_rate), f"{key}_hundred")


def show_points(place: Any, label: str, points: tuple[float | None, ...]) -> None:
    """Points of 100 with their range, or that nothing is answered."""
    value, low, high = points
    if value is None or low is None or high is None:
        show_metric(place, label, "–", tr("not answered yet"))
        return
    shown = format_range(round_points(low), round_points(high))
    show_metric(place, label, str(round_points(value)), tr("of 100 ({range})", range=shown))


def has_readiness(file: ClientFile) -> bool:
    """Whether readiness by part can be shown: its answers are given, by the figures that are known here."""
    return has_whole_outlook(resources.instrument(), file) and bool(file.scores and file.scores.readiness is not None)


def show_readiness(file: ClientFile, _key: str) -> None:
    """Readiness part by part."""
    show_domains(given_page_data(resources.instrument(), file))


def show_answers(file: ClientFile, _key: str) -> None:
    """Every answer, under the domain of its question; those of an older questionnaire by their ids."""
    instrument, responses = resources.instrument(), file.responses or {}
    for domain in instrument.domains:
        asked = [item for item in instrument.items.values() if item.domain == domain.id and item.id in responses]
        if asked:
            rows = [(item.label, answer_label(item.id, responses[item.id])) for item in asked]
            st.markdown(markdown_table((domain.title, tr("Answer")), rows))
    others = [(item, option) for item, option in responses.items() if item not in instrument.items]
    if others:
        st.markdown(markdown_table((tr("From another version"), tr("Answer")), others))
    if not responses:
        st.markdown(tr("Nothing is answered yet."))


def show_plan(file: ClientFile, _key: str) -> None:
    """The plan by day with its ticks; each step opens to how and why."""
    page_data = given_page_data(resources.instrument(), file)
    if page_data.plan.every_step:
        show_steps(page_data)
    else:
        st.markdown(tr("There is no step yet."))


def show_notes(file: ClientFile, key: str) -> None:
    """All notes in the order of the file, which is kind by kind."""
    notes = file.notes or ()
    if not notes:
        st.markdown(tr("There is no note yet."))
    with page_of(len(notes), ON_A_PAGE, f"given_notes:{key}") as shown:
        for note in notes[shown]:
            st.markdown(note_markdown(note, story_of(note, notes)))


def story_of(note: Note, notes: Sequence[Note]) -> str:
    """The title of the story that a question was answered with; empty where there is none."""
    story = getattr(note.content, "story", "")
    return next((each.content.title for each in notes if each.id == story), "") if story else ""


def given_page_data(instrument: Instrument, file: ClientFile) -> PageData:
    """What the pages show of a file, as of its day, as far as its answers, dates and steps are given."""
    responses = split_retired(instrument, file.responses or {}).scored
    assessment = assess(instrument, responses, process=file.process, today=file.day)
    given = {f"{file.application}.{number}": step for number, step in enumerate(file.steps or ())}
    steps = [_as_step(instrument, step_id, step) for step_id, step in given.items()]
    not_fit = tuple(step for step in steps if step.day is None and step.kind != OWN_KIND)
    plan = Plan(tuple(step for step in steps if step not in not_fit), not_fit, ())
    return PageData(
        instrument,
        responses,
        file.process,
        None,
        file.day,
        True,
        assessment,
        current_stage(instrument, responses, file.process, file.day),
        plan,
        progress={step_id: StepProgress(step_id, step.done, note=step.note) for step_id, step in given.items()},
        round=file.round,
        read_only=True,
    )


def _as_step(instrument: Instrument, step_id: str, step: GivenStep) -> Step:
    """The step of a file as one of a plan; a gain for a question that is not known here is left out."""
    taken_over: dict[str, Any] = {name: getattr(step, name) for name in IN_BOTH_STEPS}
    if step.item not in instrument.items:
        taken_over["gain"] = 0.0
    return Step(step_id, kind=OWN_KIND if step.own else GIVEN_KIND, **taken_over)


def has_whole_outlook(instrument: Instrument, file: ClientFile) -> bool:
    """Whether the answers behind the scores are given, by the figures that are known here, and no answer came yet."""
    is_same = file.instrument_version == instrument.version
    return file.scores is not None and file.responses is not None and is_same and not file.process.decided


def show_given_outlook(page_data: PageData) -> None:
    """The outlook as its owner sees it: how likely, when they will hear, why, and what silence does."""
    hundred, headline = st.columns(style.GRID, gap="large")
    with hundred:
        show_chart(hundred_people(page_data), "hundred_chart")
    with headline:
        show_headline(page_data)
        show_readiness_and_fit(page_data)
    show_hearing(page_data)
    show_reasons(page_data)
    show_outlook_over_days(page_data)


VIEWS: dict[str, tuple[str, Callable[[ClientFile], bool], Callable[[ClientFile, str], None]]] = {
    "scores": (mark_for_translation("Outlook"), lambda file: file.scores is not None, show_scores),
    "readiness": (mark_for_translation("Readiness"), has_readiness, show_readiness),
    "responses": (mark_for_translation("Answers"), lambda file: file.responses is not None, show_answers),
    "steps": (mark_for_translation("Plan"), lambda file: file.steps is not None, show_plan),
    "notes": (mark_for_translation("Notes"), lambda file: file.notes is not None, show_notes),
}
"""Name of a part -> what it is called, whether a file has it, and what draws it."""
