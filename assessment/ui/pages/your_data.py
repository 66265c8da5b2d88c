"""The page of the person's data: where they are kept, and how to take them along, bring them in or delete them."""

from functools import partial

import streamlit as st

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import format_day, mark_for_translation, tr, tr_count
from assessment.export.table import write_csv
from assessment.settings import Keep, learns_from_outcomes, read_keep
from assessment.storage.backups import list_backups
from assessment.storage.database import Storage
from assessment.storage.export_import import export_tables, import_json
from assessment.ui import resources
from assessment.ui.applications.import_tracker import show_tracker_import
from assessment.ui.applications.line import application_title
from assessment.ui.applications.numbers import forget_numbers
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import escape_markdown, numbered_names
from assessment.ui.components.widgets import show_download, show_everything_download
from assessment.ui.session import account, current_application, plan_progress, visit

LARGEST_IMPORT_MB = 50
TABLE_LABELS = {
    "applications": mark_for_translation("Applications"),
    "responses": mark_for_translation("Answers"),
    "guesses": mark_for_translation("Guesses"),
    "reveals": mark_for_translation("First forecasts"),
    "snapshots": mark_for_translation("Snapshots"),
    "step_marks": mark_for_translation("Ticks and notes"),
    "own_steps": mark_for_translation("Own steps"),
    "plan_exports": mark_for_translation("Exported plans"),
    "notes_story": mark_for_translation("Stories"),
    "notes_asked": mark_for_translation("Questions they asked"),
    "notes_person": mark_for_translation("Notes on people"),
    "notes_need": mark_for_translation("What employers need"),
    "notes_fact": mark_for_translation("Facts on employers"),
    "notes_question": mark_for_translation("My questions"),
}
"""Exported table -> what is in it."""


def page() -> None:
    st.title(tr("Your data"), anchor=False)
    if visit.current().in_memory_only:
        show_where_nothing_is_kept()
    else:
        show_where_it_is_kept(resources.storage())
    show_import_report()
    with st.expander(tr("Take everything with you")):
        show_export()
    with st.expander(tr("Bring in a file from another machine")):
        show_import()
    with st.expander(tr("Bring in applications from another tracker")):
        show_tracker_import()
    show_given_outcomes()
    with st.expander(tr("Delete my account") if read_keep() is Keep.SIGNED_IN else tr("Delete everything")):
        show_deletion()


def show_where_nothing_is_kept() -> None:
    """That all lives in this tab only; and what was saved before, where it can no longer be added to."""
    if read_keep() is Keep.VISIT:
        st.markdown(tr("Nothing is saved here: what you type lives in this tab only, and closing it deletes it."))
    else:
        st.markdown(tr("Nothing can be saved on this machine, so what you type lives in this tab only."))
        show_read_only_export()


def show_where_it_is_kept(storage: Storage) -> None:
    """The place of the database, its backups, and why there can be none."""
    if read_keep() is Keep.SIGNED_IN:
        st.text(tr("Everything is kept by the host of this page, and shown to nobody but you when you are signed in."))
        return
    here = mark_for_translation("Everything is kept on this machine, in {place}.")
    elsewhere = mark_for_translation("Everything is kept in the database {place}.")
    st.text(tr(here if storage.path else elsewhere, place=storage.where))
    show_backups(storage)
    if storage.backup_problem:
        show_problem(storage.backup_problem, st.warning)


def show_backups(storage: Storage) -> None:
    """How many backups there are and how to restore one; nothing for a database server, which makes its own."""
    backups = list_backups(storage.path) if storage.path else ()
    if not backups:
        return
    st.markdown(
        tr_count(
            "A backup from {day} is kept. To go back to it, run `assessment data restore`.",
            "{number} backups are kept, the newest from {day}. `assessment data backups` lists them; to go back to "
            "one, run `assessment data restore`.",
            len(backups),
            day=format_day(visit.day_of(backups[0].made_at)),
        )
    )


def show_read_only_export() -> None:
    """An export of what was saved before, if the database can still be read."""
    try:
        storage = resources.readable_storage()
    except AssessmentError:
        return
    st.markdown(tr("What was saved before can still be read:"))
    show_everything_file("saved_before", storage)


