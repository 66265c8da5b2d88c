"""The page that asks: where the person stands, the facts, and the questions by the quick path or in full."""

from dataclasses import dataclass

import streamlit as st

from assessment.core.model import Item, Stage
from assessment.ui import facts, frame, resources, state
from assessment.ui.widgets import ask, ask_all

QUICK, FULL = "Quick, 2 minutes", "All, 10 minutes"
MOST_ITEMS_ON_A_PAGE = 9
TITLES = {
    "": "Your interview",
    Stage.INVITED: "Before the interview",
    Stage.WAITING: "After the interview",
    Stage.DECIDED: "After the answer",
}
ASKED_ELSEWHERE = {"stage", *facts.CONTEXT_ITEMS}


@dataclass(frozen=True, slots=True)
class Section:
    """The questions that stand on one page."""

    title: str
    intro: str
    items: tuple[Item, ...]


def page() -> None:
    """The questions page."""
    st.title(TITLES[state.responses().get("stage", "")], anchor=False)
    st.markdown(
        "Answer what you know. Leave the rest open: skipping costs nothing, and you can change or clear any answer."
    )
    offer_example()
    state.save_answers({"stage": ask(resources.instrument().items["stage"])})
    if state.responses().get("stage") == Stage.DECIDED or state.process().outcome:
        facts.ask_outcome()
    facts.ask_facts()
    path = st.segmented_control(
        "How many questions?", [QUICK, FULL], default=QUICK, key="path", required=True, persist_state="session"
    )
    if path == FULL:
        show_section_by_section()
    else:
        show_quick_path()
    show_retired()


def show_retired() -> None:
    """Answers that an older version asked for: kept as facts, in no score."""
    retired = state.retired()
    if retired:
        with st.expander("From an older version"):
            st.markdown("These answers belong to questions that are no longer asked. They are kept and not scored.")
            for item, option in retired.items():
                st.text(f"{item}: {option}")


def offer_example() -> None:
    """On a first visit, the way to see what the answers lead to."""
    if state.responses() or state.is_example():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("New here?")
        if st.button("Look at an example first", key="open_example"):
            state.open_example()
            st.switch_page(frame.PAGES / "outlook.py")


def is_asked(item: Item) -> bool:
    """Whether the item belongs to the stage the person named; every item does until they name one."""
    stage = state.responses().get("stage")
    return item.id not in ASKED_ELSEWHERE and (stage is None or Stage(stage) in item.stages)


def show_quick_path() -> None:
    """The quick items on one page, under the headings of their domains."""
    instrument = resources.instrument()
    items = [item for item in instrument.items.values() if item.quick and is_asked(item)]
    progress = st.empty()
    for domain in instrument.domains:
        own = [item for item in items if item.domain == domain.id]
        if own:
            st.header(domain.title, anchor=False, divider="gray")
            ask_all(own)
    show_progress(progress, items)
    show_way_on()


def sections() -> list[Section]:
    """The full set: a section per domain, and two where a domain holds more than a page takes."""
    instrument = resources.instrument()
    found = []
    for domain in instrument.domains:
        items = tuple(item for item in instrument.items.values() if item.domain == domain.id and is_asked(item))
        pages = -(-len(items) // MOST_ITEMS_ON_A_PAGE)
        for number in range(pages):
            part = items[number * len(items) // pages : (number + 1) * len(items) // pages]
            title = domain.title if pages == 1 else f"{domain.title}, {number + 1} of {pages}"
            found.append(Section(title, domain.intro, part))
    return found


def show_section_by_section() -> None:
    """One section of the full set, with the ways back and on always in the same place."""
    every = sections()
    at = min(state.section(), len(every) - 1)
    section = every[at]
    st.header(section.title, anchor=False, divider="gray")
    st.markdown(section.intro)
    progress = st.empty()
    ask_all(section.items)
    show_progress(progress, section.items)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if st.button("Previous", key="previous", disabled=at == 0, icon=":material/arrow_back:"):
            state.go_to_section(at - 1)
            st.rerun()
        st.markdown(f"Part {at + 1} of {len(every)}")
        if at < len(every) - 1:
            if st.button("Next", key="next", type="primary", icon=":material/arrow_forward:"):
                state.go_to_section(at + 1)
                st.rerun()
        elif st.button("See your outlook", key="see_outlook", type="primary"):
            st.switch_page(frame.PAGES / "outlook.py")


def show_progress(spot: st.delta_generator.DeltaGenerator, items: list[Item] | tuple[Item, ...]) -> None:
    """A quiet counter of the questions on this page."""
    answered = sum(item.id in state.responses() for item in items)
    where = "" if state.problem() else ", saved on this machine" if state.is_kept() else ", kept in this tab only"
    spot.progress(answered / len(items) if items else 1.0, f"{answered} of {len(items)} answered{where}")


def show_way_on() -> None:
    """The way to the outlook, at any time."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("See your outlook", key="see_outlook", type="primary"):
            st.switch_page(frame.PAGES / "outlook.py")
