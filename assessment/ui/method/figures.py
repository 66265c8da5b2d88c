"""Every setting of the model: what it means, its figures, grade and source."""

import re

import streamlit as st

from assessment.charts import probability_label
from assessment.core.model import Credit, Evidence, Instrument, Pool
from assessment.core.scoring.evidence import base_rate_log_odds
from assessment.core.scoring.probability import expit, percent_int
from assessment.core.text.i18n import format_number, format_percent, tr, tr_count
from assessment.ui.components.formatting import escape_markdown, format_range
from assessment.ui.components.widgets import format_sources, markdown_table


def show_base_rate(instrument: Instrument) -> None:
    """The base rate by number of finalists."""
    figures = instrument.outlook
    st.markdown(
        tr(
            "With n finalists equally likely to be first choice, a share of {declined} of offers declined and rolling "
            "on to the next, and nobody hired in {no_hire} of searches:",
            declined=format_percent(figures.declined),
            no_hire=format_percent(figures.no_hire),
        )
    )
    st.latex(r"\text{base}(n) = \frac{(1-q)\,(1-d^{\,n})}{n\,(1-d)}")
    rows = []
    for name, pool in instrument.pools.items():
        log_odds, _ = base_rate_log_odds(figures.no_hire, figures.declined, pool)
        people = str(pool.low) if pool.low == pool.high else format_range(pool.low, pool.high)
        rows.append((pool_label(instrument, name, pool), people, probability_label(expit(log_odds))))
    st.markdown(markdown_table((tr("Finalists"), tr("Reckoned as"), tr("Base rate")), rows))
    show_basis(instrument, "pool")
    show_basis(instrument, "outlook")


def pool_label(instrument: Instrument, name: str, pool: Pool) -> str:
    """The answer that the pool stands for, or that there is none, with the answers that choose it."""
    answer = instrument.items[instrument.roles.finalists].options_by_id.get(name)
    if answer:
        return answer.label
    chosen = dict(pool.when)
    conditions = (item for item in instrument.items.values() if item.id in chosen)
    return "; ".join(
        [tr("not answered"), *(f"{item.label}: {item.option_label(chosen[item.id])}" for item in conditions)]
    )


def show_basis(instrument: Instrument, name: str) -> None:
    """The reason and the sources for a block of settings."""
    basis = instrument.bases[name]
    st.markdown(
        tr(
            ":small[Basis: {note}. {sources}]",
            note=format_note(instrument, basis.note),
            sources=format_sources(basis.sources),
        )
    )


def format_note(instrument: Instrument, note: str) -> str:
    """A note as Markdown; ids of sources in it become their publishers, and underscores spaces."""
    works = re.compile(rf"\b({'|'.join(map(re.escape, instrument.sources))})\b")
    return escape_markdown(works.sub(lambda found: instrument.sources[found[1]].publisher, note).replace("_", " "))


def show_evidence(instrument: Instrument) -> None:
    """Every sign with its frequencies, odds factor, grade and source."""
    st.markdown(
        tr(
            "Out of 100 finalists who got the offer and 100 who were passed over, this many would give the answer. The "
            "odds factor is one divided by the other. Then repeats are discounted: the second sign of a group counts "
            "less than the first, and the third less again."
        )
    )
    rows = [(grade.id, grade.label, figure_label(grade.worth)) for grade in instrument.grades.values()]
    st.markdown(markdown_table((tr("Grade"), tr("What it rests on"), tr("Counts as so many finalists")), rows))
    show_limits_of_signs(instrument)
    for group in instrument.groups.values():
        own = [evidence for evidence in instrument.evidence.values() if evidence.group == group.id]
        label = tr_count(
            "{group}: {number} sign, repetition {correlation}",
            "{group}: {number} signs, repetition {correlation}",
            len(own),
            group=group.label,
            correlation=format_number(group.correlation, 2),
        )
        with st.expander(label):
            for evidence in own:
                show_sign(instrument, evidence)


def show_sign(instrument: Instrument, evidence: Evidence) -> None:
    """One sign with the frequencies of its answers, and its sources."""
    item = instrument.items[evidence.item]
    st.markdown(
        tr(
            "**{sign}**, grade {grade}: {note}",
            sign=escape_markdown(item.label),
            grade=evidence.grade,
            note=format_note(instrument, evidence.note),
        )
    )
    rows = [
        (
            item.option_label(name),
            figure_label(row.offered),
            figure_label(row.passed_over),
            f"×{format_number(row.ratio, 2)}",
        )
        for name, row in evidence.options.items()
    ]
    st.markdown(markdown_table((tr("Answer"), tr("Offered"), tr("Passed over"), tr("Odds")), rows))
    st.markdown(f":small[{format_sources(evidence.sources)}]")


def show_limits_of_signs(instrument: Instrument) -> None:
    """What repeated signs count, and the limits of groups and grades."""
    st.markdown(
        tr(
            "Signs of a group repeat each other. With a repetition of r, the j largest signs that point the same way "
            "count as so many signs of their own, and each sign as what it adds to that, the largest first:"
        )
    )
    st.latex(r"\frac{j}{1+(j-1)\,r}")
    st.markdown("\n".join([tr("Limits, in log odds:"), "", *(f"- {line}" for line in limit_lines(instrument))]))


