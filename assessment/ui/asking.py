"""A question on the page, and the counter of those that are answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.core.language import tr
from assessment.core.model import Item
from assessment.ui import state
from assessment.ui.alone import alone, runs_alone

CLEAR_WIDTH = 64
"""Kept free beside every question, so that nothing moves when an answer comes."""


@dataclass(frozen=True, slots=True)
class Counter:
    """How many of the items have an answer, with a line of words below, kept up by every question."""

    place: DeltaGenerator
    items: Sequence[Item]
    below: str

    def reserve(self) -> None:
        """Claim the place: a question that runs alone may write only where it wrote in the run of the whole page."""
        self.place.empty()

    def show(self) -> None:
        """Write how it stands."""
        counted = tr("{answered} of {asked} answered", answered=answered_in(self.items), asked=len(self.items))
        self.place.markdown(f"{counted}  \n:small[{self.below}]" if self.below else counted, width="stretch")


def answered_in(items: Iterable[Item]) -> int:
    """How many of the items have an answer."""
    answers = state.responses()
    return sum(item.id in answers for item in items)


def ask_all(items: Iterable[Item], counter: Counter) -> None:
    """Draw the questions one below the other; a new answer costs the run of its own question and no more."""
    for item in items:
        ask_alone(item, counter)


@alone
def ask_alone(item: Item, counter: Counter) -> None:
    """Draw a question; run alone, it saves first whatever any question shows, and keeps up the counter."""
    if not runs_alone():
        counter.reserve()
        ask(item)
        return
    state.save_shown_answers()
    ask(item)
    counter.show()


def ask(item: Item) -> None:
    """Draw a question with its answer and a way to take it back, and save what is new."""
    answer, options = state.responses().get(item.id), list(item.by_option)
    hints = [option.hint for option in item.options]
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(f"**{item.stem}**" + (f" :small[{item.help}]" if item.help else ""), width="stretch")
        if answer is None:
            st.space(CLEAR_WIDTH)
        elif st.button(tr("Clear"), key=f"clear:{item.id}", type="tertiary", width=CLEAR_WIDTH):
            state.clear_answer(item.id)
            st.rerun()
    shown = st.radio(
        item.stem,
        options,
        index=options.index(answer) if answer in options else None,
        format_func=lambda option: item.by_option[option].label,
        captions=hints if any(hints) else None,
        key=state.answer_key(item.id),
        width="stretch",
        label_visibility="collapsed",
    )
    state.save_answers({item.id: shown})
