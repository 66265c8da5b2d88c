"""Answers as small integers: the state of an item is 0 where it is unanswered and k where its k-th option stands."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import prod
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas.arrays import ArrowStringArray

from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument, Item

States = NDArray[np.uint8]
Answers = Mapping[str, States]
"""Item id -> the state of the item in every row."""

Numbers = NDArray[np.float64]
Measure = Callable[[Answers], Numbers]
"""Answers of n rows -> numbers, shape (n, k)."""

TOO_MANY_STATES = 1 << 20


def known_items(frame: pd.DataFrame, instrument: Instrument) -> list[str]:
    """The items that the frame has a column for, in questionnaire order."""
    return [item for item in instrument.items if item in frame.columns]


def answers_of(columns: Mapping[str, Any], instrument: Instrument, rows: int) -> Answers:
    """The states of all items, given pandas arrays of option ids for some; the others are unanswered.

    Raises AssessmentError naming every value that is no option of its item.
    """
    unanswered = np.zeros(rows, np.uint8)
    answers: dict[str, States] = {}
    problems: list[str] = []
    for item in instrument.items.values():
        if item.id not in columns:
            answers[item.id] = unanswered
            continue
        states, unknown = _states(columns[item.id], item)
        answers[item.id] = states
        problems += [
            f"{item.id}: {value!r} is not offered; choose one of {', '.join(item.by_option)}." for value in unknown
        ]
    if problems:
        raise AssessmentError(problems)
    return answers


def _states(column: Any, item: Item) -> tuple[States, list[str]]:
    """The states of one column, and its values that are no option."""
    if isinstance(column, ArrowStringArray):
        return _states_of_texts(pa.array(column), list(item.by_option))
    if isinstance(column, pd.Categorical):
        codes, values = column.codes, list(column.categories)
    else:
        code_of = defaultdict[Any, int](count().__next__)
        codes = np.fromiter(map(code_of.__getitem__, np.asarray(column, object)), np.int32, len(column))
        values = list(code_of)
    state_of = {option: state for state, option in enumerate(item.by_option, start=1)}
    unknown = [code for code, value in enumerate(values) if value not in state_of and not pd.isna(value)]
    used = [code for code in unknown if (codes == code).any()]
    by_code = np.array([*(state_of.get(value, 0) for value in values), 0], np.uint8)
    return by_code.take(codes, mode="wrap"), [str(values[code]) for code in used]


def _states_of_texts(texts: Any, options: list[str]) -> tuple[States, list[str]]:
    """The same for an Arrow array of texts."""
    places = pc.index_in(texts, value_set=pa.array(options, texts.type))
    states: States = (places.fill_null(-1).to_numpy(zero_copy_only=False) + 1).astype(np.uint8)
    if places.null_count == texts.null_count:
        return states, []
    return states, [value for value in texts.unique().to_pylist() if value is not None and value not in options]


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A measure of few answers, worked out once for every way to answer them and then looked up."""

    items: tuple[Item, ...]
    table: Numbers

    def __call__(self, answers: Answers) -> Numbers:
        """The numbers of each row."""
        return self.table.take(self._joint_states(answers), axis=0)

    def _joint_states(self, answers: Answers) -> NDArray[np.int32]:
        """One number for all the answers of a row: their states as digits, the last item's counting ones."""
        joint = np.zeros(len(answers[self.items[0].id]), np.int32)
        for item in self.items:
            np.multiply(joint, len(item.options) + 1, out=joint)
            np.add(joint, answers[item.id], out=joint)
        return joint


def ways_to_answer(items: Sequence[Item]) -> int:
    """How many states all the items together can be in."""
    return prod(len(item.options) + 1 for item in items)


def tabulated(measure: Measure, items: Sequence[Item], rows: int) -> Measure:
    """The same measure, tabulated where that pays for so many rows."""
    ways = ways_to_answer(items)
    if not items or ways > min(rows, TOO_MANY_STATES):
        return measure
    digits = np.indices([len(item.options) + 1 for item in items], np.uint8).reshape(len(items), ways)
    return Tabulated(tuple(items), measure({item.id: states for item, states in zip(items, digits, strict=True)}))
