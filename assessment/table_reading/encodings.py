"""Which encoding the bytes of a table have, and text that another program had read in a wrong one, mended."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr

OPENING_BYTES = 1 << 18
BLOCK_BYTES = 1 << 20
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""The first that a file begins with is its own: the mark of UTF-32 begins with that of UTF-16."""
WIDE = {"utf-16", "utf-16-le", "utf-16-be", "utf-32"}
"""Encodings with two bytes or four a character, for most."""
BOM, MISREAD_BOM = "\ufeff", "ï»¿"
ONE_BYTE = {"cp1252": "Windows", "mac_roman": "Macintosh", "cp850": "DOS", "cp437": "DOS"}
"""Encodings with one byte a character, and the systems whose programs write them; the first that fits best is taken."""
MISREADING = ("cp1252", "cp437", "cp850", "mac_roman")
"""Encodings in which programs read UTF-8 by mistake."""
NO_ASCII = re.compile(r"[^\x00-\x7f]+")
NO_ASCII_CHARACTER = re.compile(r"[^\x00-\x7f]")
SURE = re.compile("[\u00a0-\u00ff\u2010-\u206f\u20ac\ufeff\U0001f300-\U0001faff]+")
"""Accents, punctuation and pictures: text that becomes this when it is mended had been misread."""
LIKELY = re.compile(
    "[\u00a0-\u017f\u0370-\u04ff\u2010-\u206f\u20a0-\u20bf\u2190-\u2bff\u3000-\u9fff\uac00-\ud7af\ufe0f\ufeff\U0001f000-\U0001faff]+"
)
"""What else stands in names and notes."""
FEW_RUNS = 4
LETTERS = set("àáâãäåæçèéêëìíîïñòóôõöøœùúûüÿßªºšž")
CAPITALS = set("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŸŠŽ")
PUNCTUATION = set("\xa0«»¿¡°·•…–—€£§©®™’“”„‘½¼")
OPENING_MARKS = set("«¿¡“„‘")
QUOTED = re.compile(r"(?<!\w)[‘“„«](?=[\w¿¡])[^‘“„«”»\n]{0,300}(?<=[\w.,!?…])[’”“»](?!\w)")
IN_PLACE = re.compile(
    r"(?<=\w)’(?=(?:s|t|ll|re|ve|d|m)\b|[A-Z])|(?<=s)’(?= )|(?<=\s)[–—](?=\s)|(?<=\d)[–—](?=\d)|"
    r"(?<=\w)…|(?<=\d)\s?€|€\s?(?=\d)"
)
"""An apostrophe as in "we’ll" or "O’Brien", a dash, an ellipsis and a sum of money, where English has them."""
JUDGED = 20_000
"""The most characters beyond ASCII from which the encoding is judged."""


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """The encoding of a file, `is_given` by a person or detected.

    `misread_as`: the encoding in which another program had read its UTF-8 before, "" for none.
    """

    name: str
    misread_as: str = ""
    is_given: bool = False

    def notice(self) -> str:
        """What to tell a person about it; "" where the file says itself how it is to be read."""
        if self.misread_as:
            return tr("another program had read the file in a wrong encoding; the accented letters were mended")
        if self.name in ONE_BYTE and not self.is_given:
            return tr(
                "it is not UTF-8 and was read as {system} text ({encoding}); check the accents",
                system=ONE_BYTE[self.name],
                encoding=self.name,
            )
        return ""

    def mend(self, text: str) -> str:
        """The text as it was before it was misread."""
        if not self.misread_as or text.isascii():
            return text
        return NO_ASCII.sub(lambda run: _reread(run[0], self.misread_as) or run[0], text)

    def without_mark(self, text: str) -> str:
        """The beginning of a file, mended and without byte order marks."""
        return self.mend(text).removeprefix(MISREAD_BOM if self.name in ONE_BYTE else BOM).removeprefix(BOM)


