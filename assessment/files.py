"""The files that a command names: none of them is written over another."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from assessment.core.model import AssessmentError


def refuse_overlaps(outputs: Iterable[Path | str | None], inputs: Iterable[Path | str | None]) -> None:
    """Raise AssessmentError for an output that is an input, or that is another output too; None names no file.

    Links are seen through. Devices and pipes may be named twice, since writing to them destroys nothing.
    """
    to_write, to_read = ([Path(name) for name in names if name is not None] for names in (outputs, inputs))
    problems = [f"{out}: it is one of the files to read; name another." for out in to_write if _is_any(out, to_read)]
    problems += [
        f"{out}: it is named for two outputs; name another for one of them."
        for place, out in enumerate(to_write)
        if _is_any(out, to_write[:place])
    ]
    if problems:
        raise AssessmentError(problems)


def _is_any(path: Path, others: Iterable[Path]) -> bool:
    return any(_is_same_file(path, other) for other in others)


def _is_same_file(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other) and one.is_file()
    return os.path.realpath(one) == os.path.realpath(other)
