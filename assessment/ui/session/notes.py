"""The notes of the open application and the stories: as last read, as typed, and in conflict with another tab.

A note is compared field by field with what this visit last saw, as answers and facts are. The ids of new notes follow
from the entry they were typed in, so that the lines of one that arrives twice are added once.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from hashlib import sha256
from secrets import token_hex
from typing import Any

from assessment.core.applications.notes import (
    KINDS,
    LENGTHS,
    Content,
    Need,
    Note,
    PersonNote,
    Story,
    changed_fields,
    is_same_note,
    with_values,
)
from assessment.core.text.cleaning import clean_text, fold_text
from assessment.storage.errors import StorageError
from assessment.ui.session import current_application, visit
from assessment.ui.session.visit import SeenNotes
from assessment.ui.session.widget_key import id_letters, keys_of_kind, names_of_kind

NOTE, ENTRY = "notes", "entry"


def _seen() -> SeenNotes:
    return current_application.last_seen().notes


def _read() -> dict[str, Note]:
    """Read the notes; while the database is away, they stay as they were last read."""
    seen, unsaved = _seen(), current_application.last_seen().unsaved.notes
    try:
        notes = current_application.repository().notes(current_application.application())
    except StorageError as error:
        visit.current().note_problem(error)
        if seen.by_id is None:
            raise
        return seen.by_id
    stored, known = {note.id: note for note in notes}, seen.by_id or {}
    seen.removed = (seen.removed | known.keys() - unsaved.keys()) - stored.keys()
    for note_id, note in stored.items():
        if note_id in known and note_id not in unsaved and not is_same_note(note, known[note_id]):
            seen.resets[note_id] += 1
    seen.by_id = {**{each: note for each, note in known.items() if each in unsaved}, **stored}
    return seen.by_id


def _by_id() -> dict[str, Note]:
    """The notes as this visit last saw them."""
    seen = _seen()
    return _read() if seen.by_id is None else seen.by_id


def listed(kind: type[Content], *, archived: bool = False) -> list[Note]:
    """The notes of one kind in the order of adding, as this visit last saw or changed them."""
    return [each for each in every_note() if isinstance(each.content, kind) and each.archived == archived]


def every_note() -> list[Note]:
    """The stories and the notes on the open application, in the order of adding."""
    return list({**_by_id(), **current_application.last_seen().unsaved.notes}.values())


def shown_note(note_id: str, kind: str) -> Note:
    """The note as this visit last saw or changed it; an empty one where none is stored."""
    note = current_application.last_seen().unsaved.notes.get(note_id) or _by_id().get(note_id)
    if note:
        return note
    content, application = KINDS[kind](), current_application.stored().application
    if isinstance(content, PersonNote):
        people = application.process.people
        content = PersonNote(next((each.name for each in people if _id_of_person(each.name) == note_id), ""))
    return Note(note_id, content, "" if isinstance(content, Story) else application.id, application.round)


def entry_key(kind: str) -> str:
    """The key of the field for new notes of a kind; each entry has a name of its own."""
    entries = _seen().entries
    if kind not in entries:
        entries[kind] = token_hex(8)
    return current_application.widget_key(ENTRY, f"{kind}.{entries[kind]}", 0)


def _add_lines(kind: str, entry: str, lines: str) -> None:
    """Add a note for each line of an entry, once; the field for new notes is empty from now on."""
    first, *_ = LENGTHS[KINDS[kind]]
    for place, line in enumerate(filter(None, map(str.strip, clean_text(lines).splitlines()))):
        note_id = _id_of(entry, str(place), line)
        if note_id not in {*_by_id(), *current_application.last_seen().unsaved.notes, *_seen().removed}:
            save(with_values(shown_note(note_id, kind), {first: line}))
    if _seen().entries.get(kind) == entry:
        del _seen().entries[kind]


def note_on_person(name: str) -> Note:
    """The note on somebody met; an empty one where none is stored."""
    for note in listed(PersonNote):
        if fold_text(note.content.name) == fold_text(name):
            return note
    return shown_note(_id_of_person(name), "person")


def moments() -> dict[str, str]:
    """Name -> the moment to thank for, of each person met of whom it is noted."""
    people = current_application.stored().application.process.people
    written = {fold_text(note.content.name): note.content.moment for note in listed(PersonNote)}
    return {each.name: written[fold_text(each.name)] for each in people if written.get(fold_text(each.name))}


def _id_of_person(name: str) -> str:
    """The id of the note on somebody; it follows from the name, so that two tabs do not make two notes."""
    return _id_of(current_application.application(), fold_text(name))


def _id_of(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def open_note() -> str:
    """The id of the note whose fields are open; empty for none."""
    return _seen().open_id


def set_open_note(note_id: str) -> None:
    """Open the fields of this note, and close those of any other."""
    _seen().open_id = note_id


def field_key(note: Note, field: str) -> str:
    """The key of the widget for one field of a note."""
    return _key(f"{note.kind}.{note.id}.{field}")


def _key(name: str) -> str:
    note_id = name.split(".")[1]
    return current_application.widget_key(NOTE, name, _seen().resets[note_id], in_words=True)


def save_field(note: Note, field: str, value: Any) -> None:
    """Save one field of a note where this visit last saw or chose another; what fails is kept for later."""
    save_fields(note, {field: value})


def save_fields(note: Note, values: Mapping[str, Any]) -> None:
    """Save fields of a note, as `save_field`, all at once."""
    if note.id in _seen().removed:
        return
    clean = {name: _clean(note, name, value) for name, value in values.items() if (note.id, name) not in conflicts()}
    changed = {name: value for name, value in clean.items() if value != getattr(note.content, name)}
    if changed:
        save(with_values(note, changed))


def _clean(note: Note, field: str, value: Any) -> Any:
    """What a widget of this field holds, as it is stored."""
    if length := LENGTHS[type(note.content)].get(field):
        return clean_text(value or "", length)
    if isinstance(note.content, Story) and field == "needs":
        return _with_other_links(note.content, value)
    return value


def _with_other_links(story: Story, needs: Collection[str]) -> tuple[str, ...]:
    """The links of a story to these needs of this employer, and those it has to needs of others."""
    here = {need.id for need in listed(Need)}
    if set(needs) == here & set(story.needs):
        return story.needs
    return (*(need for need in story.needs if need not in here), *needs)


def save(note: Note) -> None:
    """Save a note; of a field that another tab has changed meanwhile, the person chooses what stays."""
    current_application.last_seen().unsaved.notes[note.id] = note
    _save_unsaved(note.id)


def _save_unsaved(note_id: str) -> None:
    """Save a note as changed, if that is still to be saved."""
    unsaved, notes = current_application.last_seen().unsaved.notes, _by_id()
    if note_id not in unsaved:
        return
    with current_application.saving(changes_application=False, tried_again=True) as repository:
        wanted, last_seen = unsaved[note_id], notes.get(note_id)
        while (theirs := repository.save_note(wanted, last_seen=last_seen)) is not None:
            wanted = _merge(wanted, last_seen or replace(wanted, content=type(wanted.content)()), theirs)
            last_seen = theirs
        notes[note_id] = wanted
        del unsaved[note_id]


def _merge(mine: Note, last_seen: Note, theirs: Note) -> Note:
    """Their note with my changes of other fields; a field that both changed differently becomes a conflict."""
    here, there = changed_fields(mine, last_seen), changed_fields(theirs, last_seen)
    _seen().conflicts.update(
        {(mine.id, name): value for name, value in here.items() if name in there and there[name] != value}
    )
    _seen().resets[mine.id] += 1
    archived = mine.archived if mine.archived != last_seen.archived else theirs.archived
    merged = with_values(theirs, {name: value for name, value in here.items() if name not in there})
    return replace(merged, archived=archived)


def conflicts() -> dict[tuple[str, str], Any]:
    """(Note id, name of a field) -> what this tab wants, for each field that another tab changed differently."""
    return _seen().conflicts


def resolve_conflicts(*, mine: bool) -> None:
    """End all conflicts with what this tab wants, or with what is stored."""
    wanted = dict(conflicts())
    conflicts().clear()
    for (note_id, field), value in wanted.items():
        _seen().resets[note_id] += 1
        if mine and note_id in _by_id():
            save(with_values(_by_id()[note_id], {field: value}))


def remove(note: Note) -> None:
    """Remove a note; `undo_removal` brings it back."""
    seen = _seen()
    with current_application.saving(changes_application=False) as repository:
        repository.remove_note(note.id)
        _by_id().pop(note.id, None)
        current_application.last_seen().unsaved.notes.pop(note.id, None)
        seen.removed.add(note.id)
        seen.last_removed = note


def last_removed() -> Note | None:
    """The note that was removed last in this visit; None once it is back."""
    return _seen().last_removed


def undo_removal() -> None:
    """Bring back the note that was removed last."""
    seen = _seen()
    note, seen.last_removed = seen.last_removed, None
    if note:
        seen.removed.discard(note.id)
        seen.resets[note.id] += 1
        save(note)


def save_unsaved() -> None:
    """Save the notes that were not saved before."""
    for note_id in list(current_application.last_seen().unsaved.notes):
        _save_unsaved(note_id)


def sync_from_store() -> None:
    """Show the notes that another tab saved, where this page shows notes."""
    if _seen().by_id is not None:
        _read()


def save_widget_values(values: Mapping[str, Any]) -> None:
    """Save the notes among the values of the page's widgets; where it has none, the notes are forgotten until asked."""
    names, entries = names_of_kind(values, NOTE, _key), keys_of_kind(values, ENTRY)
    if not (names or entries or current_application.last_seen().unsaved.notes):
        _seen().by_id = None
    fields: dict[tuple[str, str], dict[str, Any]] = {}
    for name, key in names.items():
        kind, note_id, field = name.split(".")
        fields.setdefault((kind, note_id), {})[field] = values[key]
    for (kind, note_id), shown in fields.items():
        save_fields(shown_note(note_id, kind), shown)
    for text, entry_key in entries.items():
        if entry_key.application == id_letters(current_application.application()) and values[text]:
            kind, entry = entry_key.name.split(".")
            _add_lines(kind, entry, values[text])
