"""Run as a process of its own: a spreadsheet on standard input, its sheets as JSON lines on standard output.

A small file may unpack to more than any memory holds, in more ways than can be looked for beforehand; so the process
that unpacks it has limits, and nothing is lost with it. Imports nothing of Callback.
"""

import io
import json
import sys
from datetime import date, datetime, time
from typing import Any

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 60
MOST_OUTPUT = 500_000_000
"""In bytes, as JSON."""

NEEDS_PASSWORD, DAMAGED = 3, 4
"""Exit codes."""


def text_of(value: Any) -> str:
    """A cell as text: dates as 2026-11-02, with the time of day where they have one, TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Write {"sheet": name} and then each row as a list of texts, for every visible sheet."""
    _limit_resources()
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    written = 0
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet or sheet.visible is not SheetVisibleEnum.Visible:
                continue
            print(json.dumps({"sheet": sheet.name}))
            for row in workbook.get_sheet_by_name(sheet.name).iter_rows():
                line = json.dumps([text_of(value) for value in row])
                written += len(line)
                if written > MOST_OUTPUT:
                    raise MemoryError
                print(line)
    except PasswordError:
        return NEEDS_PASSWORD
    except CalamineError:
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main())
