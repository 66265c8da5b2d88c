"""A person's stories as a table and as plain text."""

from collections.abc import Iterable, Mapping

from assessment.core.applications.notes import Note, StoryUses
from assessment.core.text.i18n import tr, tr_count
from assessment.export.table import write_csv

COLUMNS = ("title", "situation", "task", "action", "result", "skills", "used", "solid", "archived")


def stories_csv(stories: Iterable[Note], uses: Mapping[str, StoryUses]) -> str:
    """A row for each story, safe against formulas; `uses` by the story's id."""
    return write_csv(COLUMNS, (_cells(story, uses.get(story.id, StoryUses(0, 0))) for story in stories))


def _cells(note: Note, uses: StoryUses) -> tuple[str | int, ...]:
    texts = (getattr(note.content, name) for name in COLUMNS[:6])
    return (*texts, uses.used, uses.solid, "yes" if note.archived else "no")


def stories_text(stories: Iterable[Note], uses: Mapping[str, StoryUses]) -> str:
    """The stories one below the other as plain text; a part without words is left out."""
    return "\n\n\n".join(_lines(story, uses.get(story.id, StoryUses(0, 0))) for story in stories) + "\n"


def _lines(note: Note, uses: StoryUses) -> str:
    story = note.content
    parts = (
        (tr("Situation"), story.situation),
        (tr("Task"), story.task),
        (tr("Action"), story.action),
        (tr("Result"), story.result),
        (tr("Skills it shows"), story.skills),
    )
    lines = [story.title.strip() or tr("Without words")]
    lines += [f"{label}: {text.strip()}" for label, text in parts if text.strip()]
    if uses.used:
        lines.append(uses_sentence(uses))
    return "\n".join(lines)


def uses_sentence(uses: StoryUses) -> str:
    """How often a story served, and how often solidly."""
    return tr_count(
        "Used {number} time, {solid} solid.", "Used {number} times, {solid} solid.", uses.used, solid=uses.solid
    )
