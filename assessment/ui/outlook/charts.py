"""The charts behind the numbers: outlook by day, balance sheet, a hundred people, readiness by domain."""

import streamlit as st

from assessment import charts
from assessment.core.plan.plan import points_to_win
from assessment.core.scoring.assess import Outlook, outlook_by_day
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.ui.components import navigation, style
from assessment.ui.components.widgets import show_chart
from assessment.ui.outlook.headline import reason_entries
from assessment.ui.session.page_data import WITHOUT_ADVICE, PageData, marked_days_of


def show_outlook_over_days(page_data: PageData) -> None:
    """The outlook by day, which silence lowers."""
    st.header(tr("What waiting does to it"), anchor=False)
    marked = marked_days_of(page_data)
    if marked is None:
        st.markdown(
            tr("Add the day of the interview, and this shows the outlook day by day and the dates that matter.")
        )
        navigation.link(
            navigation.page("questions"), label=tr("Add the day of the interview"), icon=":material/edit_calendar:"
        )
        return
    shown = charts.outlook_days(marked, page_data.today)
    estimates = outlook_by_day(
        page_data.instrument, page_data.responses, process=page_data.process, days=shown, advice=page_data.advice
    )
    chart = charts.outlook_chart(
        shown, estimates, base_rate=page_data.assessment.outlook.base_rate, marked=marked, today=page_data.today
    )
    show_chart(chart, "outlook_chart")


def show_balance(page_data: PageData) -> None:
    """One bar per sign, for and against, and the switch that leaves out those resting on advice only."""
    outlook, nothing = page_data.assessment.outlook, tr("No answer of yours speaks for or against an offer yet.")
    st.header(tr("What speaks for it and against it"), anchor=False)
    entries = reason_entries(page_data)
    if page_data.advice and not entries:
        st.markdown(nothing)
        return
    sheet, beside = st.columns(style.MAIN_AND_SIDE, gap="large")
    with beside:
        st.markdown("\n\n".join(filter(None, (repetition_sentences(outlook), advice_sentence(page_data)))))
        st.toggle(
            tr("Without advice-only signs"),
            key=WITHOUT_ADVICE,
            help=tr(
                "Leaves out every sign of grade D: guides name it, and no study was found. Changes the whole page."
            ),
        )
    with sheet:
        if entries:
            show_chart(charts.balance_chart(page_data.instrument, entries), "balance_chart")
        else:
            st.markdown(nothing)


def repetition_sentences(outlook: Outlook) -> str:
    """How many independent signs the signs count as; empty where none of them repeats another."""
    good = sum(row.weight > 0 for row in outlook.contributions)
    bad = sum(row.weight < 0 for row in outlook.contributions)
    for_offer = format_number(outlook.effective_signs.for_offer, 1)
    against = format_number(outlook.effective_signs.against, 1)
    sentences = []
    if for_offer != format_number(good, 1):
        sentences.append(
            tr_count(
                "So your {number} good sign counts as about {effective}.",
                "So your {number} good signs count as about {effective}.",
                good,
                effective=for_offer,
            )
        )
    if against != format_number(bad, 1):
        sentences.append(
            tr_count(
                "The {number} against counts as about {effective}.",
                "The {number} against count as about {effective}.",
                bad,
                effective=against,
            )
        )
    if sentences:
        sentences.insert(0, tr("Signs repeat each other: a friendly firm shows all of them to everybody."))
    return " ".join(sentences)


def advice_sentence(page_data: PageData) -> str:
    """The outlook without the signs that rest on advice only, or that they are left out; empty where it is the same."""
    if not page_data.advice:
        return tr("Signs that rest on advice alone are left out of everything on this page.")
    number = percent_int(page_data.assessment.outlook.without_advice)
    if number == percent_int(page_data.assessment.outlook.value):
        return ""
    return tr("Without the signs that rest on advice alone, the outlook would be {number} in 100.", number=number)


def show_hundred(page_data: PageData) -> None:
    """A hundred finalists: at the base rate, and at the outlook."""
    st.header(tr("A hundred finalists like you"), anchor=False)
    outlook = page_data.assessment.outlook
    show_chart(charts.hundred_chart(outlook.base_rate, outlook.value), "hundred_chart")


def show_domains(page_data: PageData) -> None:
    """Readiness by domain, with the points each could still gain."""
    if page_data.assessment.readiness is None:
        return
    st.header(tr("Readiness, part by part"), anchor=False)
    to_win = points_to_win(page_data.instrument, page_data.plan)
    show_chart(charts.domains_chart(page_data.instrument, page_data.assessment, to_win), "domains_chart")
