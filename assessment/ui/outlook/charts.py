"""The pictures behind the numbers: days, balance sheet, a hundred people, readiness by part."""

import streamlit as st

from assessment import charts
from assessment.core.plan.gaps import points_to_win
from assessment.core.plan.key_dates import key_days
from assessment.core.scoring.assess import Outlook, outlook_by_day
from assessment.core.scoring.probability import whole
from assessment.core.text.i18n import number_words, tr, tr_count
from assessment.ui.components import navigation, style
from assessment.ui.components.widgets import show_picture
from assessment.ui.session.page_data import WITHOUT_ADVICE, View


def show_outlook_over_days(view: View) -> None:
    """The outlook against days, with what silence does to it."""
    st.header(tr("What waiting does to it"), anchor=False)
    days = key_days(view.instrument.outlook.silence, view.process)
    if days is None:
        st.markdown(
            tr("Add the day of the interview, and this shows the outlook day by day and the dates that matter.")
        )
        st.page_link(
            navigation.page("questions"), label=tr("Add the day of the interview"), icon=":material/edit_calendar:"
        )
        return
    shown = charts.outlook_days(days, view.today)
    estimates = outlook_by_day(view.instrument, view.responses, process=view.process, days=shown, advice=view.advice)
    picture = charts.outlook_chart(
        shown, estimates, base_rate=view.assessment.outlook.base_rate, key_days=days, today=view.today
    )
    show_picture(picture, "outlook_chart")


def show_balance(view: View) -> None:
    """One bar per answer, for and against, and what is left when advice-only signs go."""
    outlook = view.assessment.outlook
    st.header(tr("What speaks for it and against it"), anchor=False)
    if view.advice and not outlook.contributions:
        st.markdown(tr("No answer of yours speaks for or against an offer yet."))
        return
    sheet, beside = st.columns(style.MAIN_AND_SIDE, gap="large")
    with beside:
        st.markdown(f"{repetition_words(outlook)}\n\n{advice_words(view)}")
        show_advice_switch()
    with sheet:
        if outlook.contributions:
            show_picture(charts.balance_chart(view.instrument, outlook.contributions), "balance_chart")
        else:
            st.markdown(tr("No answer of yours speaks for or against an offer yet."))


def repetition_words(outlook: Outlook) -> str:
    """How much the signs count after what they repeat is taken off."""
    good = sum(row.weight > 0 for row in outlook.contributions)
    bad = sum(row.weight < 0 for row in outlook.contributions)
    for_offer = tr_count(
        "So your {number} good sign counts as about {effective}.",
        "So your {number} good signs count as about {effective}.",
        good,
        effective=number_words(outlook.effective_signs.for_offer, 1),
    )
    against = tr_count(
        "The {number} against counts as about {effective}.",
        "The {number} against count as about {effective}.",
        bad,
        effective=number_words(outlook.effective_signs.against, 1),
    )
    sentences = [tr("Signs repeat each other: a friendly firm shows all of them to everybody.")]
    return " ".join([*sentences, *([for_offer] if good else []), *([against] if bad else [])])


def advice_words(view: View) -> str:
    """What leaving out the signs that rest on advice alone would do, or that it is done."""
    if not view.advice:
        return tr("Signs that rest on advice alone are left out of everything on this page.")
    number = whole(view.assessment.outlook.without_advice)
    return tr("Without the signs that rest on advice alone, the outlook would be {number} in 100.", number=number)


def show_advice_switch() -> None:
    """The switch that leaves out what rests on advice alone."""
    st.toggle(
        tr("Without advice-only signs"),
        key=WITHOUT_ADVICE,
        help=tr(
            "Leaves out every sign of grade D: career guides name it, and no study was found. Changes the whole page."
        ),
    )


def show_hundred(view: View) -> None:
    """A hundred finalists: the base rate first, then where the answers move it."""
    st.header(tr("A hundred finalists like you"), anchor=False)
    outlook = view.assessment.outlook
    show_picture(charts.hundred_chart(outlook.base_rate, outlook.value), "hundred_chart")


def show_domains(view: View) -> None:
    """Readiness by domain, with the points each could still win."""
    if view.assessment.readiness is None:
        return
    st.header(tr("Readiness, part by part"), anchor=False)
    to_win = points_to_win(view.instrument, view.gaps, view.stage)
    show_picture(charts.domains_chart(view.instrument, view.assessment, to_win), "domains_chart")
