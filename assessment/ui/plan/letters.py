"""The letters that fit now: to copy, to open in the mail program, to download, and to tick once they are sent."""

import streamlit as st

from assessment.core.model import Stage
from assessment.core.model.fact import Asked
from assessment.core.model.process import FACTS
from assessment.core.plan.letters import LetterDraft, letter_drafts, step_of_letter
from assessment.core.plan.schedule import Step
from assessment.core.text.i18n import tr
from assessment.export.mail import eml, mailto
from assessment.ui.components import navigation, style
from assessment.ui.components.fact_fields import ask_fact, facts_asked
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.widgets import show_download
from assessment.ui.session import day_book, facts, notes, plan_progress
from assessment.ui.session.page_data import PageData

FIELD_WIDTH = 260
"""Pixels of a field beside the letters; two of them stand in one row."""


def show_letters(page_data: PageData) -> None:
    """Show the letters that fit this stage, filled with what is known."""
    moments = notes.moments() if page_data.stage is Stage.WAITING else {}
    drafts = letter_drafts(
        page_data.instrument, page_data.process, page_data.stage, page_data.today, page_data.others, moments
    )
    if not drafts:
        return
    st.header(tr("Letters, ready to fill in"), anchor=False)
    st.markdown(tr("Only you can fill what stands in [square brackets]."))
    titles = [draft.title for draft in drafts]
    key = plan_progress.trial_key("draft")
    next_due = next((number for number, draft in enumerate(drafts) if is_due(draft, page_data)), 0)
    fields = st.container(horizontal=True)
    chosen = st.selectbox(tr("Letter"), range(len(drafts)), next_due, format_func=titles.__getitem__, key=key)
    with fields:
        ask_what_letters_need(drafts[chosen or 0])
    if chosen is not None:
        show_letter(drafts[chosen], page_data)


def is_due(draft: LetterDraft, page_data: PageData) -> bool:
    """Whether the plan has a step for the letter that is still to do."""
    step = step_of_letter(draft, page_data.plan.every_step)
    return step is not None and not plan_progress.progress_of(step.id).done


def ask_what_letters_need(draft: LetterDraft) -> None:
    """Ask for the name below the letters, and for the role unless the letter is about another one; keep both."""
    typed = dict(facts.typed_values())
    names = facts_asked(Asked.LETTERS)
    for name in names if draft.other else (*names, "role"):
        with st.container(width=FIELD_WIDTH):
            typed[name], _ = ask_fact(FACTS[name], typed[name])
    facts.save_typed(typed)


def show_letter(draft: LetterDraft, page_data: PageData) -> None:
    """Show one letter and the ways it can go out."""
    if draft.help:
        st.markdown(f":small[{escape_markdown(draft.help)}]")
    if draft.lacks_moment:
        st.markdown(tr("The moment to thank them for is still empty. Note it under Notes, People, and it stands here."))
        navigation.link("notes", label=tr("Note the moment"), icon=":material/edit:")
    text = tr("Subject: {subject}\n\n{body}", subject=draft.subject, body=draft.body)
    with st.container(key=style.LETTER):
        st.code(text, language=None, wrap_lines=True)
    link = mailto(draft)
    with st.container(horizontal=True):
        if link:
            st.link_button(tr("Open in mail"), link, icon=":material/mail:")
        show_download(tr("Download (.eml)"), "callback-letter.eml", lambda: eml(draft), key="download_eml")
        show_download(tr("Download the letter"), "callback-letter.txt", lambda: text, key="download_letter", icon=None)
        sent = st.button(tr("I sent this"), key="letter_sent", icon=":material/check:")
    if not link:
        st.markdown(
            tr("This letter is too long for a link that opens the mail program; download the .eml and open that.")
        )
    if draft.person and not draft.person.email:
        st.markdown(
            tr(
                ":small[Add {name}'s e-mail address to the people you met, under Questions, and the letter is "
                "addressed.]",
                name=escape_markdown(draft.person.name),
            )
        )
    step = step_of_letter(draft, page_data.plan.every_step)
    if step and plan_progress.progress_of(step.id).done:
        st.markdown(tr("Sent; its step in the plan is ticked."))
    if sent:
        record_sent(draft, step)
        st.rerun()


def record_sent(draft: LetterDraft, step: Step | None) -> None:
    """Tick the step that the letter is for, and note in its application's day book that it was sent today."""
    if step:
        plan_progress.replace_progress(step.id, plan_progress.DONE, True)
    if draft.other:
        day_book.record_wrote_elsewhere(draft.other, draft.title)
    else:
        day_book.record_wrote(draft.title, step.id if step else "")