def detect_encoding(binary: BinaryIO, opening: bytes) -> TextEncoding:
    """The encoding: by its mark, UTF-16 without one, UTF-8, or else the one-byte encoding that makes most sense.

    UTF-8 with a byte that is none, as in a file that was cut off or put together, is mended as if it was misread.
    Raises AssessmentError for bytes that are no text.
    """
    name = next((encoding for mark, encoding in BYTE_ORDER_MARKS.items() if opening.startswith(mark)), None)
    if name not in WIDE:
        name = _unmarked_utf_16(opening) or name or "utf-8"
        if name not in WIDE and opening.count(b"\0") > len(opening) // 10:
            raise AssessmentError([tr("it is not a text file; save the table as CSV (UTF-8).")])
    if name not in WIDE and not _decodes(binary, name):
        name = _likeliest(opening)
    return TextEncoding(name, _misread_as(decode_opening(opening, name)))


def decode_opening(opening: bytes, encoding: str) -> str:
    """The opening of a file as text, without a character cut at its end; raises AssessmentError where it is none."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(opening)
    except UnicodeError as error:
        raise AssessmentError(
            [tr("it is not {encoding} text; save the table as CSV (UTF-8).", encoding=encoding)]
        ) from error


def _unmarked_utf_16(opening: bytes) -> str | None:
    """UTF-16 with the low or the high byte first, if zero bytes are in one of the two places only."""
    first, second = opening[::2].count(0), opening[1::2].count(0)
    if max(first, second) < max(2, len(opening) // 20) or min(first, second) * 10 > max(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _decodes(binary: BinaryIO, encoding: str) -> bool:
    binary.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        while block := binary.read(BLOCK_BYTES):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(opening: bytes) -> str:
    """The one-byte encoding in which the bytes make the most sense as text in the languages of Western Europe."""
    text = opening.removeprefix(codecs.BOM_UTF8)
    has_old_ends = b"\r" in text and b"\n" not in text
    order = dict.fromkeys(["mac_roman", *ONE_BYTE] if has_old_ends else ONE_BYTE)
    scores = {name: score for name in order if (score := _plausibility(text, name)) is not None}
    return max(scores, key=lambda name: scores[name])


def _plausibility(content: bytes, encoding: str) -> float | None:
    """How much sense the characters beyond ASCII make between their neighbours; None where bytes mean nothing.

    A mark of Windows that stands as marks do counts as much as a letter between letters, which it is in the others.
    """
    try:
        text = f" {content.decode(encoding)} "
    except UnicodeDecodeError:
        return None
    places = [match.start() for match in NO_ASCII_CHARACTER.finditer(text)][:JUDGED]
    marks = 2 * len(QUOTED.findall(text)) + len(IN_PLACE.findall(text)) if encoding == "cp1252" else 0
    return 2 * marks + sum(_plausibility_between(text[place - 1], text[place], text[place + 1]) for place in places)


def _plausibility_between(before: str, character: str, after: str) -> float:
    if character in LETTERS:
        return 2 if before.isalpha() else 1.5 if after.isalpha() else 0.5
    if character in CAPITALS:
        return -1 if before.islower() else 1.5 if after.isalpha() else 0.5
    if character in PUNCTUATION:
        amid_letters = before.isalpha() and (after.isalpha() or character in OPENING_MARKS)
        return -1 if amid_letters and character != "’" else 0
    return -2


def _misread_as(text: str) -> str:
    """The encoding in which a program had read the UTF-8 of this text, "" where it was not misread."""
    runs = NO_ASCII.findall(text)[:JUDGED]
    reread = {name: [_reread(run, name) for run in runs] for name in MISREADING}
    best = max(reread, key=lambda name: sum(map(bool, reread[name])))
    mended = [run for run in reread[best] if run]
    if any(map(SURE.fullmatch, mended)):
        return best if 5 * len(mended) >= len(runs) else ""
    return best if len(mended) == len(runs) >= FEW_RUNS else ""


def _reread(run: str, encoding: str) -> str:
    """The characters whose UTF-8 bytes the run shows in the encoding; "" where it shows no such bytes."""
    try:
        characters = b"".join(_byte(character, encoding) for character in run).decode()
    except UnicodeError:
        return ""
    return characters if LIKELY.fullmatch(characters) else ""


def _byte(character: str, encoding: str) -> bytes:
    """The byte of a character; programs show a byte that cp1252 does not have as the control with its number."""
    if encoding == "cp1252" and "\x80" <= character <= "\x9f":
        return character.encode("latin-1")
    return character.encode(encoding)
