"""What a client gives to a coach, drawn read-only: for the coach, and for the client before it leaves."""

from collections.abc import Callable, Iterable
from datetime import date, time
from itertools import groupby
from typing import Any

import streamlit as st

from assessment import charts
from assessment.charts import probability_label, range_label
from assessment.core.applications.coaching import ClientFile, GivenStep
from assessment.core.applications.notes import Note
from assessment.core.applications.snapshots import split_retired
from assessment.core.model.process import FACTS, Process
from assessment.core.scoring.assess import Estimate, assess
from assessment.core.text.i18n import format_day, format_number, mark_for_translation, tr
from assessment.ui import resources
from assessment.ui.components.formatting import (
    escape_markdown,
    format_minutes,
    format_range,
    format_time_of_day,
    round_points,
)
from assessment.ui.components.note_words import KIND_LABELS, note_markdown
from assessment.ui.components.outcome_labels import OUTCOME_LABELS
from assessment.ui.components.widgets import answer_label, markdown_table, page_of, show_chart, show_metric
from assessment.ui.session.widget_key import page_key

ON_A_PAGE = 20
"""How many notes are shown at once."""


def show_client(file: ClientFile, key: str) -> None:
    """The facts, and one part at a time of those that the file has."""
    if facts := list(fact_lines(file.process)):
        st.markdown("  \n".join(facts))
    views = {name: view for name, view in VIEWS.items() if getattr(file, name) is not None}
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
    views[chosen][1](file, key)


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
    if value in OUTCOME_LABELS:
        return tr(OUTCOME_LABELS[value].headline)
    return format_number(value, 2) if isinstance(value, float) else str(value)


def show_scores(file: ClientFile, key: str) -> None:
    """The chance, readiness and fit; where the answers are there too, the strongest reasons."""
    scores = file.scores
    if scores is None:
        return
    outlook, readiness, fit = st.columns(3)
    meaning = tr("Chance of an offer ({range})", range=range_label(scores.outlook_low, scores.outlook_high))
    show_metric(outlook, tr("Outlook"), probability_label(scores.outlook), meaning)
    show_points(readiness, tr("Readiness"), (scores.readiness, scores.readiness_low, scores.readiness_high))
    show_points(fit, tr("Fit"), (scores.fit, scores.fit_low, scores.fit_high))
    estimate = Estimate(scores.outlook, scores.outlook_low, scores.outlook_high)
    show_chart(charts.hundred_chart(estimate, scores.base_rate), f"{key}_hundred")
    if file.responses is not None:
        show_reasons(file, key)


def show_points(place: Any, label: str, points: tuple[float | None, ...]) -> None:
    """Points of 100 with their range, or that nothing is answered."""
    value, low, high = points
    if value is None or low is None or high is None:
        show_metric(place, label, "–", tr("not answered yet"))
        return
    shown = format_range(round_points(low), round_points(high))
    show_metric(place, label, str(round_points(value)), tr("of 100 ({range})", range=shown))


def show_reasons(file: ClientFile, key: str) -> None:
    """The strongest reasons for the outlook, as of the day of the file."""
    instrument = resources.instrument()
    scored = split_retired(instrument, file.responses or {}).scored
    outlook = assess(instrument, scored, process=file.process, today=file.day).outlook
    entries = charts.balance_entries(instrument, outlook.contributions, silence=outlook.silence, silent="")
    if reasons := charts.strongest_reasons(outlook, entries):
        show_chart(charts.reasons_chart(reasons), f"{key}_reasons")


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


def show_steps(file: ClientFile, _key: str) -> None:
    """The plan by day, with what is done and what was noted."""
    steps = file.steps or ()
    if not steps:
        st.markdown(tr("There is no step yet."))
    for day, group in groupby(steps, key=lambda step: step.day):
        st.markdown(f"**{format_day(day) if day else tr('No day yet')}**\n\n" + "  \n".join(map(step_line, group)))


def step_line(step: GivenStep) -> str:
    """One step as a line of Markdown."""
    box = ":material/check_box:" if step.done else ":material/check_box_outline_blank:"
    note = f"  \n:small[{escape_markdown(step.note)}]" if step.note.strip() else ""
    return f"{box} {escape_markdown(step.title)} :small[{format_minutes(step.minutes)}]{note}"


def show_notes(file: ClientFile, key: str) -> None:
    """All notes, kind by kind."""
    notes = sorted(file.notes or (), key=lambda note: list(KIND_LABELS).index(note.kind))
    if not notes:
        st.markdown(tr("There is no note yet."))
    titles = {note.id: note.content.title for note in notes if note.kind == "story"}
    with page_of(len(notes), ON_A_PAGE, f"given_notes:{key}") as shown:
        for note in notes[shown]:
            st.markdown(note_markdown(note, story_of(note, titles)))


def story_of(note: Note, titles: dict[str, str]) -> str:
    """The title of the story that a question was answered with; empty where there is none."""
    return titles.get(getattr(note.content, "story", ""), "")


VIEWS: dict[str, tuple[str, Callable[[ClientFile, str], None]]] = {
    "scores": (mark_for_translation("Scores"), show_scores),
    "responses": (mark_for_translation("Answers"), show_answers),
    "steps": (mark_for_translation("Plan"), show_steps),
    "notes": (mark_for_translation("Notes"), show_notes),
}
"""Field of the file -> what the part is called and what draws it."""
