"""What each answer is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Literal

ADVICE_ONLY = "D"
"""The grade of figures with advice behind them and no study."""

TIE_DIGITS = 12
"""Weights that agree to this many digits are ties."""


UNKNOWN_POOL, UNKNOWN_SENIOR_POOL = "unknown", "unknown_senior"
"""The pools for an unanswered number of finalists: the second where the role is senior or specialised."""


@dataclass(frozen=True, slots=True)
class OptionWeight:
    """What one option weighs: `weight` in nats with its `variance`, and the `size` that ranks it.

    Weights equal within 1e-12 have the same size, and one within it of zero has size 0: it is no sign.
    """

    weight: float
    variance: float
    size: float


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How often finalists give an answer, per 100 who got the offer and per 100 who were passed over.

    `worth` is how many finalists the evidence counts as (the worth N of its grade).
    """

    offered: float
    passed_over: float
    worth: float

    @property
    def ratio(self) -> float:
        """The likelihood ratio: above 1 speaks for an offer."""
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
        """Option id -> what it weighs, computed once."""
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
    """How good a kind of evidence is: counts as `worth` finalists, weights held within `limit` nats."""

    id: str
    label: str
    worth: float
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Signs that repeat each other: their correlation, and what their sum is held to."""

    id: str
    label: str
    correlation: float
    limit: Literal["soft"] | float | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """How many finalists an answer means, the person included; `share` is how often it is the answer."""

    low: int
    high: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class SilenceSettings:
    """The settings of the silence clock (days, and shares 0..1)."""

    mean_wait_days: float
    mean_slip_days: float
    never_told: float
    floor: float
    sd_share: float
    treat_as_no_below: float


@dataclass(frozen=True, slots=True)
class OutlookSettings:
    """The settings of the outlook: base rate, limits (0..1) and silence."""

    no_hire: float
    declined: float
    base_sd: float
    soft_limit: float
    floor: float
    ceiling: float
    silence: SilenceSettings
