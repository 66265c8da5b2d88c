"""What a cell or a heading means: ids and labels are accepted alike, case, spaces and dashes are forgiven."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS
from assessment.core.model import Instrument, Item
from assessment.core.model.process import Outcome

PERSON = "person"
SEPARATORS = re.compile(r"[\s_\u2010-\u2015-]+")
LONGEST_WORD = 200
"""Longer texts are neither ids nor labels; comparing them would only take time."""


def plain(text: str) -> str:
    """The text without what is forgiven: case, and what kind of space or dash stands between words."""
    return SEPARATORS.sub(" ", text).strip().casefold()


@dataclass(frozen=True, slots=True)
class Words:
    """The words that mean something, in plain form, and the id each one means."""

    meanings: Mapping[str, str]

    def meaning(self, text: str) -> str | None:
        """The id that the text means; None when it is unknown."""
        return self.meanings.get(plain(text)) if len(text) <= LONGEST_WORD else None

    def nearest(self, text: str) -> str:
        """The id of the most similar word; empty when none is similar."""
        close = get_close_matches(plain(text[:LONGEST_WORD]), self.meanings, n=1)
        return self.meanings[close[0]] if close else ""


def _words(ids: Iterable[str], labels: Iterable[tuple[str, str]]) -> Words:
    """Ids go before labels; a label that several share means nothing."""
    meanings: dict[str, str] = {}
    shared: set[str] = set()
    for label, meant in labels:
        if meanings.setdefault(plain(label), meant) != meant:
            shared.add(plain(label))
    kept = {word: meant for word, meant in meanings.items() if word not in shared}
    return Words({**kept, **{plain(name): name for name in ids}})


def option_words(*items: Item) -> Words:
    """The ids of an item's options, and their labels in each language in which the item is given."""
    return _words(items[0].by_option, ((option.label, option.id) for item in items for option in item.options))


def outcome_words() -> Words:
    """The ids of the outcomes."""
    return _words(Outcome, ())


def column_words(*instruments: Instrument) -> Words:
    """The ids of the items, their labels and stems in each given language, and the names of the other columns."""
    items = [item for instrument in instruments for item in instrument.items.values()]
    labels = [(text, item.id) for item in items for text in (item.label, item.stem)]
    return _words([*instruments[0].items, PERSON, *PROCESS_COLUMNS], labels)
