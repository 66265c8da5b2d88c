"""The cohort page, for a coach: a table of people in; scores, charts and plans out; and the files of clients.

pandas is imported once there is a table, so that this page opens as fast as the others.
"""

import streamlit as st

from assessment.core.outcomes.learning import learn_figures
from assessment.core.text.i18n import current_language, tr
from assessment.ui import resources
from assessment.ui.cohort.clients import show_clients
from assessment.ui.cohort.upload_fields import ask_for_day_order, ask_for_outcomes, ask_for_people
from assessment.ui.session import cohort_tables, visit
from assessment.ui.session.cohort_tables import PeopleTable


def page() -> None:
    st.title(tr("Cohort"), anchor=False)
    st.markdown(
        tr(
            "For a coach with many people: a table goes in, and out come scores, who needs you first, and a plan for "
            "each. A table is not kept: it lives in this tab until you close it."
        )
    )
    people = cohort_tables.current().people
    if people is None:
        ask_for_people()
    else:
        show_people(people)
    show_clients()
    show_learning()


def show_people(people: PeopleTable) -> None:
    """The open table, scored with the shipped figures or those corrected by outcomes."""
    from assessment.ui.cohort.results import show_results
    from assessment.ui.cohort.scored_cohort import score_cohort

    ask_for_day_order(people)
    instrument, outcomes = resources.instrument(), cohort_tables.current().outcomes
    if outcomes:
        instrument = learn_figures(instrument, outcomes.learned.counts)
    day = people.day if people.is_made_up else visit.today()
    cohort = cohort_tables.cached_scores(
        (people.id, instrument.version, current_language().code, day),
        lambda: score_cohort(people.responses, instrument, day),
    )
    show_results(people, cohort)


def show_learning() -> None:
    """The figures corrected by outcomes, or the ways to bring outcomes in."""
    st.header(tr("Improve the figures with your outcomes"), anchor=False)
    outcomes = cohort_tables.current().outcomes
    if outcomes is None:
        ask_for_outcomes()
        return
    from assessment.ui.cohort.learned_figures import show_learned_figures

    show_learned_figures(outcomes)


if __name__ == "__main__":
    page()
