"""Free text from outside, made harmless: it can be stored, shown and encoded anywhere."""

import unicodedata
from collections.abc import Sequence

from assessment.core.errors import AssessmentError

TITLE_LENGTH = 200
NOTE_LENGTH = 4000
MAX_LISTED = 5
BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ALLOWED_CONTROLS = {"\n", "\t"}


def clean_text(text: str, length: int | None = None) -> str:
    """The text without what could break a page, a file or a database; the same for text already clean.

    Control characters go (but line feed and tab), so do marks that turn the writing direction; lone
    surrogates become U+FFFD; the rest is in normal form C and, with `length`, cut to that many characters.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(_harmless(character) for character in lines)
    return unicodedata.normalize("NFC", kept)[:length]


def clean_title(text: str) -> str:
    """One line of clean text, at most TITLE_LENGTH characters, without space around it."""
    return clean_text(" ".join(clean_text(text).split()), TITLE_LENGTH).strip()


def clean_text_within(text: str, length: int, what: str) -> str:
    """The clean text; raises AssessmentError where it would have to be cut, so that nothing is left out unseen."""
    cleaned = clean_text(text)
    if len(cleaned) > length:
        raise AssessmentError(
            [f"{what}: It has {len(cleaned):,} characters; at most {length:,} are kept. Shorten it and save again."]
        )
    return cleaned


def is_separator_line(line: str) -> bool:
    """Whether the line is one like "sep=;", which spreadsheets understand above the heading of a table."""
    return line.strip().strip('"').lower().startswith("sep=")


def quote_text(text: str) -> str:
    """The text as it may stand in a sentence: on one line, short and in quotation marks."""
    line = " ".join(text.split())
    return f"'{line if len(line) <= 40 else line[:39] + '…'}'"


def join_first(names: Sequence[str], separator: str = ", ") -> str:
    """The names in one line; of many the first, and a sign that there are more."""
    return separator.join([*names[:MAX_LISTED], *(["…"] if names[MAX_LISTED:] else [])])


def fold_text(text: str) -> str:
    """The text in small letters without accents and without space around it."""
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _harmless(character: str) -> str:
    if character in ALLOWED_CONTROLS:
        return character
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cc" or character in BIDI_CONTROLS else character
