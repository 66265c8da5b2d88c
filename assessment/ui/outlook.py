"""The page that answers: where you stand, why, and what next."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment import charts
from assessment.core.advice import next_questions, points_to_win
from assessment.core.days import key_days, later
from assessment.core.probability import whole
from assessment.core.process import Outcome
from assessment.core.scoring import Points, outlook_by_day
from assessment.ui import frame, state
from assessment.ui.outcomes import OUTCOME_WORDS
from assessment.ui.view import WITHOUT_ADVICE, View, current_view
from assessment.ui.what_if import show_what_if
from assessment.ui.widgets import show_picture
from assessment.ui.words import answered_words, band, counted, day_name, plain, range_words, whole_points

FEW_SIGNS = 3
LOW_OUTLOOK = 25


def page() -> None:
    """The outlook page."""
    if not state.guess_settled():
        ask_for_guess()
        return
    view = current_view()
    state.keep_what_was_shown(view.whole_assessment())
    show_headline(view)
    if view.process.answered:
        show_after_an_answer(view)
        return
    show_cards(view)
    show_outlook_over_days(view)
    show_next_steps(view)
    show_balance(view)
    show_hundred(view)
    show_domains(view)
    show_next_questions(view)
    show_what_if(view)
    show_small_print(view)


def ask_for_guess() -> None:
    """Ask for the person's own number before the first reveal."""
    st.title("First, your own number", anchor=False)
    st.markdown(
        "Before you see ours: out of 100 people exactly where you are, how many would get an offer? "
        "Your number is sealed, and once you know the outcome it is compared with ours and with the plain average."
    )
    value = st.number_input(
        "Your number, 0 to 100",
        min_value=0,
        max_value=100,
        value=None,
        step=5,
        key="guess",
        placeholder="0 to 100",
    )
    with st.container(horizontal=True):
        sealed = st.button("Seal it and show the outlook", type="primary", key="seal")
        skipped = st.button("Skip", key="skip_guess")
    if sealed and value is None:
        st.error("Type a number from 0 to 100 first, or choose Skip.")
    elif sealed or skipped:
        state.settle_guess(int(value) if sealed and value is not None else None)
        st.rerun()


def show_headline(view: View) -> None:
    """The whole page in two sentences."""
    if view.process.answered and view.process.outcome:
        st.title(OUTCOME_WORDS[view.process.outcome].headline, anchor=False)
        return
    outlook = view.assessment.outlook
    shown = whole(outlook.value)
    spread = range_words(whole(outlook.low), whole(outlook.high))
    employer = f" at {plain(view.process.employer)}" if view.process.employer else ""
    st.title(f"{band(shown).capitalize()}: {shown} in 100", anchor=False)
    st.markdown(f"Somewhere in {spread} for an offer{employer}. {readiness_words(view)} {steps_words(view)}")
    if shown < LOW_OUTLOOK:
        st.markdown(
            "A low number says little about you: most finalists are turned down, and all of them can do the job."
        )
    signs = sum(row.weight != 0 for row in outlook.contributions)
    if signs < FEW_SIGNS:
        st.warning(
            f"**Little to go on.** So far {counted(signs, 'answer')} of yours can move the outlook, so this is nearly "
            "the base rate for anybody at this stage.",
            icon=":material/info:",
        )


def show_after_an_answer(view: View) -> None:
    """What counts once it is known: what to do next, and how the forecast stood."""
    st.markdown(OUTCOME_WORDS[view.process.outcome or Outcome.PENDING].comfort)
    show_next_steps(view)
    reveal, guess = state.reveal(), state.guess()
    if reveal is not None:
        own = f", your own number {guess.value}" if guess and guess.value is not None else ""
        st.markdown(f"The first forecast was {whole(reveal.outlook)} in 100{own}.")
    with st.expander("How it stood before the answer"):
        show_cards(view)
        show_balance(view)


def readiness_words(view: View) -> str:
    """How prepared the person is, in a sentence."""
    readiness = view.assessment.readiness
    if readiness is None or readiness.total.value is None:
        return "Your preparation is not answered yet."
    if readiness.total.value >= 75:
        return "You are well prepared."
    return (
        "You are partly prepared."
        if readiness.total.value >= 45
        else "There is ground to make up, and it can be made up."
    )


def steps_words(view: View) -> str:
    """How much the plan holds for the coming week."""
    week = [step for step in view.plan.steps if step.day and step.day < later(view.today, 7)]
    return f"{counted(len(week), 'thing')} to do this week." if week else ""


def show_cards(view: View) -> None:
    """Outlook, readiness and fit, each with its range and one line."""
    outlook, readiness, fit = view.assessment.outlook, view.assessment.readiness, view.assessment.fit
    first, second, third = st.columns(3)
    spread = range_words(whole(outlook.low), whole(outlook.high))
    show_card(first, "Outlook", f"{whole(outlook.value)} in 100", f"{spread}, how likely an offer is")
    show_points_card(second, "Readiness", readiness.total if readiness else None, "what you control")
    show_points_card(third, "Fit", fit, "whether you want it")


