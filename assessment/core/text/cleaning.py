"""Text from outside, cleaned so that it can be stored, shown and encoded anywhere."""

import re
import unicodedata
from collections.abc import Sequence

from assessment.core.errors import AssessmentError

TITLE_LENGTH = 200
NOTE_LENGTH = 4000
LINE_LENGTH = 600
MAX_LISTED = 5
DASHES = "\u2010-\u2015\u2212\ufe63\uff0d"
"""Other hyphens than that of the keyboard, dashes and minus signs, for the brackets of a regular expression."""
BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ALLOWED_CONTROLS = {"\n", "\t"}
CONTROLS = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))}
CLEANED = {
    **dict.fromkeys(map(ord, (CONTROLS | BIDI_CONTROLS) - ALLOWED_CONTROLS)),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
"""What `str.translate` makes of characters that are not clean: it removes them, or lone surrogates become U+FFFD."""


def clean_text(text: str, length: int | None = None) -> str:
    """The text without what could break a page, a file or a database; clean text is returned unchanged.

    Removes control characters except line feed and tab, and marks that change the writing direction. Lone
    surrogates become U+FFFD. The result is in normal form C and, with `length`, cut to that many characters.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.translate(CLEANED))[:length]


def clean_title(text: str) -> str:
    """One line of clean text, at most TITLE_LENGTH characters, without space around it."""
    return clean_text(" ".join(clean_text(text).split()), TITLE_LENGTH).strip()


def clean_text_within(text: str, length: int, what: str) -> str:
    """The clean text; raises AssessmentError, with `what` it is, where it is longer than `length` characters."""
    cleaned = clean_text(text)
    if len(cleaned) > length:
        raise AssessmentError(
            [f"{what}: It has {len(cleaned):,} characters; at most {length:,} are kept. Shorten it and save again."]
        )
    return cleaned


def one_line(sentence: str) -> str:
    """The clean sentence on one line, without its middle where it is longer than LINE_LENGTH."""
    line = clean_text(" ".join(sentence.split()))
    return line if len(line) <= LINE_LENGTH else f"{line[: LINE_LENGTH // 2]} ... {line[-LINE_LENGTH // 4 :]}"


def is_separator_line(line: str) -> bool:
    """Whether the line is like "sep=;", which tells a spreadsheet the separator of a CSV file."""
    return line.strip().strip('"').lower().startswith("sep=")


def quote_text(text: str) -> str:
    """The text in quotation marks for a sentence: on one line, at most 40 characters."""
    line = " ".join(text.split())
    return f"'{line if len(line) <= 40 else line[:39] + '…'}'"


def join_first(names: Sequence[str], separator: str = ", ") -> str:
    """The first MAX_LISTED names in one line, with "…" where there are more."""
    return separator.join([*names[:MAX_LISTED], *(["…"] if names[MAX_LISTED:] else [])])


def join_quoted(names: Sequence[str]) -> str:
    """The first names as `join_first` lists them, each in quotation marks."""
    return join_first([quote_text(name) for name in names[: MAX_LISTED + 1]])


def with_plain_hyphens(text: str) -> str:
    """The text with a hyphen in place of each dash, minus sign or other hyphen."""
    return re.sub(f"[{DASHES}]", "-", text)


def fold_text(text: str) -> str:
    """The text in lower case, without accents and without space around it."""
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
