"""Dask gives the same scores as one process, also when a worker is killed and when memory is short.

What a part gives does not depend on where it is computed, so most of it is computed here, without workers.
"""

import os
import signal
import time
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from threading import Thread

import pandas as pd
import pytest

from assessment.cohort.reader.problems import problem_sentences
from assessment.cohort.scoring.frame import RESULT_COLUMNS, score_frame
from assessment.core.errors import AssessmentError
from assessment.core.text.date_parsing import DayOrder
from tests.cli.running import run_cohort
from tests.cohort.people import random_frame, write_large_parquet
from tests.cohort.reader.reading import read
from tests.support import INSTRUMENT

if find_spec("distributed") is None:
    if os.environ.get("CI"):
        pytest.fail("Dask is not installed: the extra `cluster` is not tested", pytrace=False)
    pytest.skip("Dask is not installed: the extra `cluster` is not tested", allow_module_level=True)

pytestmark = pytest.mark.dask

TODAY = date(2026, 11, 20)
ROWS = 1_000


@contextmanager
def local_cluster(start="forkserver", **options):
    """The client of a cluster on this machine, whose workers are forks of a process that has loaded all they need.

    Dask is loaded here, as it takes a second. Nobody looks at its profiles, which are taken a hundred times a second.
    """
    import dask
    from distributed import Client, LocalCluster
    from distributed.utils import get_mp_context

    cheap = {"distributed.worker.multiprocessing-method": start, "distributed.worker.profile.enabled": False}
    with dask.config.set(cheap):
        get_mp_context().set_forkserver_preload(["distributed.nanny", "assessment.cohort.cluster"])
        with (
            LocalCluster(threads_per_worker=1, dashboard_address="127.0.0.1:0", **options) as cluster,
            Client(cluster) as client,
        ):
            yield client


def score_files(*arguments, **options):
    from assessment.cohort.cluster import score_files

    return score_files(*arguments, **options)


def write_scores(scores, target):
    from assessment.cohort.cluster import write_scores

    write_scores(scores, target)


@pytest.fixture(scope="module")
def client():
    with local_cluster(n_workers=2) as client:
        yield client


@pytest.fixture
def here():
    """Dask computes in this process."""
    import dask

    with dask.config.set(scheduler="synchronous"):
        yield


@pytest.fixture(scope="module")
def responses():
    return random_frame(ROWS, seed=1).assign(person=[f"p{number}" for number in range(ROWS)])


