"""Rows as they stand in a file, before anything is understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class RawColumn:
    """The texts of a column, each held once, and which of them stands in every row (-1: none)."""

    codes: NDArray[np.int32]
    texts: list[str]


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Some rows: their numbers as a spreadsheet counts them, their columns, and what is wrong with the broken ones."""

    rows: NDArray[np.int64]
    columns: Mapping[str, RawColumn]
    broken: Mapping[int, str] = field(default_factory=dict)
