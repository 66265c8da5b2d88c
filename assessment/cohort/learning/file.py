"""learned.toml: counts of outcomes by answer, and the version of the instrument that asked for the answers."""

import json
import tomllib
from dataclasses import dataclass
from typing import Any

from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.outcomes.learning import Counts, Tally
from assessment.core.text.i18n import tr

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
    for item, options in learned.counts.items.items():
        lines += ["", f"[counts.{item}]", *(f"{option} = {_pair(tally)}" for option, tally in options.items())]
    return "\n".join(lines) + "\n"


def _pair(tally: Tally) -> str:
    return f"[{tally.offered}, {tally.passed_over}]"


def read_learned(text: str, instrument: Instrument, *, any_version: bool = False) -> LearnedFile:
    """The counts in the text; raises AssessmentError where it is not such a file, or of another instrument version.

    With `any_version`, counts of another version are accepted for the answers that the instrument still has.
    """
    table = _parse(text)
    version = table["instrument_version"]
    if version != instrument.version and not any_version:
        sentence = tr(
            "it was learned with version {version} of the questionnaire, not {ours}.",
            version=repr(version),
            ours=repr(instrument.version),
        )
        raise AssessmentError([sentence])
    counts = _counts(table["counts"])
    unknown = _unknown_answers(counts, instrument)
    if unknown and version == instrument.version:
        raise AssessmentError([tr("counts: {name} is no sign of the questionnaire.", name=name) for name in unknown])
    known = _known_answers(counts, instrument)
    return LearnedFile(instrument.version, _tally("outcomes", table["outcomes"]), known, tuple(unknown))


def _parse(text: str) -> dict[str, Any]:
    """The TOML table, which has exactly the three keys of a file of counts."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AssessmentError([tr("it is no TOML: {error}.", error=error)]) from error
    if wrong_keys := sorted(set(table) ^ {"instrument_version", "outcomes", "counts"}):
        raise AssessmentError(
            [tr("{key}: expected instrument_version, outcomes and counts, each once.", key=key) for key in wrong_keys]
        )
    return table


def _counts(tables: Any) -> Counts:
    if not isinstance(tables, dict) or not all(isinstance(options, dict) for options in tables.values()):
        raise AssessmentError([tr("counts: expected a table for each item.")])
    return Counts(
        {
            item: {option: _tally(f"counts: {item}.{option}", pair) for option, pair in options.items()}
            for item, options in tables.items()
        }
    )


def _tally(where: str, pair: Any) -> Tally:
    if isinstance(pair, list) and len(pair) == 2 and all(type(figure) is int and figure >= 0 for figure in pair):
        return Tally(*pair)
    got = json.dumps(pair, ensure_ascii=False, default=str)
    raise AssessmentError([tr("{where}: expected two counts like [12, 30], got {pair}.", where=where, pair=got)])


def _unknown_answers(counts: Counts, instrument: Instrument) -> list[str]:
    return [
        f"{item}.{option}"
        for item, options in counts.items.items()
        for option in options
        if item not in instrument.evidence or option not in instrument.evidence[item].options
    ]


def _known_answers(counts: Counts, instrument: Instrument) -> Counts:
    return Counts(
        {
            item: {option: tally for option, tally in options.items() if option in instrument.evidence[item].options}
            for item, options in counts.items.items()
            if item in instrument.evidence
        }
    )
