"""The fields of notes and when each is saved; the field for new notes; and what removes a note."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from assessment.core.applications.notes import LENGTHS, Note, texts_of
from assessment.core.plan.steps import named_people
from assessment.core.text.cleaning import NOTE_LENGTH, quote_text
from assessment.core.text.i18n import tr
from assessment.ui.components import style
from assessment.ui.components.formatting import escape_markdown, numbered_names
from assessment.ui.components.widgets import page_of
from assessment.ui.session import facts, note_fields, notes, run

ON_A_PAGE = 10
"""How many notes of a list are shown at once."""
TEXT_HEIGHT = 82
"""The height of a field for a few lines, in pixels."""
LABEL_LENGTH = 70
"""How many characters of a note stand in its line."""


def ask_new_notes(kind: str, label: str, *, example: str) -> None:
    """The field for new notes, one per line: they are added once it is left, and the field is empty again.

    A field of several lines, since nobody who types fast should wait for the server between two of them.
    """
    st.text_area(
        label, key=note_fields.new_notes_key(kind), height="content", max_chars=NOTE_LENGTH, placeholder=example
    )
    st.button(tr("Add"), key=f"add_notes:{kind}")


def ask_line(note: Note, field: str, label: str, **box: Any) -> None:
    """A field of one line, saved while it is typed."""
    _ask_words(st.text_input, note, field, label, live=True, **box)


def ask_text(note: Note, field: str, label: str) -> None:
    """A field of a few lines, saved once it is left."""
    _ask_words(st.text_area, note, field, label, height=TEXT_HEIGHT)


def _ask_words(draw: Callable[..., str], note: Note, field: str, label: str, **box: Any) -> None:
    shown, most = getattr(note.content, field), LENGTHS[type(note.content)][field]
    typed = draw(label, shown, max_chars=most, key=note_fields.field_key(note, field), **box)
    note_fields.save_fields(note, {field: typed})


def ask_one_of(note: Note, field: str, label: str, options: Mapping[Any, str]) -> None:
    """Buttons for a few options, of which one or none is chosen; saved at a click."""
    chosen = st.segmented_control(
        label,
        list(options),
        default=getattr(note.content, field),
        format_func=options.__getitem__,
        key=note_fields.field_key(note, field),
    )
    note_fields.save_fields(note, {field: chosen})


def ask_from_list(note: Note, field: str, label: str, titles: Mapping[str, str], *, placeholder: str) -> None:
    """A list of which one or none is chosen, by id; a chosen one that is no longer there is not shown."""
    names, value = numbered_names(titles), getattr(note.content, field)
    ids = list(names)
    chosen = st.selectbox(
        label,
        ids,
        index=ids.index(value) if value in ids else None,
        format_func=lambda each: names.get(each, each),
        key=note_fields.field_key(note, field),
        placeholder=placeholder,
    )
    if chosen is not None or value in ids:
        note_fields.save_fields(note, {field: chosen})


def ask_person(note: Note, field: str, label: str) -> None:
    """Who it was: somebody of the people met, or a name that is typed."""
    value: str = getattr(note.content, field)
    met = [person.name for person in named_people(facts.process())]
    names = list(dict.fromkeys([*met, *([value] if value else [])]))
    chosen = st.selectbox(
        label,
        names,
        index=names.index(value) if value else None,
        key=note_fields.field_key(note, field),
        placeholder=tr("A person you met, or a name"),
        accept_new_options=True,
    )
    note_fields.save_fields(note, {field: chosen})


def show_list(
    listed: list[Note],
    key: str,
    label: Callable[[int, Note], str],
    show_fields: Callable[[Note], None],
    *,
    last: bool = False,
) -> None:
    """Notes as lines, each of which opens to its fields; with `last`, the last page is open first."""
    with page_of(len(listed), ON_A_PAGE, f"notes_{key}", start=max(len(listed) - 1, 0) if last else 0) as shown:
        for number, note in list(enumerate(listed, 1))[shown]:
            show_line(note, label(number, note), show_fields)


def show_line(note: Note, label: str, show_fields: Callable[[Note], None]) -> None:
    """A line that opens to the fields of a note, and closes the one that was open.

    A button and no expander: an expander closes when its words change.
    """
    seen = notes.seen_notes()
    is_open = seen.open_line == note.id
    icon = ":material/expand_more:" if is_open else ":material/chevron_right:"
    if st.button(label, key=f"{style.OPEN_NOTE}:{note.id}", type="tertiary", icon=icon):
        seen.open_line = "" if is_open else note.id
        run.rerun_part()
    if is_open:
        with st.container(border=True):
            show_fields(note)


def short_label(text: str, *parts: str) -> str:
    """The beginning of a text and some parts after it, for the line of a note."""
    line = " ".join(text.split()) or tr("Without words")
    cut = line if len(line) <= LABEL_LENGTH else f"{line[: LABEL_LENGTH - 1]}…"
    return " · ".join(escape_markdown(part) for part in (cut, *parts) if part)


def ask_to_remove(note: Note) -> None:
    """A button that removes a note."""
    if st.button(tr("Remove"), key=f"remove_note:{note.id}", type="tertiary", icon=":material/delete:"):
        notes.remove(note)
        run.rerun_part()


def show_undo() -> None:
    """After a note was removed in this visit, a button that brings it back."""
    note = notes.seen_notes().last_removed
    if note is None:
        return
    words = quote_text(next(filter(None, texts_of(note)), ""))
    if st.button(
        tr("Undo removing: {note}", note=escape_markdown(words)),
        key="undo_note",
        type="tertiary",
        icon=":material/undo:",
    ):
        notes.undo_removal()
        run.rerun_part()


def titles_of(listed: Iterable[Note], field: str) -> dict[str, str]:
    """Note id -> one of its texts, or a word where that is empty."""
    return {note.id: getattr(note.content, field).strip() or tr("Without words") for note in listed}
