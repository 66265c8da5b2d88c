"""The plan page: what to do on which day, what would raise readiness most, and the plan as files."""

from itertools import groupby

import streamlit as st

from assessment.core.model import Option, Stage, StepId
from assessment.core.model.process import FACTS, LIMITS, Outcome
from assessment.core.plan.gaps import Gap
from assessment.core.plan.key_dates import is_past_asking, key_days
from assessment.core.plan.plan import MINUTES_PER_DAY, biggest_win
from assessment.core.plan.schedule import Step, planned_minutes
from assessment.core.text.i18n import format_day, mark_for_translation, tr, tr_count
from assessment.ui.components import navigation, style
from assessment.ui.components.formatting import escape_markdown, format_day_heading, format_minutes, round_points
from assessment.ui.components.heard_back import ask_heard_back
from assessment.ui.components.notices import ask_whether_interview_is_over
from assessment.ui.components.outcome_labels import OUTCOME_LABELS
from assessment.ui.components.step_tick import ask_done, show_last_tick
from assessment.ui.components.what_if import show_what_if
from assessment.ui.components.widgets import format_sources
from assessment.ui.plan.downloads import show_downloads
from assessment.ui.plan.edit_steps import show_edit_steps
from assessment.ui.plan.import_plan import show_import
from assessment.ui.plan.letters import show_letters
from assessment.ui.session import answers, facts, plan_progress
from assessment.ui.session.page_data import PageData, load_page_data, open_steps

INTRO = {
    Stage.INVITED: mark_for_translation(
        "Before the interview: what takes longest comes first, and the evening before stays light."
    ),
    Stage.WAITING: mark_for_translation("While you wait: say thank you, check in twice, and keep applying."),
    Stage.DECIDED: mark_for_translation("After an answer: close this well, and take along what it taught you."),
}
ASKED_ENOUGH = mark_for_translation(
    "So long without a word: move on in your mind and keep applying. A late yes would be a bonus."
)


def page() -> None:
    """The plan page."""
    ask_whether_interview_is_over()
    st.title(tr("Plan"), anchor=False)
    ask_heard_back()
    main, side = st.columns(style.MAIN_AND_SIDE, gap="large")
    with side:
        ask_minutes()
        page_data = load_page_data()
        show_edit_steps(page_data)
        show_import(page_data)
    with main:
        st.markdown(intro_sentence(page_data))
        show_assumptions(page_data)
        ask_about_preparation(page_data)
        show_totals(page_data)
        show_downloads(page_data)
        show_steps(page_data)
        show_letters(page_data)
        show_lessons(page_data)
        if not page_data.process.decided:
            show_what_if(page_data)


def intro_sentence(page_data: PageData) -> str:
    """The sentence at the top: what the plan is for at this stage."""
    if page_data.process.outcome in (Outcome.VERBAL_OFFER, Outcome.OFFER):
        return tr(OUTCOME_LABELS[page_data.process.outcome].comfort)
    days = key_days(page_data.instrument.outlook.silence, page_data.process)
    if page_data.stage is Stage.WAITING and is_past_asking(days, page_data.today):
        return tr(ASKED_ENOUGH)
    return tr(INTRO[page_data.stage])


def show_assumptions(page_data: PageData) -> None:
    """Name what the plan assumes where it was not told: that the interview is over, or when the answer came."""
    if page_data.stage is Stage.WAITING and page_data.instrument.roles.stage not in page_data.responses:
        st.markdown(tr("You have not said where you stand yet, so this is the plan for after an interview."))
        navigation.link(navigation.page("questions"), label=tr("Say where you stand"), icon=":material/edit:")
    if page_data.outcome_day and page_data.process.decided and not page_data.process.last_word_date:
        st.markdown(
            tr(
                ":small[The days count from {day}, when you told us how it ended. If you heard it on another day, "
                "note that day in the day book.]",
                day=format_day(page_data.outcome_day, year=page_data.outcome_day.year != page_data.today.year),
            )
        )


def ask_minutes() -> None:
    """Ask how many minutes of a day the plan may take, and save them once they differ from those shown at first."""
    process = facts.process()
    label, (low, high) = FACTS["minutes_per_day"].label, LIMITS["minutes_per_day"]
    shown = process.minutes_per_day or MINUTES_PER_DAY
    minutes = st.number_input(
        tr(label),
        min_value=int(low),
        max_value=int(high),
        value=shown,
        step=5,
        key=facts.choice_key("minutes_per_day"),
    )
    if minutes != shown:
        facts.change_process({"minutes_per_day": int(minutes)})


def ask_about_preparation(page_data: PageData) -> None:
    """Before the interview, ask for answers on the preparation while there are none: most steps come from them."""
    if page_data.stage is Stage.INVITED and page_data.assessment.readiness is None:
        st.markdown(tr("Nothing about your preparation is answered yet. Once it is, what would win most stands here."))
        navigation.link(navigation.page("questions"), label=tr("Answer the questions"), icon=":material/edit:")


