"""The page that shows its workings: every figure, grade and source, written from the data files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assessment.catalog.example import load_four_signs
from assessment.core.model import Instrument
from assessment.core.model.process import Process
from assessment.core.scoring.assess import assess
from assessment.core.scoring.probability import expit, percent_int
from assessment.core.text.i18n import format_number, format_percent, mark_for_translation, tr
from assessment.ui import resources
from assessment.ui.components import navigation
from assessment.ui.components.formatting import escape_markdown, format_range
from assessment.ui.components.widgets import format_sources, markdown_table
from assessment.ui.method.figures import (
    show_base_rate,
    show_credit,
    show_evidence,
    show_next_question,
    show_range,
    show_silence,
)

LIMITS = (
    mark_for_translation(
        "It is a set of expert settings with grade and source, **not fitted to data** on people like you. The range "
        "comes from those settings and was not measured."
    ),
    mark_for_translation(
        "Nobody has published how well interview signs predict offers. A study that did would change our mind, and so "
        "would outcomes from enough people: that is why forecasts are checked against what happened."
    ),
    mark_for_translation(
        "Rapport, nerves and culture signs read differently for disabled, neurodivergent and foreign candidates, and "
        "by the habits of a country or a trade. A cool room may say nothing about you."
    ),
    mark_for_translation(
        "One study found that candidates' anxiety was not related to how interviewers rated them, another that the "
        "anxious were rated lower. We follow the larger one and keep the figure small."
    ),
    mark_for_translation("Signs are what *you* noticed and remember. Hope and fear both bend that."),
    mark_for_translation("It cannot see the other finalists, the budget, or what was said after you left."),
    mark_for_translation(
        "A second interview is a good sign and never an offer. Nothing short of a written offer is shown above "
        "{ceiling} in 100."
    ),
)


def page() -> None:
    """The method page."""
    instrument = resources.instrument()
    st.title(tr("Method"), anchor=False)
    with navigation.rail():
        links = [f"- [{tr(section.title)}](#{section.anchor})" for section in SECTIONS]
        st.markdown("\n".join([tr("**On this page**"), *links]))
    st.markdown(
        tr(
            "Three numbers, never mixed. **Readiness** is what you control: the share of the credit you have "
            "earned. **Outlook** is how likely an offer is: a base rate, moved by what you saw, and by silence. "
            "**Fit** is whether you want the job. Readiness is never multiplied into the outlook."
        )
    )
    for section in SECTIONS:
        st.header(tr(section.title), anchor=section.anchor)
        section.show(instrument)


def show_limits(instrument: Instrument) -> None:
    """What the numbers are not, first."""
    ceiling = percent_int(instrument.outlook.ceiling)
    st.markdown("\n".join(f"- {tr(limit, ceiling=ceiling)}" for limit in LIMITS))


def show_worked_example(instrument: Instrument) -> None:
    """The four signs of the career guides, worked through with the present figures."""
    outlook = assess(instrument, load_four_signs(), process=Process(), today=date.min).outlook
    st.markdown(
        tr(
            "Four to six finalists, and all four signs that career guides name. The base rate is {base} in 100. The "
            "four signs count as about {effective}, since they repeat each other, and lift the outlook to "
            "**{outlook} in 100** ({range}).",
            base=percent_int(outlook.base_rate),
            effective=format_number(outlook.effective_signs.for_offer, 1),
            outlook=percent_int(outlook.value),
            range=format_range(percent_int(outlook.low), percent_int(outlook.high)),
        )
    )
    rows = [
        (
            instrument.items[row.item].label,
            format_number(row.weight, 3, signed=True),
            f"×{format_number(row.discount, 2)}",
            f"×{format_number(row.limit_factor, 2)}",
            format_number(row.contribution, 3, signed=True),
        )
        for row in outlook.contributions
    ]
    headings = (tr("Sign"), tr("Weight (log odds)"), tr("Repetition"), tr("Limit"), tr("Contribution"))
    st.markdown(markdown_table(headings, rows))
    total = outlook.log_odds
    base = total - sum(row.contribution for row in outlook.contributions)
    st.markdown(
        tr(
            "Base {base} plus the contributions is {total} in log odds, which is {percent}.",
            base=format_number(base, 3),
            total=format_number(total, 3),
            percent=format_percent(expit(total)),
        )
    )


def show_sources(instrument: Instrument) -> None:
    """Every work, with what is taken from it."""
    st.markdown(tr("A link stands only where a look-up confirmed it."))
    with st.expander(tr("All {number} sources", number=len(instrument.sources))):
        for source in instrument.sources.values():
            note = f" {escape_markdown(source.note)}" if source.note else ""
            st.markdown(f"- {format_sources([source.id])}. {escape_markdown(source.publisher)}.{note}")
    st.markdown(tr("Figures: version {version}.", version=escape_markdown(instrument.version)))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its title, its place in the address, and what shows it."""

    title: str
    anchor: str
    show: Callable[[Instrument], None]


SECTIONS = (
    Section(mark_for_translation("What it is not"), "limits", show_limits),
    Section(mark_for_translation("One example, worked through"), "example", show_worked_example),
    Section(mark_for_translation("The base rate"), "base-rate", show_base_rate),
    Section(mark_for_translation("What each answer weighs"), "evidence", show_evidence),
    Section(mark_for_translation("What silence does"), "silence", show_silence),
    Section(mark_for_translation("How wide the range is"), "range", show_range),
    Section(mark_for_translation("The best question to ask"), "next-question", show_next_question),
    Section(mark_for_translation("What earns readiness and fit"), "credit", show_credit),
    Section(mark_for_translation("Sources"), "sources", show_sources),
)


if __name__ == "__main__":
    page()
