"""Notes in words: what each kind is called, and a note with all that was written."""

from assessment.core.applications.notes import AskedQuestion, Content, Landed, MyQuestion, Note, texts_of
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


WHO: dict[type[Content], str] = {AskedQuestion: "asked_by", MyQuestion: "ask_whom"}
"""Kind of content -> the field that says who asked, or is asked."""


def note_markdown(note: Note, *more: str) -> str:
    """What a note is and who it is of, how an answer landed, and all texts of it, as Markdown; `more` stands beside."""
    content = note.content
    who = getattr(content, WHO.get(type(content), ""), "")
    landed = content.landed if isinstance(content, AskedQuestion) else None
    what = (tr(KIND_LABELS[note.kind]), *map(escape_markdown, (who, *more)), tr(LANDED[landed]) if landed else "")
    first, *rest = [escape_markdown(text) for text in texts_of(note) if text.strip() and text != who] or [""]
    lines = [f":small[{' · '.join(filter(None, what))}]", *([f"**{first}**"] if first else []), *rest]
    return "  \n".join(lines)
