"""Which language the visit speaks: the one chosen, else the one the browser asks for."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from assessment.catalog import available_languages, language_for, preferred_language
from assessment.core.language import speak, spoken
from assessment.ui import state

T = TypeVar("T")


def settle_language() -> None:
    """Speak the visit's language in this run; the first thing a run does."""
    speak(language_for(state.language() or preferred_language(st.context.locale)))


def ask_language() -> str | None:
    """Offer the other languages, each by its own name; the code of the one asked for."""
    asked = None
    for code, name in available_languages().items():
        if code != spoken().code and st.button(name, key=f"speak:{code}", type="tertiary"):
            asked = code
    return asked


def spoken_later(work: Callable[[], T]) -> Callable[[], T]:
    """The work, in the language of now: what a button does on demand runs outside the run that drew it."""
    language = spoken()

    def work_in_language() -> T:
        speak(language)
        return work()

    return work_in_language
