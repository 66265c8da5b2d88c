"""The stories: each told once, in four short parts, and kept over applications."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from assessment.core.applications.notes import Need, Note, Story, StoryUses, story_uses
from assessment.core.text.i18n import tr, tr_count
from assessment.export.stories import stories_csv, stories_text, uses_sentence
from assessment.ui import resources
from assessment.ui.components.formatting import numbered_names
from assessment.ui.components.question import show_support
from assessment.ui.components.widgets import show_download
from assessment.ui.notes import fields
from assessment.ui.session import note_fields, notes, run


def show_stories() -> None:
    """The field for one more story, the stories, and those put away."""
    st.markdown(tr("Told once, used in every interview: situation, task, action, result (STAR)."))
    fields.ask_new_notes("story", tr("New stories"), example=tr("One per line: a name you will remember it by"))
    stories, put_away = notes.listed(Story), notes.listed(Story, archived=True)
    uses = story_uses(notes.asked_everywhere())
    label = partial(label_of, uses)
    fields.show_list(stories, "story", label, partial(show_fields, uses))
    for item_id in (resources.instrument().roles.story_bank, resources.instrument().roles.stories_for_employer):
        show_support(item_id)
    if put_away:
        st.subheader(tr("Put away ({number})", number=len(put_away)), anchor=False)
        fields.show_list(put_away, "archived_stories", label, partial(show_fields, uses))
    if stories or put_away:
        show_downloads([*stories, *put_away], uses)


def label_of(uses: Mapping[str, StoryUses], _number: int, story: Note) -> str:
    """The line of a story: its title, and how often it served."""
    times = uses[story.id].used if story.id in uses else 0
    often = tr_count("used {number} time", "used {number} times", times) if times else ""
    return fields.short_label(story.content.title, often)


def show_downloads(stories: list[Note], uses: Mapping[str, StoryUses]) -> None:
    """All stories, also those put away, as a table and as text."""
    with st.container(horizontal=True):
        for label, file_name, make in (
            (tr("Stories (CSV)"), "callback-stories.csv", stories_csv),
            (tr("Stories (text)"), "callback-stories.txt", stories_text),
        ):
            show_download(label, file_name, partial(make, stories, uses), key=f"download:{file_name}", type="tertiary")


def show_fields(uses: Mapping[str, StoryUses], story: Note) -> None:
    """The parts of a story, what it shows, and where it served."""
    fields.ask_line(story, "title", tr("Title"))
    fields.ask_text(story, "situation", tr("Situation"))
    fields.ask_text(story, "task", tr("Task"))
    fields.ask_text(story, "action", tr("Action"))
    fields.ask_text(story, "result", tr("Result"))
    fields.ask_line(story, "skills", tr("Skills it shows"), placeholder=tr("planning, leading, selling"))
    ask_needs(story)
    if served := uses.get(story.id):
        st.markdown(uses_sentence(served))
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
    note_fields.save_fields(story, {"needs": chosen})


def ask_to_put_away(story: Note) -> None:
    """A button that puts a story away, or takes it out again."""
    label = tr("Take out again") if story.archived else tr("Put away")
    if st.button(label, key=f"archive_note:{story.id}", type="tertiary", icon=":material/archive:"):
        notes.save(replace(notes.shown_note(story.id, story.kind), archived=not story.archived))
        run.rerun_part()
