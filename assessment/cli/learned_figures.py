"""The instrument that a command scores with: the shipped one, or with the figures of `--learned`."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assessment.catalog import load_instrument
from assessment.cohort.learning.file import LearnedFile, read_learned
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.outcomes.learning import learn


def scoring_instrument(options: argparse.Namespace) -> Instrument:
    """The shipped instrument, with its figures updated where `--learned` names counts."""
    instrument = load_instrument()
    if options.learned is None:
        return instrument
    return learn(instrument, learned_file(options.learned, instrument, any_version=options.any_version).counts)


def learned_file(path: Path, instrument: Instrument, *, any_version: bool) -> LearnedFile:
    """The counts of the file; what it has of another version is left out and told on standard error."""
    with naming(str(path)):
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise AssessmentError(["it is not UTF-8 text."]) from error
        learned = read_learned(text, instrument, any_version=any_version)
    if learned.left_out:
        print(f"{path}: the questionnaire no longer has {', '.join(learned.left_out)}; left out.", file=sys.stderr)
    return learned


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Puts the file's name before every problem raised inside."""
    try:
        yield
    except OSError as error:
        raise AssessmentError([f"{name}: it cannot be read: {error.strerror or error}."]) from error
    except AssessmentError as error:
        raise AssessmentError([f"{name}: {problem}" for problem in error.problems]) from error
