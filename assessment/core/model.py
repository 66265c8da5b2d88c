"""The instrument: what is asked, what each answer is worth, and the advice that goes with it.

All values are frozen; none knows which file it came from or how it is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import log
from typing import Literal

Responses = Mapping[str, str]
"""Item id -> option id. An unanswered item is absent."""


ADVICE_ONLY = "D"
"""The grade of figures with advice behind them and no study."""

TIE_DIGITS = 12
"""Weights that agree to this many digits are ties."""


class AssessmentError(Exception):
    """Something given to Callback is wrong; `problems` holds one sentence for each thing."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type["AssessmentError"], tuple[tuple[str, ...]]]:
        """Pickled with its problems one by one, so that another process can raise it again."""
        return type(self), (self.problems,)


class Stage(StrEnum):
    """Where the person stands: the option ids of the item `stage`."""

    INVITED = "invited"
    WAITING = "waiting"
    DECIDED = "decided"


class When(StrEnum):
    """When a tip can be followed: before the interview, after it, or only the next time."""

    BEFORE = "before"
    AFTER = "after"
    NEXT_TIME = "next_time"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer an item offers."""

    id: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of the questionnaire."""

    id: str
    title: str
    intro: str


@dataclass(frozen=True)
class Item:
    """One question: its words, its place, and the stages in which it is asked."""

    id: str
    domain: str
    stem: str
    label: str
    options: tuple[Option, ...]
    stages: frozenset[Stage] = frozenset(Stage)
    help: str = ""
    quick: bool = False
    askable: bool = False
    ask: str = ""

    @cached_property
    def by_option(self) -> Mapping[str, Option]:
        """The options by id."""
        return {option.id: option for option in self.options}


@dataclass(frozen=True, slots=True)
class Figure:
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
    def figures(self) -> Mapping[str, Figure]:
        """Option id -> what it weighs, computed once."""
        return {
            option: Figure(row.weight, row.variance, round(abs(row.weight), TIE_DIGITS))
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
class SilenceFigures:
    """The settings of the silence clock (days, and shares 0..1)."""

    mean_wait_days: float
    mean_slip_days: float
    never_told: float
    floor: float
    sd_share: float
    treat_as_no_below: float


@dataclass(frozen=True, slots=True)
class OutlookFigures:
    """The settings of the outlook: base rate, limits (0..1) and silence."""

    no_hire: float
    declined: float
    base_sd: float
    soft_limit: float
    floor: float
    ceiling: float
    silence: SilenceFigures


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing to do about a gap: what, why, for how long, and when it can be done.

    `options` and `formats` narrow it to some answers and some interview formats; empty means all.
    `lead_days` is how many days before the interview it is best done.
    """

    id: str
    item: str
    when: When
    title: str
    how: str
    why: str
    minutes: int
    sources: tuple[str, ...]
    options: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    lead_days: int = 1


@dataclass(frozen=True, slots=True)
class StageStep:
    """A step that comes from where the person stands and not from a gap; texts may hold {name} and the like."""

    id: str
    kind: str
    title: str
    how: str
    why: str
    minutes: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft to fill with the person's facts; blanks only the person can fill stand in [brackets]."""

    id: str
    title: str
    subject: str
    body: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A work that figures, tips or words rest on; `url` and `doi` only where a look-up confirmed them."""

    id: str
    title: str
    authors: str
    year: int | None
    publisher: str
    url: str = ""
    doi: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a block of settings rests on."""

    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Instrument:
    """Everything the data files say, checked and in the order of the questionnaire."""

    version: str
    domains: tuple[Domain, ...]
    items: Mapping[str, Item]
    outlook: OutlookFigures
    pools: Mapping[str, Pool]
    grades: Mapping[str, Grade]
    groups: Mapping[str, Group]
    evidence: Mapping[str, Evidence]
    readiness: Mapping[str, Credit]
    fit: Mapping[str, Credit]
    tips: tuple[Tip, ...]
    stage_steps: Mapping[str, StageStep]
    letters: Mapping[str, Letter]
    sources: Mapping[str, Source]
    bases: Mapping[str, Basis]

    @cached_property
    def readiness_by_domain(self) -> Mapping[str, Mapping[str, Credit]]:
        """Domain id -> the credits of its items, for the domains that earn readiness."""
        by_domain: dict[str, dict[str, Credit]] = {}
        for item, credit in self.readiness.items():
            by_domain.setdefault(self.items[item].domain, {})[item] = credit
        return {domain.id: by_domain[domain.id] for domain in self.domains if domain.id in by_domain}

    def response_problems(self, responses: Responses) -> list[str]:
        """One sentence for each response that names an unknown item or option."""
        problems = []
        for item_id, option_id in responses.items():
            item = self.items.get(item_id)
            if item is None:
                problems.append(f"responses: '{item_id}' is not an item of the questionnaire.")
            elif option_id not in item.by_option:
                offered = ", ".join(item.by_option)
                problems.append(f"responses: {item_id}: '{option_id}' is not offered; choose one of {offered}.")
        return problems
