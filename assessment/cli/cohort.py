"""The `cohort` commands: they read files, write files, and print problems as sentences on standard error."""

import argparse
import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import reduce
from importlib.util import find_spec
from operator import add
from pathlib import Path
from uuid import uuid4

import pandas as pd

from assessment.catalog import load_instrument
from assessment.cli.cohort_inputs import (
    expand_paths,
    open_inputs,
    print_message,
    print_problems,
    read_inputs,
    translations,
)
from assessment.cli.learned_figures import read_learned_file, scoring_instrument
from assessment.cohort.learning.counts import (
    NO_COHORT_COUNTS,
    CohortCounts,
    count_frame,
    refuse_nothing_counted,
    refuse_unknown_outcomes,
)
from assessment.cohort.learning.file import LearnedFile, learned_text
from assessment.cohort.score_table import extra_columns, table_scorer, table_writer
from assessment.cohort.scoring.frame import frame_scorer
from assessment.cohort.summary import summarise, summary_text, summary_values
from assessment.cohort.template import data_dictionary, template_frame, template_workbook
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.outcomes.learning import Tally
from assessment.core.text.guards import guard
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.files import prefix_problems, refuse_overlaps, write_whole


def score(options: argparse.Namespace) -> int:
    """Score every row of the files into one table."""
    refuse_overlaps([options.out, options.problems], [*expand_paths(options.files), options.learned])
    instrument, today = scoring_instrument(options), options.today or date.today()
    if options.scheduler:
        return _score_with_dask(options, instrument, today)
    with open_inputs(options.files, instrument, options.encoding) as inputs, ExitStack() as stack:
        extra = extra_columns([each.source.columns.names for each in inputs], instrument)
        score_table = table_scorer(instrument, today=today, extra=extra)
        append = stack.enter_context(table_writer(options.out, guard))
        append_problems = _problem_writer(options.problems, stack)
        for each in inputs:
            append_problems(each.name, each.source.problems)
        for name, batch in read_inputs(
            inputs, instrument, today=today, strict=options.strict, given_order=options.dates
        ):
            append(score_table(batch))
            append_problems(name, batch.problems)
    return 0


def _problem_writer(path: Path | None, stack: ExitStack) -> Callable[[str, pd.DataFrame], None]:
    """A function that appends the problems of a file, with its name, to the table at the path; None writes nothing."""
    if path is None:
        return lambda name, problems: None
    append = stack.enter_context(table_writer(path, guard))

    def append_problems(name: str, problems: pd.DataFrame) -> None:
        table = problems.copy()
        table.insert(0, "file", pd.Series(Path(name).name, index=table.index, dtype="str"))
        append(table)

    return append_problems


def _score_with_dask(options: argparse.Namespace, instrument: Instrument, today: date) -> int:
    if find_spec("distributed") is None:
        raise AssessmentError(["--scheduler: Dask is not installed; install the extra `cluster`."])
    from assessment.cohort.cluster import connect_cluster, report_left_out, score_files, write_scores

    if options.problems:
        raise AssessmentError(["--problems: not with --scheduler; the column `problems` of the scores has them."])
    topic = f"left-out-{uuid4()}"
    with connect_cluster(options.scheduler) as client:
        print_message(f"{len(client.scheduler_info()['workers'])} workers at {client.scheduler_info()['address']}")
        scores = score_files(
            options.files,
            instrument,
            today=today,
            strict=options.strict,
            encoding=options.encoding,
            translations=translations(),
            given_order=options.dates,
            report=print_problems,
            left_out_topic=topic,
        )
        write_scores(scores, str(options.out))
        report_left_out(client, topic, print_problems)
    return 0


def summary(options: argparse.Namespace) -> int:
    """Print the distributions of the scores and the gaps of the people in the files."""
    instrument, today = scoring_instrument(options), options.today or date.today()
    with open_inputs(options.files, instrument, options.encoding) as inputs:
        score_frame = frame_scorer(instrument)
        parts = (
            summarise(batch.frame, score_frame(batch.frame, today), batch.problems, instrument, today=today)
            for _, batch in read_inputs(
                inputs, instrument, today=today, strict=options.strict, given_order=options.dates
            )
        )
        cohort_summary = reduce(add, parts)
    if options.json:
        print(json.dumps({"instrument_version": instrument.version, **summary_values(cohort_summary)}))
    else:
        print(summary_text(cohort_summary, instrument))
    return 0


def learn(options: argparse.Namespace) -> int:
    """Write the outcomes counted in the files, which are tables of responses or earlier counts, as one learned.toml."""
    refuse_overlaps([options.out], expand_paths(options.files))
    instrument = load_instrument()
    count_files = [name for name in options.files if name.lower().endswith(".toml")]
    tables = [name for name in options.files if name not in count_files]
    counted = NO_COHORT_COUNTS
    for name in count_files:
        before = read_learned_file(Path(name), instrument, any_version=options.any_version)
        counted += CohortCounts(before.outcomes, before.counts)
    with open_inputs(tables, instrument, options.encoding) as inputs:
        counted_in = dict.fromkeys([each.name for each in inputs], NO_COHORT_COUNTS)
        for name, batch in read_inputs(inputs, instrument, today=date.today(), given_order=options.dates):
            with prefix_problems(name):
                counted_in[name] += count_frame(batch.frame, instrument, batch.problems)
    for name, of_file in counted_in.items():
        with prefix_problems(name):
            refuse_unknown_outcomes(of_file)
        counted += of_file
    refuse_nothing_counted(counted.outcomes)
    learned = LearnedFile(instrument.version, counted.outcomes, counted.counts)
    write_whole(options.out, learned_text(learned).encode())
    print_message(_counted(counted.outcomes))
    return 0


def _counted(outcomes: Tally) -> str:
    return tr(
        "{offers} and {others} counted.",
        offers=tr_count("{offers} offer", "{offers} offers", outcomes.offered, offers=format_number(outcomes.offered)),
        others=tr_count(
            "{others} without one",
            "{others} without one",
            outcomes.passed_over,
            others=format_number(outcomes.passed_over),
        ),
    )


def template(options: argparse.Namespace) -> int:
    """Write the empty table, or the dictionary of its columns."""
    instrument = load_instrument()
    if options.out.suffix.lower() == ".xlsx" and not options.dictionary:
        write_whole(options.out, template_workbook(instrument))
        return 0
    with table_writer(options.out, guard) as append:
        append(data_dictionary(instrument) if options.dictionary else template_frame(instrument))
    return 0
