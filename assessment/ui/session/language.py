"""The language of this visit: the one chosen on the page or in the address, else the one the browser asks for."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from assessment.catalog import available_languages, language_for, preferred_language
from assessment.core.text.i18n import current_language, set_language
from assessment.ui.session import address, facts, visit

T = TypeVar("T")


def apply_language() -> None:
    """Set the language of this run; must come before anything is shown."""
    set_language(language_for(chosen_language() or preferred_language(st.context.locale)))


def chosen_language() -> str | None:
    """The code of the language chosen in this visit or named in the address; None if none was."""
    named = address.parameter(address.LANGUAGE)
    if named in available_languages():
        visit.current().language = named
    return visit.current().language


def choose_language(code: str) -> None:
    """Use this language from the next run on, in the facts of the example too."""
    facts.translate_example(language_for(code))
    use_language(code)


def use_language(code: str) -> None:
    """Use this language from the next run on; it is also written into the address, so that a reload keeps it."""
    visit.current().language = st.query_params[address.LANGUAGE] = code


def in_current_language(work: Callable[[], T]) -> Callable[[], T]:
    """`work`, run in the current language; for downloads, which Streamlit prepares in another thread than the run."""
    language = current_language()

    def work_in_language() -> T:
        set_language(language)
        return work()

    return work_in_language
