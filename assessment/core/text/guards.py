"""The apostrophe before a cell that a spreadsheet could take for a formula: written with it, removed when read."""

import re
from collections.abc import Sequence

GUARD = "'"
UNSEEN = r"\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Space, controls and characters without width, which a spreadsheet may leave out before a formula."""
FORMULA = re.compile(rf"'*[{UNSEEN}]*[=+\-@\t\r\0＝＋－＠]")
"""What a spreadsheet may take for a formula (OWASP ASVS 1.2.10), after guards and what is not seen."""
KEPT_AS_TEXT = re.compile(r'\s*="([^"]*)"\s*')
"""A formula of nothing but a text, which programs write so that a spreadsheet keeps a number or a date as it is."""


def guard(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet could take it for a formula."""
    return f"{GUARD}{text}" if FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`, or before it was written as the formula of a text."""
    if kept := KEPT_AS_TEXT.fullmatch(text):
        return kept[1]
    return text[1:] if text.startswith(GUARD) and FORMULA.match(text[1:]) else text


def without_guards(cells: Sequence[str]) -> list[str]:
    """The cells of a row without their guards.

    Some tools put one before every cell, whatever it says, or an apostrophe on both sides: a row of several texts that
    all begin so loses them all. One name alone may begin with an apostrophe.
    """
    texts = [cell for cell in cells if cell]
    if len(texts) < 2 or not all(text.startswith(GUARD) for text in texts):
        return [unguard(cell) for cell in cells]
    if all(text.endswith(GUARD) and len(text) > 1 for text in texts):
        return [cell[1:-1] for cell in cells]
    return [cell[1:] for cell in cells]
