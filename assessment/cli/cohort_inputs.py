"""The files named on a command line: opened, read batch by batch with a progress bar, and told about."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pandas as pd
from tqdm import tqdm

from assessment.cli.learned_figures import naming
from assessment.cohort.reader.problems import MOST_SENTENCES, sentences
from assessment.cohort.reader.responses import Responses, read_batches
from assessment.cohort.reader.source import Source, open_source
from assessment.cohort.reader.vocabulary import column_words
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument


@dataclass(frozen=True, slots=True)
class Input:
    """One opened file of responses."""

    name: str
    binary: BinaryIO
    source: Source

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return os.fstat(self.binary.fileno()).st_size

    def done(self, rows: int) -> int:
        """How many of the bytes are about done after so many rows."""
        return self.binary.tell() if self.source.rows is None else self.size * rows // max(self.source.rows, 1)


@contextmanager
def opened(names: Sequence[str], instrument: Instrument, encoding: str | None) -> Iterator[list[Input]]:
    """All the files opened, a directory standing for its Parquet files; what is wrong with any is raised at once."""
    known = column_words(instrument)
    inputs, problems = list[Input](), list[str]()
    with ExitStack() as stack:
        for path in all_paths(names):
            try:
                with naming(path):
                    binary = stack.enter_context(Path(path).open("rb"))
                    inputs.append(Input(path, binary, open_source(binary, known, encoding)))
            except AssessmentError as error:
                problems += error.problems
        if problems:
            raise AssessmentError(problems)
        yield inputs


def all_paths(names: Sequence[str]) -> list[str]:
    """The files that are named, a directory standing for its Parquet files; raises AssessmentError when it has none."""
    return [path for name in names for path in _paths(name)]


def _paths(name: str) -> list[str]:
    if not Path(name).is_dir():
        return [name]
    found = sorted(str(path) for path in Path(name).rglob("*.parquet"))
    if not found:
        raise AssessmentError([f"{name}: there is no Parquet file in it."])
    return found


def batches(
    inputs: Sequence[Input], instrument: Instrument, *, today: date, strict: bool = False
) -> Iterator[tuple[str, Responses]]:
    """The responses of all the files in order, each with its file's name; problems are told on standard error.

    The first batch of a file has the notes on the whole file among its problems.
    """
    with tqdm(total=sum(each.size for each in inputs), unit="B", unit_scale=True, disable=None) as bar:
        for each in inputs:
            rows, begun, told = 0, bar.n, tell(each.name, each.source.notes)
            with naming(each.name):
                for batch in read_batches(each.source, instrument, today=today, strict=strict):
                    yield each.name, batch
                    rows += len(batch.frame)
                    told += tell(each.name, batch.problems, told)
                    bar.update(begun + each.done(rows) - bar.n)
            if not rows:
                say(f"{each.name}: it has a heading and no row under it.")
            if told > MOST_SENTENCES:
                say(f"{each.name}: {told:,} problems in all; --problems writes every one.")


def tell(name: str, problems: pd.DataFrame, told: int = 0) -> int:
    """Tell the problems of a file, as long as few have been told; returns how many they are."""
    for sentence in sentences(problems.head(max(MOST_SENTENCES - told, 0))):
        say(f"{name}: {sentence}")
    return len(problems)


def say(sentence: str) -> None:
    """One line on standard error, around the progress bar."""
    tqdm.write(sentence, file=sys.stderr)
