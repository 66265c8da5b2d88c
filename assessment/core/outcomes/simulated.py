"""What a simulation says of the model: what its forecasts say against how often an offer comes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tenth:
    """Of the people sorted by forecast, a tenth: what it says of them on average, and how many get an offer, 0..1."""

    says: float
    truth: float


@dataclass(frozen=True, slots=True)
class SimulatedForecast:
    """One way to forecast: its mean Brier score, lower being better, and its tenths from the lowest on.

    A forecast that says the same of everybody has one entry instead of ten.
    """

    brier: float
    tenths: tuple[Tenth, ...]


@dataclass(frozen=True, slots=True)
class SimulatedScenario:
    """Forecasts of the same people: ours, adding up the weights of all signs, and the bare base rate."""

    ours: SimulatedForecast
    adding_up: SimulatedForecast
    base_rate: SimulatedForecast


@dataclass(frozen=True, slots=True)
class RangeCoverage:
    """How often the range holds the true chance, 0..1.

    `own_base`: people differ in their base rate, and the ratios are true. `all_answered`, `fifth_answered`: the ratios
    are as uncertain as their grades say too, for people who answered everything, or a fifth of it.
    """

    own_base: float
    all_answered: float
    fifth_answered: float


@dataclass(frozen=True, slots=True)
class Simulation:
    """The figures of data/simulation.json.

    `kind`: in each group of signs, a friendly or cool style is shared by all who meet the same firm. `harsh`: one
    style is behind the signs of all groups, more repetition than the model reckons with. `merit`: signs follow a
    hidden merit instead of the ratios, and the offers go to the best.
    """

    seed: int
    people: int
    kind: SimulatedScenario
    harsh: SimulatedScenario
    merit: SimulatedScenario
    coverage: RangeCoverage