@pytest.fixture
def files(responses, tmp_path):
    """The same people three times over: a CSV, and a directory of two Parquet files."""
    responses.to_csv(tmp_path / "a.csv", index=False)
    (tmp_path / "b").mkdir()
    responses.iloc[: ROWS // 2].to_parquet(tmp_path / "b" / "1.parquet", row_group_size=200)
    responses.iloc[ROWS // 2 :].to_parquet(tmp_path / "b" / "2.parquet")
    return [str(tmp_path / "*.csv"), str(tmp_path / "b")]


def test_all_rows_of_a_file_settle_the_order_of_its_dates(here, tmp_path):
    first = "practice,interview_date\n" + "alone,02/11/2026\n" * 50
    (tmp_path / "day.csv").write_text(first + "alone,16/11/2026\n")
    (tmp_path / "month.csv").write_text(first + "alone,11/16/2026\n")
    (tmp_path / "open.csv").write_text(first)
    said = []
    scores = score_files(
        [str(tmp_path / "*.csv")],
        INSTRUMENT,
        today=TODAY,
        given_order=DayOrder.MONTH_FIRST,
        block_bytes=500,
        report=lambda name, problems: said.extend(problem_sentences(problems)),
    )
    days = scores.compute()["interview_date"].tolist()
    assert days == ["2026-11-02"] * 50 + ["2026-11-16"] + ["2026-02-11"] * 50 + ["2026-11-16"] + ["2026-02-11"] * 50
    assert said == [
        "interview_date: its own dates show that the day comes first; they count, and not the order that was given."
    ]


def test_twins_count_as_in_one_process(here, tmp_path):
    content = "practice,Practice\nalone,alone\n,alone\nalone,none\n"
    (tmp_path / "a.csv").write_text(content)
    said = []
    options = {"today": TODAY, "report": lambda name, problems: said.append(problems)}
    scores = score_files([str(tmp_path / "a.csv")], INSTRUMENT, **options).compute()
    alone = read(content)
    assert scores["readiness"].tolist() == score_frame(alone.frame, INSTRUMENT)["readiness"].tolist()
    assert scores["problems"].tolist() == ["", "", "practice_2 'none': says something else than practice, which counts"]
    row = alone.problems["row"].notna()
    assert problem_sentences(said[0]) == problem_sentences(alone.problems[~row])
    strict = score_files([str(tmp_path / "a.csv")], INSTRUMENT, strict=True, **options)
    with pytest.raises(AssessmentError, match="row 4: practice_2: 'none' says something else than practice"):
        strict.compute()


def test_rows_of_totals_are_left_out_at_the_end_of_the_file_only(here, tmp_path):
    (tmp_path / "a.csv").write_text("person,practice\n" + "A,alone\nTotal,3\n" * 20 + "Average,2\n")
    scores = score_files([str(tmp_path / "a.csv")], INSTRUMENT, today=TODAY, block_bytes=100).compute()
    assert scores["person"].tolist() == ["A", "Total"] * 19 + ["A"]


def test_a_column_that_is_almost_known_is_refused_strictly(tmp_path):
    (tmp_path / "a.csv").write_text("person,practic,stories\nA,alone,\n")
    with pytest.raises(AssessmentError, match=r"a.csv: practic: is no column we know.*Did you mean practice"):
        score_files([str(tmp_path / "a.csv")], INSTRUMENT, today=TODAY, strict=True)


def assert_same_scores(scores, responses):
    expected = score_frame(responses, INSTRUMENT)
    pd.testing.assert_frame_equal(scores[list(RESULT_COLUMNS)].reset_index(drop=True).astype(expected.dtypes), expected)
    assert scores["person"].tolist() == responses["person"].tolist()


def test_each_partition_is_written_as_a_file(here, files, responses, tmp_path):
    scores = score_files(files, INSTRUMENT, today=TODAY, block_bytes=60_000)
    assert scores.npartitions > 6
    write_scores(scores, str(tmp_path / "out"))
    assert_same_scores(pd.read_parquet(tmp_path / "out"), pd.concat([responses, responses], ignore_index=True))
    assert len(list((tmp_path / "out").glob("*.parquet"))) == scores.npartitions


def test_the_scores_are_the_same_after_a_worker_is_killed(client, files, responses, tmp_path):
    def wait_a_moment(frame):  # Out here, the workers would load this module for it.
        time.sleep(0.3)
        return frame

    scores = score_files(files[:1], INSTRUMENT, today=TODAY, block_bytes=40_000)
    slow = scores.map_partitions(wait_a_moment, meta=scores._meta)
    workers = client.run(os.getpid)
    writing = Thread(target=write_scores, args=(slow, str(tmp_path / "out")))
    writing.start()
    while not list(tmp_path.glob(".out.*.tmp/*.parquet")):
        time.sleep(0.05)
    assert writing.is_alive()
    os.kill(next(iter(workers.values())), signal.SIGKILL)
    writing.join()
    assert_same_scores(pd.read_parquet(tmp_path / "out"), responses)
    assert client.run(os.getpid) != workers


def test_a_table_larger_than_the_memory_of_the_workers_is_scored(tmp_path):
    rows = 28_000
    write_large_parquet(tmp_path / "large.parquet", rows)
    # A worker needs up to 330 MB, and Dask lets one rest for good that stays above four fifths of its limit; a fork
    # would hold what other tests need too.
    with local_cluster("spawn", n_workers=1, memory_limit="550MB"):
        write_scores(score_files([str(tmp_path / "large.parquet")], INSTRUMENT, today=TODAY), str(tmp_path / "out"))
    assert sum(len(pd.read_parquet(part, columns=["fit"])) for part in (tmp_path / "out").glob("*.parquet")) == rows


def test_misread_cells_are_reported_or_refused(here, tmp_path):
    (tmp_path / "a.csv").write_text("person,practice\nA,alon\nB,alone\n")
    scores = score_files([str(tmp_path / "a.csv")], INSTRUMENT, today=TODAY).compute()
    assert scores["problems"].str.contains("'alon': is not offered").tolist() == [True, False]
    strict = score_files([str(tmp_path / "a.csv")], INSTRUMENT, today=TODAY, strict=True)
    with pytest.raises(AssessmentError, match=r"a.csv: row 2: practice: 'alon'"):
        strict.compute()


def test_a_line_that_names_the_separator_is_skipped_in_the_first_block_only(here, tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\nperson;practice\n" + "A;alone\nB\n" * 500)
    scores = score_files([str(tmp_path / "a.csv")], INSTRUMENT, today=TODAY, block_bytes=1_000).compute()
    assert scores["person"].tolist() == ["A", "B"] * 500
    assert not scores["problems"].any()


@pytest.mark.parametrize(("name", "sentence"), [("missing.csv", "there is no such file"), ("odd.csv", "no column")])
def test_files_that_cannot_be_scored_are_refused(tmp_path, name, sentence):
    (tmp_path / "odd.csv").write_text("a,b\n")
    with pytest.raises(AssessmentError, match=sentence):
        score_files([str(tmp_path / name)], INSTRUMENT, today=TODAY)


def test_an_empty_table_has_no_scores(here, tmp_path):
    (tmp_path / "a.csv").write_text("person,practice\n")
    assert list(score_files([str(tmp_path / "a.csv")], INSTRUMENT, today=TODAY).compute()) == [
        "person",
        *RESULT_COLUMNS,
        "problems",
    ]


def test_the_command_line_scores_on_a_scheduler(client, files, responses, tmp_path, capsys):
    with_foot = tmp_path / "foot.csv"
    with_foot.write_text(f"{(tmp_path / 'a.csv').read_text()}{',' * 5}\nTotal,3\nExported by Forms on 2026-11-02\n")
    command = ["score", with_foot, "--scheduler", client.scheduler.address, "-o", tmp_path / "out"]
    assert run_cohort(*command) == 0
    assert_same_scores(pd.read_parquet(tmp_path / "out"), responses)
    said = capsys.readouterr().err
    assert "1 empty row was left out" in said
    assert "1 row of totals at the foot was left out" in said
    assert "1 note at the foot was left out: 'Exported by Forms on 2026-11-02'" in said
    assert run_cohort(*command) == 2
    assert "it exists; name a new directory" in capsys.readouterr().err
