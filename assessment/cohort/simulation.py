"""Simulated finalists, to see how good the outlook is where the figures of the instrument are true, and where not.

Each firm has four to six finalists and makes offers as often as the base rate says. The answers of a finalist are
drawn with the shares of the instrument, given whether they get an offer. They are correlated, since all finalists of
a firm meet its style, friendly or cool. In one scenario they follow a hidden merit of the finalist instead, and the
offers go to those with most of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.scoring.frame import score_frame
from assessment.core.model import Evidence, Instrument, Pool
from assessment.core.outcomes.simulated import RangeCoverage, SimulatedForecast, SimulatedScenario, Simulation, Tenth
from assessment.core.scoring.evidence import base_rate_log_odds

Numbers = NDArray[np.float64]
Chosen = dict[str, NDArray[np.intp]]
"""Item -> the number of the option that each finalist gives, the one best for them first; -1 for none."""
FIGURE_SETS = 20
"""How many sets of ratios are drawn to see what their uncertainty does."""
MERIT_VALIDITY, MERIT_SIGNS = 0.25, 10
"""The correlation of a sign with the hidden merit, and how many signs a finalist has then, on average."""
STYLES = 16
"""At how many styles the chance of some answers is computed, to average over the style nobody sees."""


@dataclass(frozen=True, slots=True)
class _Finalists:
    """By finalist: the number of their firm, how many finalists it has, and whether they get an offer."""

    firm: NDArray[np.intp]
    firms: int
    pool: NDArray[np.intp]
    offered: NDArray[np.bool_]


def simulate(instrument: Instrument, *, people: int, seed: int) -> Simulation:
    """All scenarios and the coverage of the range, each from about `people` finalists; the same seed gives the same."""
    rng = np.random.default_rng(seed)
    finalists = _finalists(instrument, rng, people)
    tables = _tables(instrument)
    kind, harsh = (_signs(instrument, rng, finalists, tables, one_style=one_style) for one_style in (False, True))
    coverage = RangeCoverage(
        own_base=_coverage(instrument, rng, people, uncertain=False, answered=1.0),
        all_answered=_coverage(instrument, rng, people, uncertain=True, answered=1.0),
        fifth_answered=_coverage(instrument, rng, people, uncertain=True, answered=0.2),
    )
    merit = _signs_of_merit(instrument, rng, finalists, tables)
    scenario = partial(_scenario, instrument, finalists)
    return Simulation(seed, people, scenario(kind), scenario(harsh), scenario(merit), coverage)


def _pool_answer(instrument: Instrument) -> str:
    """The most usual answer about the number of finalists."""
    return max(instrument.pools, key=lambda pool: instrument.pools[pool].share or 0)


def _finalists(instrument: Instrument, rng: np.random.Generator, people: int) -> _Finalists:
    """Firms with a pool each; the offer goes to the first, and on to the next for each that declines."""
    figures, pool = instrument.outlook, instrument.pools[_pool_answer(instrument)]
    firms = round(2 * people / (pool.low + pool.high))
    sizes = rng.integers(pool.low, pool.high + 1, firms)
    firm = np.repeat(np.arange(firms), sizes)
    rank = np.arange(len(firm)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    offers = np.where(rng.random(firms) < figures.no_hire, 0, rng.geometric(1 - figures.declined, firms))
    return _Finalists(firm, firms, sizes[firm], rank < offers[firm])


def _tables(instrument: Instrument) -> dict[str, Numbers]:
    """Item -> the shares of its options, best first, as (passed over, offered) by option."""
    tables = {}
    for item, evidence in instrument.evidence.items():
        rows = [evidence.options[option] for option in _best_first(evidence)]
        tables[item] = np.array([[row.passed_over / 100 for row in rows], [row.offered / 100 for row in rows]])
    return tables


def _signs(
    instrument: Instrument,
    rng: np.random.Generator,
    finalists: _Finalists,
    tables: Mapping[str, Numbers],
    *,
    one_style: bool,
) -> Chosen:
    """The option that each finalist gives to each item, drawn through a normal variable that the style moves."""
    rows = len(finalists.firm)
    shared = rng.standard_normal(finalists.firms)
    styles = {group: shared if one_style else rng.standard_normal(finalists.firms) for group in instrument.groups}
    chosen = {}
    for item, table in tables.items():
        group = instrument.groups[instrument.evidence[item].group]
        style = styles[group.id][finalists.firm]
        liking = np.sqrt(group.correlation) * style + np.sqrt(1 - group.correlation) * rng.standard_normal(rows)
        limits = _limits(table)[finalists.offered.astype(np.intp)]
        chosen[item] = (liking[:, None] < limits).sum(axis=1)
    return chosen


def _signs_of_merit(
    instrument: Instrument, rng: np.random.Generator, finalists: _Finalists, tables: Mapping[str, Numbers]
) -> Chosen:
    """The option that each finalist gives where answers follow their merit instead of the outcome; -1 for none.

    Only those of the groups with the soft limit: what they cost the employer or who else applies is no sign of merit.
    """
    rows, offered = len(finalists.firm), finalists.offered.mean()
    soft = [item for item in tables if instrument.groups[instrument.evidence[item].group].limit == "soft"]
    merit = rng.standard_normal(rows)
    merit = merit[np.lexsort((-merit, finalists.firm))]  # The offer goes to the first of a firm.
    chosen = {}
    for item in soft:
        table = tables[item]
        liking = MERIT_VALIDITY * merit + np.sqrt(1 - MERIT_VALIDITY**2) * rng.standard_normal(rows)
        limits = _limits(np.array([(1 - offered) * table[0] + offered * table[1]]))
        answered = rng.random(rows) < MERIT_SIGNS / len(soft)
        chosen[item] = np.where(answered, (liking[:, None] < limits).sum(axis=1), -1)
    return chosen


def _limits(table: Numbers) -> Numbers:
    """For each outcome, below which values of a normal variable the options after the first are given."""
    after = 1 - np.cumsum(table, axis=1)[:, :-1]
    return np.array([[NormalDist().inv_cdf(float(np.clip(share, 1e-9, 1 - 1e-9))) for share in row] for row in after])


def _scenario(instrument: Instrument, finalists: _Finalists, chosen: Chosen) -> SimulatedScenario:
    """What three ways to forecast say of the finalists, beside who gets an offer."""
    scores = _scores(instrument, chosen)
    weights = sum(np.append(_weights(instrument.evidence[item]), 0.0)[options] for item, options in chosen.items())
    base = scores["base_rate"].to_numpy()
    adding_up = _expit(np.log(base / (1 - base)) + weights)
    return SimulatedScenario(
        ours=_forecast(scores["outlook"].to_numpy(), finalists.offered),
        adding_up=_forecast(adding_up, finalists.offered),
        base_rate=_forecast(base, finalists.offered),
    )


def _scores(instrument: Instrument, chosen: Chosen) -> pd.DataFrame:
    """The scores of the finalists, who know how many are left and answered what is not -1."""
    columns: dict[str, pd.Categorical[str]] = {}
    for item, options in chosen.items():
        columns[item] = pd.Categorical.from_codes(options, pd.Index(_best_first(instrument.evidence[item])))
    frame = pd.DataFrame(columns)
    answer = _pool_answer(instrument)
    frame[instrument.roles.finalists] = pd.Categorical.from_codes(np.zeros(len(frame), np.intp), pd.Index([answer]))
    return score_frame(frame, instrument, today=date.min)


def _best_first(evidence: Evidence) -> list[str]:
    """The options from the one with the highest ratio down."""
    return sorted(evidence.options, key=lambda option: -evidence.options[option].ratio)


def _weights(evidence: Evidence) -> Numbers:
    """The weights of the options of an item, best first."""
    return np.array(sorted((row.weight for row in evidence.options.values()), reverse=True))


def _forecast(says: Numbers, offered: NDArray[np.bool_]) -> SimulatedForecast:
    """The Brier score of the forecasts, and what each tenth of them says beside the share of offers in it."""
    brier = float(np.mean((says - offered) ** 2))
    parts = np.array_split(np.argsort(says, kind="stable"), 10) if np.ptp(says) > 0 else [np.arange(len(says))]
    tenths = tuple(Tenth(float(says[part].mean()), float(offered[part].mean())) for part in parts)
    return SimulatedForecast(brier, tenths)


def _coverage(
    instrument: Instrument, rng: np.random.Generator, people: int, *, uncertain: bool, answered: float
) -> float:
    """How often the range holds the true chance of a finalist who answers this share of the signs, each at random."""
    held, sets = [], min(FIGURE_SETS, people // 500) if uncertain else 1
    for _ in range(sets):
        finalists = _finalists(instrument, rng, people // sets)
        tables = _tables(instrument)
        if uncertain:
            tables = {item: _drawn(instrument, rng, item, table) for item, table in tables.items()}
        chosen = _signs(instrument, rng, finalists, tables, one_style=False)
        kept = {item: np.where(rng.random(len(options)) < answered, options, -1) for item, options in chosen.items()}
        truth = _true_chance(instrument, rng, finalists, tables, kept)
        scores = _scores(instrument, kept)
        held.append(((scores["outlook_low"] <= truth) & (truth <= scores["outlook_high"])).to_numpy())
    return float(np.concatenate(held).mean())


def _drawn(instrument: Instrument, rng: np.random.Generator, item: str, table: Numbers) -> Numbers:
    """Shares as they may truly be, if ours count as the number of finalists that the grade says."""
    worth = instrument.grades[instrument.evidence[item].grade].worth
    drawn: Numbers = np.clip([rng.dirichlet(worth * row) for row in table], 1e-4, None)
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


def _true_chance(
    instrument: Instrument,
    rng: np.random.Generator,
    finalists: _Finalists,
    tables: Mapping[str, Numbers],
    chosen: Chosen,
) -> Numbers:
    """The chance of an offer given the answers, averaged over the styles that may be behind them."""
    figures = instrument.outlook
    pools = {int(n): Pool(int(n), int(n)) for n in np.unique(finalists.pool)}
    base = {n: base_rate_log_odds(figures.no_hire, figures.declined, pool)[0] for n, pool in pools.items()}
    log_odds = np.vectorize(base.__getitem__)(finalists.pool)
    log_odds = log_odds + rng.normal(0, figures.base_sd, len(log_odds))
    points, shares = np.polynomial.hermite_e.hermegauss(STYLES)
    for group in instrument.groups.values():
        signs = [item for item in chosen if instrument.evidence[item].group == group.id]
        logs = np.zeros((2, len(log_odds), STYLES))
        for item in signs:
            by_option = _chances_by_style(tables[item], group.correlation, points)
            logs += np.log(by_option)[:, chosen[item]]
        chances = (np.exp(logs) * (shares / shares.sum())).sum(axis=2)
        log_odds += np.log(chances[1] / chances[0])
    return _expit(log_odds)


def _chances_by_style(table: Numbers, correlation: float, styles: Numbers) -> Numbers:
    """For each outcome, option and style, the chance of the option; one more, last, is 1: for no answer."""
    cdf = np.vectorize(NormalDist().cdf)
    limits = _limits(table)[:, :, None]
    below = cdf((limits - np.sqrt(correlation) * styles) / np.sqrt(1 - correlation))
    edges = np.concatenate([np.ones((2, 1, len(styles))), below, np.zeros((2, 1, len(styles)))], axis=1)
    options = np.clip(edges[:, :-1] - edges[:, 1:], 1e-12, None)
    return np.concatenate([options, np.ones((2, 1, len(styles)))], axis=1)


def _expit(log_odds: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-log_odds)))
