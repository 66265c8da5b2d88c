"""`assessment cohort`: scores, summaries, counts and templates from tables."""

import json

import numpy as np
import pandas as pd
import pytest

from assessment.cohort.scoring.frame import RESULT_COLUMNS, score_frame
from assessment.core.text.guards import unguard
from tests.cli.running import run_cohort
from tests.cohort.people import random_frame
from tests.support import EXAMPLES as WORKED_EXAMPLES
from tests.support import INSTRUMENT, ROOT

EXAMPLES = ROOT / "data" / "examples"
TABLES = WORKED_EXAMPLES / "tables"


@pytest.fixture
def responses(tmp_path):
    frame = random_frame(30, seed=1).assign(person=[f"=p{number}" for number in range(30)])
    path = tmp_path / "responses.csv"
    frame.to_csv(path, index=False)
    return frame, path


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_scores_are_written_beside_the_extra_columns(responses, tmp_path, suffix, capsys):
    frame, path = responses
    out = tmp_path / f"scores{suffix}"
    assert run_cohort("score", path, "-o", out) == 0
    scores = pd.read_csv(out) if suffix == ".csv" else pd.read_parquet(out)
    assert list(scores) == ["person", *RESULT_COLUMNS, "problems"]
    expected = score_frame(frame, INSTRUMENT)
    pd.testing.assert_frame_equal(scores[list(RESULT_COLUMNS)].astype(expected.dtypes), expected)
    assert scores["person"].map(unguard if suffix == ".csv" else str).tolist() == frame["person"].tolist()
    assert capsys.readouterr() == ("", "")


def test_a_formula_is_no_formula_in_the_scores(tmp_path):
    (tmp_path / "a.csv").write_text("person,practice,=cmd\n=1+1,alone,@x\n")
    run_cohort("score", tmp_path / "a.csv", "-o", tmp_path / "scores.csv")
    heading, row = (tmp_path / "scores.csv").read_text("utf-8-sig").splitlines()
    assert heading.startswith("person,'=cmd,readiness,")
    assert row.startswith("'=1+1,'@x,50.0,")


def test_problems_are_printed_and_written_beside_their_rows_and_as_a_table(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("person,practice\nA,alon\nB,alone\n")
    assert run_cohort("score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", "--problems", tmp_path / "p.csv") == 0
    assert "row 2: practice: 'alon' is not offered" in capsys.readouterr().err
    scores, problems = pd.read_csv(tmp_path / "out.csv"), pd.read_csv(tmp_path / "p.csv")
    assert scores["problems"].isna().tolist() == [False, True]
    assert problems[["file", "row", "column", "value", "nearest"]].to_numpy().tolist() == [
        ["a.csv", 2, "practice", "alon", "alone"]
    ]


def test_strict_refuses_misread_cells_and_leaves_the_old_file(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("person,practice\nA,alon\n")
    (tmp_path / "out.csv").write_text("before")
    assert run_cohort("score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", "--strict") == 2
    assert "a.csv: row 2: practice" in capsys.readouterr().err
    assert (tmp_path / "out.csv").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "out.csv"]


@pytest.mark.parametrize(
    ("offers", "others", "sentence"),
    [(1, 1, "1 offer and 1 without one counted."), (2, 0, "2 offers and 0 without one counted.")],
)
def test_the_counts_are_printed(tmp_path, capsys, offers, others, sentence):
    (tmp_path / "a.csv").write_text("rapport,outcome\n" + "warm,offer\n" * offers + "warm,rejected\n" * others)
    assert run_cohort("learn", tmp_path / "a.csv", "-o", tmp_path / "a.toml") == 0
    assert capsys.readouterr().err == f"{sentence}\n"


@pytest.mark.parametrize(
    ("name", "offers", "others"), [("outcomes_in_other_words", 5, 4), ("outcomes_in_app_words", 1, 2)]
)
def test_outcomes_are_learned_from_however_they_are_called(tmp_path, capsys, name, offers, others):
    assert run_cohort("learn", TABLES / f"{name}.csv", "-o", tmp_path / "a.toml") == 0
    assert f"outcomes = [{offers}, {others}]" in (tmp_path / "a.toml").read_text()
    assert capsys.readouterr().err == f"{offers} offer{'s' * (offers > 1)} and {others} without one counted.\n"


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        (["pending", "withdrew"], "no row has an outcome that counts"),
        (["offer"] * 8 + ["maybe"], "outcome: 1 of 9 outcomes are not understood ('maybe')"),
        (["offer"] * 98 + ["gone", "Gone"], "outcome: 2 of 100 outcomes are not understood ('gone', 'Gone')"),
    ],
)
def test_nothing_is_learned_from_outcomes_half_understood(tmp_path, capsys, outcomes, sentence):
    (tmp_path / "a.csv").write_text("rapport,outcome\n" + "".join(f"warm,{outcome}\n" for outcome in outcomes))
    assert run_cohort("learn", tmp_path / "a.csv", "-o", tmp_path / "a.toml") == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "a.toml").exists()


