"""What to take along into the next round, made of the notes: people, stories that fit, questions, what was missed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment.core.applications.notes import (
    AskedQuestion,
    EmployerFact,
    Landed,
    MyQuestion,
    Need,
    Note,
    PersonNote,
    Story,
    story_uses,
)
from assessment.core.model.process import Person, Process
from assessment.core.text.cleaning import fold_text

MOST_STORIES = 5
LONG_WORD = 4
"""Words with fewer letters do not count as shared."""


@dataclass(frozen=True, slots=True)
class FittingStory:
    """A story with the needs of this employer that it is linked to."""

    story: Story
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundCount:
    """How many of the questions of one round had been expected, of those of which it is said."""

    round: int
    expected: int
    told: int


@dataclass(frozen=True, slots=True)
class NextRound:
    """One page to take along. `questions` are those not asked yet, by whom they are for; "" is for anybody."""

    people: tuple[tuple[Person, PersonNote], ...]
    needs: tuple[str, ...]
    stories: tuple[FittingStory, ...]
    questions: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[EmployerFact, ...]
    missed: tuple[AskedQuestion, ...]
    counts: tuple[RoundCount, ...]


def prepare_next_round(notes: Sequence[Note], process: Process) -> NextRound:
    """The page for the next round with the employer of these notes; stories that are put away are left out."""
    asked = [note for note in notes if isinstance(note.content, AskedQuestion)]
    last = max((note.round for note in asked), default=0)
    written = {fold_text(note.content.name): note.content for note in notes if isinstance(note.content, PersonNote)}
    open_questions = [n.content for n in notes if isinstance(n.content, MyQuestion) and not n.content.asked]
    whom = dict.fromkeys(question.ask_whom for question in open_questions)
    return NextRound(
        people=tuple((each, written.get(fold_text(each.name), PersonNote())) for each in process.people if each.name),
        needs=tuple(note.content.need for note in notes if isinstance(note.content, Need)),
        stories=fitting_stories(notes),
        questions=tuple((name, tuple(q.question for q in open_questions if q.ask_whom == name)) for name in whom),
        facts=tuple(note.content for note in notes if isinstance(note.content, EmployerFact)),
        missed=tuple(
            note.content
            for note in asked
            if note.round == last and note.content.landed in (Landed.MISSED, Landed.PARTLY)
        ),
        counts=tuple(_count(asked, number) for number in sorted({note.round for note in asked})),
    )


def fitting_stories(notes: Sequence[Note]) -> tuple[FittingStory, ...]:
    """The stories that fit this employer best, at most MOST_STORIES.

    Those linked to most of its needs come first, then those that share most words with the needs, then those that
    landed most often.
    """
    needs = {note.id: note.content.need for note in notes if isinstance(note.content, Need)}
    wanted, uses = _words(needs.values()), story_uses(notes)

    def rank(note: Note) -> tuple[int, int, int]:
        story: Story = note.content
        shared = wanted & _words((story.title, story.skills, story.result))
        solid = uses[note.id].solid if note.id in uses else 0
        return -len(needs.keys() & set(story.needs)), -len(shared), -solid

    stories = [note for note in notes if isinstance(note.content, Story) and not note.archived]
    return tuple(
        FittingStory(note.content, tuple(needs[need] for need in note.content.needs if need in needs))
        for note in sorted(stories, key=rank)[:MOST_STORIES]
    )


def _words(texts: Iterable[str]) -> set[str]:
    letters = "".join(letter if letter.isalnum() else " " for letter in fold_text(" ".join(texts)))
    return {word for word in letters.split() if len(word) >= LONG_WORD}


def _count(asked: Iterable[Note], number: int) -> RoundCount:
    told = [note.content.expected for note in asked if note.round == number and note.content.expected is not None]
    return RoundCount(number, sum(told), len(told))
