"""The stories: each told once, in four short parts, and kept over applications."""

from dataclasses import replace

import streamlit as st

from assessment.core.applications.notes import AskedQuestion, Landed, Need, Note, Story, times_used
from assessment.core.text.i18n import tr, tr_count
from assessment.ui import resources
from assessment.ui.components.formatting import numbered_names
from assessment.ui.notes import fields
from assessment.ui.notes.support import show_support
from assessment.ui.session import note_fields, notes, run


def show_stories() -> None:
    """The field for one more story, the stories, and those put away."""
    st.markdown(tr("Told once, used in every interview: situation, task, action, result (STAR)."))
    fields.ask_new_notes("story", tr("New stories"), example=tr("One per line: a name you will remember it by"))
    stories = notes.listed(Story)
    fields.show_list(stories, "story", label_of, show_fields)
    show_answers(stories)
    if put_away := notes.listed(Story, archived=True):
        st.subheader(tr("Put away ({number})", number=len(put_away)), anchor=False)
        fields.show_list(put_away, "archived_stories", label_of, show_fields)


def show_answers(stories: list[Note]) -> None:
    """What was answered on the stories written, and on those linked to this employer, where there are any."""
    roles, needs = resources.instrument().roles, {need.id for need in notes.listed(Need)}
    if stories:
        written = tr_count("{number} story written", "{number} stories written", len(stories))
        show_support(roles.story_bank, written)
    if linked := sum(bool(needs & set(story.content.needs)) for story in stories):
        written = tr_count("{number} story linked to their needs", "{number} stories linked to their needs", linked)
        show_support(roles.stories_for_employer, written)


def used(story: Note) -> tuple[AskedQuestion, ...]:
    """The questions of this application that the story answered."""
    return times_used(notes.listed(AskedQuestion)).get(story.id, ())


def label_of(_number: int, story: Note) -> str:
    """The line of a story: its title, and how often it served."""
    times = len(used(story))
    often = tr_count("used {number} time here", "used {number} times here", times) if times else ""
    return fields.short_label(story.content.title, often)


def show_fields(story: Note) -> None:
    """The parts of a story, what it shows, and where it served."""
    fields.ask_line(story, "title", tr("Title"))
    fields.ask_text(story, "situation", tr("Situation"))
    fields.ask_text(story, "task", tr("Task"))
    fields.ask_text(story, "action", tr("Action"))
    fields.ask_text(story, "result", tr("Result"))
    fields.ask_line(story, "skills", tr("Skills it shows"), placeholder=tr("planning, leading, selling"))
    ask_needs(story)
    if questions := used(story):
        solid = sum(each.landed is Landed.SOLID for each in questions)
        st.markdown(
            tr_count(
                "Used {number} time here, {solid} solid.",
                "Used {number} times here, {solid} solid.",
                len(questions),
                solid=solid,
            )
        )
    with st.container(horizontal=True):
        ask_to_put_away(story)
        fields.ask_to_remove(story)


def ask_needs(story: Note) -> None:
    """Which needs of this employer the story answers."""
    needs = numbered_names(fields.titles_of(notes.listed(Need), "need"))
    if not needs:
        st.markdown(tr(":small[Write down what this employer needs, under Employer, to link stories to it.]"))
        return
    chosen = st.multiselect(
        tr("What this employer needs that it answers"),
        list(needs),
        [need for need in story.content.needs if need in needs],
        format_func=needs.__getitem__,
        key=note_fields.field_key(story, "needs"),
        placeholder=tr("None yet"),
    )
    note_fields.save_field(story, "needs", chosen)


def ask_to_put_away(story: Note) -> None:
    """A button that puts a story away, or takes it out again."""
    label = tr("Take out again") if story.archived else tr("Put away")
    if st.button(label, key=f"archive_note:{story.id}", type="tertiary", icon=":material/archive:"):
        notes.save(replace(notes.shown_note(story.id, story.kind), archived=not story.archived))
        run.rerun_part()
