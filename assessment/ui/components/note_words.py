"""Notes in words: what each kind is called, and a note with all that was written."""

from assessment.core.applications.notes import AskedQuestion, Landed, Note, texts_of
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.ui.components.formatting import escape_markdown

KIND_LABELS = {
    "story": mark_for_translation("Story"),
    "asked": mark_for_translation("They asked"),
    "person": mark_for_translation("Person"),
    "need": mark_for_translation("Need"),
    "fact": mark_for_translation("Fact"),
    "question": mark_for_translation("My question"),
}
"""Kind of a note -> what one is called."""
LANDED = {
    Landed.SOLID: mark_for_translation("Solid"),
    Landed.PARTLY: mark_for_translation("Partly"),
    Landed.MISSED: mark_for_translation("Missed"),
}
"""How an answer landed -> what that is called."""


def note_markdown(note: Note, *more: str) -> str:
    """What a note is, how the answer to a question landed, and all texts of it, as Markdown; `more` stands beside."""
    landed = note.content.landed if isinstance(note.content, AskedQuestion) else None
    what = (tr(KIND_LABELS[note.kind]), tr(LANDED[landed]) if landed else "", *map(escape_markdown, more))
    texts = [escape_markdown(text) for text in texts_of(note) if text.strip()]
    return "\n\n".join([f":small[{' · '.join(filter(None, what))}]", *texts])
