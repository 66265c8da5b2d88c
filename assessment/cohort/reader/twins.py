"""Known columns that stand twice in a file: the first is used, and the others are carried over and compared with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from assessment.cohort.reader.columns import TextBatch, TextColumn
from assessment.cohort.reader.problems import ProblemCells
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.core.text.terms import Vocabulary


class Twins:
    """The twin columns of a file, and in how many rows each says something else than the column that is used."""

    def __init__(self, names: Sequence[str], heading: Sequence[str], vocabulary: Vocabulary) -> None:
        meant = zip(names, map(vocabulary.id_of, heading), strict=True)
        self._used = {name: used for name, used in meant if used is not None and used != name}
        self._differing = Counter[str]()

    def compared(self, batches: Iterable[TextBatch]) -> Iterator[TextBatch]:
        """The batches; the rows in which twins differ are counted anew."""
        self._differing.clear()
        for batch in batches:
            for twin, used in self._used.items():
                if batch.columns.keys() >= {twin, used}:
                    self._differing[twin] += _differing_rows(batch.columns[twin], batch.columns[used])
            yield batch

    def problems(self) -> list[ProblemCells]:
        """A problem of the whole file for each twin."""
        return [(pd.NA, twin, "", "", self._sentence(twin, used)) for twin, used in self._used.items()]

    def _sentence(self, twin: str, used: str) -> str:
        if not (rows := self._differing[twin]):
            return tr("says nothing else than {column}, and is carried over", column=used)
        return tr_count(
            "says something else than {column} in {rows} row; {column} is used, and this one carried over",
            "says something else than {column} in {rows} rows; {column} is used, and this one carried over",
            rows,
            column=used,
            rows=format_number(rows),
        )


def _differing_rows(twin: TextColumn, used: TextColumn) -> int:
    """In how many rows the twin has a text, and another one than the column that is used."""
    pairs, counts = np.unique(np.stack([twin.codes, used.codes]), axis=1, return_counts=True)
    texts, used_texts = [*twin.texts, ""], [*used.texts, ""]
    return sum(
        rows
        for code, used_code, rows in zip(*pairs.tolist(), counts.tolist(), strict=True)
        if (text := texts[code].strip()) and text != used_texts[used_code].strip()
    )
