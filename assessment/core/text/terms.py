"""What a cell or a heading means: ids and labels as people and survey tools write them."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from assessment.core.text.cleaning import DASHES, fold_text

LONGEST_TERM = 200
"""Longer texts are neither ids nor labels; comparing them would only take time."""

QUESTION_MARKS = frozenset("?？؟")
SPACES_AND_DASHES = re.compile(rf"[\s_{DASHES}-]+")
TAG = re.compile(r"<[^<>]*>")
NO_LETTER = re.compile(r"[\W_]+")
STROKE = re.compile(r"(?:(?<=[^\W_])\s*/|\\)\s*(?=[^\W_])")
"""A stroke between letters, or a backslash before one: `S/I` is not "si", and the `\\N` of databases is not "n"."""
NUMBERING = re.compile(
    r"\s*[(\[]?(?:[A-Za-z]{0,3}\d{1,4}(?:[A-Za-z]{1,3}\d{1,4})*|[A-Za-z])(?:\s*[.:)\]=_|]+|\s+[-\u2013])\s*"
)
"""Numbers that tools put before a question or an answer: `1.`, `Q4:`, `Q4_`, `G01Q04.`, `X1..`, `1=`, `a)`."""
MARKED = re.compile(
    r"\s*[(\[](?:required|mandatory|optional|obligatori[oa]|opcional|pflichtfeld|pflichtfrage|optionale angabe|"
    r"obligatoire|facultatif|facultative)[)\]]\W*$",
    re.IGNORECASE,
)
"""What forms put after a question that must be answered, or need not."""
IN_ARRAY = re.compile(r"(?P<question>.*?\S)\s*\[(?P<part>[^\[\]]+)\]\s*")
"""A question in an array of LimeSurvey: `code[SQ001]`, `code[part]`, `Question [Part]`."""
ARRAY_CODE = re.compile(r"\w+\[\w+\]")
PART_NUMBER = re.compile(r"SQ\d{1,4}", re.IGNORECASE)


def normalize_term(text: str) -> str:
    """The text in small letters, with one space in place of any run of spaces, underscores and dashes."""
    return SPACES_AND_DASHES.sub(" ", text).strip().casefold()


@lru_cache(maxsize=1 << 14)
def letters_of(text: str) -> str:
    """The letters and digits of a text in small letters without accents, without tags; entities are resolved.

    What strokes separate stays apart.
    """
    plain = fold_text(unicodedata.normalize("NFKC", html.unescape(TAG.sub(" ", html.unescape(text)))))
    return "/".join(NO_LETTER.sub("", part) for part in STROKE.split(plain))


def _key(text: str) -> str:
    """The letters of a text, or, where it has none, the text without what makes a sign a picture."""
    return letters_of(text) or normalize_term(text.replace("\ufe0f", ""))


def without_numbering(text: str) -> str:
    """The text without tags, without the number or letter before it, and without "(required)" and the like after it."""
    plain = MARKED.sub("", TAG.sub(" ", html.unescape(text)).strip())
    return NUMBERING.sub("", plain, count=1) if NUMBERING.match(plain) else plain


def several_parts(headings: Iterable[str]) -> set[str]:
    """The headings that are numbered parts of one array, of which there are several: none alone is the question."""
    parts: dict[str, list[str]] = {}
    for text in headings:
        found = IN_ARRAY.fullmatch(text[:LONGEST_TERM])
        if found and PART_NUMBER.fullmatch(found["part"]):
            parts.setdefault(letters_of(found["question"]), []).append(text)
    return {text for each in parts.values() if len(each) > 1 for text in each}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Normalized term -> the id that it means, and the same by the letters of the term where only one id has them.

    `no_question_marks`: a text with a question mark, such as "Rejected?", means nothing.
    """

    ids: Mapping[str, str]
    by_letters: Mapping[str, str] = field(default_factory=dict)
    no_question_marks: bool = False

    def exact_id(self, text: str) -> str | None:
        """The id of a text that is an id or a label, whatever its case, spaces, underscores and dashes."""
        return self.ids.get(normalize_term(text)) if len(text) <= LONGEST_TERM else None

    def id_of(self, text: str) -> str | None:
        """The id that the text can only mean: also with other punctuation, tags, or a number before it; else None."""
        if len(text) > LONGEST_TERM or (self.no_question_marks and not QUESTION_MARKS.isdisjoint(text)):
            return None
        return (
            self.ids.get(normalize_term(text))
            or self.by_letters.get(_key(text))
            or self.by_letters.get(letters_of(without_numbering(text)))
            or self._id_in_array(text)
        )

    def _id_in_array(self, text: str) -> str | None:
        """The id of the part of an array, or of the array whose part has a number only; None where both mean one."""
        found = IN_ARRAY.fullmatch(text)
        if found is None:
            return None
        question = self.id_of(found["question"])
        if PART_NUMBER.fullmatch(found["part"]):
            return question
        is_code = bool(ARRAY_CODE.fullmatch(text))
        return self.id_of(found["part"]) if question is None and (is_code or " " in found["part"].strip()) else None

    def nearest_id(self, text: str) -> str:
        """The id of the most similar term; empty where none is similar."""
        close = get_close_matches(normalize_term(text[:LONGEST_TERM]), self.ids, n=1)
        return self.ids[close[0]] if close else ""


def make_vocabulary(
    ids: Iterable[str], labels: Iterable[tuple[str, str]], words: Iterable[tuple[str, str]] = ()
) -> Vocabulary:
    """The vocabulary of ids and (label, id); an id goes before an equal label; a label of several ids means none.

    `words` are further pairs like labels, which count only where no id and no label has their letters.
    """
    terms, ids = list(labels), list(ids)
    by_label = _unique((normalize_term(label), label_id) for label, label_id in terms)
    by_letters = _unique((letters, label_id) for label, label_id in terms for letters in _spellings(label))
    exact = {normalize_term(name): name for name in ids}
    further = _unique((_key(word), word_id) for word, word_id in words)
    letters = _unique((letters_of(name), name) for name in ids)
    return Vocabulary({**by_label, **exact}, {**further, **by_letters, **letters})


def _spellings(label: str) -> tuple[str, str]:
    """The letters of a label, also with none of its strokes: `Hired/a` is written `Hired(a)`, too."""
    letters = letters_of(label)
    return letters, letters.replace("/", "")


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Term -> id, without the terms of several ids and without the empty one."""
    found: dict[str, str] = {}
    several = {""}
    for term, term_id in pairs:
        if found.setdefault(term, term_id) != term_id:
            several.add(term)
    return {term: term_id for term, term_id in found.items() if term not in several}
