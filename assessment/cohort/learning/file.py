"""learned.toml: counts of outcomes, and the version of the instrument whose questions they answer."""

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
    """What a file of counts says; `outcomes` are all that were scored, whatever they answered.

    `left_out` names the answers of another version that the instrument does not have.
    """

    instrument_version: str
    outcomes: Tally
    counts: Counts
    left_out: tuple[str, ...] = ()


def learned_text(learned: LearnedFile) -> str:
    """The file as TOML, in the order of the counts."""
    lines = [PREAMBLE, f'instrument_version = "{learned.instrument_version}"', f"outcomes = {_pair(learned.outcomes)}"]
    for item, options in learned.counts.items.items():
        lines += ["", f"[counts.{item}]", *(f"{option} = {_pair(tally)}" for option, tally in options.items())]
    return "\n".join(lines) + "\n"


def _pair(tally: Tally) -> str:
    return f"[{tally.offered}, {tally.passed_over}]"


def read_learned(text: str, instrument: Instrument, *, any_version: bool = False) -> LearnedFile:
    """The counts in the text; raises AssessmentError when it is none, or was made with another instrument.

    With `any_version` the counts of another version are taken as far as they name items and options that
    the instrument still has.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AssessmentError([tr("it is no TOML: {error}.", error=error)]) from error
    if unknown := sorted(set(table) ^ {"instrument_version", "outcomes", "counts"}):
        raise AssessmentError(
            [tr("{key}: expected instrument_version, outcomes and counts, each once.", key=key) for key in unknown]
        )
    version, tables = table["instrument_version"], table["counts"]
    if version != instrument.version and not any_version:
        raise AssessmentError(
            [
                tr(
                    "it was learned with version {version} of the questionnaire, not {ours}.",
                    version=repr(version),
                    ours=repr(instrument.version),
                )
            ]
        )
    counts = _counts(tables)
    strangers = _strangers(counts, instrument)
    if strangers and version == instrument.version:
        raise AssessmentError([tr("counts: {name} is no sign of the questionnaire.", name=name) for name in strangers])
    kept = _known(counts, instrument)
    return LearnedFile(instrument.version, _tally("outcomes", table["outcomes"]), kept, tuple(strangers))


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


def _strangers(counts: Counts, instrument: Instrument) -> list[str]:
    return [
        f"{item}.{option}"
        for item, options in counts.items.items()
        for option in options
        if item not in instrument.evidence or option not in instrument.evidence[item].options
    ]


def _known(counts: Counts, instrument: Instrument) -> Counts:
    return Counts(
        {
            item: {option: tally for option, tally in options.items() if option in instrument.evidence[item].options}
            for item, options in counts.items.items()
            if item in instrument.evidence
        }
    )
