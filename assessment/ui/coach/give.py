"""Give to a coach: what can leave, each with a tick, a preview of exactly what leaves, and the file."""

from collections.abc import Collection
from functools import partial

import streamlit as st

from assessment.core.applications.coaching import PRIVATE, ClientFile, GivenPart, GivenStep
from assessment.core.applications.giving import choose_parts
from assessment.core.applications.records import StepProgress
from assessment.core.applications.snapshots import snapshot_scores
from assessment.core.plan.progress import OWN_KIND
from assessment.core.plan.schedule import Step
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.export.coach_files import client_file_json
from assessment.ui.client.given_parts import IN_BOTH_STEPS, show_client
from assessment.ui.components.fragment import draw_fragment
from assessment.ui.components.widgets import show_download
from assessment.ui.session import current_application, notes
from assessment.ui.session.page_data import PageData, progress_of
from assessment.ui.session.widget_key import page_key

FILE_FOLD = "file_for_coach"
PART_LABELS = {
    GivenPart.SCORES: mark_for_translation("Scores: chance, readiness and fit"),
    GivenPart.ANSWERS: mark_for_translation("Answers, dates and outcome"),
    GivenPart.PLAN: mark_for_translation("Plan: the steps from Callback, with days and ticks"),
    GivenPart.OWN_STEPS: mark_for_translation("Steps of your own, and your notes on steps"),
    GivenPart.NOTES: mark_for_translation("Notes: stories, questions, people, needs and facts"),
    GivenPart.NAMES: mark_for_translation("Names: yours, and those of the people you met"),
    GivenPart.EMPLOYER: mark_for_translation("Employer, role and places"),
}


def show_give(page_data: PageData) -> None:
    """The ticks, what leaves, and the button that saves the file."""
    st.header(tr("Give to a coach"), anchor=False)
    st.markdown(
        tr(
            "Choose what leaves. Callback sends nothing: it saves one file, and you give it to whom you like. "
            "What is private is not ticked at first."
        )
    )
    choose_in_fragment(everything(page_data), other_employers())


@st.fragment
def choose_in_fragment(whole: ClientFile, never: Collection[str]) -> None:
    """What can leave and what then does; a tick runs only this, and does not read thousands of notes again."""
    draw_fragment(partial(show_choice, whole, never))


def show_choice(whole: ClientFile, never: Collection[str]) -> None:
    """The ticks, the preview and the file."""
    parts = [part for part in GivenPart if ask_whether_it_leaves(part)]
    if not parts:
        st.markdown(tr("Tick what your coach may see."))
        return
    chosen = choose_parts(whole, parts, never=never)
    show_preview(chosen, parts)
    show_download(
        tr("Save the file for my coach (JSON)"),
        f"callback-for-coach-{chosen.day}.json",
        partial(client_file_json, chosen),
        key="give_to_coach",
        type="primary",
    )


def ask_whether_it_leaves(part: GivenPart) -> bool:
    """A tick box for one part."""
    return st.checkbox(tr(PART_LABELS[part]), part not in PRIVATE, key=page_key(f"give:{part}"))


def show_preview(chosen: ClientFile, parts: Collection[GivenPart]) -> None:
    """What leaves as the coach sees it, and the file itself in a fold."""
    st.subheader(tr("This leaves, and nothing else"), anchor=False)
    if sentence := hidden_sentence(parts):
        st.markdown(sentence)
    with st.container(border=True):
        show_client(chosen, "given")
    fold = st.expander(tr("The file itself"), key=FILE_FOLD, on_change="rerun", type="compact")
    if fold.open:
        with fold:
            st.code(client_file_json(chosen), language="json", height=320, wrap_lines=True)


def hidden_sentence(parts: Collection[GivenPart]) -> str:
    """How names that stay here are replaced in what was typed; empty where they leave too, or nothing typed leaves."""
    if {GivenPart.NAMES, GivenPart.EMPLOYER} <= set(parts):
        return ""
    return tr(
        "Names that stay here are replaced, as in 'Person 1' or 'the employer', wherever they are spelled as in your "
        "facts. Look for nicknames yourself."
    )


def everything(page_data: PageData) -> ClientFile:
    """All that could leave, as of now."""
    application = current_application.stored().application
    plan = page_data.plan
    return ClientFile(
        application.id,
        page_data.today,
        page_data.assessment.instrument_version,
        page_data.process,
        application.round,
        scores=snapshot_scores(page_data.assessment_with_all_signs()),
        responses=page_data.responses,
        steps=tuple(given_step(step, progress_of(page_data, step)) for step in (*plan.steps, *plan.not_fit)),
        notes=tuple(notes.every_note()),
    )


def given_step(step: Step, progress: StepProgress) -> GivenStep:
    """A step of the plan as it can leave, with what was done with it."""
    taken_over = {name: getattr(step, name) for name in IN_BOTH_STEPS}
    return GivenStep(done=progress.done, own=step.kind == OWN_KIND, note=progress.note, **taken_over)


def other_employers() -> list[str]:
    """The employers of the person's other applications, which a step can name and which never leave."""
    here = current_application.application()
    applications = current_application.repository().applications()
    return [each.process.employer for each in applications if each.id != here]
