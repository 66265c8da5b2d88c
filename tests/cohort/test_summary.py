"""Summaries add up, and name the largest gaps in words."""

from datetime import date
from functools import reduce
from operator import add

import pandas as pd
import pytest

from assessment.cohort.reader.problems import problem_table
from assessment.cohort.scoring.frame import score_frame
from assessment.cohort.summary import EDGES, distribution, summarise, summary_text, summary_values
from tests.cohort.people import random_frame
from tests.support import INSTRUMENT

TODAY = date(2026, 11, 20)


def summary_of(frame):
    return summarise(frame, score_frame(frame, INSTRUMENT), problem_table(), INSTRUMENT, today=TODAY)


def test_the_summaries_of_parts_add_up_to_that_of_all():
    frame = random_frame(900, seed=1)
    parts = [summary_of(frame.iloc[start : start + 300]) for start in (600, 0, 300)]
    whole, sum_of_parts = summary_values(summary_of(frame)), summary_values(reduce(add, parts))
    assert whole["rows"] == sum_of_parts["rows"] == 900
    for kind in ("scores", "domains"):
        for name, spread in whole[kind].items():
            assert sum_of_parts[kind][name]["bins"] == spread["bins"]
            assert sum_of_parts[kind][name]["mean"] == pytest.approx(spread["mean"])
    assert {item: gap["people"] for item, gap in whole["gaps"].items()} == {
        item: gap["people"] for item, gap in sum_of_parts["gaps"].items()
    }


def test_a_distribution_counts_everybody_with_a_score():
    spread = distribution(pd.Series([0.0, 4.9, 5.0, 100.0, None]))
    assert spread.people == sum(spread.counts) == 4
    assert {low: people for low, people in zip(EDGES, spread.counts, strict=False) if people} == {0: 2, 5: 1, 95: 1}
    assert spread.mean == pytest.approx(109.9 / 4)


def test_the_summary_in_words_names_the_largest_gap():
    frame = pd.DataFrame({"stage": ["invited"] * 3, "practice": ["none"] * 3})
    text = summary_text(summary_of(frame), INSTRUMENT)
    assert text.startswith("3 rows, 0 of them with problems")
    assert f"{INSTRUMENT.items['practice'].label}: 3 people, 100 points each" in text
    assert "fit: nobody answered" in text


def test_the_summary_of_one_person_uses_the_singular():
    text = summary_text(summary_of(pd.DataFrame({"stage": ["invited"], "practice": ["none"]})), INSTRUMENT)
    assert text.startswith("1 row, 0 of them with problems")
    assert f"{INSTRUMENT.items['practice'].label}: 1 person, 100 points each" in text
    assert "1 people" not in text
