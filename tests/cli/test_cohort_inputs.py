"""`assessment cohort` reads several files, of any size, and overwrites none of them."""

from pathlib import Path
from weakref import ref

import pandas as pd
import pyarrow.parquet as pq
import pytest

from assessment.cli import cohort
from assessment.cohort.reader import parquet, plain_csv
from assessment.cohort.score_table import table_scorer
from assessment.cohort.scoring.frame import RESULT_COLUMNS
from tests.cli.running import run_cohort
from tests.cohort.people import random_frame
from tests.support import INSTRUMENT


def test_several_files_follow_each_other_and_share_their_columns(tmp_path):
    (tmp_path / "a.csv").write_text("person,practice,region\nA,alone,north\n")
    (tmp_path / "b.csv").write_text("Practice;cohort\nwith a person;7\n")
    assert run_cohort("score", tmp_path / "a.csv", tmp_path / "b.csv", "-o", tmp_path / "out.parquet") == 0
    scores = pd.read_parquet(tmp_path / "out.parquet")
    assert scores[["person", "region", "cohort"]].to_numpy().tolist() == [["A", "north", ""], ["", "", "7"]]
    assert scores["readiness"].tolist() == [50, 100]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_heading_without_rows_is_scored_to_a_heading_and_reported(tmp_path, suffix, capsys):
    path, out = tmp_path / f"a{suffix}", tmp_path / f"out{suffix}"
    frame = pd.DataFrame({"person": [], "practice": []}, dtype="str")
    frame.to_csv(path, index=False) if suffix == ".csv" else frame.to_parquet(path)
    assert run_cohort("score", path, "-o", out) == 0
    scores = pd.read_csv(out) if suffix == ".csv" else pd.read_parquet(out)
    assert (list(scores), len(scores)) == (["person", *RESULT_COLUMNS, "problems"], 0)
    assert capsys.readouterr() == ("", f"{path}: it has a heading and no row under it.\n")


@pytest.mark.parametrize(
    ("names", "out", "sentence"),
    [
        (["missing.csv"], "out.csv", "missing.csv: it cannot be read"),
        (["empty.csv", "missing.csv"], "out.csv", "empty.csv: the file is empty."),
        (
            ["odd.csv"],
            "out.csv",
            "odd.csv: no column is one we know; the first line is 'name,note'; save the table with its headings",
        ),
        (["good.csv"], "out.xlsx", "should end in .csv or .parquet"),
        (["good.csv"], "good.csv", "it is one of the files to read"),
        (["good.csv"], "nowhere/out.csv", "it cannot be written"),
        (["."], "out.csv", "there is no Parquet file in it"),
    ],
)
def test_files_that_cannot_be_read_or_written_are_refused(tmp_path, monkeypatch, capsys, names, out, sentence):
    monkeypatch.chdir(tmp_path)
    Path("empty.csv").write_text("")
    Path("odd.csv").write_text("name,note\nA,B\n")
    Path("good.csv").write_text("practice\nalone\n")
    assert run_cohort("score", *names, "-o", out) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("score in.csv -o in.csv", "in.csv: it is one of the files to read"),
        ("score in.csv -o out.csv --problems in.csv", "in.csv: it is one of the files to read"),
        ("score in.csv -o out.csv --problems link.csv", "link.csv: it is one of the files to read"),
        ("score in.csv -o out.csv --problems ./out.csv", "out.csv: it is named for two outputs"),
        ("score in.csv -o old.csv --problems other_name.csv", "other_name.csv: it is named for two outputs"),
        ("score folder -o folder/part.parquet", "part.parquet: it is one of the files to read"),
        ("score in.csv -o counts.csv --learned counts.csv", "counts.csv: it is one of the files to read"),
        ("learn in.csv -o in.csv", "in.csv: it is one of the files to read"),
        ("learn in.csv counts.toml -o counts.toml", "counts.toml: it is one of the files to read"),
    ],
)
def test_no_file_is_overwritten_that_is_read_or_another_output(tmp_path, monkeypatch, capsys, command, sentence):
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("practice,outcome\nalon,offer\n")
    Path("link.csv").symlink_to("in.csv")
    Path("old.csv").write_text("before")
    Path("other_name.csv").hardlink_to("old.csv")
    for name in ("counts.toml", "counts.csv"):
        Path(name).write_text(f'instrument_version = "{INSTRUMENT.version}"\noutcomes = [0, 0]\n[counts]\n')
    Path("folder").mkdir()
    pd.DataFrame({"practice": ["alone"]}).to_parquet("folder/part.parquet")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run_cohort(*command.split()) == 2
    assert sentence in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_of_a_table_of_any_size_one_batch_is_in_memory(tmp_path, monkeypatch, suffix):
    path, out, rows = tmp_path / f"in{suffix}", tmp_path / "out.parquet", 600
    frame = random_frame(rows, seed=1)
    frame.to_csv(path, index=False) if suffix == ".csv" else frame.to_parquet(path)
    monkeypatch.setattr(parquet, "BATCH_ROWS", 50)
    monkeypatch.setattr(plain_csv, "BLOCK_BYTES", 20_000)
    frames, in_memory = [], []

    def watched_scorer(*arguments, **options):
        score_table = table_scorer(*arguments, **options)

        def watched(responses):
            frames.append(ref(responses.frame))
            in_memory.append(sum(frame() is not None for frame in frames))
            return score_table(responses)

        return watched

    monkeypatch.setattr(cohort, "table_scorer", watched_scorer)
    assert run_cohort("score", path, "-o", out) == 0
    assert pq.ParquetFile(out).metadata.num_rows == rows
    assert len(in_memory) > 8
    assert max(in_memory) <= 2
