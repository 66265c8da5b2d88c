"""What somebody sees who has not signed in where people sign in."""

import streamlit as st

from assessment.core.text.i18n import tr
from assessment.ui.components import navigation, style
from assessment.ui.session import account, language


def show_sign_in() -> None:
    """The way in, in the place where the eye begins: a button that leads to the provider; a proxy has its own."""
    with st.container(key=style.SIGN_IN):
        if code := navigation.ask_other_language():
            language.use_language(code)
            st.rerun()
        st.title("Callback", anchor=False)
        st.markdown(
            tr(
                "How did your second interview go? Answer short questions, and get an honest chance of an offer, why, "
                "and what to do next."
            )
        )
        if not account.has_provider():
            st.markdown(tr("You are not signed in. Open this page by the address that your host gave you."))
            return
        if st.button(tr("Sign in"), type="primary", key="sign_in"):
            st.login()
        st.markdown(tr(":small[What you write is seen by you alone, and you can take it along or delete it.]"))
