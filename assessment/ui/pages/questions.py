"""The questions page: the stage, the facts, and the questions, the quick ones or all."""

import streamlit as st

from assessment.catalog.example import load_example
from assessment.core.model import Stage
from assessment.core.scoring.assess import assess
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.settings import Keep, read_keep
from assessment.ui import resources
from assessment.ui.components import fact_fields, navigation, style
from assessment.ui.components.day_book import ask_heard_back, show_day_book
from assessment.ui.components.formatting import round_points
from assessment.ui.components.notices import ask_whether_interview_is_over
from assessment.ui.components.question import ask, ask_in_fragment
from assessment.ui.components.widgets import show_metric, show_outlook_metric
from assessment.ui.questions.progress import show_bottom_bar, show_contents
from assessment.ui.questions.sections import QuestionSection, full_path, quick_path
from assessment.ui.session import answers, current_application, facts, visit

QUICK, FULL = "quick", "full"
PATH = "path"
PATHS = {QUICK: mark_for_translation("Quick, 2 minutes"), FULL: mark_for_translation("All, 10 minutes")}
TITLES = {
    None: mark_for_translation("How did your second interview go?"),
    Stage.INVITED: mark_for_translation("Before the interview"),
    Stage.WAITING: mark_for_translation("After the interview"),
    Stage.DECIDED: mark_for_translation("After the answer"),
}


def page() -> None:
    ask_whether_interview_is_over()
    st.title(tr(TITLES[answers.stated_stage()]), anchor=False)
    ask_heard_back()
    rail = navigation.rail()
    with st.container(key=style.BEFORE_QUESTIONS):
        ask_stage()
        if visit.current().sends_first_screen:
            return
        ask_facts_and_path()
        part = current_application.open_part()
        path = quick_path() if part is None else full_path(part)
    with rail:
        if is_first_visit():
            show_preview()
        show_contents(path)
    for section in path.shown:
        show_section(section)
    show_retired()
    show_bottom_bar(path)


def ask_stage() -> None:
    """Say what to do here, and ask for the stage."""
    with st.container():
        show_intro()
    with st.container():
        instrument = resources.instrument()
        ask(instrument.items[instrument.roles.stage])


def ask_facts_and_path() -> None:
    """Ask for the facts, and how many questions."""
    if answers.stated_stage() == Stage.DECIDED or facts.process().outcome:
        fact_fields.ask_outcome()
    fact_fields.ask_facts()
    with st.container():
        show_day_book()
    part = current_application.open_part()
    path = st.segmented_control(
        tr("How many questions?"),
        list(PATHS),
        default=QUICK if part is None else FULL,
        format_func=lambda path: tr(PATHS[path]),
        key=current_application.widget_key(PATH, "", 0, in_words=True),
        required=True,
    )
    if (path == FULL) != (part is not None):
        current_application.go_to_part(0 if path == FULL else None)


def show_intro() -> None:
    """What to do on this page, and on the first visit the way to the example."""
    if is_first_visit():
        number = sum(item.quick for item in resources.instrument().items.values())
        st.markdown(
            tr(
                "Answer {number} short questions. You get an honest chance of an offer, why, and what to do next. "
                "{time_and_privacy}",
                number=number,
                time_and_privacy=time_and_privacy(),
            )
        )
        offer_example()
    else:
        st.markdown(
            tr("Answer what you know. Leave the rest open: it costs nothing, and you can change or clear any answer.")
        )


def is_first_visit() -> bool:
    """Whether nothing is answered yet; not while the example is open."""
    return not answers.responses() and not current_application.is_example()


def offer_example() -> None:
    """A button that opens the example at its outlook."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(tr("New here?"))
        if st.button(tr("Look at an example first"), key="open_example"):
            current_application.open_example()
            navigation.go_to("outlook")


def show_preview() -> None:
    """Outlook and readiness of the example, with a note that it is made up."""
    example = load_example(visit.today())
    assessment = assess(resources.instrument(), example.responses, process=example.process, today=visit.today())
    st.markdown(tr("**What you get**, here from a made-up example:"))
    place = st.container()
    show_outlook_metric(place, assessment.outlook)
    if assessment.readiness and assessment.readiness.total.value is not None:
        points = tr("{points} of 100", points=round_points(assessment.readiness.total.value))
        show_metric(place, tr("Readiness"), points, tr("How ready you are"))
    st.markdown(tr("And why it is so, what it means if you hear nothing, and a plan for the days ahead."))


def time_and_privacy() -> str:
    """How long it takes, and who has the answers."""
    if read_keep() is Keep.VISIT:
        return tr("Two minutes, and nothing is kept once you close this tab.")
    if current_application.is_permanent() and not resources.storage().path:
        return tr("Two minutes, and only you see your answers.")
    return tr("Two minutes, private: nothing leaves this computer.")


def show_section(section: QuestionSection) -> None:
    """The questions of a section, under its title and what its intro asks to bear in mind."""
    st.header(section.title, anchor=False, divider="gray")
    st.markdown(section.intro)
    for item in section.items:
        ask_in_fragment(item)


def show_retired() -> None:
    """Answers to questions of an older version; they are in no score."""
    retired = answers.retired()
    if retired:
        with st.expander(tr("From an older version")):
            st.markdown(tr("These answers belong to questions that are no longer asked. They are kept and not scored."))
            for item, option in retired.items():
                st.text(f"{item}: {option}")


if __name__ == "__main__":
    page()
