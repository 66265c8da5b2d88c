"""The meaning of a cell or heading: ids and labels are accepted alike; case, spaces and dashes do not matter."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS
from assessment.core.model import Instrument, Item
from assessment.core.model.outcome_words import outcome_terms
from assessment.core.model.process import Outcome

PERSON = "person"
SPACES_AND_DASHES = re.compile(r"[\s_\u2010-\u2015-]+")
LONGEST_TERM = 200
"""Longer texts are neither ids nor labels; comparing them would only take time."""


def normalize_term(text: str) -> str:
    """The text in small letters, with one space in place of any run of spaces, underscores and dashes."""
    return SPACES_AND_DASHES.sub(" ", text).strip().casefold()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Normalized term -> the id that it means."""

    ids: Mapping[str, str]

    def id_of(self, text: str) -> str | None:
        """The id that the text means; None where it is unknown."""
        return self.ids.get(normalize_term(text)) if len(text) <= LONGEST_TERM else None

    def nearest_id(self, text: str) -> str:
        """The id of the most similar term; empty where none is similar."""
        close = get_close_matches(normalize_term(text[:LONGEST_TERM]), self.ids, n=1)
        return self.ids[close[0]] if close else ""


def _vocabulary(ids: Iterable[str], labels: Iterable[tuple[str, str]]) -> Vocabulary:
    """The vocabulary of ids and (label, id); an id goes before an equal label; a label of several ids means none."""
    by_label: dict[str, str] = {}
    ambiguous: set[str] = set()
    for label, label_id in labels:
        if by_label.setdefault(normalize_term(label), label_id) != label_id:
            ambiguous.add(normalize_term(label))
    unambiguous = {term: label_id for term, label_id in by_label.items() if term not in ambiguous}
    return Vocabulary({**unambiguous, **{normalize_term(name): name for name in ids}})


def option_vocabulary(*items: Item) -> Vocabulary:
    """The ids of an item's options, and their labels in each language in which the item is given."""
    return _vocabulary(items[0].options_by_id, ((option.label, option.id) for item in items for option in item.options))


def outcome_vocabulary() -> Vocabulary:
    """The ids of the outcomes, their options in English and the current language, and what others call them."""
    return _vocabulary(Outcome, outcome_terms())


def column_vocabulary(*instruments: Instrument) -> Vocabulary:
    """The ids of the items, their labels and stems in each given language, and the names of the other columns."""
    items = [item for instrument in instruments for item in instrument.items.values()]
    labels = [(text, item.id) for item in items for text in (item.label, item.stem)]
    return _vocabulary([*instruments[0].items, PERSON, *PROCESS_COLUMNS], labels)
