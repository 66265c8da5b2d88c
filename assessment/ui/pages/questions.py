"""The page that asks: where the person stands, the facts, and the questions by the quick path or in full."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from assessment.catalog.example import load_example
from assessment.core.model import Item, Stage
from assessment.core.scoring.assess import assess
from assessment.core.scoring.probability import whole
from assessment.core.text.i18n import mark_for_translation, tr, tr_count
from assessment.ui import resources
from assessment.ui.components import fact_fields, navigation, style
from assessment.ui.components.formatting import format_probability, format_range, round_points
from assessment.ui.components.notices import ask_whether_interview_is_over
from assessment.ui.components.question import answered_in, ask, ask_alone
from assessment.ui.components.widgets import show_metric
from assessment.ui.session import answers, clock, current_application, facts, run
from assessment.ui.session.widget_key import page_key

QUICK, FULL = "quick", "full"
PATHS = {QUICK: mark_for_translation("Quick, 2 minutes"), FULL: mark_for_translation("All, 10 minutes")}
MOST_ITEMS_ON_A_PAGE = 9
TITLES = {
    None: mark_for_translation("Your interview"),
    Stage.INVITED: mark_for_translation("Before the interview"),
    Stage.WAITING: mark_for_translation("After the interview"),
    Stage.DECIDED: mark_for_translation("After the answer"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together under one title."""

    title: str
    intro: str
    items: tuple[Item, ...]


def page() -> None:
    """The questions page."""
    ask_whether_interview_is_over()
    st.title(tr(TITLES[answers.stated_stage()]), anchor=False)
    rail = navigation.rail()
    with st.container(key=style.BEFORE_THE_QUESTIONS):
        path = ask_first()
    every = sections(MOST_ITEMS_ON_A_PAGE) if path == FULL else quick_sections()
    at = min(run.section(), len(every) - 1) if path == FULL else None
    with rail:
        if not answers.responses() and not current_application.is_example():
            show_preview()
        show_contents(every, at)
    for section in shown(every, at):
        show_section(section, with_intro=at is not None)
    show_retired()
    with st.bottom, st.container(horizontal=True, wrap=False, vertical_alignment="center", key="way"):
        show_counter(every, at)
        offer_ways_on(every, at)


def ask_first() -> str:
    """Ask what comes before the questions: where the person stands, the facts, and which path to take."""
    st.markdown(
        tr("Answer what you know. Leave the rest open: skipping costs nothing, and you can change or clear any answer.")
    )
    offer_example()
    with st.container():
        instrument = resources.instrument()
        ask(instrument.items[instrument.roles.stage])
    if answers.stated_stage() == Stage.DECIDED or facts.process().outcome:
        fact_fields.ask_outcome()
    fact_fields.ask_facts()
    return ask_path()


def ask_path() -> str:
    """Ask for the short path or the full set."""
    path = st.segmented_control(
        tr("How many questions?"),
        list(PATHS),
        default=run.path() or QUICK,
        format_func=lambda path: tr(PATHS[path]),
        key=page_key("path"),
        required=True,
    )
    run.choose_path(path)
    return path


def show_retired() -> None:
    """Answers that an older version asked for: kept as facts, in no score."""
    retired = answers.retired()
    if retired:
        with st.expander(tr("From an older version")):
            st.markdown(tr("These answers belong to questions that are no longer asked. They are kept and not scored."))
            for item, option in retired.items():
                st.text(f"{item}: {option}")


def offer_example() -> None:
    """On a first visit, the way to see what the answers lead to."""
    if answers.responses() or current_application.is_example():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(tr("New here?"))
        if st.button(tr("Look at an example first"), key="open_example"):
            current_application.open_example()
            st.switch_page(navigation.page("outlook"))


def asked_items() -> list[Item]:
    """The items of the stage the person named, or all until they name one, but for those asked above."""
    stage, instrument = answers.stated_stage(), resources.instrument()
    asked_above = {instrument.roles.stage, instrument.roles.seniority, instrument.roles.format}
    items = instrument.items.values()
    return [item for item in items if item.id not in asked_above and (stage is None or stage in item.stages)]


