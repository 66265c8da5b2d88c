"""The language of this visit: the one chosen on the page or in the address, else the one the browser asks for."""

import streamlit as st

from assessment.catalog import available_languages, language_for, preferred_language
from assessment.core.text.i18n import set_language
from assessment.ui.session import facts, visit
from assessment.ui.session.current_application import LANGUAGE


def apply_language() -> None:
    """Set the language of this run; must come before anything is shown."""
    set_language(language_for(chosen_language() or preferred_language(st.context.locale)))


def chosen_language() -> str | None:
    """The code of the language chosen in this visit or named in the address; None if none was."""
    named = st.query_params.get(LANGUAGE)
    if named in available_languages():
        visit.current().language = named
    return visit.current().language


def choose_language(code: str) -> None:
    """Use this language from the next run on, in the facts of the example too."""
    facts.translate_example(language_for(code))
    use_language(code)


def use_language(code: str) -> None:
    """Use this language from the next run on; it is also written into the address, so that a reload keeps it."""
    visit.current().language = st.query_params[LANGUAGE] = code
