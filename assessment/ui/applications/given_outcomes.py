"""The outcomes that the person gave to the counts of the host, each to be taken back."""

import streamlit as st

from assessment.core.text.i18n import tr
from assessment.settings import learns_from_outcomes
from assessment.ui.applications.line import application_title
from assessment.ui.components.formatting import escape_markdown, numbered_names
from assessment.ui.session import current_application, visit


def show_given_outcomes() -> None:
    """A fold with these outcomes, where the host learns from them and the person has given one."""
    if not learns_from_outcomes() or visit.current().in_memory_only:
        return
    repository = current_application.own_repository()
    given = set(repository.applications_with_given_outcome())
    if not given:
        return
    titles = {each.id: application_title(each) for each in repository.applications() if each.id in given}
    with st.expander(tr("What you gave to the counts of your host")):
        st.markdown(
            tr(
                "Your answers from before these outcomes may be counted. What you take back is not counted any more; "
                "counts made before that stay."
            )
        )
        for application, title in numbered_names(titles).items():
            label = tr("Take back {application}", application=escape_markdown(title))
            if st.button(label, key=f"take_back:{application}"):
                repository.give_outcome(application, given=False)
                st.rerun()