def quick_sections() -> list[Section]:
    """The quick items under their domains."""
    instrument = resources.instrument()
    quick = [item for item in asked_items() if item.quick]
    found = [
        Section(domain.title, domain.intro, tuple(item for item in quick if item.domain == domain.id))
        for domain in instrument.domains
    ]
    return [section for section in found if section.items]


def sections(most: int) -> list[Section]:
    """The full set: a section per domain, and two where a domain holds more than `most` items."""
    instrument = resources.instrument()
    asked, found = asked_items(), []
    for domain in instrument.domains:
        items = tuple(item for item in asked if item.domain == domain.id)
        pages = -(-len(items) // most)
        for number in range(pages):
            part = items[number * len(items) // pages : (number + 1) * len(items) // pages]
            numbered = tr("{title}, {part} of {parts}", title=domain.title, part=number + 1, parts=pages)
            found.append(Section(domain.title if pages == 1 else numbered, domain.intro, part))
    return found


def shown(every: Sequence[Section], at: int | None) -> Sequence[Section]:
    """The sections on the page: the one that is open, or all."""
    return every if at is None else every[at : at + 1]


def show_section(section: Section, *, with_intro: bool) -> None:
    """The questions of a section, below its title."""
    st.header(section.title, anchor=False, divider="gray")
    if with_intro:
        st.markdown(section.intro)
    for item in section.items:
        ask_alone(item)


def show_contents(every: Sequence[Section], at: int | None) -> None:
    """The parts, each with how much of it is answered; the counter at the foot counts those on the page."""
    lines = []
    for section in every:
        asked = len(section.items)
        if section in shown(every, at):
            words = tr_count("{number} question", "{number} questions", asked)
        else:
            words = tr("{answered} of {asked}", answered=answered_in(section.items), asked=asked)
        lines.append(f"- {section.title} :small[{words}]")
    st.markdown("\n".join([tr("**The parts**"), *lines]))


def show_counter(every: Sequence[Section], at: int | None) -> None:
    """How many questions on the page are answered, with the number of the part or where the answers are kept.

    The style shows the answers chosen on the page in place of the strong number, but where some are not kept.
    """
    items = [item for section in shown(every, at) for item in section.items]
    answered = f"**{answered_in(items)}**"
    counted = tr("{answered} of {asked} answered", answered=answered, asked=len(items))
    below = kept_words() if at is None else tr("Part {part} of {parts}", part=at + 1, parts=len(every))
    all_kept = not (current_application.problem() or answers.clashes())
    with st.container(key=style.COUNTER if all_kept else None):
        st.markdown(f"{counted}  \n:small[{below}]" if below else counted)


def offer_ways_on(every: Sequence[Section], at: int | None) -> None:
    """The ways to the part before and after, and to the outlook; below the questions, so that those save first."""
    if at is not None:
        if st.button(tr("Previous"), key="previous", disabled=at == 0):
            run.go_to_section(at - 1)
            st.rerun()
        if at < len(every) - 1 and st.button(tr("Next"), key="next", type="primary"):
            run.go_to_section(at + 1)
            st.rerun()
    is_last = at is None or at == len(every) - 1
    if is_last and st.button(tr("See your outlook"), key="see_outlook", type="primary"):
        st.switch_page(navigation.page("outlook"))


def kept_words() -> str:
    """Where the answers are; nothing while they cannot be saved, which the page says above."""
    if current_application.problem():
        return ""
    if not current_application.is_kept():
        return tr("Kept in this tab only")
    return tr("Saved on this machine") if resources.storage().path else tr("Saved")


def show_preview() -> None:
    """Outlook and readiness of the example, named as made up."""
    example = load_example(clock.today())
    assessment = assess(resources.instrument(), example.responses, process=example.process, today=clock.today())
    outlook, readiness = assessment.outlook, assessment.readiness
    st.markdown(tr("**What you get**, here from a made-up example:"))
    place, spread = st.container(), format_range(whole(outlook.low), whole(outlook.high))
    show_metric(
        place, tr("Outlook"), format_probability(outlook.value), tr("{range}, how likely an offer is", range=spread)
    )
    if readiness and readiness.total.value is not None:
        points = tr("{points} of 100", points=round_points(readiness.total.value))
        show_metric(place, tr("Readiness"), points, tr("what you control"))
    st.markdown(tr("And why it is so, what waiting does to it, and a plan for the days ahead."))


if __name__ == "__main__":
    page()
