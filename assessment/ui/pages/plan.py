"""The plan page: what to do on which day, what would raise readiness most, and the plan as files."""

import streamlit as st

from assessment.core.model import Stage
from assessment.core.model.process import FACTS, LIMITS, Outcome
from assessment.core.plan.key_dates import is_past_asking, key_days
from assessment.core.plan.plan import MINUTES_PER_DAY
from assessment.core.plan.schedule import planned_minutes
from assessment.core.text.i18n import format_day, mark_for_translation, tr, tr_count
from assessment.ui.components import navigation, style
from assessment.ui.components.day_book import ask_heard_back, show_day_book
from assessment.ui.components.formatting import escape_markdown, format_minutes
from assessment.ui.components.notices import ask_whether_interview_is_over
from assessment.ui.components.outcome_labels import COMFORTS, OUTCOME_UNSAID
from assessment.ui.components.what_if import show_what_if
from assessment.ui.plan.downloads import show_downloads
from assessment.ui.plan.import_plan import show_import
from assessment.ui.plan.letters import show_letters
from assessment.ui.plan.step_rows import how_and_why, show_new_step, show_steps
from assessment.ui.session import facts
from assessment.ui.session.page_data import PageData, load_page_data, open_steps

INTRO = {
    Stage.INVITED: mark_for_translation(
        "Before the interview: what takes longest comes first, and the evening before stays light."
    ),
    Stage.WAITING: mark_for_translation("While you wait: few messages, well spaced, and other applications."),
    Stage.DECIDED: mark_for_translation("This one is over: close it well, and take along what it taught you."),
}
ASKED_ENOUGH = mark_for_translation(
    "So long without a word: move on in your mind and keep applying. A late yes would be a bonus."
)


def page() -> None:
    ask_whether_interview_is_over()
    st.title(tr("Plan"), anchor=False)
    ask_heard_back()
    main, side = st.columns(style.MAIN_AND_SIDE, gap="large")
    with side:
        ask_minutes()
        page_data = load_page_data()
        show_new_step(page_data)
        show_day_book()
        show_downloads(page_data)
        show_import(page_data)
    with main:
        st.markdown(intro_sentence(page_data))
        show_assumptions(page_data)
        ask_about_preparation(page_data)
        show_totals(page_data)
        show_steps(page_data)
        show_letters(page_data)
        show_lessons(page_data)
        if not page_data.process.decided:
            show_what_if(page_data)


def intro_sentence(page_data: PageData) -> str:
    """The sentence at the top: what the plan is for at this stage."""
    if page_data.process.outcome in (Outcome.VERBAL_OFFER, Outcome.OFFER):
        return tr(COMFORTS[page_data.process.outcome])
    if page_data.stage is Stage.DECIDED and not page_data.process.decided:
        return tr(OUTCOME_UNSAID)
    days = key_days(page_data.instrument.outlook.silence, page_data.process)
    if page_data.stage is Stage.WAITING and is_past_asking(days, page_data.today):
        return tr(ASKED_ENOUGH)
    return tr(INTRO[page_data.stage])


def show_assumptions(page_data: PageData) -> None:
    """Name what the plan assumes where it was not told: that the interview is over or soon, or when they answered."""
    if page_data.stage is Stage.WAITING and page_data.instrument.roles.stage not in page_data.responses:
        st.markdown(tr("You have not said where you stand yet, so this is the plan for after an interview."))
        navigation.link("questions", label=tr("Say where you stand"), icon=":material/edit:")
    if page_data.stage is Stage.INVITED and page_data.process.interview_date is None:
        st.markdown(
            tr(":small[The day of the interview is not known, so the steps are spread over the next seven days.]")
        )
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
        tr(label), min_value=int(low), max_value=int(high), value=shown, step=5, key=facts.choice_key("minutes_per_day")
    )
    if minutes != shown:
        facts.change_process({"minutes_per_day": int(minutes)})


def ask_about_preparation(page_data: PageData) -> None:
    """Before the interview, ask for answers on the preparation while there are none: most steps come from them."""
    if page_data.stage is Stage.INVITED and page_data.assessment.readiness is None:
        st.markdown(tr("Nothing about your preparation is answered yet. Once it is, what would win most stands here."))
        navigation.link("questions", label=tr("Answer the questions"), icon=":material/edit:")


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


if __name__ == "__main__":
    page()
