"""Answers as small integers: the state of an item is 0 where it is unanswered, k where its k-th option is chosen."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
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
EncodedAnswers = Mapping[str, States]
"""Item id -> the state of the item in every row."""

FloatColumn = NDArray[np.float64]
"""One number for each row."""
FloatTable = NDArray[np.float64]
"""Some numbers for each row, shape (rows, numbers)."""
Scorer = Callable[[EncodedAnswers], FloatTable]

MOST_COMBINATIONS = 1 << 20
"""A function of more combinations of answers than this is not tabulated."""


def columns_present(frame: pd.DataFrame, names: Iterable[str]) -> dict[str, Any]:
    """The pandas arrays of the columns that the frame has, of those named."""
    return {name: frame[name].array for name in names if name in frame.columns}


def encode_frame(frame: pd.DataFrame, instrument: Instrument) -> EncodedAnswers:
    """The states of all items in the rows of a frame, as `encode_answers` gives them."""
    return encode_answers(columns_present(frame, instrument.items), instrument, len(frame))


def encode_answers(columns: Mapping[str, Any], instrument: Instrument, rows: int) -> EncodedAnswers:
    """The states of all items, from pandas arrays of option ids by item; items without one are unanswered.

    Raises AssessmentError with a sentence for each value that is no option of its item.
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
            f"{item.id}: {value!r} is not offered; choose one of {', '.join(item.options_by_id)}." for value in unknown
        ]
    if problems:
        raise AssessmentError(problems)
    return answers


def _states(column: Any, item: Item) -> tuple[States, list[str]]:
    """The states of a column, and its values that are no option."""
    if isinstance(column, ArrowStringArray):
        return _states_of_texts(pa.array(column), list(item.options_by_id))
    if isinstance(column, pd.Categorical):
        codes, values = column.codes, list(column.categories)
    else:
        code_of = defaultdict[Any, int](count().__next__)
        codes = np.fromiter(map(code_of.__getitem__, np.asarray(column, object)), np.int32, len(column))
        values = list(code_of)
    state_of = {option: state for state, option in enumerate(item.options_by_id, start=1)}
    unknown = [code for code, value in enumerate(values) if value not in state_of and not pd.isna(value)]
    used = [code for code in unknown if (codes == code).any()]
    by_code = np.array([*(state_of.get(value, 0) for value in values), 0], np.uint8)
    return by_code.take(codes, mode="wrap"), [str(values[code]) for code in used]


def _states_of_texts(texts: Any, options: list[str]) -> tuple[States, list[str]]:
    """The states of an Arrow array of texts, and its values that are no option."""
    places = pc.index_in(texts, value_set=pa.array(options, texts.type))
    states: States = (places.fill_null(-1).to_numpy(zero_copy_only=False) + 1).astype(np.uint8)
    if places.null_count == texts.null_count:
        return states, []
    return states, [value for value in texts.unique().to_pylist() if value is not None and value not in options]


def combination_count(items: Sequence[Item]) -> int:
    """The number of combinations of states that the items can be in."""
    return prod(len(item.options) + 1 for item in items)


def tabulate(score: Scorer, items: Sequence[Item], rows: int) -> Scorer:
    """A scorer that gives the same numbers, tabulated where that is faster for `rows` rows.

    Its result for every combination of answers is then computed once, and looked up for each row.
    """
    combinations = combination_count(items)
    if not items or combinations > min(rows, MOST_COMBINATIONS):
        return score
    digits = np.indices([len(item.options) + 1 for item in items], np.uint8).reshape(len(items), combinations)
    table = score({item.id: states for item, states in zip(items, digits, strict=True)})

    def look_up(answers: EncodedAnswers) -> FloatTable:
        # The number of a combination has the states as its digits, that of the last item last.
        numbers = np.zeros(len(answers[items[0].id]), np.int32)
        for item in items:
            np.multiply(numbers, len(item.options) + 1, out=numbers)
            np.add(numbers, answers[item.id], out=numbers)
        return table.take(numbers, axis=0)

    return look_up
