"""Search over all notes, of every application."""

import streamlit as st

from assessment.core.applications.notes import search_notes
from assessment.core.text.cleaning import TITLE_LENGTH
from assessment.core.text.i18n import tr, tr_count
from assessment.ui.components.note_words import note_markdown
from assessment.ui.components.widgets import page_of
from assessment.ui.notes.fields import ON_A_PAGE
from assessment.ui.session import current_application
from assessment.ui.session.widget_key import page_key


def show_search() -> None:
    """A field for words, and the notes that have all of them."""
    words = st.text_input(tr("Search all notes"), max_chars=TITLE_LENGTH, key=page_key("notes_search"))
    if not words.strip():
        st.markdown(tr("Every word must be in the note, in your stories or in any application."))
        return
    repository = current_application.repository()
    employers = {each.id: each.process.employer for each in repository.applications()}
    found = search_notes(repository.all_notes(), words)
    st.markdown(tr_count("{number} note found.", "{number} notes found.", len(found)))
    with page_of(len(found), ON_A_PAGE, "notes_found") as shown:
        for note in found[shown]:
            st.markdown(note_markdown(note, employers.get(note.application, "")))