def limit_lines(instrument: Instrument) -> list[str]:
    """One sentence for each limit of a group or a grade."""
    soft = [group.label for group in instrument.groups.values() if group.limit == "soft"]
    soft_limit = tr(
        "{groups} together bend towards ±{limit} and never pass it: limit × tanh(sum ÷ limit).",
        groups=", ".join(soft),
        limit=format_number(instrument.outlook.soft_limit, 1),
    )
    fixed = [
        tr("{group} adds {limit} at most.", group=group.label, limit=format_number(group.limit, 1))
        for group in instrument.groups.values()
        if isinstance(group.limit, float)
    ]
    grades = [
        tr("A sign of grade {grade} weighs ±{limit} at most.", grade=grade.id, limit=format_number(grade.limit, 2))
        for grade in instrument.grades.values()
        if grade.limit is not None
    ]
    return [soft_limit, *fixed, *grades]


def show_range(instrument: Instrument) -> None:
    """Where the range comes from, and the floor and ceiling of the outlook."""
    figures = instrument.outlook
    st.markdown(
        tr(
            "The range is what our settings make plausible, and was not measured. In log odds it is 1.28 standard "
            "deviations to each side. Four variances add up: of the base rate over the numbers of finalists that an "
            "answer allows; of the person, since nobody is an average finalist (standard deviation {person}); of "
            "every sign, from the number of finalists that its grade counts as, times the square of what repetition "
            "and limit leave of it; and of silence (standard deviation {silence} of what it takes off). No outlook is "
            "shown below {floor} or above {ceiling} in 100.",
            person=format_number(figures.base_sd, 2),
            silence=format_percent(figures.silence.sd_share),
            floor=percent_int(figures.floor),
            ceiling=percent_int(figures.ceiling),
        )
    )
    st.latex(r"\operatorname{var}(\text{sign}) = \frac{1-a}{N a} + \frac{1-b}{N b}")
    st.markdown(
        tr(
            ":small[a and b: how many of those offered and of those passed over give the answer, as shares; N: the "
            "finalists that the grade counts as.]"
        )
    )


def show_silence(instrument: Instrument) -> None:
    """How silence lowers the outlook, with its settings."""
    silence = instrument.outlook.silence
    st.markdown(
        tr(
            "Some rejections are never sent, so silence piles up among them. The wait starts at the latest of the "
            "interview, the last word from them and the promised date. We reckon with {wait} days to an answer on "
            "average ({slip} past a promised date), and {never_told} of the rejected never told. From the day on "
            "which silence is {times} times likelier for a no than for an offer, plan as if it were a no.",
            wait=format_number(silence.mean_wait_days),
            slip=format_number(silence.mean_slip_days),
            never_told=format_percent(silence.never_told),
            times=format_number(1 / silence.treat_as_no_below, 1),
        )
    )
    st.markdown(
        tr(
            "Days to an answer follow an Erlang distribution of shape 2, alike for offers and for rejections that are "
            "sent. However long it lasts, silence leaves at least {floor} of the odds, which "
            "means that as many of the offers come on the schedule of rejections. How long they usually take has no "
            "effect once a promised date has passed.",
            floor=format_percent(silence.floor),
        )
    )
    st.markdown(
        tr(
            "Guides call about a week typical, and later rounds take longer: internal reviews, a last talk on culture, "
            "a background check, the offer. So we reckon with {wait} days.",
            wait=format_number(silence.mean_wait_days),
        )
    )
    show_basis(instrument, "silence")


def show_next_question(instrument: Instrument) -> None:
    """How the best question to ask is chosen."""
    st.markdown(
        tr(
            "Of the open questions that one can put to an employer, the best is the one whose answer would move the "
            "outlook most, on average over its answers. How likely an answer is comes from the table above, mixed by "
            "your outlook. A question that only tells how many people are usual counts each of its answers alike. For "
            "the number of finalists we reckon with these shares:"
        )
    )
    options = instrument.items[instrument.roles.finalists].options_by_id
    rows = [
        (options[name].label, format_percent(pool.share))
        for name, pool in instrument.pools.items()
        if pool.share is not None
    ]
    st.markdown(markdown_table((tr("Finalists"), tr("Share of searches")), rows))


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
            st.markdown(markdown_table(headings, [credit_row(instrument, row) for row in credits.values()]))


def credit_row(instrument: Instrument, credit: Credit) -> tuple[str, ...]:
    """One question with what each answer earns."""
    item = instrument.items[credit.item]
    earned = "; ".join(f"{item.option_label(name)} {figure_label(share)}" for name, share in credit.options.items())
    return item.label, figure_label(credit.importance), earned, instrument.source_titles(credit.sources)


def figure_label(figure: float) -> str:
    """A figure as it stands in the data file, with as many places as it has there."""
    return format_number(figure, len(f"{figure:g}".partition(".")[2]))


def show_sources(instrument: Instrument) -> None:
    """Every source, with what is taken from it, and the version of the figures."""
    st.markdown(tr("A link stands only where a look-up confirmed it."))
    with st.expander(tr("All {number} sources", number=len(instrument.sources))):
        for source in instrument.sources.values():
            note = f" {escape_markdown(source.note)}" if source.note else ""
            st.markdown(f"- {format_sources([source.id])}. {escape_markdown(source.publisher)}.{note}")
    st.markdown(tr("Figures: version {version}.", version=escape_markdown(instrument.version)))
