"""The words of a cohort's table: the headings, and the values of each column."""

from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS
from assessment.core.model import Instrument, Item
from assessment.core.model.outcome_words import outcome_terms
from assessment.core.model.process import Outcome
from assessment.core.text.cell_words import CROSSES, NO, TICKS, YES
from assessment.core.text.terms import Vocabulary, make_vocabulary

PERSON = "person"


def option_vocabulary(*items: Item) -> Vocabulary:
    """The ids of an item's options, their labels in each language in which the item is given, and words of yes and no.

    TRUE and the like mean the option `yes`, or the only one beside `no`; FALSE and the like mean `no`.
    """
    ids = list(items[0].options_by_id)
    labels = ((option.label, option.id) for item in items for option in item.options)
    affirmative = "yes" if "yes" in ids else next((name for name in ids if name != "no" and len(ids) == 2), "")
    words = [(word, affirmative) for word in (*YES, *TICKS) if affirmative and "no" in ids]
    words += [(word, "no") for word in (*NO, *CROSSES) if "no" in ids]
    return make_vocabulary(ids, labels, words)


def outcome_vocabulary() -> Vocabulary:
    """The ids of the outcomes, their options in English and the current language, and what others call them."""
    return make_vocabulary(Outcome, outcome_terms())


def column_vocabulary(*instruments: Instrument) -> Vocabulary:
    """The ids of the items, their labels and stems in each given language, and the names of the other columns."""
    items = [item for instrument in instruments for item in instrument.items.values()]
    labels = [(text, item.id) for item in items for text in (item.label, item.stem)]
    return make_vocabulary([*instruments[0].items, PERSON, *PROCESS_COLUMNS], labels)
