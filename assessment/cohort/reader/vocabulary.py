"""The words of a cohort's table: the headings, and the values of each column."""

from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS
from assessment.core.model import Instrument, Item
from assessment.core.model.outcome_words import outcome_terms
from assessment.core.model.process import Outcome
from assessment.core.text.terms import Vocabulary, make_vocabulary

PERSON = "person"


def option_vocabulary(*items: Item) -> Vocabulary:
    """The ids of an item's options, and their labels in each language in which the item is given."""
    return make_vocabulary(
        items[0].options_by_id, ((option.label, option.id) for item in items for option in item.options)
    )


def outcome_vocabulary() -> Vocabulary:
    """The ids of the outcomes, their options in English and the current language, and what others call them."""
    return make_vocabulary(Outcome, outcome_terms())


def column_vocabulary(*instruments: Instrument) -> Vocabulary:
    """The ids of the items, their labels and stems in each given language, and the names of the other columns."""
    items = [item for instrument in instruments for item in instrument.items.values()]
    labels = [(text, item.id) for item in items for text in (item.label, item.stem)]
    return make_vocabulary([*instruments[0].items, PERSON, *PROCESS_COLUMNS], labels)
