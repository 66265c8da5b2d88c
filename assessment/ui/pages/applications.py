"""The page that keeps it all together: every application with its outlook and next step, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import streamlit as st

from assessment import charts
from assessment.core.applications.repository import Application, Stored
from assessment.core.applications.snapshots import items_that_stay, known_answers, take_snapshot
from assessment.core.model import Stage
from assessment.core.model.process import drop_impossible_facts
from assessment.core.plan.gaps import chance_of_any
from assessment.core.plan.progress import apply_marks
from assessment.core.plan.schedule import Step
from assessment.core.scoring.assess import Assessment, Estimate, assess
from assessment.core.scoring.probability import whole
from assessment.core.text.i18n import day_words, number_words, tr, tr_count
from assessment.ui import resources
from assessment.ui.applications.history import show_history, show_track_record
from assessment.ui.applications.your_data import show_your_data
from assessment.ui.components import fact_fields, navigation
from assessment.ui.components.formatting import (
    capitalize_first,
    escape_markdown,
    format_range,
    format_relative_day,
    outlook_band,
)
from assessment.ui.components.outcome_labels import OUTCOME_LABELS
from assessment.ui.components.widgets import show_chart
from assessment.ui.session import clock, current_application, run
from assessment.ui.session.page_data import plan_of

HOUR = 60
ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One application as the list shows it. The outlook stays hidden until the guess is settled."""

    application: Application
    assessment: Assessment
    is_revealed: bool
    next_step: Step | None
    points_in_an_hour: float

    @property
    def title(self) -> str:
        """Employer and role, or what to call it without them."""
        process = self.application.process
        names = [name for name in (process.employer, process.role) if name]
        added = day_words(clock.day_of(self.application.created_at))
        return ", ".join(names) or tr("Application added {day}", day=added)

    @property
    def estimate(self) -> Estimate:
        """The outlook with its range, 0..1."""
        outlook = self.assessment.outlook
        return Estimate(outlook.value, outlook.low, outlook.high)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return not self.application.archived and not self.application.process.decided

    @property
    def counts(self) -> bool:
        """Whether it has a part in the chance of at least one offer: open, seen, and with something answered."""
        return self.is_open and self.is_revealed and bool(self.assessment.responses)


def page() -> None:
    """The applications page."""
    st.title(tr("Applications"), anchor=False)
    today = clock.today()
    kept = current_application.own_records().all_stored()
    lines = [line_of(each, today) for each in kept]
    if current_application.is_example():
        st.markdown(tr("These are your own applications; the example is not among them."))
    show_together([line for line in lines if line.is_open])
    show_lines([line for line in lines if not line.application.archived], today, "lines")
    show_undo()
    if st.button(tr("Add an application"), key="add_application", icon=":material/add:"):
        add_application()
    archived = [line for line in lines if line.application.archived]
    if archived:
        with st.expander(tr("Put away ({number})", number=len(archived))):
            show_lines(archived, today, "archived")
    show_history(next((line.title for line in lines if line.application.id == current_application.application()), ""))
    show_track_record(kept)
    show_your_data()


