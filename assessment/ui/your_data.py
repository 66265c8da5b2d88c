"""What belongs to the person: take it along, bring it in, delete it."""

import streamlit as st

from assessment.core.model import AssessmentError
from assessment.export.table import write_csv
from assessment.storage import Storage, export_json, export_tables, import_json
from assessment.ui import resources, state
from assessment.ui.words import counted

LARGEST_IMPORT_MB = 50


def show_your_data() -> None:
    """Where the data are, and the ways to take, bring and delete them."""
    st.header("Your data", anchor=False)
    if not state.is_kept() and not state.is_example():
        st.markdown("Nothing can be saved on this machine, so what you type lives in this tab only.")
        show_rescue()
        return
    storage = resources.storage()
    st.text(f"Everything is kept on this machine, in {storage.where}.")
    if storage.backup_problem:
        st.warning(storage.backup_problem)
    with st.expander("Take everything with you"):
        show_export()
    with st.expander("Bring in a file from another machine"):
        show_import()
    with st.expander("Delete everything"):
        show_deletion()


def show_rescue() -> None:
    """What was saved before, to take along, where the database can still be read."""
    try:
        storage = resources.readable_storage()
    except AssessmentError:
        return
    st.markdown("What was saved before can still be read:")
    show_json_download(storage)


def show_json_download(storage: Storage) -> None:
    """Everything as one JSON file."""
    st.download_button(
        "All applications (JSON)",
        data=lambda: export_json(storage, state.OWNER).encode(),
        file_name="callback.json",
        mime="application/json",
        on_click="ignore",
        key="export_json",
    )


def show_export() -> None:
    """Everything as one JSON file, or as tables."""
    storage = resources.storage()
    show_json_download(storage)
    for name, rows in export_tables(storage, state.OWNER).items():
        st.download_button(
            f"{name} (CSV)",
            data=write_csv(rows.columns, rows.rows).encode(),
            file_name=f"callback-{name}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"export:{name}",
        )


def show_import() -> None:
    """A JSON file is taken whole, or refused whole with the reasons."""
    file = st.file_uploader(
        "Exported file (JSON)", type=["json"], max_upload_size=LARGEST_IMPORT_MB, key=state.trial_key("import_json")
    )
    if file is None or not st.button("Bring it in", key="import_json"):
        return
    try:
        taken = import_json(resources.storage(), state.OWNER, file.getvalue())
    except AssessmentError as error:
        st.error("Nothing was taken over. What is wrong:")
        for problem in error.problems:
            st.text(problem)
        return
    st.success(f"{counted(len(taken), 'application')} taken over.")


def show_deletion() -> None:
    """Everything goes, the file and its backups too."""
    st.markdown("This deletes every application, answer, plan and outcome, and the backups. It cannot be undone.")
    sure = st.checkbox("Yes, delete everything", key=state.trial_key("sure"))
    if st.button("Delete everything", key="delete_everything", disabled=not sure):
        resources.forget_everything(state.OWNER)
        state.forget_visit()
        st.rerun()
