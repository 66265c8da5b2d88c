"""About the employer: what they need, what was found, and the questions to ask them."""

from collections.abc import Callable

import streamlit as st

from assessment.core.applications.notes import EmployerFact, MyQuestion, Need, Note
from assessment.core.text.i18n import tr
from assessment.ui import resources
from assessment.ui.components.question import ask
from assessment.ui.notes import fields
from assessment.ui.session import note_fields, notes


def show_employer() -> None:
    """Their needs, the facts found, and my questions, each with a field for one more."""
    st.header(tr("What they need"), anchor=False)
    fields.ask_new_notes("need", tr("New needs"), example=tr("One per line: somebody who brings calm into the team"))
    fields.show_list(notes.listed(Need), "needs", text_label("need"), show_need)
    st.header(tr("What you found out"), anchor=False)
    fields.ask_new_notes("fact", tr("New facts"), example=tr("One per line: they opened a second site this year"))
    fields.show_list(notes.listed(EmployerFact), "facts", text_label("fact"), show_fact)
    st.header(tr("My questions for them"), anchor=False)
    fields.ask_new_notes("question", tr("New questions"), example=tr("One per line: how will you measure success?"))
    fields.show_list(notes.listed(MyQuestion), "questions", question_label, show_question)


def text_label(field: str) -> Callable[[int, Note], str]:
    """What makes the line of a note from one of its texts."""
    return lambda _number, note: fields.short_label(getattr(note.content, field))


def show_need(note: Note) -> None:
    """The words of a need."""
    fields.ask_line(note, "need", tr("Need"))
    fields.ask_to_remove(note)


def show_fact(note: Note) -> None:
    """A fact and where it was found."""
    fields.ask_text(note, "fact", tr("Fact"))
    fields.ask_line(note, "link", tr("Link"))
    fields.ask_to_remove(note)


def question_label(_number: int, note: Note) -> str:
    """The line of a question to ask: its words, for whom, and whether it was asked."""
    whom = tr("for {name}", name=note.content.ask_whom) if note.content.ask_whom else ""
    return fields.short_label(note.content.question, whom, tr("asked") if note.content.asked else "")


def show_question(note: Note) -> None:
    """For whom a question is, whether it was asked, what they answered, and what that settles."""
    fields.ask_line(note, "question", tr("Question"))
    fields.ask_person(note, "ask_whom", tr("For whom?"))
    asked = st.checkbox(tr("I asked it"), note.content.asked, key=note_fields.field_key(note, "asked"))
    note_fields.save_fields(note, {"asked": asked})
    fields.ask_text(note, "answer", tr("What did they answer?"))
    instrument = resources.instrument()
    items = {item: instrument.items[item].label for item in instrument.fit}
    fields.ask_from_list(
        note, "item", tr("What does it settle for you?"), items, placeholder=tr("Nothing that is asked here")
    )
    content = notes.shown_note(note.id, note.kind).content
    if content.answer.strip() and content.item in items:
        st.markdown(tr("They answered. Answer for yourself now, if it settles this:"))
        ask(instrument.items[content.item])
    fields.ask_to_remove(note)
