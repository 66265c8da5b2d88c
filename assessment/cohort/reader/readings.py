"""Headings and cells that are no id and no label, and that were read as the one thing they can mean."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from assessment.cohort.reader.problems import problem_table
from assessment.core.text.cell_words import is_unanswered
from assessment.core.text.cleaning import join_first, quote_text
from assessment.core.text.i18n import tr
from assessment.core.text.terms import Vocabulary, normalize_term

Readings = frozenset[tuple[str, str, str]]
"""Column, text of the cell, and the id as which it was read."""


def cell_readings(column: str, texts: Iterable[str], vocabulary: Vocabulary) -> Readings:
    """The texts of a column that were read as an id without being it or one of its labels, or that often mean that
    the question was not answered.
    """
    return frozenset(
        (column, " ".join(text.split()), meant)
        for text in texts
        if text and (meant := vocabulary.id_of(text)) and not _is_named(text, meant, vocabulary)
    )


def _is_named(text: str, meant: str, vocabulary: Vocabulary) -> bool:
    """Whether the text names the id, by itself or by a label that is no mark for a question without an answer."""
    is_id = normalize_term(text) == normalize_term(meant)
    return is_id or (vocabulary.exact_id(text) is not None and not is_unanswered(text))


def reading_problems(readings: Readings) -> pd.DataFrame:
    """One row for each column with such cells, in a table of problems of the whole file."""
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for column, text, meant in sorted(readings):
        texts[column][meant].append(quote_text(text))
    return problem_table([(pd.NA, column, "", "", _sentence(meanings)) for column, meanings in texts.items()])


def heading_sentence(headings: Iterable[tuple[str, str]]) -> str:
    """What headings were read as, each given with its text and its column."""
    pairs = [tr("{text} as {meaning}", text=quote_text(text), meaning=meant) for text, meant in headings]
    return tr("headings were read as columns: {pairs}", pairs=", ".join(pairs))


def _sentence(meanings: dict[str, list[str]]) -> str:
    pairs = [tr("{text} as {meaning}", text=join_first(texts), meaning=meant) for meant, texts in meanings.items()]
    return tr("answers were read: {pairs}", pairs="; ".join(pairs))
