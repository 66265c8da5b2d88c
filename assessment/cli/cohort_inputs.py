"""The files named on a command line: opened, and read in batches with a progress bar and messages on problems."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
from tqdm import tqdm

from assessment.catalog import available_languages, earlier_wordings, language_for, load_instrument
from assessment.cohort.reader.interpretation import ResponseTable
from assessment.cohort.reader.problems import MOST_SENTENCES, problem_sentences
from assessment.cohort.reader.responses import read_batches
from assessment.cohort.reader.source import ResponseSource, open_source
from assessment.cohort.reader.vocabulary import column_vocabulary
from assessment.cohort.repeats import repeated_rows, repeats_sentence, row_digests
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.i18n import current_language
from assessment.files import open_regular, prefix_problems


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """One opened file of responses."""

    name: str
    binary: BinaryIO
    source: ResponseSource

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return os.fstat(self.binary.fileno()).st_size

    def bytes_read(self, rows: int) -> int:
        """About how many bytes have been read after so many rows."""
        return self.binary.tell() if self.source.rows is None else self.size * rows // max(self.source.rows, 1)


@contextmanager
def open_inputs(names: Sequence[str], instrument: Instrument, encoding: str | None) -> Iterator[list[OpenedFile]]:
    """All the files, opened; a directory is its Parquet files. Raises one AssessmentError for the problems of all."""
    vocabulary = column_vocabulary(instrument, *translations())
    inputs, problems = list[OpenedFile](), list[str]()
    with ExitStack() as stack:
        for path in expand_paths(names):
            try:
                with prefix_problems(path):
                    binary = stack.enter_context(open_regular(Path(path)))
                    inputs.append(OpenedFile(path, binary, open_source(binary, vocabulary, encoding)))
            except AssessmentError as error:
                problems += error.problems
        if problems:
            raise AssessmentError(problems)
        yield inputs


@cache
def translations() -> tuple[Instrument, ...]:
    """The shipped instrument in every language but the current one, and in the words of earlier versions."""
    codes = [code for code in available_languages() if code != current_language().code]
    return (*(load_instrument(language=language_for(code)) for code in codes), *earlier_wordings())


def expand_paths(names: Sequence[str]) -> list[str]:
    """The files, with its Parquet files in place of a directory; raises AssessmentError where it has none."""
    return [path for name in names for path in _paths(name)]


def _paths(name: str) -> list[str]:
    if not Path(name).is_dir():
        return [name]
    paths = sorted(str(path) for path in Path(name).rglob("*.parquet"))
    if not paths:
        raise AssessmentError([f"{name}: there is no Parquet file in it."])
    return paths


def read_inputs(
    inputs: Sequence[OpenedFile],
    instrument: Instrument,
    *,
    today: date,
    strict: bool = False,
    given_order: DayOrder | None = None,
) -> Iterator[tuple[str, ResponseTable]]:
    """The responses of all the files in order, in batches with the file's name; prints problems on standard error."""
    settings: dict[str, Any] = {"strict": strict, "translations": translations(), "given_order": given_order}
    with tqdm(total=sum(each.size for each in inputs), unit="B", unit_scale=True, disable=None) as bar:
        for each in inputs:
            rows, bytes_before, problems = 0, bar.n, print_problems(each.name, each.source.problems)
            digests = []
            with prefix_problems(each.name):
                for batch in read_batches(each.source, instrument, today, **settings):
                    yield each.name, batch
                    rows += len(batch.frame)
                    digests.append(row_digests(batch.frame, instrument))
                    problems += print_problems(each.name, batch.problems, problems)
                    bar.update(bytes_before + each.bytes_read(rows) - bar.n)
            if not rows:
                print_message(f"{each.name}: it has a heading and no row under it.")
            if repeats := repeated_rows(digests):
                print_message(f"{each.name}: {repeats_sentence(repeats)}")
            if problems > MOST_SENTENCES:
                print_message(f"{each.name}: {problems:,} problems in all; --problems writes every one.")


def print_problems(name: str, problems: pd.DataFrame, printed: int = 0) -> int:
    """Print problems of a file until MOST_SENTENCES are printed; returns the number of problems."""
    for sentence in problem_sentences(problems.head(max(MOST_SENTENCES - printed, 0))):
        print_message(f"{name}: {sentence}")
    return len(problems)


def print_message(sentence: str) -> None:
    """Print a line on standard error without breaking the progress bar."""
    tqdm.write(sentence, file=sys.stderr)
