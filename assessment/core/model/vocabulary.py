"""What a text means as an answer or an outcome, whoever wrote it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from assessment.core.model.instrument import Instrument
from assessment.core.model.outcome_words import outcome_terms
from assessment.core.model.process import Outcome
from assessment.core.model.questionnaire import Item
from assessment.core.text.cell_words import CROSSES, NO, TICKS, YES, is_unanswered
from assessment.core.text.i18n import Language, current_language
from assessment.core.text.terms import Vocabulary, make_vocabulary


@lru_cache(maxsize=1_024)
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
    """The ids of the outcomes, their options in English and the current language, and what others call them.

    "Rejected?" is none: it asks.
    """
    return _outcomes_in(current_language())


@lru_cache(maxsize=16)
def _outcomes_in(language: Language) -> Vocabulary:
    return replace(make_vocabulary(Outcome, outcome_terms(language)), no_question_marks=True)


def option_ids(answers: dict[str, str], instrument: Instrument, translations: Iterable[Instrument]) -> dict[str, str]:
    """Item id -> option id for answers given as ids or labels; an answer that means no option stays as it is.

    Answers that are empty, or say that there is none, are left out. The `translations` of the instrument are looked
    at only where its own labels do not say what an answer means.
    """
    known = {item: answer for item, answer in answers.items() if item in instrument.items}
    ids = {item: option_vocabulary(instrument.items[item]).id_of(answer) for item, answer in known.items()}
    if unknown := [item for item, option in ids.items() if option is None]:
        others = list(translations)
        for item in unknown:
            vocabulary = option_vocabulary(instrument.items[item], *(other.items[item] for other in others))
            ids[item] = vocabulary.id_of(known[item])
    return {
        item: ids.get(item) or answer
        for item, answer in answers.items()
        if ids.get(item) or item not in known or not is_unanswered(answer)
    }
