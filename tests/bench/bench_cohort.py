"""Rows per second of processor time: of `score_frame`, beside numpy adding the same weights, and of files.

Run it with `taskset -c 0 .venv/bin/python tests/bench/bench_cohort.py [ROWS]`; it prints figures and asserts nothing.
The time of the processor counts, so that other programs hardly matter.
"""

import csv
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from assessment import load_instrument
from assessment.cohort.reader.responses import read_batches, read_responses
from assessment.cohort.reader.source import open_source
from assessment.cohort.reader.vocabulary import column_vocabulary
from assessment.cohort.score_table import table_scorer, table_writer
from assessment.cohort.scoring.frame import score_frame
from assessment.core.text.guards import guard

ROUNDS = 5
TODAY = date(2026, 11, 20)


def answered_frame(instrument, rows):
    """A frame of rows with every item answered, each option as often, as categories."""
    rng = np.random.default_rng(1)
    columns = {}
    for item in instrument.items.values():
        codes = rng.integers(0, len(item.options), rows, dtype=np.int8)
        columns[item.id] = pd.Categorical.from_codes(codes, list(item.options_by_id))
    return pd.DataFrame(columns)


def weight_sums(frame, instrument):
    """The sum of the weights and credits of each row's answers: the least that scoring has to compute."""
    tables = [
        (row.item, [figure.weight for figure in row.option_weights.values()]) for row in instrument.evidence.values()
    ]
    credits = [*instrument.readiness.values(), *instrument.fit.values()]
    tables += [(row.item, [row.importance * share for share in row.options.values()]) for row in credits]
    total = np.zeros(len(frame))
    for item, weights in tables:
        total += np.array(weights)[frame[item].array.codes]
    return total


def best_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The processor seconds of the fastest of several runs."""
    seconds = []
    for _ in range(rounds):
        started_at = time.process_time()
        work()
        seconds.append(time.process_time() - started_at)
    return min(seconds)


def read_file(path, instrument):
    """The responses in a file."""
    with path.open("rb") as file:
        return read_responses(file, instrument, today=TODAY)


def score_file(path, out, instrument):
    """Score a file into a CSV, batch by batch, as the command line does."""
    with path.open("rb") as file, table_writer(out, guard) as append:
        source = open_source(file, column_vocabulary(instrument))
        score_table = table_scorer(instrument, today=TODAY, extra=())
        for batch in read_batches(source, instrument, TODAY):
            append(score_table(batch))


def print_memory(frame, instrument):
    """Print the memory of the frame and the peak of scoring it, the result included."""
    tracemalloc.start()
    result = score_frame(frame, instrument)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    sizes = {"input": frame.memory_usage().sum(), "result": result.memory_usage().sum(), "taken by scoring": peak}
    print("MB: " + ", ".join(f"{name} {size / 1e6:.0f}" for name, size in sizes.items()))


def main(rows: int) -> None:
    instrument = load_instrument()
    frame = answered_frame(instrument, rows)
    print_memory(frame, instrument)
    adding = best_seconds(lambda: weight_sums(frame, instrument))
    print(f"adding weights: {rows / adding:,.0f} rows per second")
    for kind in ("category", "str", "object"):
        same = frame if kind == "category" else frame.astype(kind)
        seconds = best_seconds(lambda same=same: score_frame(same, instrument))
        print(
            f"{kind}: {rows / seconds:,.0f} rows per second, {seconds / adding:.1f} times as long as adding weights"
            " (aim 500,000 and more)"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "responses.parquet"
        frame.to_parquet(path)
        seconds = best_seconds(lambda: score_frame(pd.read_parquet(path), instrument))
        print(f"Parquet file: {rows / seconds:,.0f} rows per second")
        seconds = best_seconds(lambda: score_file(path, Path(folder) / "scores.parquet", instrument), rounds=2)
        print(f"Parquet to scores as Parquet: {4e6 / rows * seconds:.1f} s for 4 million rows (aim 8)")
        for quoting, kind in ((csv.QUOTE_MINIMAL, "plain"), (csv.QUOTE_ALL, "quoted")):
            some = frame.head(rows if kind == "plain" else rows // 5)
            some.to_csv(path, index=False, quoting=quoting)
            seconds = best_seconds(lambda: read_file(path, instrument), rounds=2)
            print(f"reading {kind} CSV: {len(some) / seconds:,.0f} rows per second")
            seconds = best_seconds(lambda: score_file(path, Path(folder) / "scores.csv", instrument), rounds=2)
            print(f"{kind} CSV to scores as CSV: {len(some) / seconds:,.0f} rows per second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
