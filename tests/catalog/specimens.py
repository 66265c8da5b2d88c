"""A valid data folder, broken in small ways.

A specimen in broken/ is a small patch to the valid instrument in broken/valid/ and the sentences it must raise.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from assessment.catalog import load_instrument
from assessment.core.errors import AssessmentError

BROKEN = Path(__file__).parent / "broken"


VALID = BROKEN / "valid"


SPECIMENS = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(BROKEN.glob("*.toml"))}


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(AssessmentError) as caught:
        load_instrument(folder)
    return list(caught.value.problems)


def patch(folder: Path, file: str, find: str, replace: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert text.count(find) == 1, f"{file} must hold {find!r} once"
    (folder / file).write_text(text.replace(find, replace), "utf-8")


def patch_with(folder: Path, specimen: Mapping[str, str]) -> None:
    patch(folder, specimen["file"], specimen["find"], specimen["replace"])
