"""The page that shows its workings: every figure, grade and source, written from the data files."""

from datetime import date

import streamlit as st

from assessment.core.evidence import pool_log_odds
from assessment.core.model import Credit, Instrument
from assessment.core.probability import expit, whole
from assessment.core.process import Process
from assessment.core.scoring import assess
from assessment.ui import resources
from assessment.ui.widgets import source_words, table
from assessment.ui.words import plain, range_words

FOUR_SIGNS = {
    "finalists": "four_to_six",
    "team_intro": "off_agenda",
    "timeline": "dated",
    "long_term": "in_detail",
    "feedback": "specific",
}
POOL_WORDS = {"unknown": "not answered", "unknown_senior": "not answered, senior or specialised role"}
LIMITS_TEXT = """
- It is a set of expert settings with grade and source, **not fitted to data** on people like you. The range comes from
  those settings and was not measured.
- Nobody has published how well interview signs predict offers. A study that did would change our mind, and so would
  outcomes from enough people: that is why forecasts are checked against what happened.
- Rapport, nerves and culture signs read differently for disabled, neurodivergent and foreign candidates, and by the
  habits of a country or a trade. A cool room may say nothing about you.
- One study found that candidates' anxiety was not related to how interviewers rated them, another that the anxious
  were rated lower. We follow the larger one and keep the figure small.
- Signs are what *you* noticed and remember. Hope and fear both bend that.
- It cannot see the other finalists, the budget, or what was said after you left.
- A second interview is a good sign and never an offer. Nothing short of a written offer is shown above 90 in 100.
"""


def page() -> None:
    """The method page."""
    instrument = resources.instrument()
    st.title("Method", anchor=False)
    st.markdown(
        "Three numbers, never mixed. **Readiness** is what you control: the share of the credit you have earned. "
        "**Outlook** is how likely an offer is: a base rate, moved by what you saw, and by silence. "
        "**Fit** is whether you want the job. Readiness is never multiplied into the outlook."
    )
    show_limits()
    show_worked_example(instrument)
    show_base_rate(instrument)
    show_evidence(instrument)
    show_silence(instrument)
    show_credit(instrument)
    show_sources(instrument)


def show_limits() -> None:
    """What the numbers are not, first."""
    st.header("What it is not", anchor=False)
    st.markdown(LIMITS_TEXT)


def show_worked_example(instrument: Instrument) -> None:
    """The four signs of the career guides, worked through with the present figures."""
    st.header("One example, worked through", anchor=False)
    outlook = assess(instrument, FOUR_SIGNS, process=Process(), today=date.min).outlook
    st.markdown(
        "Four to six finalists, and all four signs that career guides name. "
        f"The base rate is {whole(outlook.base_rate)} in 100. The four signs count as about "
        f"{outlook.effective_signs.for_offer:.1f}, since they repeat each other, and lift the outlook to "
        f"**{whole(outlook.value)} in 100** ({range_words(whole(outlook.low), whole(outlook.high))})."
    )
    rows = [
        (
            instrument.items[row.item].label,
            f"{row.weight:+.3f}",
            f"× {row.discount:.2f}",
            f"× {row.limit_factor:.2f}",
            f"= {row.contribution:+.3f}",
        )
        for row in outlook.contributions
    ]
    st.markdown(table(("Sign", "Weight (log odds)", "Repetition", "Limit", "Contribution"), rows))
    total = outlook.log_odds
    base = total - sum(row.contribution for row in outlook.contributions)
    st.markdown(f"Base {base:.3f} plus the contributions is {total:.3f} in log odds, which is {expit(total):.0%}.")


def show_base_rate(instrument: Instrument) -> None:
    """The base rate by number of finalists."""
    figures = instrument.outlook
    st.header("The base rate", anchor=False)
    st.markdown(
        f"With n finalists equally likely to be first choice, a share of {figures.declined:.0%} of offers declined and "
        f"rolling on to the next, and nobody hired in {figures.no_hire:.0%} of searches:"
    )
    st.latex(r"\text{base}(n) = \frac{(1-q)\,(1-d^{\,n})}{n\,(1-d)}")
    rows = []
    for name, pool in instrument.pools.items():
        option = instrument.items["finalists"].by_option.get(name)
        log_odds, _ = pool_log_odds(figures.no_hire, figures.declined, pool)
        people = str(pool.low) if pool.low == pool.high else range_words(pool.low, pool.high)
        rows.append((option.label if option else POOL_WORDS[name], people, f"{whole(expit(log_odds))} in 100"))
    st.markdown(table(("Finalists", "Reckoned as", "Base rate"), rows))
    show_basis(instrument, "pool")
    show_basis(instrument, "outlook")


