"""The words of a cohort's headings."""

from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS
from assessment.core.model import Instrument
from assessment.core.text.terms import Vocabulary, make_vocabulary

PERSON = "person"


def column_vocabulary(*instruments: Instrument) -> Vocabulary:
    """The ids of the items, their labels and stems in each given language, and the names of the other columns."""
    items = [item for instrument in instruments for item in instrument.items.values()]
    labels = [(text, item.id) for item in items for text in (item.label, item.stem)]
    return make_vocabulary([*instruments[0].items, PERSON, *PROCESS_COLUMNS], labels)
