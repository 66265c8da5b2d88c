"""The list of applications, and the chance of at least one offer from all open ones."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from assessment import charts
from assessment.core.applications.status import ApplicationStatus
from assessment.core.model.outcome_words import OUTCOME_OPTIONS
from assessment.core.plan.gaps import chance_of_any_offer
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.ui.applications.actions import open_at, show_actions
from assessment.ui.applications.line import ApplicationLine, application_lines, application_title
from assessment.ui.applications.numbers import ApplicationNumbers
from assessment.ui.components import navigation, style
from assessment.ui.components.formatting import (
    chance_with_verdict,
    escape_markdown,
    format_relative_day,
)
from assessment.ui.components.heard_back import ask_what_they_said
from assessment.ui.components.widgets import page_of, show_chart
from assessment.ui.session import current_application, facts

MAX_LINES = 20
"""Applications on one page of the list, and in the chart."""

MENU_WIDTH = 300
"""Pixels of the menu of an application, which a phone of 320 pixels can show whole."""


def show_total_chance(statuses: Sequence[ApplicationStatus], numbers: Mapping[str, ApplicationNumbers]) -> None:
    """The chance of at least one offer from the open applications, and where an hour of work gains most readiness."""
    still_open = [status.id for status in statuses if status.is_open]
    estimates = {each: numbers[each].estimate for each in still_open if each in numbers}
    counted = {each: estimate for each, estimate in estimates.items() if estimate}
    if len(counted) < 2:
        return
    label = tr("At least one offer from {number} open applications", number=len(counted))
    st.metric(label, charts.probability_label(chance_of_any_offer(each.value for each in counted.values())))
    low, high = (chance_of_any_offer(getattr(each, end) for each in counted.values()) for end in ("low", "high"))
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
    titles = titles_of([*list(counted)[:MAX_LINES], best])
    ranges = [(titles[each], estimate) for each, estimate in list(counted.items())[:MAX_LINES] if each in titles]
    show_chart(charts.ranges_chart(ranges), "ranges_chart")
    if best in titles:
        show_best_hour(titles[best], numbers[best].points_in_an_hour)


def titles_of(ids: Sequence[str]) -> dict[str, str]:
    """What these applications are called, by their ids; without those that were deleted meanwhile."""
    stored = current_application.own_repository().stored_applications(ids)
    return {each.application.id: application_title(each.application) for each in stored}


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


def show_lines(ids: Sequence[str], today: date, key: str) -> None:
    """The applications, a page at a time; the page with the current application is open first."""
    current = current_application.application()
    with page_of(len(ids), MAX_LINES, key, start=ids.index(current) if current in ids else 0) as rows:
        for line in application_lines(ids[rows], today):
            show_line(line, today)


def show_line(line: ApplicationLine, today: date) -> None:
    """One application as a row: its name, which opens it, where it stands and the next step, and what came of it."""
    application = line.application
    key = f"{style.LINE}-{application.id}"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=key):
        with st.container(gap=None):
            if st.button(f"**{open_label(line)}**", key=f"open:{application.id}", type="tertiary"):
                open_at("outlook", application.id)
            st.markdown(f":small[{' · '.join(standing(line, today))}]")
        if line.is_open and line.assessment.responses and (outcome := ask_what_they_said(f"heard:{application.id}")):
            current_application.open_application(application.id)
            facts.record_outcome(outcome)
            navigation.go_to("outlook")
        with st.popover(tr("Change"), key=f"more:{application.id}"), st.container(width=MENU_WIDTH):
            show_actions(line)


def open_label(line: ApplicationLine) -> str:
    """The name of an application on the button that opens it, which says whether it is open now."""
    title = escape_markdown(line.title)
    if line.application.id == current_application.application():
        return tr("{application} (showing now)", application=title)
    return title


def standing(line: ApplicationLine, today: date) -> list[str]:
    """Where an application stands, and its next step with its day."""
    process, sentences = line.application.process, [status_sentence(line)]
    if not (process.employer or process.role):
        sentences.append(tr("Name the employer and the role on its questions page."))
    if line.assessment.responses and line.next_step and line.next_step.day:
        day, step = format_relative_day(line.next_step.day, today), escape_markdown(line.next_step.title)
        sentences.append(tr("Next: {step} ({day})", day=day, step=step))
    return sentences


def status_sentence(line: ApplicationLine) -> str:
    """The outcome, else the outlook with its range; or what to do to see one."""
    process, outlook = line.application.process, line.assessment.outlook
    if process.decided and process.outcome:
        return tr(OUTCOME_OPTIONS[process.outcome])
    if not line.is_revealed:
        return tr("Not looked at yet: answer the questions, then open its outlook.")
    chance = tr(
        "{chance} ({range})",
        chance=chance_with_verdict(outlook),
        range=charts.range_label(outlook.low, outlook.high),
    )
    if line.application.round == 1:
        return chance
    return tr("{standing}, round {round}", standing=chance, round=line.application.round)
