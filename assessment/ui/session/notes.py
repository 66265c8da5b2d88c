"""The notes of the open application and the stories: as last read, as typed, and in conflict with another tab.

A note is compared field by field with what this visit last saw, as answers and facts are.
"""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from assessment.core.applications.notes import (
    KINDS,
    AskedQuestion,
    Content,
    Note,
    NoteCounts,
    PersonNote,
    Story,
    changed_fields,
    count_notes,
    is_same_note,
    with_values,
)
from assessment.core.text.cleaning import fold_text
from assessment.storage.errors import StorageError
from assessment.ui.session import current_application, visit
from assessment.ui.session.visit import SeenNotes


def seen_notes() -> SeenNotes:
    """The notes of the open application as this visit last saw them, with what is open and not resolved."""
    return current_application.last_seen().notes


def _read() -> dict[str, Note]:
    """Read the notes; while the database is away, they stay as they were last read."""
    seen, unsaved = seen_notes(), current_application.last_seen().unsaved.notes
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


def forget() -> None:
    """Read the notes again when they are next asked for, unless some wait to be saved."""
    if not current_application.last_seen().unsaved.notes:
        seen_notes().by_id = None
    seen_notes().asked_elsewhere = None


def was_added(note_id: str) -> bool:
    """Whether a note with this id is stored, waits to be saved, or was removed in this visit."""
    return note_id in {*_by_id(), *current_application.last_seen().unsaved.notes, *seen_notes().removed}


def _by_id() -> dict[str, Note]:
    """The notes as this visit last saw them."""
    seen = seen_notes()
    return _read() if seen.by_id is None else seen.by_id


def listed(kind: type[Content], *, archived: bool = False) -> list[Note]:
    """The notes of one kind in the order of adding, as this visit last saw or changed them."""
    return [each for each in every_note() if isinstance(each.content, kind) and each.archived == archived]


def every_note() -> list[Note]:
    """The stories and the notes on the open application, in the order of adding."""
    return list({**_by_id(), **current_application.last_seen().unsaved.notes}.values())


def asked_everywhere() -> list[Note]:
    """The questions asked in all applications; those of others are read once in a run of the page.

    While the database is away, those of the open application alone.
    """
    seen, here = seen_notes(), current_application.application()
    if seen.asked_elsewhere is None:
        try:
            every = current_application.repository().all_notes()
        except StorageError as error:
            visit.current().note_problem(error)
            return listed(AskedQuestion)
        seen.asked_elsewhere = [
            each for each in every if each.application != here and isinstance(each.content, AskedQuestion)
        ]
    return [*listed(AskedQuestion), *seen.asked_elsewhere]


def counts() -> NoteCounts:
    """How much is written; where the notes are not read now, as when this visit last read or changed them."""
    seen = seen_notes()
    if seen.by_id is not None or seen.counts is None:
        seen.counts = count_notes(every_note(), current_application.stored().application.round)
    return seen.counts


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
    return id_of(current_application.application(), fold_text(name))


def id_of(*parts: str) -> str:
    """An id that follows from these texts."""
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


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
    seen_notes().conflicts.update(
        {(mine.id, name): value for name, value in here.items() if name in there and there[name] != value}
    )
    seen_notes().resets[mine.id] += 1
    archived = mine.archived if mine.archived != last_seen.archived else theirs.archived
    merged = with_values(theirs, {name: value for name, value in here.items() if name not in there})
    return replace(merged, archived=archived)


def conflicts() -> dict[tuple[str, str], Any]:
    """(Note id, name of a field) -> what this tab wants, for each field that another tab changed differently."""
    return seen_notes().conflicts


def resolve_conflicts(*, mine: bool) -> None:
    """End all conflicts with what this tab wants, or with what is stored."""
    wanted = dict(conflicts())
    conflicts().clear()
    for (note_id, field), value in wanted.items():
        seen_notes().resets[note_id] += 1
        if mine and note_id in _by_id():
            save(with_values(_by_id()[note_id], {field: value}))


def remove(note: Note) -> None:
    """Remove a note; `undo_removal` brings it back."""
    seen = seen_notes()
    with current_application.saving(changes_application=False) as repository:
        repository.remove_note(note.id)
        _by_id().pop(note.id, None)
        current_application.last_seen().unsaved.notes.pop(note.id, None)
        seen.removed.add(note.id)
        seen.last_removed = note


def undo_removal() -> None:
    """Bring back the note that was removed last."""
    seen = seen_notes()
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
    if seen_notes().by_id is not None:
        _read()
