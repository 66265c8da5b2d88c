"""The words of a cohort's headings."""

from functools import lru_cache

from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS
from assessment.core.model import Instrument
from assessment.core.model.questionnaire import Item
from assessment.core.text.terms import Vocabulary, make_vocabulary

PERSON = "person"


def column_vocabulary(*instruments: Instrument) -> Vocabulary:
    """The ids of the items, their labels and stems in each given language, and the names of the other columns."""
    return _column_vocabulary(tuple(item for instrument in instruments for item in instrument.items.values()))


@lru_cache(maxsize=16)
def _column_vocabulary(items: tuple[Item, ...]) -> Vocabulary:
    ids = dict.fromkeys(item.id for item in items)
    labels = [(text, item.id) for item in items for text in (item.label, item.stem)]
    return make_vocabulary([*ids, PERSON, *PROCESS_COLUMNS], labels)
