"""The account of a person who signs in: their visits, signing out, and the end of it all."""

from datetime import date

import streamlit as st

from assessment.settings import Keep, read_keep
from assessment.sign_in_settings import read_sign_in
from assessment.storage import accounts
from assessment.storage.errors import StorageError
from assessment.ui import resources
from assessment.ui.session import visit


def has_provider() -> bool:
    """Whether people sign in, and out, with a provider and not with a proxy."""
    return read_keep() is Keep.SIGNED_IN and not read_sign_in().proxy_header


def note_visit() -> date | None:
    """Note that this person came; returns the day on which the end of their data was announced, if it was."""
    if read_keep() is not Keep.SIGNED_IN:
        return None
    return accounts.note_visit(resources.storage(), visit.current().person.owner, visit.today())


def sign_out() -> None:
    """End this sign-in in all tabs, forget the visit, and let the provider end its own."""
    person = visit.current().person
    try:
        resources.end_sign_in(person.sign_in)
    except StorageError as error:
        visit.current().note_problem(error)  # It has ended on this server, and the browser loses its cookie.
    visit.restart()
    st.logout()
    st.stop()
