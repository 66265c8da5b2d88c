"""The data files as an Instrument, or every problem they have, reported at once."""

from collections.abc import Mapping
from pathlib import Path

from assessment.catalog.build import build_instrument
from assessment.catalog.checks import meaning_problems
from assessment.catalog.example import example_texts
from assessment.catalog.files import Table, data_folder, fingerprint, parse, read_text
from assessment.catalog.languages import available_languages, language_for, preferred_language
from assessment.catalog.parsed import read_draft
from assessment.catalog.schema import FILES
from assessment.catalog.texts import data_texts, spoken_tables
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.text.i18n import ENGLISH, Language

__all__ = [
    "available_languages",
    "data_folder",
    "language_for",
    "load_instrument",
    "preferred_language",
    "shipped_texts",
    "version_problem",
]

HISTORY = "history.toml"


def load_instrument(folder: Path | None = None, language: Language = ENGLISH) -> Instrument:
    """The instrument that the five data files of a folder describe, by default the shipped one, in a language.

    Its version is the same in every language. Raises AssessmentError once, with one sentence for each problem
    of any file.
    """
    texts, tables, problems = _read(folder or data_folder())
    draft, misshapen = read_draft(spoken_tables(tables, language))
    problems += [*misshapen, *meaning_problems(draft)]
    if problems:
        raise AssessmentError(list(dict.fromkeys(problems)))
    return build_instrument(draft, fingerprint(texts))


def shipped_texts() -> dict[str, str]:
    """Place -> text, for every text of the shipped files that a language translates."""
    _, tables, problems = _read(data_folder())
    if problems:
        raise AssessmentError(problems)
    return data_texts(tables) | example_texts()


def version_problem(folder: Path | None = None) -> str | None:
    """The sentence that asks for a new version when the data files are not those recorded under theirs.

    None when they are, or when the folder keeps no history.toml. Raises AssessmentError like `load_instrument`.
    """
    folder = folder or data_folder()
    if not (folder / HISTORY).exists():
        return None
    version, _, found = load_instrument(folder).version.partition("+")
    history = parse(HISTORY, read_text(folder / HISTORY))
    if version not in history:
        return f"questionnaire.toml: version: {version} is not recorded; record its hash {found} in {HISTORY}"
    if history[version] != found:
        return (
            f"questionnaire.toml: version: the data files changed since {version} was recorded; "
            f"give a new version and record its hash {found} in {HISTORY}"
        )
    return None


def _read(folder: Path) -> tuple[Mapping[str, str], Mapping[str, Table], list[str]]:
    """Text and tables of the files that can be read, and a sentence for each that cannot."""
    if not folder.is_dir():
        raise AssessmentError([f"{folder}: there is no such folder; expected {', '.join(FILES)} in it"])
    texts: dict[str, str] = {}
    tables: dict[str, Table] = {}
    problems: list[str] = []
    for name in FILES:
        try:
            texts[name] = read_text(folder / name)
            tables[name] = parse(name, texts[name])
        except AssessmentError as error:
            problems += error.problems
    return texts, tables, problems
