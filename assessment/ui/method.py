"""The page that shows its workings: every figure, grade and source, written from the data files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assessment.core.evidence import pool_log_odds
from assessment.core.language import later_tr, number_words, percent_words, tr, tr_count
from assessment.core.model import Credit, Instrument
from assessment.core.probability import expit, whole
from assessment.core.process import Process
from assessment.core.scoring import assess
from assessment.ui import frame, resources
from assessment.ui.widgets import source_words, table
from assessment.ui.words import in_hundred, plain, range_words

FOUR_SIGNS = {
    "finalists": "four_to_six",
    "team_intro": "off_agenda",
    "timeline": "dated",
    "long_term": "in_detail",
    "feedback": "specific",
}
POOL_WORDS = {
    "unknown": later_tr("not answered"),
    "unknown_senior": later_tr("not answered, senior or specialised role"),
}
LIMITS = (
    later_tr(
        "It is a set of expert settings with grade and source, **not fitted to data** on people like you. The range "
        "comes from those settings and was not measured."
    ),
    later_tr(
        "Nobody has published how well interview signs predict offers. A study that did would change our mind, and so "
        "would outcomes from enough people: that is why forecasts are checked against what happened."
    ),
    later_tr(
        "Rapport, nerves and culture signs read differently for disabled, neurodivergent and foreign candidates, and "
        "by the habits of a country or a trade. A cool room may say nothing about you."
    ),
    later_tr(
        "One study found that candidates' anxiety was not related to how interviewers rated them, another that the "
        "anxious were rated lower. We follow the larger one and keep the figure small."
    ),
    later_tr("Signs are what *you* noticed and remember. Hope and fear both bend that."),
    later_tr("It cannot see the other finalists, the budget, or what was said after you left."),
    later_tr(
        "A second interview is a good sign and never an offer. Nothing short of a written offer is shown above 90 in "
        "100."
    ),
)


def page() -> None:
    """The method page."""
    instrument = resources.instrument()
    st.title(tr("Method"), anchor=False)
    with frame.rail():
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
    st.markdown("\n".join(f"- {tr(limit)}" for limit in LIMITS))


def show_worked_example(instrument: Instrument) -> None:
    """The four signs of the career guides, worked through with the present figures."""
    outlook = assess(instrument, FOUR_SIGNS, process=Process(), today=date.min).outlook
    st.markdown(
        tr(
            "Four to six finalists, and all four signs that career guides name. The base rate is {base} in 100. The "
            "four signs count as about {effective}, since they repeat each other, and lift the outlook to "
            "**{outlook} in 100** ({range}).",
            base=whole(outlook.base_rate),
            effective=number_words(outlook.effective_signs.for_offer, 1),
            outlook=whole(outlook.value),
            range=range_words(whole(outlook.low), whole(outlook.high)),
        )
    )
    rows = [
        (
            instrument.items[row.item].label,
            number_words(row.weight, 3, signed=True),
            f"× {number_words(row.discount, 2)}",
            f"× {number_words(row.limit_factor, 2)}",
            f"= {number_words(row.contribution, 3, signed=True)}",
        )
        for row in outlook.contributions
    ]
    headings = (tr("Sign"), tr("Weight (log odds)"), tr("Repetition"), tr("Limit"), tr("Contribution"))
    st.markdown(table(headings, rows))
    total = outlook.log_odds
    base = total - sum(row.contribution for row in outlook.contributions)
    st.markdown(
        tr(
            "Base {base} plus the contributions is {total} in log odds, which is {percent}.",
            base=number_words(base, 3),
            total=number_words(total, 3),
            percent=percent_words(expit(total)),
        )
    )


def show_base_rate(instrument: Instrument) -> None:
    """The base rate by number of finalists."""
    figures = instrument.outlook
    st.markdown(
        tr(
            "With n finalists equally likely to be first choice, a share of {declined} of offers declined and rolling "
            "on to the next, and nobody hired in {no_hire} of searches:",
            declined=percent_words(figures.declined),
            no_hire=percent_words(figures.no_hire),
        )
    )
    st.latex(r"\text{base}(n) = \frac{(1-q)\,(1-d^{\,n})}{n\,(1-d)}")
    rows = []
    for name, pool in instrument.pools.items():
        option = instrument.items["finalists"].by_option.get(name)
        log_odds, _ = pool_log_odds(figures.no_hire, figures.declined, pool)
        people = str(pool.low) if pool.low == pool.high else range_words(pool.low, pool.high)
        rows.append((option.label if option else tr(POOL_WORDS[name]), people, in_hundred(expit(log_odds))))
    st.markdown(table((tr("Finalists"), tr("Reckoned as"), tr("Base rate")), rows))
    show_basis(instrument, "pool")
    show_basis(instrument, "outlook")


def show_basis(instrument: Instrument, name: str) -> None:
    """What a block of settings rests on."""
    basis = instrument.bases[name]
    st.markdown(tr(":small[Basis: {note}. {sources}]", note=plain(basis.note), sources=source_words(basis.sources)))


def show_evidence(instrument: Instrument) -> None:
    """Every sign with its frequencies, odds factor, grade and source."""
    st.markdown(
        tr(
            "Out of 100 finalists who got the offer and 100 who were passed over, this many would give the answer. The "
            "odds factor is one divided by the other. Then repeats are discounted: the second sign of a group counts "
            "less than the first, and the third less again."
        )
    )
    rows = [(grade.id, grade.label, f"{grade.worth:g}") for grade in instrument.grades.values()]
    st.markdown(table((tr("Grade"), tr("What it rests on"), tr("Counts as so many finalists")), rows))
    for group in instrument.groups.values():
        own = [evidence for evidence in instrument.evidence.values() if evidence.group == group.id]
        label = tr_count(
            "{group}: {number} sign, repetition {correlation}",
            "{group}: {number} signs, repetition {correlation}",
            len(own),
            group=group.label,
            correlation=number_words(group.correlation, 2),
        )
        with st.expander(label):
            for evidence in own:
                item = instrument.items[evidence.item]
                st.markdown(
                    tr(
                        "**{sign}**, grade {grade}: {note}",
                        sign=plain(item.label),
                        grade=evidence.grade,
                        note=plain(evidence.note),
                    )
                )
                figures = [
                    (
                        item.label_of(name),
                        f"{row.offered:g}",
                        f"{row.passed_over:g}",
                        f"×{number_words(row.ratio, 2)}",
                    )
                    for name, row in evidence.options.items()
                ]
                st.markdown(table((tr("Answer"), tr("Offered"), tr("Passed over"), tr("Odds")), figures))
                st.markdown(f":small[{source_words(evidence.sources)}]")


def show_silence(instrument: Instrument) -> None:
    """The silence clock in words and settings."""
    silence = instrument.outlook.silence
    st.markdown(
        tr(
            "Some rejections are never sent, so silence piles up among them. The clock starts at the latest of the "
            "interview, the last word from them and the promised date. We reckon with {wait} days to an answer on "
            "average ({slip} past a promised date), and {never_told} of the rejected never told. From the day on "
            "which silence is {times} times likelier for a no than for an offer, plan as if it were a no.",
            wait=number_words(silence.mean_wait_days),
            slip=number_words(silence.mean_slip_days),
            never_told=percent_words(silence.never_told),
            times=number_words(1 / silence.treat_as_no_below, 1),
        )
    )
    show_basis(instrument, "silence")


def show_credit(instrument: Instrument) -> None:
    """What earns readiness and fit."""
    st.markdown(
        tr(
            "The score is the credit of your answers, weighted by importance, over what the answered questions could "
            "earn. Open questions count in neither part; the range shows them at their worst and at their best."
        )
    )
    headings = (tr("Question"), tr("Importance"), tr("Credit"), tr("Source"))
    for title, credits in ((tr("Readiness"), instrument.readiness), (tr("Fit"), instrument.fit)):
        label = tr_count("{title}: {number} question", "{title}: {number} questions", len(credits), title=title)
        with st.expander(label):
            st.markdown(table(headings, [credit_row(instrument, row) for row in credits.values()]))


def credit_row(instrument: Instrument, credit: Credit) -> tuple[str, ...]:
    """One question with what each answer earns."""
    item = instrument.items[credit.item]
    earned = "; ".join(f"{item.label_of(name)} {share:g}" for name, share in credit.options.items())
    titles = [instrument.sources[name].title for name in credit.sources if name in instrument.sources]
    return item.label, f"{credit.importance:g}", earned, "; ".join(titles) or tr("our own judgement")


def show_sources(instrument: Instrument) -> None:
    """Every work, with what is taken from it."""
    st.markdown(tr("A link stands only where a look-up confirmed it."))
    with st.expander(tr("All {number} sources", number=len(instrument.sources))):
        for source in instrument.sources.values():
            note = f" {plain(source.note)}" if source.note else ""
            st.markdown(f"- {source_words([source.id])}. {plain(source.publisher)}.{note}")
    st.markdown(tr("Figures: version {version}.", version=plain(instrument.version)))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its title, its place in the address, and what shows it."""

    title: str
    anchor: str
    show: Callable[[Instrument], None]


SECTIONS = (
    Section(later_tr("What it is not"), "limits", show_limits),
    Section(later_tr("One example, worked through"), "example", show_worked_example),
    Section(later_tr("The base rate"), "base-rate", show_base_rate),
    Section(later_tr("What each answer weighs"), "evidence", show_evidence),
    Section(later_tr("What silence does"), "silence", show_silence),
    Section(later_tr("What earns readiness and fit"), "credit", show_credit),
    Section(later_tr("Sources"), "sources", show_sources),
)
