"""The notes page: what was asked, stories, people, the employer, one page for the next round, and a search."""

from functools import partial

import streamlit as st

from assessment.core.applications.notes import search_notes
from assessment.core.text.cleaning import TITLE_LENGTH
from assessment.core.text.i18n import mark_for_translation, tr, tr_count
from assessment.ui.components.day_book import ask_heard_back
from assessment.ui.components.fragment import draw_fragment
from assessment.ui.components.note_words import note_markdown
from assessment.ui.components.widgets import page_of
from assessment.ui.notes.asked import show_asked
from assessment.ui.notes.employer import show_employer
from assessment.ui.notes.fields import ON_A_PAGE, show_undo
from assessment.ui.notes.next_round import show_next_round
from assessment.ui.notes.people import show_people
from assessment.ui.notes.stories import show_stories
from assessment.ui.session import current_application, run
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


VIEWS = {
    "asked": (mark_for_translation("After the round"), show_asked),
    "story": (mark_for_translation("Stories"), show_stories),
    "people": (mark_for_translation("People"), show_people),
    "employer": (mark_for_translation("Employer"), show_employer),
    "next_round": (mark_for_translation("Next round"), show_next_round),
    "search": (mark_for_translation("Search"), show_search),
}


def page() -> None:
    st.title(tr("Notes"), anchor=False)
    ask_heard_back()
    st.markdown(tr("For you alone: notes change no number. A field is saved when you leave it."))
    chosen = st.segmented_control(
        tr("Which notes?"),
        list(VIEWS),
        default="asked",
        format_func=lambda view: tr(VIEWS[view][0]),
        key=page_key("notes"),
        required=True,
        label_visibility="collapsed",
    )
    show_in_fragment(chosen)


@st.fragment
def show_in_fragment(view: str) -> None:
    """One kind of notes; what is typed into them runs only this."""
    draw_fragment(partial(show_view, view), run.save_note_widgets)


def show_view(view: str) -> None:
    """One kind of notes, and the way back for a note that was removed."""
    VIEWS[view][1]()
    show_undo()


if __name__ == "__main__":
    page()
