"""Rows of totals and averages at the foot of a table, which are no people, no steps and no applications."""

import re
from collections.abc import Iterable

from assessment.core.text.cell_words import is_unanswered
from assessment.core.text.terms import letters_of

WORDS_LINE = (
    "total;totals;grand total;sub total;total general;total responses;total answers;total people;total applications;"
    "sum;average;averages;avg;mean;median;count;standard deviation;std dev;stdev;"
    "gesamt;gesamtergebnis;gesamtsumme;insgesamt;summe;mittelwert;durchschnitt;anzahl;standardabweichung;"
    "total général;somme;moyenne;médiane;écart type;nombre;"
    "suma;suma total;promedio;media;mediana;recuento;desviación estándar;total de respuestas;"
    "totale;somma;totaal;gemiddelde;som;soma;média;contagem"
)
WORDS = frozenset(map(letters_of, WORDS_LINE.split(";")))
"""The letters of what stands before such rows. "Max", "Min" and "N" are not among them: they are names too."""
DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"[^\w\s]?\s?-?(?:\d+|\d{1,3}(?:[.,'\u2019\s]\d{3})+)(?:[.,]\d+)?\s?[^\w\s]?")
LONGEST_WORD = 40


def is_total_row(cells: Iterable[str]) -> bool:
    """Whether the first text of a row is a word of totals, and all others are numbers, such words or marks for none.

    Somebody who answered in words is never taken for a total, whatever the name.
    """
    first, *others = [cell for cell in cells if cell.strip()] or [""]
    return _is_word(first) and all(
        NUMBER.fullmatch(cell.strip()) or _is_word(cell) or is_unanswered(cell) for cell in others
    )


def _is_word(cell: str) -> bool:
    return len(cell) <= LONGEST_WORD and DIGIT.sub("", letters_of(cell)) in WORDS