def show_totals(page_data: PageData) -> None:
    """Show how many steps and minutes there are, and how many steps are done."""
    steps = page_data.plan.steps
    done = len(steps) - len(open_steps(page_data))
    totals = tr_count(
        "{number} step, {time} in all, {done} done",
        "{number} steps, {time} in all, {done} done",
        len(steps),
        time=format_minutes(planned_minutes(steps)),
        done=done,
    )
    st.progress(done / len(steps) if steps else 0.0, totals)


def show_steps(page_data: PageData) -> None:
    """Show the dated steps as a to-do list by day, then those that do not fit."""
    if not page_data.plan.steps:
        st.markdown(tr("There is nothing to do for this one. Answer more questions, and steps appear here."))
    show_last_tick(page_data.plan.every_step)
    closed, best = closed_gaps(page_data), biggest_win(open_steps(page_data))
    st.header(tr("Your steps"), anchor=False)
    for day, steps in groupby(page_data.plan.steps, key=lambda step: step.day):
        if day:
            st.subheader(format_day_heading(day, page_data.today), anchor=False)
        for step in steps:
            show_step(step, is_biggest_win=step is best)
            if step.id in closed:
                ask_to_update_answer(page_data, closed[step.id])
    if page_data.plan.not_fit:
        st.subheader(tr("What does not fit"), anchor=False)
        st.markdown(tr("There is no room left for these."))
        for step in page_data.plan.not_fit:
            show_step(step)


def show_step(step: Step, *, is_biggest_win: bool = False) -> None:
    """Show a step with its checkbox and note, and how and why in an expander; save the tick."""
    step_progress, costs = plan_progress.progress_of(step.id), format_minutes(step.minutes)
    if step.gain >= 0.5:
        costs = tr_count(
            "{costs}, {number} point to gain", "{costs}, {number} points to gain", round_points(step.gain), costs=costs
        )
    if is_biggest_win:
        costs = tr("{costs}, the biggest win", costs=costs)
    with st.container(gap=None):
        ask_done(step)
        if step.stage_step == StepId.DEBRIEF:
            navigation.link(navigation.page("notes"), label=tr("Write it down"), icon=":material/edit:")
        if step_progress.note:
            st.markdown(tr(":small[Note: {note}]", note=escape_markdown(step_progress.note)))
        if step.how:
            with st.expander(tr("{costs} · how and why", costs=costs), type="compact"):
                st.markdown(how_and_why(step))
        else:
            st.markdown(f":small[{costs}]")


def closed_gaps(page_data: PageData) -> dict[str, Gap]:
    """The gaps whose steps are all ticked, each by the id of its last step."""
    closed = {}
    for gap in page_data.gaps:
        steps = [step for step in page_data.plan.steps if step.item == gap.item and step.gain]
        if steps and all(plan_progress.progress_of(step.id).done for step in steps):
            closed[steps[-1].id] = gap
    return closed


def ask_to_update_answer(page_data: PageData, gap: Gap) -> None:
    """Ask whether the answer that the ticked steps came from has changed, which only the person knows."""
    item, best = page_data.instrument.items[gap.item], best_option(page_data, gap.item)
    with st.container(border=True):
        st.markdown(
            tr(
                "You ticked a step. **{question}** Is your answer now: {answer}?",
                question=escape_markdown(item.stem),
                answer=escape_markdown(best.label),
            )
        )
        if st.button(tr("Yes, update my answer"), key=f"update:{gap.item}"):
            answers.replace_answer(gap.item, best.id)
            st.rerun()


def best_option(page_data: PageData, item: str) -> Option:
    """The option of an item with the highest credit."""
    credit = page_data.instrument.readiness[item]
    best = max(credit.options, key=lambda option: credit.options[option])
    return page_data.instrument.items[item].options_by_id[best]


def show_lessons(page_data: PageData) -> None:
    """Show what can only be done the next time."""
    lessons = page_data.plan.lessons
    if lessons:
        label = tr_count("For the next time ({number} tip)", "For the next time ({number} tips)", len(lessons))
        with st.expander(label, type="compact"):
            for step in lessons:
                with st.expander(
                    f"{escape_markdown(step.title)} :small[{format_minutes(step.minutes)}]", type="compact"
                ):
                    st.markdown(how_and_why(step))


def how_and_why(step: Step) -> str:
    """The Markdown of a step: what to do, why, and its sources."""
    return tr(
        "{how}\n\nWhy: {why} :small[Source: {sources}]",
        how=escape_markdown(step.how),
        why=escape_markdown(step.why),
        sources=format_sources(step.sources),
    )


if __name__ == "__main__":
    page()
