"""What somebody sees who has not signed in where people sign in."""

import streamlit as st

from assessment.core.text.i18n import tr
from assessment.ui.session import account


def show_sign_in() -> None:
    """The way in: a button that leads to the provider; a proxy has its own."""
    st.title("Callback", anchor=False)
    st.markdown(tr("An honest look at where you stand after an interview, and what to do next."))
    if not account.has_provider():
        st.markdown(tr("You are not signed in. Open this page by the address that your host gave you."))
        return
    st.markdown(tr("Sign in to begin. What you write is seen by you alone, and you can take it along or delete it."))
    if st.button(tr("Sign in"), type="primary", key="sign_in"):
        st.login()
