"""learned.toml: counts of outcomes by answer, and the version of the instrument that asked for the answers."""

import json
from dataclasses import dataclass
from typing import Any, BinaryIO

from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.outcomes.learning import Counts, Tally
from assessment.core.text.cleaning import join_quoted, quote_text
from assessment.core.text.i18n import tr
from assessment.core.text.toml import MOST_TOML_BYTES, TomlTable, parse_toml
from assessment.files import read_text

PREAMBLE = """\
# Counts of outcomes, written by `assessment cohort learn`. They stand beside the figures and never in them.
# An answer of an item = [times among those who got the offer, times among those who did not].
"""


@dataclass(frozen=True, slots=True)
class LearnedFile:
    """The content of a file of counts; `outcomes` are those of all people, whatever they answered.

    `left_out` are the answers of another version that the instrument does not have.
    """

    instrument_version: str
    outcomes: Tally
    counts: Counts
    left_out: tuple[str, ...] = ()


def learned_text(learned: LearnedFile) -> str:
    """The file as TOML text, in the order of the counts."""
    lines = [PREAMBLE, f'instrument_version = "{learned.instrument_version}"', f"outcomes = {_pair(learned.outcomes)}"]
    for item, options in learned.counts.items():
        lines += ["", f"[counts.{item}]", *(f"{option} = {_pair(tally)}" for option, tally in options.items())]
    return "\n".join(lines) + "\n"


def _pair(tally: Tally) -> str:
    return f"[{tally.offered}, {tally.passed_over}]"


def read_learned(file: BinaryIO, instrument: Instrument, *, any_version: bool = False) -> LearnedFile:
    """The counts in the file; raises AssessmentError where it is not such a file, or of another instrument version.

    With `any_version`, counts of another version are accepted for the answers that the instrument still has.
    """
    table = _read(file)
    version = table["instrument_version"]
    if version != instrument.version and not any_version:
        sentence = tr(
            "it was learned with version {version} of the questionnaire, not {ours}.",
            version=quote_text(str(version)),
            ours=quote_text(instrument.version),
        )
        raise AssessmentError([sentence])
    known, unknown = _known_answers(_counts(table["counts"]), instrument)
    if unknown and version == instrument.version:
        raise AssessmentError([tr("counts: the questionnaire has no sign {names}.", names=join_quoted(unknown))])
    return LearnedFile(instrument.version, _tally("outcomes", table["outcomes"]), known, tuple(unknown))


def _read(file: BinaryIO) -> TomlTable:
    """The TOML table, which has exactly the three keys of a file of counts."""
    table = parse_toml(read_text(file, MOST_TOML_BYTES))
    if wrong_keys := sorted(set(table) ^ {"instrument_version", "outcomes", "counts"}):
        names = join_quoted(wrong_keys)
        raise AssessmentError([tr("{keys}: expected instrument_version, outcomes and counts, each once.", keys=names)])
    return table


def _counts(tables: Any) -> dict[str, dict[str, Tally]]:
    if not isinstance(tables, dict) or not all(isinstance(options, dict) for options in tables.values()):
        raise AssessmentError([tr("counts: expected a table for each item.")])
    return {
        item: {option: _tally(f"counts: {quote_text(f'{item}.{option}')}", pair) for option, pair in options.items()}
        for item, options in tables.items()
    }


def _tally(where: str, pair: Any) -> Tally:
    if isinstance(pair, list) and len(pair) == 2 and all(type(figure) is int and figure >= 0 for figure in pair):
        return Tally(*pair)
    got = quote_text(json.dumps(pair, ensure_ascii=False, default=str))
    raise AssessmentError([tr("{where}: expected two counts like [12, 30], got {pair}.", where=where, pair=got)])


def _known_answers(counts: Counts, instrument: Instrument) -> tuple[Counts, list[str]]:
    """The counts of the answers that the instrument has, and the names of the other answers."""
    known, unknown = {}, list[str]()
    for item, options in counts.items():
        offered = instrument.evidence[item].options if item in instrument.evidence else {}
        unknown += [f"{item}.{option}" for option in options if option not in offered]
        if offered:
            known[item] = {option: tally for option, tally in options.items() if option in offered}
    return known, unknown
