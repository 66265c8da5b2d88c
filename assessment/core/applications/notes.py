"""What a person writes down: stories, questions that were asked, people, an employer's needs and facts, own questions.

Notes move no number. Stories belong to the person, all other notes to one application.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, get_type_hints

from assessment.core.errors import AssessmentError
from assessment.core.model import Item, Roles
from assessment.core.model.fact import type_given
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH, clean_text_within, fold_text

LONG = {"most": NOTE_LENGTH}
MOST_LINKS = 100
"""How many needs a story can be linked to."""
MANY_STORIES, SOME_STORIES = 5, 2
"""How many stories the two upper answers of the story bank mean, as the questionnaire words them."""


class Landed(StrEnum):
    """How the answer to a question landed."""

    SOLID = "solid"
    PARTLY = "partly"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Story:
    """A real example, told in four short parts; `needs` are the ids of the needs, of any employer, that it answers."""

    title: str = field(default="", metadata=LONG)
    situation: str = field(default="", metadata=LONG)
    task: str = field(default="", metadata=LONG)
    action: str = field(default="", metadata=LONG)
    result: str = field(default="", metadata=LONG)
    skills: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that was asked in a round; `story` is the id of the story used, and `expected` is None if not told."""

    question: str = field(default="", metadata=LONG)
    asked_by: str = ""
    expected: bool | None = None
    story: str = ""
    landed: Landed | None = None
    missing: str = field(default="", metadata=LONG)


