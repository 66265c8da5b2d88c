"""What the text of a table means: answers, dates and outcomes, and a problem for each cell that means none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.reader.columns import TextBatch, TextColumn
from assessment.cohort.reader.problems import ProblemCells, combine_problems, problem_table, shorten_value
from assessment.cohort.reader.readings import Readings, cell_readings
from assessment.cohort.scoring.encoded_answers import columns_present
from assessment.cohort.scoring.process_dates import DATE_COLUMNS, impossible_dates, process_columns
from assessment.core.model import Instrument
from assessment.core.model.process import Outcome
from assessment.core.model.questionnaire import Item
from assessment.core.model.vocabulary import option_vocabulary, outcome_vocabulary
from assessment.core.text.cell_words import is_unanswered
from assessment.core.text.date_columns import DateNotation
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.core.text.terms import Vocabulary

UNANSWERED = mark_for_translation("is not offered and counts as unanswered")
NO_DATE = mark_for_translation("is no date or could be two, and counts as unknown; write it like 2026-11-02")
IMPOSSIBLE = mark_for_translation("cannot be, with the other dates; the row has no outlook")
NO_OUTCOME = mark_for_translation("is no outcome and counts as unknown")

OUTCOMES = pd.CategoricalDtype(list(Outcome))

MOST_COMPARED = 100
"""With more different unknown values than this, a column holds no answers: no nearest option is looked for."""


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """The responses of a file, or of some of its rows: a frame whose index is the row numbers, and the problems.

    `readings` are cells that are no id and no label and can mean only one option. `ambiguous_date` is a cell of a date
    column that could be two days, "" where there is none.
    """

    frame: pd.DataFrame
    problems: pd.DataFrame
    readings: Readings = frozenset()
    ambiguous_date: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The words of a column, the ids that they mean, and the problem of a cell that means none."""

    vocabulary: Vocabulary
    dtype: pd.CategoricalDtype
    problem: str


@dataclass(frozen=True, slots=True)
class ColumnMeanings:
    """How the columns of a file are understood.

    `notations`: how each date column writes its dates. `twins`: a column that names a known one again -> that one.
    """

    instrument: Instrument
    translations: Sequence[Instrument] = ()
    notations: Mapping[str, DateNotation] = field(default_factory=dict)
    twins: Mapping[str, str] = field(default_factory=dict)

    def choice(self, column: str) -> Choice | None:
        """What the cells of a column can mean; None for one that is no item and not the outcome."""
        if column == "outcome":
            return Choice(outcome_vocabulary(), OUTCOMES, NO_OUTCOME)
        if column not in self.instrument.items:
            return None
        return _item_choice(*(each.items[column] for each in (self.instrument, *self.translations)))