def show_basis(instrument: Instrument, name: str) -> None:
    """What a block of settings rests on."""
    basis = instrument.bases[name]
    st.markdown(f":small[Basis: {plain(basis.note)}. {source_words(basis.sources)}]")


def show_evidence(instrument: Instrument) -> None:
    """Every sign with its frequencies, odds factor, grade and source."""
    st.header("What each answer weighs", anchor=False)
    st.markdown(
        "Out of 100 finalists who got the offer and 100 who were passed over, this many would give the answer. The "
        "odds factor is one divided by the other. Then repeats are discounted: the second sign of a group counts less "
        "than the first, and the third less again."
    )
    rows = [(grade.id, grade.label, f"{grade.worth:g}") for grade in instrument.grades.values()]
    st.markdown(table(("Grade", "What it rests on", "Counts as so many finalists"), rows))
    for group in instrument.groups.values():
        own = [evidence for evidence in instrument.evidence.values() if evidence.group == group.id]
        with st.expander(f"{group.label}: {len(own)} signs, repetition {group.correlation:.2f}"):
            for evidence in own:
                item = instrument.items[evidence.item]
                st.markdown(f"**{plain(item.label)}**, grade {evidence.grade}: {plain(evidence.note)}")
                figures = [
                    (item.by_option[name].label, f"{row.offered:g}", f"{row.passed_over:g}", f"×{row.ratio:.2f}")
                    for name, row in evidence.options.items()
                ]
                st.markdown(table(("Answer", "Offered", "Passed over", "Odds"), figures))
                st.markdown(f":small[{source_words(evidence.sources)}]")


def show_silence(instrument: Instrument) -> None:
    """The silence clock in words and settings."""
    silence = instrument.outlook.silence
    st.header("What silence does", anchor=False)
    st.markdown(
        "Some rejections are never sent, so silence piles up among them. The clock starts at the latest of the "
        "interview, the last word from them and the promised date. We reckon with "
        f"{silence.mean_wait_days:g} days to an answer on average ({silence.mean_slip_days:g} past a promised date), "
        f"and {silence.never_told:.0%} of the rejected never told. From the day on which silence is "
        f"{1 / silence.treat_as_no_below:.1f} times likelier for a no than for an offer, plan as if it were a no."
    )
    show_basis(instrument, "silence")


def show_credit(instrument: Instrument) -> None:
    """What earns readiness and fit."""
    st.header("What earns readiness and fit", anchor=False)
    st.markdown(
        "The score is the credit of your answers, weighted by importance, over what the answered questions could earn. "
        "Open questions count in neither part; the range shows them at their worst and at their best."
    )
    for title, credits in (("Readiness", instrument.readiness), ("Fit", instrument.fit)):
        with st.expander(f"{title}: {len(credits)} questions"):
            st.markdown(
                table(
                    ("Question", "Importance", "Credit", "Source"),
                    [credit_row(instrument, row) for row in credits.values()],
                )
            )


def credit_row(instrument: Instrument, credit: Credit) -> tuple[str, ...]:
    """One question with what each answer earns."""
    item = instrument.items[credit.item]
    earned = "; ".join(f"{item.by_option[name].label} {share:g}" for name, share in credit.options.items())
    titles = [instrument.sources[name].title for name in credit.sources if name in instrument.sources]
    return item.label, f"{credit.importance:g}", earned, "; ".join(titles) or "our own judgement"


def show_sources(instrument: Instrument) -> None:
    """Every work, with what is taken from it."""
    st.header("Sources", anchor=False)
    st.markdown("A link stands only where a look-up confirmed it.")
    with st.expander(f"All {len(instrument.sources)} sources"):
        for source in instrument.sources.values():
            note = f" {plain(source.note)}" if source.note else ""
            st.markdown(f"- {source_words([source.id])}. {plain(source.publisher)}.{note}")
    st.markdown(f"Figures: version {plain(instrument.version)}.")