def show_lines(lines: Sequence[Line], today: date, name: str) -> None:
    """The applications, a page at a time; the page with the one that is open comes first."""
    pages = max(1, ceil(len(lines) / ON_A_PAGE))
    opened = next((at for at, line in enumerate(lines) if line.application.id == current_application.application()), 0)
    spot, number = st.container(), 1
    if pages > 1:
        number = st.pagination(pages, default=opened // ON_A_PAGE + 1, key=f"page:{name}", max_visible_pages=5)
    with spot:
        for line in lines[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]:
            show_line(line, today)


def line_of(kept: Stored, today: date) -> Line:
    """The application with its present numbers and the first step that is not done."""
    instrument, application = resources.instrument(), kept.application
    answers = known_answers(instrument, kept.responses).scored
    process = drop_impossible_facts(application.process, today)
    assessment = assess(instrument, answers, process=process, today=today)
    marks = kept.marks
    done = {step_id for step_id, mark in marks.items() if mark.done}
    recorded = clock.day_of(application.outcome_at) if application.outcome_at else None
    plan = plan_of(instrument, assessment, process, recorded, today, done)
    steps = apply_marks(plan, marks, kept.own_steps).steps
    return Line(
        application,
        assessment,
        is_revealed=kept.reveal is not None,
        next_step=next((step for step in steps if step.id not in done), None),
        points_in_an_hour=points_in(HOUR, [step for step in plan.steps if step.id not in done]),
    )


def points_in(minutes: int, steps: list[Step]) -> float:
    """The most readiness points the steps can win in so many minutes; a part of a step wins its part."""
    points = 0.0
    for step in sorted(steps, key=lambda step: -step.gain / step.minutes):
        if minutes > 0:
            points += step.gain * min(1.0, minutes / step.minutes)
            minutes -= step.minutes
    return points


def show_together(lines: list[Line]) -> None:
    """The chance of at least one offer over the open ones, and where an hour of work wins most readiness."""
    counted_lines = [line for line in lines if line.counts]
    if len(counted_lines) < 2:
        return
    outlooks = [line.assessment.outlook for line in counted_lines]
    chance = whole(chance_of_any(outlook.value for outlook in outlooks))
    spread = format_range(
        whole(chance_of_any(outlook.low for outlook in outlooks)),
        whole(chance_of_any(outlook.high for outlook in outlooks)),
    )
    st.metric(
        tr("At least one offer from {number} open applications", number=len(counted_lines)),
        tr("{number} in 100", number=chance),
    )
    sentences = [tr("{range}, if they are independent of each other. None of them is an offer yet.", range=spread)]
    if left_out := len(lines) - len(counted_lines):
        sentences.append(
            tr_count(
                "{number} more not counted: nothing answered, or not looked at yet.",
                "{number} more not counted: nothing answered, or not looked at yet.",
                left_out,
            )
        )
    st.markdown(" ".join(sentences))
    shown = counted_lines[:ON_A_PAGE]
    show_chart(charts.ranges_chart([(line.title, line.estimate) for line in shown]), "ranges_chart")
    best = max(lines, key=lambda line: line.points_in_an_hour)
    if best.points_in_an_hour >= 1:
        st.markdown(
            tr(
                "An hour of preparation wins most for **{application}**: about {points} readiness points. "
                "It cannot say what that does to the chance.",
                application=escape_markdown(best.title),
                points=number_words(best.points_in_an_hour),
            )
        )


def show_line(line: Line, today: date) -> None:
    """One application: name, where it stands, the next step, and what can be done with it."""
    application = line.application
    with st.container(border=True):
        title = f"**{escape_markdown(line.title)}**"
        if application.id == current_application.application():
            title = tr("{application} (open now)", application=title)
        words = [title, standing(line)]
        if line.assessment.responses and line.next_step and line.next_step.day:
            day, step = format_relative_day(line.next_step.day, today), escape_markdown(line.next_step.title)
            words.append(tr("Next: {day}, {step}", day=day, step=step))
        st.markdown("  \n".join(words))
        with st.container(horizontal=True):
            if st.button(tr("Open"), key=f"open:{application.id}", type="primary"):
                current_application.open_application(application.id)
                st.switch_page(navigation.page("outlook"), query_params={"app": application.id})
            with st.popover(tr("More"), key=f"more:{application.id}"):
                show_more(line)


def standing(line: Line) -> str:
    """Where the application stands, in a line."""
    process, outlook = line.application.process, line.assessment.outlook
    if process.decided and process.outcome:
        return tr(OUTCOME_LABELS[process.outcome].option)
    if not line.is_revealed:
        return tr("Not looked at yet: answer the questions, then open its outlook.")
    shown = whole(outlook.value)
    spread = format_range(whole(outlook.low), whole(outlook.high))
    words = tr(
        "{band}, {number} in 100 ({range})", band=capitalize_first(outlook_band(shown)), number=shown, range=spread
    )
    if line.application.round == 1:
        return words
    return tr("{standing}, round {round}", standing=words, round=line.application.round)


def show_more(line: Line) -> None:
    """What can be done with one application besides opening it."""
    application, kept = line.application, current_application.own_records()
    st.markdown(tr(":small[The name is the employer and the role, which stand under Questions.]"))
    if st.button(tr("Rename"), key=f"rename:{application.id}"):
        current_application.open_application(application.id)
        run.unfold(fact_fields.MORE_FOLD)
        st.switch_page(navigation.page("questions"), query_params={"app": application.id})
    st.markdown(
        tr(":small[A new round keeps preparation and people, and clears signs and dates. The old one is kept.]")
    )
    if st.button(tr("Begin a new round"), key=f"round:{application.id}"):
        begin_round(line)
    if st.button(tr("Duplicate"), key=f"duplicate:{application.id}"):
        kept.duplicate(application.id, at=clock.now())
        st.rerun()
    word = tr("Take out again") if application.archived else tr("Put away")
    if st.button(word, key=f"archive:{application.id}"):
        kept.archive(application.id, archived=not application.archived)
        st.rerun()
    sure = st.checkbox(
        tr("Yes, delete {application}", application=escape_markdown(line.title)), key=f"sure:{application.id}"
    )
    if st.button(tr("Delete"), key=f"delete:{application.id}", disabled=not sure):
        kept.delete(application.id)
        current_application.remember_deleted(application.id, line.title)
        st.rerun()


def begin_round(line: Line) -> None:
    """The next round of the same process: preparation and people stay, the round that is over is kept."""
    application, kept = line.application, current_application.own_records()
    last = take_snapshot(
        line.assessment,
        kept.responses(application.id),
        application.process,
        day=clock.today(),
        at=clock.now(),
        round=application.round,
    )
    instrument = resources.instrument()
    kept.begin_round(application.id, last=last, keep=items_that_stay(instrument))
    kept.save_responses(application.id, {instrument.roles.stage: Stage.INVITED}, seen={})
    current_application.forget(application.id)
    current_application.open_application(application.id)
    st.switch_page(navigation.page("questions"), query_params={"app": application.id})


def add_application() -> None:
    """A new application, opened at its questions."""
    current_application.create_application()
    st.switch_page(navigation.page("questions"), query_params={"app": current_application.application()})


def show_undo() -> None:
    """The way back after a deletion, as long as the visit lasts."""
    deleted = current_application.deleted()
    if deleted is None:
        return
    application_id, title = deleted
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(tr("Deleted: {application}.", application=escape_markdown(title)), width="stretch")
        if st.button(tr("Undo"), key="undo_delete"):
            current_application.remember_deleted(None)
            current_application.own_records().undelete(application_id)
            st.rerun()


if __name__ == "__main__":
    page()
