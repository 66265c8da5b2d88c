"""Each check of the data files has a specimen in broken/ and reports it in exactly its sentences."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assessment.catalog import checks
from assessment.catalog.checks import advice, figures, items, pools
from assessment.catalog.parsed import ParsedFiles
from assessment.catalog.schema import FILES
from assessment.catalog.wording import WORDING
from tests.catalog.specimens import SPECIMENS, VALID, patch_with, problems_of


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_broken_specimen_is_refused_with_these_sentences(folder: Path, name: str) -> None:
    patch_with(folder, SPECIMENS[name])
    assert problems_of(folder) == SPECIMENS[name]["problems"]


VALID_TEXTS = {file: (VALID / file).read_text("utf-8") for file in FILES}
VALID_TABLES = {file: tomllib.loads(text) for file, text in VALID_TEXTS.items()}


def broken_rules(specimen: Mapping[str, str]) -> Iterator[str]:
    """The names of the rules that a specimen breaks."""
    file = specimen["file"]
    try:
        table = tomllib.loads(VALID_TEXTS[file].replace(specimen["find"], specimen["replace"]))
    except tomllib.TOMLDecodeError:
        return
    parsed = ParsedFiles({**VALID_TABLES, file: table})
    yield from (rule.__name__ for rule in checks.RULES if list(rule(parsed)))


def test_every_rule_has_a_specimen() -> None:
    broken = {rule for specimen in SPECIMENS.values() for rule in broken_rules(specimen)}
    assert {rule.__name__ for rule in checks.RULES} - broken == set()


def test_every_rule_is_applied() -> None:
    written = {
        function
        for module in (items, figures, pools, advice)
        for function in vars(module).values()
        if getattr(function, "__annotations__", {}).get("return") == Iterator[str]
    }
    assert written == set(checks.RULES)


@pytest.mark.parametrize("wording", WORDING.values())
def test_every_wording_has_a_specimen(wording: str) -> None:
    sentence = re.compile(r".*: " + re.sub(r"\\{.*?\\}", ".+", re.escape(wording)))
    assert any(sentence.fullmatch(problem) for specimen in SPECIMENS.values() for problem in specimen["problems"])
