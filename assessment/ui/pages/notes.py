"""The notes page: what was asked, stories, people, the employer, one page for the next round, and a search."""

from functools import partial

import streamlit as st

from assessment.core.text.i18n import mark_for_translation, tr
from assessment.ui.components.day_book import ask_heard_back
from assessment.ui.components.fragment import draw_fragment
from assessment.ui.notes.asked import show_asked
from assessment.ui.notes.employer import show_employer
from assessment.ui.notes.fields import show_undo
from assessment.ui.notes.next_round import show_next_round
from assessment.ui.notes.people import show_people
from assessment.ui.notes.search import show_search
from assessment.ui.notes.stories import show_stories
from assessment.ui.session import run
from assessment.ui.session.widget_key import page_key

VIEWS = {
    "asked": (mark_for_translation("After the round"), show_asked),
    "story": (mark_for_translation("Stories"), show_stories),
    "people": (mark_for_translation("People"), show_people),
    "employer": (mark_for_translation("Employer"), show_employer),
    "next_round": (mark_for_translation("Next round"), show_next_round),
    "search": (mark_for_translation("Search"), show_search),
}


def page() -> None:
    """The notes page."""
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
