"""What of an application leaves in a file for a coach: the parts that its owner chose, and no name that was not."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assessment.core.applications.coaching import ClientFile, GivenPart, GivenStep
from assessment.core.applications.notes import (
    IDS,
    KINDS,
    LENGTHS,
    AskedQuestion,
    MyQuestion,
    Note,
    PersonNote,
    Story,
    with_values,
)
from assessment.core.model.process import TEXTS, Person, Process
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH, clean_title, fold_text
from assessment.core.text.i18n import tr

Hide = Callable[[str, int], str]
"""Replaces the names that do not leave in a text, and cuts it to so many characters."""
FACTS_OF = {
    GivenPart.ANSWERS: (
        "interview_date",
        "interview_time",
        "promised_date",
        "last_word_date",
        "outcome",
        "mean_wait_days",
        "never_told",
    ),
    GivenPart.NAMES: ("your_name", "people"),
    GivenPart.EMPLOYER: ("employer", "role", "place", "interview_place"),
}
"""GivenPart -> the facts in it."""
GIVEN_FACTS = tuple(name for names in FACTS_OF.values() for name in names)
"""The facts that can leave; others are not read from a file either."""


def choose_parts(everything: ClientFile, parts: Collection[GivenPart], *, never: Iterable[str] = ()) -> ClientFile:
    """The file with these parts alone; names and employer that stay here are replaced wherever they stand in a text.

    `never` are names of others that leave in no case, such as the employers of other applications. Notes get new ids,
    since theirs follow from what is typed, and links to what does not leave are dropped.
    """
    hide = _hiding(everything, parts, never)
    return replace(
        everything,
        process=_given_process(everything.process, parts, hide),
        scores=everything.scores if GivenPart.SCORES in parts else None,
        responses=everything.responses if GivenPart.ANSWERS in parts else None,
        steps=_given_steps(everything.steps or (), parts, hide),
        notes=GivenNotes(everything.notes or (), hide) if GivenPart.NOTES in parts else None,
    )


def _given_process(process: Process, parts: Collection[GivenPart], hide: Hide) -> Process:
    """The facts of these parts; e-mail addresses never leave."""
    kept = [name for part in parts for name in FACTS_OF.get(part, ())]
    values: dict[str, Any] = {name: getattr(process, name) for name in kept}
    values |= {name: _line(text, hide) for name, text in values.items() if name in TEXTS}
    if GivenPart.NAMES in parts:
        values["people"] = tuple(
            Person(_line(each.name, hide), _line(each.role, hide)) for each in process.people if clean_title(each.name)
        )
    return Process(**values)


def _given_steps(steps: Iterable[GivenStep], parts: Collection[GivenPart], hide: Hide) -> tuple[GivenStep, ...] | None:
    own = GivenPart.OWN_STEPS in parts
    if GivenPart.PLAN not in parts and not own:
        return None
    chosen = (step for step in steps if (own if step.own else GivenPart.PLAN in parts))
    return tuple(_given_step(step, hide, with_note=own) for step in chosen)


def _given_step(step: GivenStep, hide: Hide, *, with_note: bool) -> GivenStep:
    how, why, note = (hide(text, NOTE_LENGTH) for text in (step.how, step.why, step.note if with_note else ""))
    return replace(step, title=_line(step.title, hide), how=how, why=why, note=note)


def _line(text: str, hide: Hide) -> str:
    return clean_title(hide(text, TITLE_LENGTH))


class GivenNotes(Sequence[Note]):
    """The notes as they leave, kind by kind. Each is made when it is asked for, as a page shows a few of thousands."""

    def __init__(self, notes: Iterable[Note], hide: Hide) -> None:
        kinds = list(KINDS)
        self._chosen = sorted((note for note in notes if not note.archived), key=lambda note: kinds.index(note.kind))
        self._ids = {note.id: f"n{number}" for number, note in enumerate(self._chosen, 1)}
        self._hide = hide

    def __len__(self) -> int:
        return len(self._chosen)

    def __getitem__(self, place: Any) -> Any:
        """The note at a number, or a list of those in a slice."""
        if isinstance(place, slice):
            return [_given_note(note, self._ids, self._hide) for note in self._chosen[place]]
        return _given_note(self._chosen[place], self._ids, self._hide)


def _given_note(note: Note, ids: Mapping[str, str], hide: Hide) -> Note:
    texts = {name: most for name, most in LENGTHS[type(note.content)].items() if name not in IDS}
    values: dict[str, Any] = {name: hide(getattr(note.content, name), most) for name, most in texts.items()}
    if isinstance(note.content, Story):
        values["needs"] = tuple(ids[need] for need in note.content.needs if need in ids)
    if isinstance(note.content, AskedQuestion):
        values["story"] = ids.get(note.content.story, "")
    return with_values(replace(note, id=ids[note.id], application="", position=0), values)


def _hiding(everything: ClientFile, parts: Collection[GivenPart], never: Iterable[str]) -> Hide:
    process = everything.process
    hidden = {} if GivenPart.EMPLOYER in parts else _employer_words(process)
    if GivenPart.NAMES not in parts:
        hidden |= _people_words(process, everything.notes or ())
    hidden |= {person.email: tr("the e-mail address") for person in process.people}
    stays = {fold_text(getattr(process, name)) for name in FACTS_OF[GivenPart.EMPLOYER] if GivenPart.EMPLOYER in parts}
    hidden |= {name: tr("another employer") for name in never if fold_text(name) not in stays}
    by_words = {_one_line(words): instead for words, instead in hidden.items() if words.strip()}
    longest_first = sorted(by_words, key=len, reverse=True)
    pattern = re.compile("|".join(map(_as_pattern, longest_first)), re.IGNORECASE) if by_words else None
    folded = {words.casefold(): instead for words, instead in by_words.items()}

    def hide(text: str, most: int) -> str:
        if pattern is None:
            return text
        return pattern.sub(lambda found: folded.get(_one_line(found[0]).casefold(), "…"), text)[:most]

    return hide


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _as_pattern(words: str) -> str:
    """The words, with any space between them, where no letter touches them."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return rf"(?<!\w){spaced}(?!\w)"


def _employer_words(process: Process) -> dict[str, str]:
    return {
        process.employer: tr("the employer"),
        process.role: tr("the role"),
        process.place: tr("the place"),
        process.interview_place: tr("the place"),
    }


def _people_words(process: Process, notes: Iterable[Note]) -> dict[str, str]:
    """Each name, and each word of it that begins with a capital -> what stands for the person."""
    others = {fold_text(name): name for name in _names(process, notes) if name.strip()}
    people = [(process.your_name, tr("the client"))]
    people += [(name, tr("Person {number}", number=number)) for number, name in enumerate(others.values(), 1)]
    hidden: dict[str, str] = {}
    for name, instead in people:
        hidden = {word: instead for word in name.split() if word[:1].isupper()} | hidden
    return hidden | dict(people)


def _names(process: Process, notes: Iterable[Note]) -> Iterable[str]:
    yield from (person.name for person in process.people)
    for note in notes:
        match note.content:
            case PersonNote(name=name) | AskedQuestion(asked_by=name) | MyQuestion(ask_whom=name):
                yield name
