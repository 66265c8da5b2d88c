"""Chooses the application that is open in a run, by the address, by what was open before, or a new one."""

import streamlit as st

from assessment.core.applications.records import StoredApplication, UnknownApplicationError
from assessment.core.applications.repository import Repository
from assessment.core.model.process import Process
from assessment.core.text.i18n import tr
from assessment.storage.errors import BusyError, StorageError, UnreachableError
from assessment.ui.session import account, current_application, visit


def choose_current_application() -> None:
    """Choose what is open in this run: what the address names, else what was open, else the latest, else a new one.

    While the database is away, what was open stays as it was last read; raises StorageError where nothing was.
    """
    current_application.invalidate()
    current = visit.current()
    current.retry_when_due()
    if current.is_message_for_one_run:
        current.clear_message()
    if not current_application.is_example():
        _begin_visit()
        try:
            _choose_own_application()
        except StorageError as error:
            current.note_problem(error)
            if not current_application.is_read():
                raise
    seen_round, stored_round = current_application.last_seen().round, current_application.stored().application.round
    if seen_round != stored_round:  # Another tab has begun a new round.
        current_application.forget(current_application.application())


def _begin_visit() -> None:
    """Once a visit, note that the person came, and remove for good what was deleted too long ago to be restored."""
    if visit.current().has_purged:
        return
    visit.current().has_purged = True
    try:
        if account.note_visit():
            visit.current().show_message(
                tr("Your data here were about to be deleted, since you had not come for long. They stay now.")
            )
        current_application.own_repository().purge_deleted(now=visit.now())
    except StorageError as error:
        visit.current().note_problem(error)


def _choose_own_application() -> None:
    repository, last_open = current_application.own_repository(), visit.current().application
    for wanted in (st.query_params.get(current_application.APPLICATION), last_open):
        if wanted and (stored := _stored_or_none(repository, wanted)):
            current_application.open_application(wanted)
            visit.current().stored, visit.current().is_stale = stored, False
            return
    if last_open:
        visit.current().show_message(
            tr("The application that was open here was deleted, in another tab or with everything else.")
        )
    unarchived = [each.id for each in repository.statuses() if not each.archived]
    current_application.open_application(unarchived[-1] if unarchived else _create_anywhere(repository))


def _stored_or_none(repository: Repository, application_id: str) -> StoredApplication | None:
    try:
        return repository.stored_application(application_id)
    except UnknownApplicationError:
        return None


def _create_anywhere(repository: Repository) -> str:
    """The id of a new application, in memory where the database cannot be written."""
    try:
        return repository.create(Process(), at=visit.now())
    except (BusyError, UnreachableError):
        raise
    except StorageError as error:
        visit.current().report_error(error)
        visit.current().in_memory_only = True
        return current_application.own_repository().create(Process(), at=visit.now())
