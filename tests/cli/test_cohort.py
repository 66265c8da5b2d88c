"""`assessment cohort`: tables in, tables out, exit codes, and one sentence for each problem."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assessment.cli import main
from assessment.cohort.scoring.frame import RESULT_COLUMNS, score_frame
from assessment.export.table import unguard
from tests.cohort.made_up_people import random_frame
from tests.support import INSTRUMENT, ROOT

EXAMPLES = ROOT / "data" / "examples"


def run(*arguments):
    """The exit code of `assessment cohort` with these arguments."""
    return main(["cohort", *map(str, arguments)])


@pytest.fixture
def responses(tmp_path):
    frame = random_frame(30, seed=1).assign(person=[f"=p{number}" for number in range(30)])
    path = tmp_path / "responses.csv"
    frame.to_csv(path, index=False)
    return frame, path


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_scores_are_written_beside_who_they_are_of(responses, tmp_path, suffix, capsys):
    frame, path = responses
    out = tmp_path / f"scores{suffix}"
    assert run("score", path, "-o", out) == 0
    scores = pd.read_csv(out) if suffix == ".csv" else pd.read_parquet(out)
    assert list(scores) == ["person", *RESULT_COLUMNS, "problems"]
    pd.testing.assert_frame_equal(scores[list(RESULT_COLUMNS)], score_frame(frame, INSTRUMENT))
    assert scores["person"].map(unguard if suffix == ".csv" else str).tolist() == frame["person"].tolist()
    assert capsys.readouterr() == ("", "")


def test_a_formula_is_no_formula_in_the_scores(tmp_path):
    (tmp_path / "a.csv").write_text("person,practice,=cmd\n=1+1,alone,@x\n")
    run("score", tmp_path / "a.csv", "-o", tmp_path / "scores.csv")
    heading, row = (tmp_path / "scores.csv").read_text("utf-8-sig").splitlines()
    assert heading.startswith("person,'=cmd,readiness,")
    assert row.startswith("'=1+1,'@x,50.0,")


def test_several_files_follow_each_other_and_share_their_columns(tmp_path):
    (tmp_path / "a.csv").write_text("person,practice,region\nA,alone,north\n")
    (tmp_path / "b.csv").write_text("Practice;cohort\nwith a person;7\n")
    assert run("score", tmp_path / "a.csv", tmp_path / "b.csv", "-o", tmp_path / "out.parquet") == 0
    scores = pd.read_parquet(tmp_path / "out.parquet")
    assert scores[["person", "region", "cohort"]].to_numpy().tolist() == [["A", "north", ""], ["", "", "7"]]
    assert scores["readiness"].tolist() == [50, 100]


def test_problems_are_told_marked_and_written(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("person,practice\nA,alon\nB,alone\n")
    assert run("score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", "--problems", tmp_path / "p.csv") == 0
    assert "row 2: practice: 'alon' is not offered" in capsys.readouterr().err
    scores, problems = pd.read_csv(tmp_path / "out.csv"), pd.read_csv(tmp_path / "p.csv")
    assert scores["problems"].isna().tolist() == [False, True]
    assert problems[["file", "row", "column", "value", "nearest"]].to_numpy().tolist() == [
        ["a.csv", 2, "practice", "alon", "alone"]
    ]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_heading_without_rows_is_scored_to_a_heading_and_said(tmp_path, suffix, capsys):
    path, out = tmp_path / f"a{suffix}", tmp_path / f"out{suffix}"
    frame = pd.DataFrame({"person": [], "practice": []}, dtype="str")
    frame.to_csv(path, index=False) if suffix == ".csv" else frame.to_parquet(path)
    assert run("score", path, "-o", out) == 0
    scores = pd.read_csv(out) if suffix == ".csv" else pd.read_parquet(out)
    assert (list(scores), len(scores)) == (["person", *RESULT_COLUMNS, "problems"], 0)
    assert capsys.readouterr() == ("", f"{path}: it has a heading and no row under it.\n")


def test_strict_refuses_and_leaves_what_was_there(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("person,practice\nA,alon\n")
    (tmp_path / "out.csv").write_text("before")
    assert run("score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", "--strict") == 2
    assert "a.csv: row 2: practice" in capsys.readouterr().err
    assert (tmp_path / "out.csv").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "out.csv"]


@pytest.mark.parametrize(
    ("names", "out", "sentence"),
    [
        (["missing.csv"], "out.csv", "missing.csv: it cannot be read"),
        (["empty.csv", "missing.csv"], "out.csv", "empty.csv: the file is empty."),
        (["odd.csv"], "out.csv", "odd.csv: no column is one we know; the first line is 'name,note'."),
        (["good.csv"], "out.xlsx", "should end in .csv or .parquet"),
        (["good.csv"], "good.csv", "it is one of the files to read"),
        (["good.csv"], "nowhere/out.csv", "it cannot be written"),
        (["."], "out.csv", "there is no Parquet file in it"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path, monkeypatch, capsys, names, out, sentence):
    monkeypatch.chdir(tmp_path)
    Path("empty.csv").write_text("")
    Path("odd.csv").write_text("name,note\nA,B\n")
    Path("good.csv").write_text("practice\nalone\n")
    assert run("score", *names, "-o", out) == 2
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
def test_no_file_is_written_over_another(tmp_path, monkeypatch, capsys, command, sentence):
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
    assert run(*command.split()) == 2
    assert sentence in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("encoding", ["bogus", "base64", "rot13", "undefined", "", "a\0b"])
@pytest.mark.parametrize(
    "command", ["score missing.csv -o out.csv", "summary missing.csv", "learn missing.csv -o a.toml"]
)
def test_an_encoding_that_is_none_is_refused_before_reading(command, encoding, capsys):
    with pytest.raises(SystemExit) as refused:
        run(*command.split(), "--encoding", encoding)
    assert refused.value.code == 2
    assert f"'{encoding}' is no encoding of text; name one like cp1252" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["2026-13-01", "tomorrow", ""])
def test_a_today_that_is_none_is_refused_with_an_example(day, capsys):
    with pytest.raises(SystemExit) as refused:
        run("summary", "missing.csv", "--today", day)
    assert refused.value.code == 2
    assert f"'{day}' is no day; write it like 2026-11-02" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("offers", "others", "sentence"),
    [(1, 1, "1 offer and 1 without one counted."), (2, 0, "2 offers and 0 without one counted.")],
)
def test_what_was_counted_is_said(tmp_path, capsys, offers, others, sentence):
    (tmp_path / "a.csv").write_text("rapport,outcome\n" + "warm,offer\n" * offers + "warm,rejected\n" * others)
    assert run("learn", tmp_path / "a.csv", "-o", tmp_path / "a.toml") == 0
    assert capsys.readouterr().err == f"{sentence}\n"


def test_today_is_the_day_named(tmp_path):
    (tmp_path / "a.csv").write_text("interview_date\n2026-11-02\n")
    ratios = []
    for today in ("2026-11-29", "2026-11-30"):
        run("score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", "--today", today)
        ratios.append(np.exp(pd.read_csv(tmp_path / "out.csv")["silence"].item()))
    assert ratios[0] > 0.35 > ratios[1]


def test_a_summary_is_text_or_json(responses, capsys):
    _, path = responses
    assert run("summary", path) == 0
    assert capsys.readouterr().out.startswith("30 rows, 0 of them with problems")
    assert run("summary", path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["scores"]["outlook"]["people"] == 30


def test_what_is_learned_merges_and_moves_the_outlook(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("rapport,outcome\n" + "warm,offer\n" * 40)
    (tmp_path / "b.csv").write_text("rapport,outcome\n" + "cool,rejected\n" * 40)
    for name in ("a", "b"):
        assert run("learn", tmp_path / f"{name}.csv", "-o", tmp_path / f"{name}.toml") == 0
    assert run("learn", tmp_path / "a.toml", tmp_path / "b.toml", "-o", tmp_path / "merged.toml") == 0
    assert run("learn", tmp_path / "a.csv", tmp_path / "b.csv", "-o", tmp_path / "at_once.toml") == 0
    assert (tmp_path / "merged.toml").read_text() == (tmp_path / "at_once.toml").read_text()
    outlooks = []
    for extra in ([], ["--learned", tmp_path / "merged.toml"]):
        run("score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", *extra)
        outlooks.append(pd.read_csv(tmp_path / "out.csv")["outlook"].iloc[0])
    assert outlooks[1] > outlooks[0]


def test_one_case_is_scored_with_what_was_learned(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("rapport,outcome\n" + "warm,offer\n" * 40)
    (tmp_path / "case.json").write_text('{"responses": {"rapport": "warm"}}')
    run("learn", tmp_path / "a.csv", "-o", tmp_path / "learned.toml")
    seen = []
    for extra in ([], ["--learned", str(tmp_path / "learned.toml")]):
        assert main(["score", str(tmp_path / "case.json"), *extra]) == 0
        seen.append(json.loads(capsys.readouterr().out))
    assert seen[1]["outlook"]["value"] > seen[0]["outlook"]["value"]
    assert seen[1]["instrument_version"].startswith(f"{seen[0]['instrument_version']}.learned-")


def test_the_words_of_the_command_line_load_nothing_heavy():
    code = "import sys, assessment.cli; sys.exit(bool({'pandas', 'pyarrow', 'tqdm', 'dask'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_counts_of_another_version_are_refused(tmp_path, capsys):
    (tmp_path / "old.toml").write_text('instrument_version = "2020.01+0"\noutcomes = [0, 0]\n[counts]\n')
    (tmp_path / "a.csv").write_text("rapport\nwarm\n")
    command = ["score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", "--learned", tmp_path / "old.toml"]
    assert run(*command) == 2
    assert "old.toml: it was learned with version '2020.01+0'" in capsys.readouterr().err
    assert run(*command, "--any-version") == 0


def test_the_template_can_be_filled_in_and_read(tmp_path):
    assert run("template", "-o", tmp_path / "template.csv") == 0
    assert run("template", "--dictionary", "-o", tmp_path / "dictionary.csv") == 0
    columns = list(pd.read_csv(tmp_path / "template.csv"))
    dictionary = pd.read_csv(tmp_path / "dictionary.csv")
    assert list(dictionary["column"].unique()) == columns
    assert run("score", tmp_path / "template.csv", "-o", tmp_path / "out.csv") == 0
    assert len(pd.read_csv(tmp_path / "out.csv")) == 0


def test_the_made_up_cohorts_are_labelled_and_read_without_a_word(tmp_path, capsys):
    for name in ("cohort_made_up.csv", "outcomes_made_up.csv"):
        frame = pd.read_csv(EXAMPLES / name, dtype=str)
        assert frame.columns[0] == "person"
        assert frame["person"].str.startswith("Made-up person").all()
        assert run("score", EXAMPLES / name, "-o", tmp_path / "out.csv", "--strict", "--today", "2026-11-20") == 0
        assert capsys.readouterr().err == ""
    assert run("learn", EXAMPLES / "outcomes_made_up.csv", "-o", tmp_path / "learned.toml") == 0


MEMORY = 1_200_000_000


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="no memory limits here")
def test_a_table_larger_than_memory_is_scored(tmp_path):
    """Under a limit of the address space in which the table, read whole, does not fit."""
    rows, path = 1_500_000, tmp_path / "large.parquet"
    write_large(path, rows)
    whole = limited("import sys, pandas; pandas.read_parquet(sys.argv[1])", path)
    assert whole.returncode != 0
    assert "malloc" in whole.stderr or "MemoryError" in whole.stderr or "memory" in whole.stderr
    streamed = limited(
        "import sys; from tests.cli.test_cohort import run; sys.exit(run('score', sys.argv[1], '-o', sys.argv[2]))",
        path,
        tmp_path / "out.parquet",
    )
    assert streamed.stderr == ""
    assert streamed.returncode == 0
    assert pq.ParquetFile(tmp_path / "out.parquet").metadata.num_rows == rows


def write_large(path, rows, rows_of_group=250_000):
    """Plain strings that take gigabytes once read, and little on disk."""
    group = pa.Table.from_pandas(random_frame(1, seed=1, missing=0).astype("str"), preserve_index=False)
    group = group.take(np.zeros(rows_of_group, np.int64))
    with pq.ParquetWriter(path, group.schema) as writer:
        for _ in range(rows // rows_of_group):
            writer.write_table(group)


def limited(code, *arguments):
    """A Python process that may not have more than MEMORY bytes."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
