"""The figures of weights.toml: what each answer weighs and earns, and the settings of the outlook."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Literal

ADVICE_ONLY = "D"
"""The grade of figures that rest on advice alone, without a study."""

TIE_DIGITS = 12
"""Weights that are equal when rounded to this many decimal places are ties."""

UNKNOWN_POOL = "unknown"
"""Id of the pool for an unanswered number of finalists, where no pool with conditions holds."""


@dataclass(frozen=True, slots=True)
class OptionWeight:
    """Weight of evidence of one option in nats, with its variance.

    `size` is the absolute weight, rounded to TIE_DIGITS places. It ranks the options; at size 0 an answer says nothing.
    """

    weight: float
    variance: float
    size: float


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many of 100 finalists give an answer: among those who got the offer, and among those passed over.

    `worth` is the number of finalists that the evidence counts as, from its grade.
    """

    offered: float
    passed_over: float
    worth: float

    @property
    def ratio(self) -> float:
        """The likelihood ratio; above 1 makes an offer likelier."""
        return self.offered / self.passed_over

    @property
    def weight(self) -> float:
        """Weight of evidence in nats (Good 1950): the log of the likelihood ratio."""
        return log(self.ratio)

    @property
    def variance(self) -> float:
        """Sampling variance of the weight with `worth` finalists in each column (delta method)."""
        a, b = self.offered / 100, self.passed_over / 100
        return (1 - a) / (self.worth * a) + (1 - b) / (self.worth * b)


@dataclass(frozen=True)
class Evidence:
    """What the answers to one item say about the outlook."""

    item: str
    group: str
    grade: str
    options: Mapping[str, Frequencies]
    sources: tuple[str, ...]
    note: str = ""

    @cached_property
    def option_weights(self) -> Mapping[str, OptionWeight]:
        """Option id -> its weight, computed once."""
        return {
            option: OptionWeight(row.weight, row.variance, round(abs(row.weight), TIE_DIGITS))
            for option, row in self.options.items()
        }


@dataclass(frozen=True)
class Credit:
    """What the answers to one item earn, 0..1, and how much the item matters."""

    item: str
    importance: float
    options: Mapping[str, float]
    sources: tuple[str, ...]
    note: str = ""

    @cached_property
    def worst(self) -> float:
        """The least credit an answer earns."""
        return min(self.options.values())

    @cached_property
    def best(self) -> float:
        """The most credit an answer earns."""
        return max(self.options.values())


@dataclass(frozen=True, slots=True)
class Grade:
    """A kind of evidence: it counts as `worth` finalists, and its weights may be `limit` nats from 0 at most."""

    id: str
    label: str
    worth: float
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Signs that repeat each other: their correlation, 0..1, and the limit of their sum, in nats ("soft": shared)."""

    id: str
    label: str
    correlation: float
    limit: Literal["soft"] | float | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """The range of finalists that an answer means, the person included, and the share of searches with this answer.

    A pool for an unanswered number has no share; `when` are the answers, as (item id, option id), that it is for.
    """

    low: int
    high: int
    share: float | None = None
    when: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class SilenceSettings:
    """The settings of the silence clock: days and shares 0..1; `floor`, `treat_as_no_below` are likelihood ratios."""

    mean_wait_days: float
    mean_slip_days: float
    never_told: float
    floor: float
    sd_share: float
    treat_as_no_below: float


@dataclass(frozen=True, slots=True)
class OutlookSettings:
    """The settings of the outlook: shares and limits 0..1, `base_sd` and `soft_limit` in nats."""

    no_hire: float
    declined: float
    base_sd: float
    soft_limit: float
    floor: float
    ceiling: float
    silence: SilenceSettings