@pytest.mark.parametrize("unknown", [["gone"], ["gone", "vanished"]])
def test_a_few_unknown_outcomes_of_different_kinds_are_named_and_left_out(tmp_path, capsys, unknown):
    lines = "".join(f"warm,{outcome}\n" for outcome in ["offer"] * 98 + unknown)
    (tmp_path / "a.csv").write_text("rapport,outcome\n" + lines)
    assert run_cohort("learn", tmp_path / "a.csv", "-o", tmp_path / "a.toml") == 0
    err = capsys.readouterr().err
    assert all(f"outcome: '{word}' is no outcome" in err for word in unknown)
    assert "98 offers and 0 without one counted." in err


@pytest.mark.parametrize("command", ["learn", "score", "summary"])
def test_the_same_person_twice_is_said_as_on_the_page(tmp_path, capsys, command):
    out = [] if command == "summary" else ["-o", tmp_path / ("a.toml" if command == "learn" else "a.csv")]
    assert run_cohort(command, TABLES / "sent_twice.csv", *out) == 0
    assert "sent_twice.csv: 1 row repeats an earlier one" in capsys.readouterr().err


def test_the_silence_lasts_until_the_today_named(tmp_path):
    (tmp_path / "a.csv").write_text("interview_date\n2026-11-02\n")
    ratios = []
    for today in ("2026-11-29", "2026-11-30"):
        run_cohort("score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", "--today", today)
        ratios.append(np.exp(pd.read_csv(tmp_path / "out.csv")["silence"].item()))
    assert ratios[0] > 0.33 > ratios[1]


def test_a_summary_is_of_the_today_named(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("interview_date\n2026-11-02\n")
    outlooks = []
    for today in ("2026-11-02", "2027-03-01"):
        assert run_cohort("summary", tmp_path / "a.csv", "--json", "--today", today) == 0
        outlooks.append(json.loads(capsys.readouterr().out)["scores"]["outlook"]["mean"])
    assert outlooks[0] > 2 * outlooks[1]


def test_a_summary_is_text_or_json(responses, capsys):
    _, path = responses
    assert run_cohort("summary", path) == 0
    assert capsys.readouterr().out.startswith("30 rows, 0 of them with problems")
    assert run_cohort("summary", path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["scores"]["outlook"]["people"] == 30


def test_counts_are_merged_and_move_the_outlook(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("rapport,outcome\n" + "warm,offer\n" * 40)
    (tmp_path / "b.csv").write_text("rapport,outcome\n" + "cool,rejected\n" * 40)
    for name in ("a", "b"):
        assert run_cohort("learn", tmp_path / f"{name}.csv", "-o", tmp_path / f"{name}.toml") == 0
    assert run_cohort("learn", tmp_path / "a.toml", tmp_path / "b.toml", "-o", tmp_path / "merged.toml") == 0
    assert run_cohort("learn", tmp_path / "a.csv", tmp_path / "b.csv", "-o", tmp_path / "at_once.toml") == 0
    assert (tmp_path / "merged.toml").read_text() == (tmp_path / "at_once.toml").read_text()
    outlooks = []
    for extra in ([], ["--learned", tmp_path / "merged.toml"]):
        run_cohort("score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", *extra)
        outlooks.append(pd.read_csv(tmp_path / "out.csv")["outlook"].iloc[0])
    assert outlooks[1] > outlooks[0]


def test_the_template_can_be_filled_in_and_read(tmp_path):
    assert run_cohort("template", "-o", tmp_path / "template.csv") == 0
    assert run_cohort("template", "--dictionary", "-o", tmp_path / "dictionary.csv") == 0
    columns = list(pd.read_csv(tmp_path / "template.csv"))
    dictionary = pd.read_csv(tmp_path / "dictionary.csv")
    assert list(dictionary["column"].unique()) == columns
    assert run_cohort("score", tmp_path / "template.csv", "-o", tmp_path / "out.csv") == 0
    assert len(pd.read_csv(tmp_path / "out.csv")) == 0


def test_the_made_up_cohorts_are_labelled_and_read_without_a_problem(tmp_path, capsys):
    for name in ("cohort_made_up.csv", "outcomes_made_up.csv"):
        frame = pd.read_csv(EXAMPLES / name, dtype=str)
        assert frame.columns[0] == "person"
        assert frame["person"].str.startswith("Made-up person").all()
        assert (
            run_cohort("score", EXAMPLES / name, "-o", tmp_path / "out.csv", "--strict", "--today", "2026-11-20") == 0
        )
        assert capsys.readouterr().err == ""
    assert run_cohort("learn", EXAMPLES / "outcomes_made_up.csv", "-o", tmp_path / "learned.toml") == 0
