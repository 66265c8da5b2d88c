"""The fields of notes: those of each note save what they hold, and the one for new notes adds a note for each line.

The ids of new notes follow from the batch they were typed in, so that the lines of one that arrives twice are added
once.
"""

from collections.abc import Collection, Mapping
from secrets import token_hex
from typing import Any

from assessment.core.applications.notes import KINDS, LENGTHS, Need, Note, Story, with_values
from assessment.core.text.cleaning import clean_text
from assessment.ui.session import current_application, notes
from assessment.ui.session.widget_key import id_letters, keys_of_kind, names_of_kind

NOTE, BATCH = "notes", "entry"


def new_notes_key(kind: str) -> str:
    """The key of the field for new notes of a kind; each batch of lines typed into it has a name of its own."""
    batches = notes.seen_notes().batches
    if kind not in batches:
        batches[kind] = token_hex(8)
    return current_application.widget_key(BATCH, f"{kind}.{batches[kind]}", 0)


def _add_lines(kind: str, batch: str, lines: str) -> None:
    """Add a note for each line of a batch, once; the field for new notes is empty from now on."""
    first, *_ = LENGTHS[KINDS[kind]]
    for place, line in enumerate(filter(None, map(str.strip, clean_text(lines).splitlines()))):
        note_id = notes.id_of(batch, str(place), line)
        if not notes.was_added(note_id):
            notes.save(with_values(notes.shown_note(note_id, kind), {first: line}))
    if notes.seen_notes().batches.get(kind) == batch:
        del notes.seen_notes().batches[kind]


def field_key(note: Note, field: str) -> str:
    """The key of the widget for one field of a note."""
    return _key(f"{note.kind}.{note.id}.{field}")


def _key(name: str) -> str:
    note_id = name.split(".")[1]
    return current_application.widget_key(NOTE, name, notes.seen_notes().resets[note_id], in_words=True)


def save_fields(note: Note, values: Mapping[str, Any]) -> None:
    """Save the fields of a note of which this visit last saw or chose other values; what fails is kept for later."""
    if note.id in notes.seen_notes().removed:
        return
    clean = {
        name: _clean(note, name, value) for name, value in values.items() if (note.id, name) not in notes.conflicts()
    }
    changed = {name: value for name, value in clean.items() if value != getattr(note.content, name)}
    if changed:
        notes.save(with_values(note, changed))


def _clean(note: Note, field: str, value: Any) -> Any:
    """What a widget of this field holds, as it is stored."""
    if length := LENGTHS[type(note.content)].get(field):
        return clean_text(value or "", length)
    if isinstance(note.content, Story) and field == "needs":
        return _with_other_links(note.content, value)
    return value


def _with_other_links(story: Story, needs: Collection[str]) -> tuple[str, ...]:
    """The links of a story to these needs of this employer, and those it has to needs of others."""
    here = {need.id for need in notes.listed(Need)}
    if set(needs) == here & set(story.needs):
        return story.needs
    return (*(need for need in story.needs if need not in here), *needs)


def save_widget_values(values: Mapping[str, Any]) -> None:
    """Save the notes among the values of the page's widgets; where it has none, the notes are forgotten until asked."""
    names, batches = names_of_kind(values, NOTE, _key), keys_of_kind(values, BATCH)
    if not (names or batches):
        notes.forget()
    fields: dict[tuple[str, str], dict[str, Any]] = {}
    for name, key in names.items():
        kind, note_id, field = name.split(".")
        fields.setdefault((kind, note_id), {})[field] = values[key]
    for (kind, note_id), shown in fields.items():
        save_fields(notes.shown_note(note_id, kind), shown)
    for text, batch_key in batches.items():
        if batch_key.application == id_letters(current_application.application()) and values[text]:
            kind, batch = batch_key.name.split(".")
            _add_lines(kind, batch, values[text])
