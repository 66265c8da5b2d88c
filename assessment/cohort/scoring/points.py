"""Readiness and fit of many people at once: the same numbers as `assessment.core.scoring.points`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.cohort.scoring.encoded_answers import (
    EncodedAnswers,
    FloatColumn,
    FloatTable,
    Scorer,
    combination_count,
    tabulate,
)
from assessment.core.model import Credit, Instrument, Item, Stage

MOST_PART_COMBINATIONS = 1 << 13
"""The most combinations of one part of a sum that is tabulated, so that its table fits into the processor's cache."""


@dataclass(frozen=True, slots=True)
class PointColumns:
    """A score of every row on 0..100 with its range, NaN where nothing is answered, and the number of answers."""

    value: FloatColumn
    low: FloatColumn
    high: FloatColumn
    answered: NDArray[np.int64]


def points_scorer(
    instrument: Instrument, credits: Mapping[str, Credit], rows: int
) -> Callable[[EncodedAnswers], PointColumns]:
    """A function from encoded answers to the points for the credits, one for each row.

    What few items decide is computed once for all combinations of answers where that is faster for `rows` rows.
    """
    parts = [_part_scorer(instrument, part, rows) for part in _parts(instrument, credits)]

    def score(answers: EncodedAnswers) -> PointColumns:
        sums = np.zeros((len(next(iter(answers.values()))), 6))
        for part in parts:
            sums += part(answers)
        earned, possible, at_worst, at_best, asked, answered = sums.T
        with np.errstate(invalid="ignore", divide="ignore"):
            value = 100 * earned / possible
            share = np.where(answered > 0, 100 / asked, np.nan)
        return PointColumns(value, share * at_worst, share * at_best, answered.astype(np.int64))

    return score


def _parts(instrument: Instrument, credits: Mapping[str, Credit]) -> Iterator[list[Credit]]:
    """The credits in order, in parts that are small enough to tabulate."""
    part: list[Credit] = []
    for credit in credits.values():
        if part and combination_count(_items_of(instrument, [*part, credit])) > MOST_PART_COMBINATIONS:
            yield part
            part = []
        part.append(credit)
    if part:
        yield part


def _items_of(instrument: Instrument, credits: Sequence[Credit]) -> list[Item]:
    """The items of the credits, and the stage, which decides what is asked."""
    ids = dict.fromkeys([instrument.roles.stage, *(credit.item for credit in credits)])
    return [instrument.items[item] for item in ids]


def _part_scorer(instrument: Instrument, credits: Sequence[Credit], rows: int) -> Scorer:
    """A scorer with six sums for each row.

    Points earned; points possible for the answered items; points if all that is open is answered at its worst, and
    at its best; points possible for all items asked; number of items answered.
    """

    def score(answers: EncodedAnswers) -> FloatTable:
        return sum((_sums(instrument, credit, answers) for credit in credits), np.zeros(6))

    return tabulate(score, _items_of(instrument, credits), rows)


def _sums(instrument: Instrument, credit: Credit, answers: EncodedAnswers) -> FloatTable:
    """The six sums of one item, by the state of the item `stage` and of the item itself."""
    item = instrument.items[credit.item]
    stages = map(Stage, instrument.items[instrument.roles.stage].options_by_id)
    asked_at = np.array([True, *(stage in item.stages for stage in stages)])
    table = np.zeros((len(asked_at), len(item.options) + 1, 6))
    table[asked_at, 0, 2:5] = credit.importance * np.array([credit.worst, credit.best, 1.0])
    for state, option in enumerate(item.options_by_id, start=1):
        earned = credit.importance * credit.options[option]
        table[:, state] = [earned, credit.importance, earned, earned, credit.importance, 1]
    return table[answers[instrument.roles.stage], answers[item.id]]
