"""The list of applications, and the chance of at least one offer from all open ones."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from assessment import charts
from assessment.core.applications.status import ApplicationStatus
from assessment.core.model.outcome_words import OUTCOME_OPTIONS
from assessment.core.model.process import current_stage
from assessment.core.plan.gaps import chance_of_any_offer
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.ui import resources
from assessment.ui.applications.actions import open_at, show_actions
from assessment.ui.applications.line import ApplicationLine, application_lines, application_title
from assessment.ui.applications.numbers import ApplicationNumbers, past_outlooks
from assessment.ui.applications.outlook_bar import BAR_WIDTH, outlook_bar
from assessment.ui.components import navigation, style
from assessment.ui.components.day_book import ask_what_they_said
from assessment.ui.components.formatting import escape_markdown, format_day_briefly
from assessment.ui.components.outcome_labels import STAGE_LABELS
from assessment.ui.components.widgets import page_of
from assessment.ui.session import current_application, facts

MAX_LINES = 10
"""Applications on one page of the list."""

MENU_WIDTH = 300
"""Pixels of the menu of an application, which a phone of 320 pixels can show whole."""

MOST_CHANCE = 0.99
"""No number of open applications is shown as certain to bring an offer."""


def show_total_chance(statuses: Sequence[ApplicationStatus], numbers: Mapping[str, ApplicationNumbers]) -> None:
    """The chance of at least one offer from the open applications, and where an hour of work gains most readiness."""
    still_open = [status.id for status in statuses if status.is_open]
    estimates = {each: numbers[each].estimate for each in still_open if each in numbers}
    counted = {each: estimate for each, estimate in estimates.items() if estimate}
    if len(counted) < 2:
        return
    label = tr("At least one offer from {number} open applications", number=len(counted))
    low, value, high = (
        min(MOST_CHANCE, chance_of_any_offer(getattr(each, end) for each in counted.values()))
        for end in ("low", "value", "high")
    )
    st.metric(label, charts.probability_label(value))
    sentences = [
        tr(
            "{range}, if they are independent of each other. None of them is an offer yet.",
            range=charts.range_label(low, high),
        )
    ]
    if left_out := len(still_open) - len(counted):
        sentences.append(
            tr_count(
                "{number} more not counted: nothing answered, or not looked at yet.",
                "{number} more not counted: nothing answered, or not looked at yet.",
                left_out,
            )
        )
    st.markdown(" ".join(sentences))
    best = max(counted, key=lambda each: numbers[each].points_in_an_hour)
    for stored in current_application.own_repository().stored_applications([best]):
        show_best_hour(application_title(stored.application), numbers[best].points_in_an_hour)


def show_best_hour(title: str, points: float) -> None:
    """For which application an hour of preparation gains most readiness."""
    if points >= 1:
        st.markdown(
            tr(
                "An hour of preparation wins most for **{application}**: about {points} readiness points. "
                "We can't tell how much that changes your chance.",
                application=escape_markdown(title),
                points=format_number(points),
            )
        )


def show_lines(statuses: Sequence[ApplicationStatus], today: date, key: str) -> None:
    """The applications, a page at a time; the page with the current application is open first."""
    ids, current = [status.id for status in statuses], current_application.application()
    start = ids.index(current) if current in ids else 0
    with page_of(len(ids), MAX_LINES, key, start=start) as rows, st.container(gap=None):
        shown = {status.id: status for status in statuses[rows]}
        for line in application_lines(list(shown), today):
            application = line.application
            past = past_outlooks(shown[application.id], application.round) if line.is_revealed else {}
            show_line(line, {day: outlook for day, outlook in past.items() if day < today}, today)


def show_line(line: ApplicationLine, earlier: Mapping[date, float], today: date) -> None:
    """One application as a row: its name, which opens it, where it stands and the next step, and what came of it.

    `earlier` are its outlooks on earlier days.
    """
    application = line.application
    key = f"{style.LINE}-{application.id}"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=key):
        with st.container(gap=None):
            if st.button(f"**{open_label(line)}**", key=f"open:{application.id}", type="tertiary"):
                open_at("outlook", application.id)
            st.markdown(" · ".join(standing(line, today)))
        if line.is_open and line.is_revealed:
            st.html(outlook_bar(line.assessment.outlook, earlier, today), width=BAR_WIDTH)
        if (
            line.is_open
            and line.assessment.responses
            and (outcome := ask_what_they_said(f"{style.HEARD}:{application.id}"))
        ):
            current_application.open_application(application.id)
            facts.record_outcome(outcome)
            navigation.go_to("outlook")
        menu = st.popover(tr("Change"), key=f"{style.MENU}:{application.id}", type="tertiary", on_change="rerun")
        if menu.open:
            with menu, st.container(width=MENU_WIDTH):
                show_actions(line)


def open_label(line: ApplicationLine) -> str:
    """The name of an application on the button that opens it, which says whether it is open now."""
    title = escape_markdown(line.title)
    if line.application.id == current_application.application():
        return tr("{application} (showing now)", application=title)
    return title


def standing(line: ApplicationLine, today: date) -> list[str]:
    """The stage of an application, what is missing, and its next step with its day."""
    process, sentences = line.application.process, [stage_words(line, today)]
    if line.is_open and not line.is_revealed:
        sentences.append(tr("Not looked at yet"))
    if not (process.employer or process.role):
        sentences.append(tr("Name the employer under Questions"))
    if line.assessment.responses and line.next_step and line.next_step.day:
        day, step = format_day_briefly(line.next_step.day, today), escape_markdown(line.next_step.title)
        sentences.append(tr("{day}: {step}", day=day, step=step))
    return sentences


def stage_words(line: ApplicationLine, today: date) -> str:
    """The outcome, else the stage; from the second round on with its number."""
    process, round_shown = line.application.process, line.application.round
    stage = current_stage(resources.instrument(), line.assessment.responses, process, today)
    words = tr(OUTCOME_OPTIONS[process.outcome]) if process.decided and process.outcome else tr(STAGE_LABELS[stage])
    return words if round_shown == 1 else tr("{standing}, round {round}", standing=words, round=round_shown)
