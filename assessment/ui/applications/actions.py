"""What can be done with an application: open, add, rename, duplicate, archive or delete it, or begin a round."""

import streamlit as st

from assessment.core.applications.snapshots import items_that_stay, last_forecast, take_snapshot
from assessment.core.model import Stage
from assessment.core.text.i18n import tr
from assessment.ui import resources
from assessment.ui.applications.line import ApplicationLine
from assessment.ui.components import fact_fields, navigation
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.widgets import ask_in_notice
from assessment.ui.session import current_application, run, visit


def open_at(page: str, application_id: str) -> None:
    """Open an application and go to this page, with the application in its address."""
    current_application.open_application(application_id)
    navigation.go_to(page)


def show_add_button() -> None:
    """A button for a new application, which opens at its questions."""
    if st.button(tr("Add an application"), key="add_application", icon=":material/add:"):
        current_application.create_application()
        open_at("questions", current_application.application())


def show_actions(line: ApplicationLine) -> None:
    """Buttons for all that can be done with one application besides opening it."""
    application, repository = line.application, current_application.own_repository()
    with st.container(horizontal=True):
        rename_help = tr("The name is the employer and the role, which stand under Questions.")
        if st.button(tr("Rename"), key=f"rename:{application.id}", help=rename_help):
            run.open_expander(fact_fields.MORE_FOLD)
            open_at("questions", application.id)
        if st.button(tr("Duplicate"), key=f"duplicate:{application.id}"):
            repository.duplicate(application.id, at=visit.now())
            st.rerun()
        label = tr("Take out again") if application.archived else tr("Put away")
        if st.button(label, key=f"archive:{application.id}"):
            repository.archive(application.id, archived=not application.archived)
            st.rerun()
    if st.button(tr("Begin a new round"), key=f"round:{application.id}"):
        begin_round(line)
    st.markdown(
        tr(
            ":small[A new round keeps preparation and people and starts afresh with signs and dates, so that no sign "
            "counts twice. The old one is kept.]"
        )
    )
    title = escape_markdown(line.title)
    sure = st.checkbox(tr("Yes, delete {application}", application=title), key=f"sure:{application.id}")
    if st.button(tr("Delete"), key=f"delete:{application.id}", disabled=not sure):
        repository.delete(application.id)
        visit.current().last_deleted = application.id, line.title
        st.rerun()


def begin_round(line: ApplicationLine) -> None:
    """Begin the next round of the same process: preparation and people stay, and a snapshot keeps the last round."""
    application, repository = line.application, current_application.own_repository()
    last = last_forecast(repository.snapshots(application.id), application.round)
    if last is None or not application.process.decided:
        last = take_snapshot(
            line.assessment,
            repository.stored_application(application.id).responses,
            application.process,
            day=visit.today(),
            at=visit.now(),
            round=application.round,
        )
    instrument = resources.instrument()
    invited = [(instrument.roles.stage, Stage.INVITED)]
    repository.begin_round(application.id, last=last, keep=items_that_stay(instrument), begin_with=invited)
    current_application.forget(application.id)
    open_at("questions", application.id)


def show_undo() -> None:
    """After a deletion in this visit, a notice with a button to take it back."""
    deleted = visit.current().last_deleted
    if deleted is None:
        return
    application_id, title = deleted
    if ask_in_notice(tr("Deleted: {application}.", application=escape_markdown(title)), tr("Undo"), "undo_delete"):
        visit.current().last_deleted = None
        current_application.own_repository().undelete(application_id)
        st.rerun()
