"""Writes CSV that opens in any spreadsheet, and whose cells cannot become formulas there."""

import csv
import io
from collections.abc import Iterable, Sequence

from assessment.core.text.guards import guard

BOM = "\ufeff"


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> str:
    """An RFC 4180 table with a UTF-8 byte order mark: text guarded, numbers as numbers, None as empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in (columns, *rows):
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return BOM + out.getvalue()
