"""Readiness and fit of many people: `assessment.core.scoring.assess.points` for whole columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.cohort.scoring.encoded_answers import Answers, Measure, Numbers, States, tabulated, ways_to_answer
from assessment.core.model import Credit, Instrument, Item, Stage

Column = NDArray[np.float64]

PART_STATES = 1 << 13
"""Sums over items can be tabulated in parts; tables of this size stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class PointColumns:
    """A score of every row on 0..100 with its range, NaN where nothing is answered."""

    value: Column
    low: Column
    high: Column
    answered: NDArray[np.int64]


def points_measure(
    instrument: Instrument, credits: Mapping[str, Credit], rows: int
) -> Callable[[Answers], PointColumns]:
    """The score over the credits, made ready for so many rows."""
    parts = [_part_measure(instrument, part, rows) for part in _parts(instrument, credits)]

    def measure(answers: Answers) -> PointColumns:
        sums = np.zeros((len(next(iter(answers.values()))), 6))
        for part in parts:
            sums += part(answers)
        earned, possible, at_worst, at_best, whole, answered = sums.T
        with np.errstate(invalid="ignore", divide="ignore"):
            value = 100 * earned / possible
            share = np.where(answered > 0, 100 / whole, np.nan)
        return PointColumns(value, share * at_worst, share * at_best, answered.astype(np.int64))

    return measure


def _parts(instrument: Instrument, credits: Mapping[str, Credit]) -> Iterator[list[Credit]]:
    """The credits in runs that are small enough to tabulate."""
    part: list[Credit] = []
    for credit in credits.values():
        if part and ways_to_answer(_items_of(instrument, [*part, credit])) > PART_STATES:
            yield part
            part = []
        part.append(credit)
    if part:
        yield part


def _items_of(instrument: Instrument, credits: Sequence[Credit]) -> list[Item]:
    """The items of the credits, and the stage, which decides what is asked."""
    ids = dict.fromkeys([instrument.roles.stage, *(credit.item for credit in credits)])
    return [instrument.items[item] for item in ids if item in instrument.items]


def _part_measure(instrument: Instrument, credits: Sequence[Credit], rows: int) -> Measure:
    """Earned, possible, earned with what is open at its worst, at its best, the whole asked, and how many answered."""

    def measure(answers: Answers) -> Numbers:
        return sum((_sums(instrument, credit, answers) for credit in credits), np.zeros(6))

    return tabulated(measure, _items_of(instrument, credits), rows)


def _sums(instrument: Instrument, credit: Credit, answers: Answers) -> Numbers:
    """The six sums of one item, by the person's stage and answer."""
    item = instrument.items[credit.item]
    asked_at = _asked_by_stage(instrument, item)
    table = np.zeros((len(asked_at), len(item.options) + 1, 6))
    table[asked_at, 0, 2:5] = credit.importance * np.array([credit.worst, credit.best, 1.0])
    for state, option in enumerate(item.by_option, start=1):
        earned = credit.importance * credit.options[option]
        table[:, state] = [earned, credit.importance, earned, earned, credit.importance, 1]
    return table[_stages(instrument, answers, item.id), answers[item.id]]


def _stages(instrument: Instrument, answers: Answers, item: str) -> States:
    stage = instrument.roles.stage
    return answers[stage] if stage in answers else np.zeros_like(answers[item])


def _asked_by_stage(instrument: Instrument, item: Item) -> NDArray[np.bool_]:
    """Whether the item is asked, by the state of the item `stage`."""
    stage = instrument.items.get(instrument.roles.stage)
    options = stage.options if stage else ()
    return np.array([True, *(Stage(option.id) in item.stages for option in options)])
