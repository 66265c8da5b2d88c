"""Counts of answers by outcome, and the instrument with figures updated from them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeAlias

from assessment.core.errors import AssessmentError
from assessment.core.model import Evidence, Frequencies, Instrument


@dataclass(frozen=True, slots=True)
class Tally:
    """How many resolved applications gave an answer: with an offer, and passed over; AssessmentError if below 0."""

    offered: int = 0
    passed_over: int = 0

    def __post_init__(self) -> None:
        if self.offered < 0 or self.passed_over < 0:
            raise AssessmentError([f"counts: {self.offered} and {self.passed_over}; expected counts from 0 up."])

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.offered + other.offered, self.passed_over + other.passed_over)


Counts: TypeAlias = Mapping[str, Mapping[str, Tally]]
"""Item id -> option id -> tally."""


def merge_counts(one: Counts, other: Counts) -> Counts:
    """The sum of both counts; the order in which counts are merged does not matter."""
    merged = {item: dict(options) for item, options in one.items()}
    for item, options in other.items():
        mine = merged.setdefault(item, {})
        for option, tally in options.items():
            mine[option] = mine.get(option, Tally()) + tally
    return merged


def learn_figures(instrument: Instrument, counts: Counts) -> Instrument:
    """The instrument with its figures updated by the counts: a = (N*a0 + k) / (N + n), and b likewise.

    k of the n applications with an offer that answered the item gave this option. N is the worth of the item's grade:
    the stated figure counts as N finalists. Options that the instrument does not offer are left out. Learned figures
    may exceed the limit of their grade. The version gets a hash of the counts.
    """
    evidence = {item: _learned(row, counts) for item, row in instrument.evidence.items()}
    if all(evidence[item] is row for item, row in instrument.evidence.items()):
        return instrument
    return replace(instrument, version=f"{instrument.version}.learned-{_digest(counts)}", evidence=evidence)


def outcome_tally(evidence: Evidence, counts: Counts) -> Tally:
    """The number of outcomes that the figures of one item were updated with."""
    tallies = counts.get(evidence.item, {})
    return sum((tallies[option] for option in evidence.options if option in tallies), Tally())


def _learned(evidence: Evidence, counts: Counts) -> Evidence:
    tallies, outcomes = counts.get(evidence.item, {}), outcome_tally(evidence, counts)
    if outcomes == Tally():
        return evidence
    options = {
        option: _updated(row, tallies.get(option, Tally()), outcomes) for option, row in evidence.options.items()
    }
    return replace(evidence, options=options)


def _updated(row: Frequencies, here: Tally, outcomes: Tally) -> Frequencies:
    return Frequencies(
        offered=(row.worth * row.offered + 100 * here.offered) / (row.worth + outcomes.offered),
        passed_over=(row.worth * row.passed_over + 100 * here.passed_over) / (row.worth + outcomes.passed_over),
        worth=row.worth,
    )


def _digest(counts: Counts) -> str:
    rows = sorted(
        (item, option, tally.offered, tally.passed_over)
        for item, options in counts.items()
        for option, tally in options.items()
        if tally != Tally()
    )
    return sha256(repr(rows).encode()).hexdigest()[:8]
