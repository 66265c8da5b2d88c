"""How far the numbers can be trusted: what they cannot tell, a quality card, and what a simulation says."""

from math import ceil

import streamlit as st

from assessment import charts
from assessment.catalog.simulation import load_simulation
from assessment.core.model import Instrument
from assessment.core.outcomes.simulated import SimulatedScenario, Simulation
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_number, mark_for_translation, tr
from assessment.ui.components.widgets import show_chart

LIMITS = (
    mark_for_translation(
        "It is a set of expert settings with grade and source, **not fitted to data** on people like you. The range "
        "comes from those settings and was not measured."
    ),
    mark_for_translation(
        "No study says how well what candidates notice predicts an offer; one weak survey by a vendor compares what "
        "180 hired and 1,800 rejected applicants recalled. A study would change our mind, and so "
        "would outcomes from enough people: that is why forecasts are checked against what happened."
    ),
    mark_for_translation(
        "Rapport, nerves and culture signs read differently for disabled, neurodivergent and foreign candidates, and "
        "by the habits of a country or a trade. A cool conversation may say nothing about you."
    ),
    mark_for_translation(
        "One study found that candidates' anxiety was not related to how interviewers rated them, another that the "
        "anxious were rated lower. We follow the larger one and keep the figure small."
    ),
    mark_for_translation(
        "By telephone and video, interviewers rate people lower than face to face, and autistic people are rated lower "
        "on video than when only their words are read."
    ),
    mark_for_translation("Signs are what *you* noticed and remember. Hope and fear both bend that."),
    mark_for_translation("It cannot see the other finalists, the budget, or what was said after you left."),
    mark_for_translation(
        "A second interview is a good sign and never an offer. Nothing short of a written offer is shown above "
        "{ceiling} in 100."
    ),
)
CARD = (
    (
        mark_for_translation("Participants"),
        mark_for_translation("high risk: expert settings"),
        mark_for_translation("Nobody was followed: the figures are set by us from studies of others."),
        mark_for_translation("answers and outcomes of a few hundred finalists, in order of arrival"),
    ),
    (
        mark_for_translation("Predictors"),
        mark_for_translation("high risk: self-report"),
        mark_for_translation("Signs are what one person noticed and remembers, asked in one wording."),
        mark_for_translation("the same signs reported by two people of one interview"),
    ),
    (
        mark_for_translation("Outcome"),
        mark_for_translation("low risk"),
        mark_for_translation("An offer comes or it does not; only silence that never ends is a judgement."),
        mark_for_translation("nothing needed"),
    ),
    (
        mark_for_translation("Analysis"),
        mark_for_translation("high risk: nothing fitted"),
        mark_for_translation("Ratios, repetition and limits are settings; they were tried by simulation only."),
        mark_for_translation("figures learned from outcomes, tested on people they were not learned from"),
    ),
    (
        mark_for_translation("Applicability"),
        mark_for_translation("unclear"),
        mark_for_translation("Sources are mostly about office jobs in the United States."),
        mark_for_translation("track records by trade and country"),
    ),
    (
        mark_for_translation("Fairness"),
        mark_for_translation("high risk"),
        mark_for_translation("Warmth, nerves and self-ratings read differently across minds, bodies and cultures."),
        mark_for_translation("forecasts against outcomes, group by group"),
    ),
)
"""As PROBAST asks of a prediction model: what is judged, the verdict, why, and what would change it."""


def show_limits(instrument: Instrument) -> None:
    """The limits as a list."""
    ceiling = percent_int(instrument.outlook.ceiling)
    st.markdown("\n".join(f"- {tr(limit, ceiling=ceiling)}" for limit in LIMITS))


def show_card(instrument: Instrument) -> None:
    """The quality card."""
    st.markdown(tr("We asked of our own model what reviewers ask of any that forecasts (PROBAST), and answer plainly."))
    lines = [
        tr(
            "**{what}**: {verdict}. {why} What would change it: {change}.",
            what=tr(what),
            verdict=tr(verdict),
            why=tr(why),
            change=tr(change),
        )
        for what, verdict, why, change in CARD
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))


def show_simulation(instrument: Instrument) -> None:
    """How good the forecasts of simulated people were, in three scenarios."""
    simulation = load_simulation()
    if simulation is None:
        st.markdown(tr("There are no figures of a simulation beside these data files."))
        return
    st.markdown(
        tr(
            "We drew about {people} finalists, whose signs follow the ratios above, and asked what the number says of "
            "them. That shows what follows from the settings, not whether they are true.",
            people=format_number(simulation.people),
        )
    )
    st.subheader(tr("If each kind of sign has a style of its own"), anchor=False)
    show_chart(charts.simulated_chart(simulation.kind), "simulated_kind")
    st.subheader(tr("If one style is behind all signs"), anchor=False)
    show_chart(charts.simulated_chart(simulation.harsh), "simulated_harsh")
    st.subheader(tr("If the best get the offers, and signs follow how good they are"), anchor=False)
    show_chart(charts.simulated_chart(simulation.merit), "simulated_merit")
    st.markdown("\n".join(f"- {sentence}" for sentence in findings(simulation)))


def findings(simulation: Simulation) -> list[str]:
    """What the simulation shows, one sentence each."""
    kind, harsh, merit, coverage = simulation.kind, simulation.harsh, simulation.merit, simulation.coverage
    return [
        tr(
            "In the first, no tenth is more than {points} points off. Brier scores, where lower is better: {ours} "
            "against {base} for the base rate and {adding} for adding up.",
            points=ceil(max(100 * abs(tenth.says - tenth.truth) for tenth in kind.ours.tenths)),
            **brier_scores(kind),
        ),
        tr(
            "In the second, harsher than the model assumes, it is too sure of itself: of the highest tenth it says "
            "{says} in 100 and the truth is {truth}. With {ours} it is about as good as the base rate, {base}, while "
            "adding up scores {adding}.",
            **top_tenth(harsh),
            **brier_scores(harsh),
        ),
        tr(
            "In the third, with about ten signs a person, each related to merit by r = .25, it is too cautious: of the "
            "highest tenth it says {says} in 100 and the truth is {truth}. It scores {ours}, the base rate {base}, and "
            "adding up {adding}.",
            **top_tenth(merit),
            **brier_scores(merit),
        ),
        tr(
            "The range holds the true chance {own} times in 100 where people's own base rate differs. Where the "
            "ratios are as uncertain as their grades say, it does so {fifth} times with a fifth of the questions "
            "answered, and {all} times with all of them.",
            own=percent_int(coverage.own_base),
            fifth=percent_int(coverage.fifth_answered),
            all=percent_int(coverage.all_answered),
        ),
        tr("The command `assessment simulate` makes these figures anew, from the same seed."),
    ]


def top_tenth(scenario: SimulatedScenario) -> dict[str, int]:
    """What we say of the highest tenth and what is true of it, as whole numbers of 100, by placeholder."""
    top = scenario.ours.tenths[-1]
    return {"says": percent_int(top.says), "truth": percent_int(top.truth)}


def brier_scores(scenario: SimulatedScenario) -> dict[str, str]:
    """The Brier scores of the three ways to forecast, by placeholder."""
    ways = {"ours": scenario.ours, "base": scenario.base_rate, "adding": scenario.adding_up}
    return {name: format_number(way.brier, 3) for name, way in ways.items()}
