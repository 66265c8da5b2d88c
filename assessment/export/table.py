"""Writes CSV that opens in any spreadsheet, and whose cells cannot become formulas there."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
UNSEEN = r"\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Space, controls and characters without width, which a spreadsheet may leave out before a formula."""
FORMULA = re.compile(rf"'*[{UNSEEN}]*[=+\-@\t\r\0＝＋－＠]")
"""What a spreadsheet may take for a formula (OWASP ASVS 1.2.10), after guards and what is not seen."""


def guard(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet could take it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> str:
    """An RFC 4180 table with a UTF-8 byte order mark: text guarded, numbers as numbers, None as empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guard(column) for column in columns])
    for row in rows:
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return BOM + out.getvalue()
