"""Why the outlook is what it is: the strongest reasons, all answers as a balance sheet, readiness and fit."""

import streamlit as st

from assessment import charts
from assessment.core.plan.plan import points_to_win
from assessment.core.scoring.assess import Outlook
from assessment.core.scoring.points import Points
from assessment.core.scoring.probability import percent_int
from assessment.core.scoring.silence import silence_clock
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.ui.components import navigation
from assessment.ui.components.formatting import format_range, round_points
from assessment.ui.components.question import show_support, supported_items
from assessment.ui.components.widgets import show_chart
from assessment.ui.session.page_data import WITHOUT_ADVICE, PageData

BALANCE_FOLD, DOMAINS_FOLD = "balance", "domains"


def show_reasons(page_data: PageData) -> None:
    """The strongest reasons, the switch that leaves out those resting on advice only, and all answers in a fold."""
    st.header(tr("Why"), anchor=False)
    entries = reason_entries(page_data)
    reasons = charts.strongest_reasons(page_data.assessment.outlook, entries)
    base = tr("It starts at {number} in 100.", number=percent_int(page_data.assessment.outlook.base_rate))
    if reasons:
        st.markdown(base)
        show_chart(charts.reasons_chart(reasons), "reasons_chart")
    else:
        nothing = tr("No answer of yours speaks for or against an offer yet.")
        st.markdown(f"{base} {nothing}")
    show_balance(page_data, entries)
    if entries or not page_data.advice:
        st.markdown(advice_sentence(page_data))
        if not page_data.read_only:
            ask_without_advice()


def ask_without_advice() -> None:
    """The switch that leaves out the signs that rest on advice only."""
    st.toggle(
        tr("Without advice-only signs"),
        key=WITHOUT_ADVICE,
        help=tr("Leaves out every sign that guides name and no study backs (grade D). Changes the whole page."),
    )


def reason_entries(page_data: PageData) -> tuple[charts.BalanceEntry, ...]:
    """All that moves the outlook, silence among it, in the order of the balance sheet and of the reasons."""
    outlook = page_data.assessment.outlook
    return charts.balance_entries(
        page_data.instrument, outlook.contributions, silence=outlook.silence, silent=silent_for(page_data)
    )


def show_balance(page_data: PageData, entries: tuple[charts.BalanceEntry, ...]) -> None:
    """A fold with a bar for each sign, for and against, its grade and its odds factor; drawn when it is opened."""
    if not entries:
        return
    label = tr_count("{number} sign, with grade and source", "All {number} signs, with grade and source", len(entries))
    fold = st.expander(label, key=BALANCE_FOLD, on_change="rerun", type="compact")
    if fold.open:
        with fold:
            if repeated := repetition_sentences(page_data.assessment.outlook):
                st.markdown(repeated)
            show_chart(charts.balance_chart(page_data.instrument, entries), "balance_chart")


def repetition_sentences(outlook: Outlook) -> str:
    """How many independent signs the signs count as; empty where none of them repeats another."""
    good = sum(row.weight > 0 for row in outlook.contributions)
    bad = sum(row.weight < 0 for row in outlook.contributions)
    for_offer = format_number(outlook.signs_for, 1)
    against = format_number(outlook.signs_against, 1)
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


def show_readiness_and_fit(page_data: PageData) -> None:
    """Two quiet rows: how ready the person is, which leads to the plan, and how well the job fits, to the questions."""
    readiness, fit = page_data.assessment.readiness, page_data.assessment.fit
    ready, fits = tr("How ready you are"), tr("How well it fits you")
    show_points_row(ready, readiness.total if readiness else None, "" if page_data.read_only else "plan")
    show_points_row(fits, fit, "" if page_data.read_only else "questions")


def show_points_row(name: str, points: Points | None, leads_to: str) -> None:
    """A score with its range as a link to a page, or no link; below half answered, how many more questions it takes."""
    missing, page = points.answers_missing if points else 0, "questions"
    if points is None or points.value is None:
        text = tr("{name}: not answered yet", name=name)
    elif missing:
        text = tr_count(
            "{name}: not enough answers yet, {number} more question",
            "{name}: not enough answers yet, {number} more questions",
            missing,
            name=name,
        )
    else:
        text = tr(
            "{name}: {points} of 100 ({range})",
            name=name,
            points=round_points(points.value),
            range=format_range(round_points(points.low), round_points(points.high)),
        )
        page = leads_to
    if leads_to:
        navigation.link(page, label=text, icon=":material/chevron_right:")
    else:
        st.markdown(text)


def show_domains(page_data: PageData) -> None:
    """Readiness by domain, with the points each could still gain."""
    to_win = points_to_win(page_data.instrument, page_data.plan)
    show_chart(charts.domains_chart(page_data.instrument, page_data.assessment, to_win), "domains_chart")
    if not page_data.read_only:
        for item_id in supported_items():
            show_support(item_id)


def show_domains_fold(page_data: PageData) -> None:
    """The same in a fold, drawn when it is opened; nothing while no preparation is answered."""
    if page_data.assessment.readiness is None:
        return
    fold = st.expander(tr("Readiness, part by part"), key=DOMAINS_FOLD, on_change="rerun", type="compact")
    if fold.open:
        with fold:
            show_domains(page_data)


def silent_for(page_data: PageData) -> str:
    """How long they have been silent; empty where silence does not count."""
    clock = silence_clock(page_data.instrument.outlook.silence, page_data.process)
    if clock is None:
        return ""
    days = (page_data.today - clock.start).days
    if clock.start == page_data.process.promised_date:
        return tr_count("{number} day past the promised day", "{number} days past the promised day", days)
    return tr_count("{number} day without a word", "{number} days without a word", days)
