"""Reading the data files: the Instrument they describe, or every problem in them, reported at once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from assessment.catalog.build import build_instrument
from assessment.catalog.checks import meaning_problems
from assessment.catalog.example import example_texts
from assessment.catalog.files import data_folder, fingerprint, read_toml
from assessment.catalog.languages import available_languages, day_order, language_for, preferred_language
from assessment.catalog.parsed import MOST_PROBLEMS, ParsedFiles
from assessment.catalog.schema import FILES
from assessment.catalog.texts import data_texts, translate_tables
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.model.duty import Duty
from assessment.core.text.i18n import ENGLISH, Language
from assessment.core.text.toml import TomlTable

HISTORY = "history.toml"
DUTIES = "duties.toml"
EARLIER = "earlier_wording"
"""The folder with a file for each version whose questions and answers had other words."""


def load_instrument(folder: Path | None = None, language: Language = ENGLISH) -> Instrument:
    """The instrument that the five data files of a folder describe (default: the shipped ones), in a language.

    Its version is the same in every language. Raises one AssessmentError with a sentence for each problem in
    any of the files.
    """
    texts, tables, problems = _read_files(folder or data_folder())
    parsed = ParsedFiles(translate_tables(tables, language))
    problems += [*parsed.problems, *meaning_problems(parsed)]
    if problems:
        raise AssessmentError(list(dict.fromkeys(problems))[:MOST_PROBLEMS])
    return build_instrument(parsed, fingerprint(texts))


@cache
def earlier_wordings() -> tuple[Instrument, ...]:
    """The shipped instrument with the words of earlier versions, so that tables with those words can be read."""
    files = sorted((data_folder() / EARLIER).glob("*.toml"))
    texts = [words for file in files for words in read_toml(file)[1].values()]
    return tuple(load_instrument(language=replace(ENGLISH, data=_words_of(words))) for words in texts)


@cache
def load_duties() -> tuple[Duty, ...]:
    """The shipped laws on when employers must answer."""
    _, table = read_toml(data_folder() / DUTIES)
    return tuple(Duty(**{**duty, "places": tuple(duty["places"])}) for duty in table["duty"].values())


def _words_of(texts: Mapping[str, str]) -> Callable[[str, str], str]:
    return lambda place, text: texts.get(place, text)


def shipped_texts() -> dict[str, str]:
    """Place -> text, for every text of the shipped files that a language translates."""
    _, tables, problems = _read_files(data_folder())
    if problems:
        raise AssessmentError(problems)
    return data_texts(tables) | example_texts()


def version_problem(folder: Path | None = None) -> str | None:
    """A sentence that asks for a new version where the data files differ from those recorded for their version.

    None where they do not, or where the folder has no history.toml. Raises AssessmentError like `load_instrument`.
    """
    folder = folder or data_folder()
    if not (folder / HISTORY).exists():
        return None
    version, _, content_hash = load_instrument(folder).version.partition("+")
    _, history = read_toml(folder / HISTORY)
    if version not in history:
        return f"questionnaire.toml: version: {version} is not recorded; record its hash {content_hash} in {HISTORY}"
    if history[version] != content_hash:
        return (
            f"questionnaire.toml: version: the data files changed since {version} was recorded; "
            f"give a new version and record its hash {content_hash} in {HISTORY}"
        )
    return None


def _read_files(folder: Path) -> tuple[Mapping[str, str], Mapping[str, TomlTable], list[str]]:
    """Text and tables of the readable files, and a sentence for each of the others."""
    if not folder.is_dir():
        raise AssessmentError([f"{folder}: there is no such folder; expected {', '.join(FILES)} in it"])
    texts: dict[str, str] = {}
    tables: dict[str, TomlTable] = {}
    problems: list[str] = []
    for name in FILES:
        try:
            texts[name], tables[name] = read_toml(folder / name)
        except AssessmentError as error:
            problems += error.problems
    return texts, tables, problems