def show_everything_file(key: str, kept_in: Storage | None = None) -> None:
    """Everything as one JSON file, of the person's own database unless another is named."""
    st.markdown(tr("One file holds everything, and it is the one that can come back, here or on another machine."))
    show_everything_download(tr("All applications (JSON)"), key, kept_in=kept_in, type="primary")


def show_export() -> None:
    """Everything as one JSON file, or as tables; each is made when its button is clicked."""
    storage, owner = current_application.own_storage(), current_application.owner()
    show_everything_file("export_json")
    st.markdown(tr("As tables, for a spreadsheet:"))
    with st.container(horizontal=True):
        for name, label in TABLE_LABELS.items():
            show_download(
                tr("{table} (CSV)", table=tr(label)),
                f"callback-{name}.csv",
                partial(table_csv, storage, owner, name),
                key=f"export:{name}",
                icon=None,
            )


def table_csv(storage: Storage, owner: str, name: str) -> str:
    """One of the exported tables of this owner as CSV."""
    table = export_tables(storage, owner)[name]
    return write_csv(table.columns, table.rows)


def show_import_report() -> None:
    """How many applications the last import added, and sentences on the rest, once."""
    report, visit.current().import_report = visit.current().import_report, None
    if report:
        count, notices = report
        st.success(tr_count("{number} application added.", "{number} applications added.", count))
        for notice in notices:
            st.text(notice)


def show_import() -> None:
    """Import what is new in a JSON file and run the page again; or nothing of it, with the reasons."""
    file = st.file_uploader(
        tr("Exported file (JSON)"),
        type=["json"],
        max_upload_size=LARGEST_IMPORT_MB,
        key=plan_progress.trial_key("import_json"),
    )
    if file is None or not st.button(tr("Bring it in"), key="import_json"):
        return
    try:
        imported = import_json(current_application.own_storage(), current_application.owner(), file.getvalue())
    except AssessmentError as error:
        st.error(tr("Nothing was added. What is wrong:"))
        for problem in error.problems:
            st.text(problem)
        return
    forget_numbers()
    visit.current().import_report = len(imported.added), imported.notices
    if imported.added and current_application.is_untouched(current_application.stored()):
        current_application.open_application(imported.added[-1])
    plan_progress.end_trial()
    st.rerun()


def show_given_outcomes() -> None:
    """A fold with the outcomes that the person gave to the counts of the host, each to be taken back, if there are."""
    if not learns_from_outcomes() or visit.current().in_memory_only:
        return
    repository = current_application.own_repository()
    given = set(repository.applications_with_given_outcome())
    if not given:
        return
    titles = {each.id: application_title(each) for each in repository.applications() if each.id in given}
    with st.expander(tr("What you gave to the counts of your host")):
        st.markdown(
            tr(
                "Your answers from before these outcomes may be counted. What you take back is not counted any more; "
                "counts made before that stay."
            )
        )
        for application, title in numbered_names(titles).items():
            label = tr("Take back {application}", application=escape_markdown(title))
            if st.button(label, key=f"take_back:{application}"):
                repository.give_outcome(application, given=False)
                st.rerun()


def show_deletion() -> None:
    """Delete everything of the person, and the backups of a file; where nothing can be saved, what this tab holds."""
    with_backups = mark_for_translation(
        "This deletes every application, answer, plan and outcome, and the backups. It cannot be undone."
    )
    without = mark_for_translation(
        "This deletes every application, answer, plan and outcome. It cannot be undone. Whoever runs the database may "
        "have backups of it."
    )
    in_this_tab = mark_for_translation(
        "This deletes every application, answer, plan and outcome in this tab. It cannot be undone."
    )
    in_memory_only = visit.current().in_memory_only
    st.markdown(tr(in_this_tab if in_memory_only else with_backups if resources.storage().path else without))
    sure = st.checkbox(tr("Yes, delete everything"), key=plan_progress.trial_key("sure"))
    if st.button(tr("Delete everything"), key="delete_everything", disabled=not sure):
        if not in_memory_only:
            resources.forget_everything(current_application.owner())
        forget_numbers()
        if account.has_provider():
            account.sign_out()
        visit.restart()
        st.rerun()


if __name__ == "__main__":
    page()
