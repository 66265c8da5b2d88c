"""The words of a cohort's headings."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assessment.cohort.scoring.process_dates import COLUMN_FACTS, PROCESS_COLUMNS
from assessment.core.model import Instrument
from assessment.core.model.questionnaire import Item
from assessment.core.text.i18n import Language, current_language
from assessment.core.text.terms import LONGEST_TERM, Vocabulary, make_vocabulary

PERSON = "person"
SYNONYMS = {
    "interview_date": "date of the interview;date of interview;interview day;"
    "fecha de la entrevista;fecha de entrevista;día de la entrevista;"
    "datum des gesprächs;tag des gesprächs;date de l'entretien;data del colloquio;data da entrevista",
    "promised_date": "date they promised an answer by;fecha prometida;día prometido;"
    "día para el que prometieron una respuesta",
    "last_word_date": "date of the last word from them;última vez que supiste de la empresa;fecha del último contacto",
    "outcome": "final outcome;resultado final;¿cómo terminó?",
    PERSON: "persona",
}
"""Column -> other headings for it, by semicolons; labels are looked up in English and the current language only."""
IN_GROUP = re.compile(r"(?:[\w-]+/)+(\w+)")
"""A question in a group of KoboToolbox."""
CODE_FIRST = re.compile(r"(\w+)[.:]\s+(?:\S.*\?|\S+(?:\s+\S+){3,})")
"""Code and question in one heading, as LimeSurvey writes them: a question mark, or four words."""
BETWEEN_PARTS = re.compile(r"[\s\u2013-]*[\[\]()][\s\u2013-]*|\s+[\u2013-]\s+|:\s+")
"""What separates a name from the words beside it: brackets, a dash between spaces, a colon."""
NO_NAME = re.compile(r"selected choice|code|[dmyjta]{2,4}([/.-])[dmyjta]{2,4}\1[dmyjta]{2,4}|", re.IGNORECASE)
"""What stands beside a name and is none: nothing, words of survey tools, how a date is to be written."""


@dataclass(frozen=True, slots=True)
class ColumnVocabulary(Vocabulary):
    """The words of headings, in which a name may stand beside its question, its group or a hint."""

    def id_of(self, text: str) -> str | None:
        """The id that a heading can only mean, None where it means none, or where its parts mean different ones."""
        if (known := self.plain_id(text)) or len(text) > LONGEST_TERM:
            return known
        if found := IN_GROUP.fullmatch(text):
            known = self.plain_id(found[1])
            return None if known in (PERSON, *PROCESS_COLUMNS) else known
        if found := CODE_FIRST.fullmatch(text):
            return self.plain_id(found[1])
        ids = {self.plain_id(part) for part in BETWEEN_PARTS.split(text) if not NO_NAME.fullmatch(part)}
        return ids.pop() if len(ids) == 1 else None

    def plain_id(self, text: str) -> str | None:
        """The id of a heading with nothing beside its name."""
        return super(ColumnVocabulary, self).id_of(text)

    def ids_of(self, headings: Sequence[str]) -> list[str | None]:
        """The id of each heading; one with something beside its name has none where another has the name alone."""
        plain = [self.plain_id(text) for text in headings]
        return [known or self._id_beside(text, plain) for text, known in zip(headings, plain, strict=True)]

    def _id_beside(self, text: str, taken: Collection[str | None]) -> str | None:
        meant = self.id_of(text)
        return None if meant in taken else meant


def column_vocabulary(*instruments: Instrument) -> ColumnVocabulary:
    """The ids of the items, their labels and stems in each given language, and the names of the other columns.

    Facts of the process go by their labels in English and in the current language, too.
    """
    items = tuple(item for instrument in instruments for item in instrument.items.values())
    return _column_vocabulary(items, current_language())


@lru_cache(maxsize=16)
def _column_vocabulary(items: tuple[Item, ...], language: Language) -> ColumnVocabulary:
    ids = dict.fromkeys(item.id for item in items)
    labels = [(text, item.id) for item in items for text in (item.label, item.stem)]
    texts = [(text, name) for name, fact in COLUMN_FACTS.items() for text in (fact.label, fact.short_label)]
    labels += [(each, name) for text, name in texts for each in (text, language.message(text))]
    labels += [(text, name) for name, line in SYNONYMS.items() for text in line.split(";")]
    words = make_vocabulary([*ids, PERSON, *PROCESS_COLUMNS], labels)
    return ColumnVocabulary(words.ids, words.by_letters)
