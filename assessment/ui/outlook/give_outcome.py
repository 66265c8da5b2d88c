"""Where the host learns from outcomes: the offer to have this one counted, and to take it back."""

import streamlit as st

from assessment.core.outcomes.calibration import Verdict, verdict
from assessment.core.outcomes.disclosure import LEAST
from assessment.core.text.i18n import tr
from assessment.settings import learns_from_outcomes
from assessment.ui.session import current_application
from assessment.ui.session.page_data import PageData


def offer_counting(page_data: PageData) -> None:
    """Say exactly what would be counted, with a button that gives this outcome to the counts or takes it back."""
    can_count = verdict(page_data.process.outcome) in (Verdict.OFFER, Verdict.NO_OFFER)
    if not learns_from_outcomes() or not can_count or not current_application.is_permanent():
        return
    application = current_application.application()
    is_given = current_application.repository().outcome_is_given(application)
    st.header(tr("Help the figures get better"), anchor=False)
    if is_given:
        st.markdown(tr("You gave this outcome to the counts of your host."))
    else:
        st.markdown(
            tr(
                "Your host may count your answers from before this outcome, together with those of others: how many "
                "with an offer gave each answer, and how many without."
            )
        )
    terms = tr(
        "No name, date, note or other text is used. Answers that fewer than {least} people gave are not shown "
        "alone, and every count is blurred by chance. You can take it back; counts made before that stay.",
        least=LEAST,
    )
    st.markdown(f":small[{terms}]")
    label = tr("Take it back") if is_given else tr("Count mine too")
    if st.button(label, key=f"give_outcome:{is_given}"):
        with current_application.saving(changes_application=False) as repository:
            repository.give_outcome(application, given=not is_given)
            st.rerun()
