"""The instrument that a command scores with: the shipped one, updated with the outcomes counted in `--learned`."""

import argparse
import sys
from pathlib import Path

from assessment.catalog import load_instrument
from assessment.cohort.learning.file import LearnedFile, read_learned
from assessment.core.model import Instrument
from assessment.core.outcomes.learning import learn_figures
from assessment.core.text.cleaning import join_quoted
from assessment.files import open_regular, prefix_problems


def scoring_instrument(options: argparse.Namespace) -> Instrument:
    """The shipped instrument, its figures updated with the counts in the file that `--learned` names, if any."""
    instrument = load_instrument()
    if options.learned is None:
        return instrument
    return learn_figures(
        instrument, read_learned_file(options.learned, instrument, any_version=options.any_version).counts
    )


def read_learned_file(path: Path, instrument: Instrument, *, any_version: bool) -> LearnedFile:
    """The counts in the file; answers that the questionnaire no longer has are named on standard error."""
    with prefix_problems(str(path)), open_regular(path) as file:
        learned = read_learned(file, instrument, any_version=any_version)
    if learned.left_out:
        print(f"{path}: the questionnaire no longer has {join_quoted(learned.left_out)}; left out.", file=sys.stderr)
    return learned
