"""After a round: the questions that were asked, one line each, and what each showed."""

import streamlit as st

from assessment.core.applications.notes import AskedQuestion, Note, Story
from assessment.core.text.i18n import tr, tr_count
from assessment.ui import resources
from assessment.ui.components.note_words import LANDED
from assessment.ui.components.question import show_support
from assessment.ui.notes import fields
from assessment.ui.session import current_application, notes
from assessment.ui.session.widget_key import page_key


def show_asked() -> None:
    """The field for one more question, and those of this round; earlier rounds can be looked at."""
    round_shown = ask_round()
    if round_shown == current_application.stored().application.round:
        fields.ask_new_notes("asked", tr("What did they ask?"), example=tr("One question per line"))
    asked = [note for note in notes.listed(AskedQuestion) if note.round == round_shown]
    st.markdown(count_sentence(asked))
    fields.show_list(asked, f"asked_{round_shown}", label_of, show_fields, last=True)
    show_support(resources.instrument().roles.debrief)


def ask_round() -> int:
    """The round whose questions are shown: the present one, or one chosen before it."""
    present = current_application.stored().application.round
    rounds = sorted({present, *(note.round for note in notes.listed(AskedQuestion))}, reverse=True)
    if len(rounds) == 1:
        return present
    return st.selectbox(
        tr("Round"), rounds, format_func=lambda number: tr("Round {number}", number=number), key=page_key("asked_round")
    )


def count_sentence(asked: list[Note]) -> str:
    """How many questions there are, and how many of them were expected."""
    if not asked:
        return tr("Write down what they asked, while you still know it. The next round begins from here.")
    expected = sum(note.content.expected is True for note in asked)
    return tr_count(
        "{number} question, {expected} expected. Open one to say how it went.",
        "{number} questions, {expected} expected. Open one to say how it went.",
        len(asked),
        expected=expected,
    )


def label_of(number: int, note: Note) -> str:
    """The line of a question: its number, its words and how the answer landed."""
    content = note.content
    landed = tr(LANDED[content.landed]) if content.landed else ""
    return fields.short_label(tr("{number}: {question}", number=number, question=content.question), landed)


def show_fields(note: Note) -> None:
    """All that can be said of a question."""
    fields.ask_text(note, "question", tr("Question"))
    fields.ask_one_of(
        note, "landed", tr("How did your answer land?"), {each: tr(name) for each, name in LANDED.items()}
    )
    fields.ask_one_of(note, "expected", tr("Had you expected it?"), {True: tr("Expected"), False: tr("A surprise")})
    fields.ask_person(note, "asked_by", tr("Who asked?"))
    stories = fields.titles_of(notes.listed(Story), "title")
    fields.ask_from_list(note, "story", tr("Which story did you use?"), stories, placeholder=tr("None of my stories"))
    fields.ask_line(note, "missing", tr("What was missing?"))
    fields.ask_to_remove(note)