@dataclass(frozen=True, slots=True)
class PersonNote:
    """What somebody met cares about, and the moment of the talk to thank them for; `name` as in the facts."""

    name: str = ""
    cares_about: str = field(default="", metadata=LONG)
    moment: str = field(default="", metadata=LONG)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that an employer needs of whoever gets the job."""

    need: str = field(default="", metadata=LONG)


@dataclass(frozen=True, slots=True)
class EmployerFact:
    """Something found out about an employer, and where."""

    fact: str = field(default="", metadata=LONG)
    link: str = field(default="", metadata=LONG)


@dataclass(frozen=True, slots=True)
class MyQuestion:
    """A question to ask them; `item` is the fit item that its answer settles, "" for none."""

    question: str = field(default="", metadata=LONG)
    ask_whom: str = ""
    asked: bool = False
    answer: str = field(default="", metadata=LONG)
    item: str = ""


Content = Story | AskedQuestion | PersonNote | Need | EmployerFact | MyQuestion
KINDS: dict[str, type[Content]] = {
    "story": Story,
    "asked": AskedQuestion,
    "person": PersonNote,
    "need": Need,
    "fact": EmployerFact,
    "question": MyQuestion,
}
"""Name of a kind of note, as the database and files have it -> the type of its content."""
KIND_OF = {content: kind for kind, content in KINDS.items()}

TYPES: dict[type[Content], dict[str, Any]] = {
    content: {name: type_given(annotation) for name, annotation in get_type_hints(content).items()}
    for content in KINDS.values()
}
"""Type of content -> name of a field -> the type of a value that is given."""
LENGTHS: dict[type[Content], dict[str, int]] = {
    content: {
        each.name: each.metadata.get("most", TITLE_LENGTH)
        for each in fields(content)
        if TYPES[content][each.name] is str
    }
    for content in KINDS.values()
}
"""Type of content -> name of a text -> the most characters it can have."""

IDS = {"story", "item"}
"""The texts that are ids and that nobody typed."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `content` is of one of the `KINDS`, `application` is "" for a story, `round` is when it was written.

    Notes are listed by `position`, which the repository gives to a new one.
    """

    id: str
    content: Any
    application: str = ""
    round: int = 1
    archived: bool = False
    position: int = 0

    @property
    def kind(self) -> str:
        """The name of its kind, a key of `KINDS`."""
        return KIND_OF[type(self.content)]


def clean_note(note: Note) -> Note:
    """The note with clean texts; raises AssessmentError, a sentence for each that is too long."""
    problems, clean = list[str](), dict[str, str]()
    for name, length in LENGTHS[type(note.content)].items():
        try:
            clean[name] = clean_text_within(getattr(note.content, name), length, name)
        except AssessmentError as error:
            problems += error.problems
    if isinstance(note.content, Story) and len(note.content.needs) > MOST_LINKS:
        problems.append(f"needs: {len(note.content.needs)} links; at most {MOST_LINKS} are kept.")
    if problems:
        raise AssessmentError(problems)
    return with_values(note, clean)


def with_values(note: Note, values: Mapping[str, Any]) -> Note:
    """The note with other values for these fields of its content."""
    return replace(note, content=replace(note.content, **values))


def is_same_note(note: Note | None, other: Note | None) -> bool:
    """Whether the two say the same; where they are listed does not count."""
    if note is None or other is None:
        return note is other
    return (note.content, note.archived) == (other.content, other.archived)


def changed_fields(note: Note, other: Note) -> dict[str, Any]:
    """Name -> value in `note`, for the fields of the contents in which the two differ."""
    values = {name: getattr(note.content, name) for name in TYPES[type(note.content)]}
    return {name: value for name, value in values.items() if value != getattr(other.content, name)}


def texts_of(note: Note) -> tuple[str, ...]:
    """All texts of a note that the person typed, in the order of its fields."""
    return tuple(getattr(note.content, name) for name in LENGTHS[type(note.content)] if name not in IDS)


def search_notes(notes: Iterable[Note], words: str) -> tuple[Note, ...]:
    """The notes whose texts have every one of the words, in any case and with or without accents."""
    wanted = fold_text(words).split()
    folded = ((note, fold_text("\n".join(texts_of(note)))) for note in notes if wanted)
    return tuple(note for note, text in folded if all(word in text for word in wanted))


@dataclass(frozen=True, slots=True)
class NoteCounts:
    """How many stories there are, how many of them answer a need of this employer, and how many questions were asked.

    Stories that are put away do not count, and of the questions those of one round do.
    """

    stories: int
    linked_stories: int
    asked: int


def count_notes(notes: Iterable[Note], round: int) -> NoteCounts:
    """The counts of a person's stories and of the notes on one application, in this round of it."""
    kinds: dict[str, list[Note]] = {kind: [] for kind in KINDS}
    for note in notes:
        kinds[note.kind].append(note)
    needs = {note.id for note in kinds["need"]}
    stories = [note.content for note in kinds["story"] if not note.archived]
    linked = sum(bool(needs.intersection(story.needs)) for story in stories)
    return NoteCounts(len(stories), linked, sum(note.round == round for note in kinds["asked"]))


@dataclass(frozen=True, slots=True)
class StoryUses:
    """How many questions a story answered, and how many of the answers were solid."""

    used: int
    solid: int


def story_uses(notes: Iterable[Note]) -> dict[str, StoryUses]:
    """Story id -> how often it was used, for the stories that answered a question of these notes."""
    landed: dict[str, list[Landed | None]] = {}
    for note in notes:
        if isinstance(note.content, AskedQuestion) and note.content.story:
            landed.setdefault(note.content.story, []).append(note.content.landed)
    return {story: StoryUses(len(each), each.count(Landed.SOLID)) for story, each in landed.items()}


def supported_answers(roles: Roles, item: Item, counts: NoteCounts) -> tuple[str, ...]:
    """The options of an item that agree with what is written, the one to offer first; empty where none does.

    That a debrief is whole is known to nobody but the person: some questions agree with both of its upper options.
    """
    options: tuple[str, ...] = ()
    if item.id == roles.story_bank and counts.stories >= SOME_STORIES:
        options = ("five_or_more",) if counts.stories >= MANY_STORIES else ("two_to_four",)
    elif item.id == roles.stories_for_employer and counts.linked_stories:
        options = ("most",) if 2 * counts.linked_stories > counts.stories else ("some",)
    elif item.id == roles.debrief and counts.asked:
        options = ("partly", "full")
    return tuple(option for option in options if option in item.options_by_id)
