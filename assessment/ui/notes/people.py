"""The people met: what each cares about, and the moment to thank them for."""

import streamlit as st

from assessment.core.applications.notes import Note, PersonNote
from assessment.core.plan.steps import named_people
from assessment.core.text.cleaning import fold_text
from assessment.core.text.i18n import tr
from assessment.ui.components import navigation
from assessment.ui.notes import fields
from assessment.ui.session import facts, notes


def show_people() -> None:
    """Each person met, with the fields of the note on them; also notes on people who are no longer listed."""
    met = {fold_text(person.name): person for person in named_people(facts.process())}
    if met:
        st.markdown(tr("The moment you note here stands in your thank-you letter."))
    else:
        st.markdown(tr("Nobody is named yet. People stand with the facts, under Questions."))
        navigation.link("questions", label=tr("Name the people"), icon=":material/edit:")
    for person in met.values():
        note = notes.note_on_person(person.name)
        fields.show_line(note, label_of(note, ", ".join(filter(None, (person.name, person.role)))), show_fields)
    for note in notes.listed(PersonNote):
        if fold_text(note.content.name) not in met:
            label = tr("{name}, no longer in your list", name=note.content.name)
            fields.show_line(note, label_of(note, label), show_fields_of_former)


def label_of(note: Note, who: str) -> str:
    """The line of a person: who it is, and whether the moment to thank for is noted."""
    return fields.short_label(who, tr("moment noted") if note.content.moment.strip() else "")


def show_fields(note: Note) -> None:
    """What somebody cares about, and the moment to thank them for."""
    fields.ask_text(note, "cares_about", tr("What do they care about?"))
    fields.ask_text(note, "moment", tr("Which moment will you thank them for?"))


def show_fields_of_former(note: Note) -> None:
    """The same of somebody who is no longer listed, which can be removed."""
    show_fields(note)
    fields.ask_to_remove(note)