@lru_cache(maxsize=1_024)
def _item_choice(*items: Item) -> Choice:
    """What an item's cells can mean, for the item in each language."""
    return Choice(option_vocabulary(*items), pd.CategoricalDtype(list(items[0].options_by_id)), UNANSWERED)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A column as values, and what was wrong with it and how it was read."""

    values: Any
    problems: list[ProblemCells] = field(default_factory=list)
    readings: Readings = frozenset()


def interpret_batch(batch: TextBatch, meanings: ColumnMeanings, today: date) -> ResponseTable:
    """The rows of a batch as responses. A cell that is not understood is missing in the frame and has a problem."""
    unreadable = [
        (row, "", "", "", tr("{why}; nothing in it is read", why=why)) for row, why in batch.unreadable.items()
    ]
    cells = {name: _interpret(batch, name, meanings.twins.get(name, name), meanings) for name in batch.columns}
    columns = {name: each.values for name, each in cells.items()}
    problems = [*unreadable, *(problem for each in cells.values() for problem in each.problems)]
    for twin, used in meanings.twins.items():
        if twin in columns and used in columns:
            columns[used], differing = _combine(columns[used], columns[twin])
            sentence = tr("says something else than {column}, which counts", column=used)
            problems += _problems_of_rows(batch, twin, differing, sentence, {})
            columns[twin] = _texts(batch.columns[twin])
    frame = pd.DataFrame(columns, index=pd.Index(batch.rows, name="row"), copy=False)
    problems += _impossible_dates(frame, today)
    readings = frozenset[tuple[str, str, str]]().union(*(each.readings for each in cells.values()))
    return ResponseTable(frame, combine_problems([problem_table(problems)]), readings)


def _interpret(batch: TextBatch, name: str, meaning: str, meanings: ColumnMeanings) -> _Cells:
    """A column of a batch as the column that it means."""
    column = batch.columns[name]
    if choice := meanings.choice(meaning):
        values, unknown = _categories(column, choice)
        problems = _unknown_values(batch, name, unknown, choice.problem, choice.vocabulary)
        return _Cells(values, problems, cell_readings(name, column.texts, choice.vocabulary))
    if meaning in DATE_COLUMNS:
        days, unknown = _dates(column, meanings.notations.get(name, DateNotation()))
        return _Cells(days, _unknown_values(batch, name, unknown, NO_DATE))
    return _Cells(_texts(column))


def _texts(column: TextColumn) -> Any:
    return pd.array(np.array([*column.texts, ""], object)[column.codes], dtype="str")


def _categories(column: TextColumn, choice: Choice) -> tuple[pd.Categorical, list[bool]]:
    """The column as categories of ids, and whether each of its texts is unknown."""
    position = {option: code for code, option in enumerate(choice.dtype.categories)}
    ids = [choice.vocabulary.id_of(text) for text in column.texts]
    codes = np.array([*(position.get(option or "", -1) for option in ids), -1], np.int8)
    unknown = [option is None and not is_unanswered(text) for text, option in zip(column.texts, ids, strict=True)]
    return pd.Categorical.from_codes(codes.take(column.codes, mode="wrap"), dtype=choice.dtype), unknown


def _dates(column: TextColumn, notation: DateNotation) -> tuple[NDArray[np.datetime64], list[bool]]:
    """The column as dates, and whether each of its texts is no date."""
    days: list[date | None] = []
    unknown = []
    for text in column.texts:
        try:
            days.append(None if is_unanswered(text) else notation.parse(text))
            unknown.append(False)
        except ValueError:
            days.append(None)
            unknown.append(True)
    dates = np.array([*days, None], "datetime64[D]").astype("datetime64[s]")
    return dates[column.codes], unknown


def _unknown_values(
    batch: TextBatch, name: str, unknown_texts: list[bool], problem: str, vocabulary: Vocabulary | None = None
) -> list[ProblemCells]:
    """One problem for each row of a column with an unknown text, with the nearest id of the vocabulary."""
    if not any(unknown_texts):
        return []
    column = batch.columns[name]
    unknown = np.array([*unknown_texts, False])[column.codes]
    used = set(column.codes[unknown].tolist())
    compared = vocabulary if len(used) <= MOST_COMPARED else None
    nearest = {code: compared.nearest_id(column.texts[code]) for code in used} if compared else {}
    return _problems_of_rows(batch, name, unknown, tr(problem), nearest)


def _problems_of_rows(
    batch: TextBatch, name: str, rows: NDArray[np.bool_], problem: str, nearest: Mapping[int, str]
) -> list[ProblemCells]:
    """A problem of a column for each of the rows, with the nearest id for the code of its text."""
    column = batch.columns[name]
    return [
        (row, name, shorten_value(column.texts[code]), nearest.get(code, ""), problem)
        for row, code in zip(batch.rows[rows].tolist(), column.codes[rows].tolist(), strict=True)
    ]


def _combine(used: Any, twin: Any) -> tuple[Any, NDArray[np.bool_]]:
    """A column that takes from its twin what it lacks, and the rows in which both have something and not the same."""
    own, other = pd.Series(used), pd.Series(twin)
    is_text = own.dtype == "str"
    own_empty, other_empty = (each == "" if is_text else each.isna() for each in (own, other))
    differing = ~own_empty & ~other_empty & (own != other)
    return own.where(~own_empty, other).array, differing.to_numpy()


def _impossible_dates(frame: pd.DataFrame, today: date) -> list[ProblemCells]:
    columns = columns_present(frame, DATE_COLUMNS)
    return [
        (row, name, f"{value:%Y-%m-%d}", "", tr(IMPOSSIBLE))
        for name, wrong in impossible_dates(process_columns(columns, len(frame), today)).items()
        if wrong.any()
        for row, value in frame.loc[wrong, name].items()
    ]