def show_points_card(column: DeltaGenerator, label: str, points: Points | None, meaning: str) -> None:
    """A card for a score in points, or what to answer to get one."""
    if points is None or points.value is None:
        show_card(column, label, "open", f"Not answered yet, {meaning}")
        return
    spread = range_words(whole_points(points.low), whole_points(points.high))
    value = f"{whole_points(points.value)} of 100"
    show_card(column, f"{label}, {answered_words(points)}", value, f"{spread}, {meaning}")


def show_card(column: DeltaGenerator, label: str, value: str, meaning: str) -> None:
    """One number with its line of meaning."""
    with column.container(gap=None):
        st.metric(label, value)
        st.markdown(f":small[{meaning}]")


def show_outlook_over_days(view: View) -> None:
    """The outlook against days, with what silence does to it."""
    st.header("What waiting does to it", anchor=False)
    days = key_days(view.instrument.outlook.silence, view.process)
    if days is None:
        st.markdown("Add the day of the interview, and this shows the outlook day by day and the dates that matter.")
        st.page_link(
            frame.PAGES / "questions.py", label="Add the day of the interview", icon=":material/edit_calendar:"
        )
        return
    shown = charts.outlook_days(days, view.today)
    estimates = outlook_by_day(view.instrument, view.responses, process=view.process, days=shown, advice=view.advice)
    picture = charts.outlook_chart(
        shown, estimates, base_rate=view.assessment.outlook.base_rate, key_days=days, today=view.today
    )
    show_picture(picture, "outlook_chart")


def show_next_steps(view: View) -> None:
    """The next three steps of the plan."""
    st.header("What to do next", anchor=False)
    marks = state.step_marks()
    steps = [step for step in view.plan.steps if step.id not in marks or not marks[step.id].done][:3]
    lines = [
        f"- **{day_name(step.day, view.today)}:** {plain(step.title)} :small[{step.minutes} min]"
        for step in steps
        if step.day
    ]
    st.markdown("\n".join(lines))
    if not steps:
        st.markdown("Nothing is open. Keep applying elsewhere until you have signed.")
    st.page_link(frame.PAGES / "plan.py", label="Open the whole plan", icon=":material/checklist:")


def show_balance(view: View) -> None:
    """One bar per answer, for and against, and what is left when advice-only signs go."""
    outlook = view.assessment.outlook
    st.header("Why: what speaks for it and against it", anchor=False)
    if view.advice and not outlook.contributions:
        st.markdown("No answer of yours speaks for or against an offer yet.")
        return
    good = sum(row.weight > 0 for row in outlook.contributions)
    bad = sum(row.weight < 0 for row in outlook.contributions)
    st.markdown(
        "Signs repeat each other: a friendly firm shows all of them to everybody. "
        f"So your {counted(good, 'good sign')} count as about {outlook.effective_signs.for_offer:.1f}, "
        f"and {bad} against as about {outlook.effective_signs.against:.1f}."
    )
    st.toggle(
        "Without advice-only signs",
        key=WITHOUT_ADVICE,
        help="Leaves out every sign of grade D: career guides name it, and no study was found. Changes the whole page.",
    )
    if view.advice:
        st.markdown(f"Without them, the outlook would be {whole(outlook.without_advice)} in 100.")
    else:
        st.markdown("They are left out of everything on this page.")
    if outlook.contributions:
        show_picture(charts.balance_chart(view.instrument, outlook.contributions), "balance_chart")
    else:
        st.markdown("No answer of yours speaks for or against an offer yet.")


def show_hundred(view: View) -> None:
    """A hundred finalists: the base rate first, then where the answers move it."""
    st.header("A hundred finalists like you", anchor=False)
    outlook = view.assessment.outlook
    show_picture(charts.hundred_chart(outlook.base_rate, outlook.value), "hundred_chart")


def show_domains(view: View) -> None:
    """Readiness by domain, with the points each could still win."""
    if view.assessment.readiness is None:
        return
    st.header("Readiness, part by part", anchor=False)
    to_win = points_to_win(view.instrument, view.gaps, view.stage)
    show_picture(charts.domains_chart(view.instrument, view.assessment, to_win), "domains_chart")


def show_next_questions(view: View) -> None:
    """What is most worth asking the recruiter."""
    questions = next_questions(view.instrument, view.responses, process=view.process, today=view.today)
    if not questions:
        return
    st.header("The best question to ask them", anchor=False)
    first, *others = questions
    st.markdown(f"**“{plain(first.ask)}”**")
    st.markdown(f"The answer is expected to move your outlook by about {first.expected_shift:.1f} points, up or down.")
    if others:
        with st.expander("Other questions worth asking", type="compact"):
            for question in others:
                st.markdown(f"- “{plain(question.ask)}” :small[about {question.expected_shift:.1f} points]")


def show_small_print(view: View) -> None:
    """What the number is not, and the person's own number."""
    guess = state.guess()
    with st.expander("What this number is, and what it is not", type="compact"):
        if guess and guess.value is not None:
            st.markdown(f"Your own number, sealed before you saw this: **{guess.value} in 100**.")
        st.markdown(
            "It is a base rate moved a little by what you saw, from settings with grade and source, not from data on "
            "people like you. Nobody has published how well interview signs predict offers. A second interview is a "
            "good sign and never an offer: keep applying until you have signed. "
            f"Figures: version {view.assessment.instrument_version}."
        )
        st.page_link(frame.PAGES / "method.py", label="How it is worked out", icon=":material/calculate:")
