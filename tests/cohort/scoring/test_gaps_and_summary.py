"""Gaps, domains, summaries and plans of a cohort are those of its people; parts add up to the whole."""

import io
from datetime import date
from functools import reduce
from operator import add
from zipfile import ZipFile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.cohort.plan_archive import cohort_people, plans_zip
from assessment.cohort.reader.problems import problem_table
from assessment.cohort.scoring.frame import score_frame
from assessment.cohort.scoring.gaps import gap_gains, gap_table, readiness_by_domain
from assessment.cohort.summary import EDGES, distribution, summarise, summary_text, summary_values
from assessment.core.model.process import current_stage, fact_problems
from assessment.core.plan.gaps import readiness_gaps
from assessment.core.scoring.assess import assess
from tests.cohort.made_up_people import answers_in, people, random_frame, written
from tests.support import INSTRUMENT

TODAY = date(2026, 11, 20)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_gaps_are_those_of_the_person(data):
    persons = data.draw(people())
    frame = data.draw(written(persons))
    every = gap_gains(frame, INSTRUMENT, today=TODAY, open_only=False)
    still_open = gap_gains(frame, INSTRUMENT, today=TODAY)
    for row, (answers, process, today) in enumerate(persons):
        gaps = readiness_gaps(INSTRUMENT, answers)
        stage = current_stage(INSTRUMENT, answers, process, today)
        assert nonzero(every[row]) == pytest.approx({gap.item: gap.gain for gap in gaps})
        assert nonzero(still_open[row]) == pytest.approx({gap.item: gap.gain for gap in gaps if gap.open_tips(stage)})


def nonzero(gains):
    return {item: gain for item, gain in zip(INSTRUMENT.readiness, gains, strict=True) if gain}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_domains_are_those_of_the_person(data):
    persons = data.draw(people())
    domains = readiness_by_domain(data.draw(written(persons)), INSTRUMENT)
    for (_, row), (answers, process, today) in zip(domains.iterrows(), persons, strict=True):
        readiness = assess(INSTRUMENT, answers, process=process, today=today).readiness
        expected = {name: score.value for name, score in readiness.domains.items()} if readiness else {}
        assert row.dropna().to_dict() == pytest.approx(
            {name: value for name, value in expected.items() if value is not None}
        )


def test_the_gap_table_starts_with_whom_to_help_first_and_what_with():
    frame = pd.DataFrame(
        {
            "person": ["ready", "far off", "in between", "silent"],
            "stage": "invited",
            "story_bank": ["five_or_more", "none", "none", None],
            "practice": ["with_a_person", "none", "with_a_person", None],
        },
        index=[7, 5, 3, 1],
    )
    table = gap_table(frame, INSTRUMENT, today=TODAY, most=2)
    assert table["person"].tolist() == ["far off", "in between", "ready", "silent"]
    assert table.loc[5, ["gap_1", "gap_2"]].tolist() == ["story_bank", "practice"]
    assert table.loc[5, ["points_to_win", "gain_1", "gain_2"]].tolist() == pytest.approx([100, 50, 50])
    assert table.loc[3, ["gap_1", "gap_2"]].tolist() == ["story_bank", ""]
    assert table.loc[7, ["gap_1", "gain_1"]].tolist() == ["", 0]


def summary_of(frame):
    return summarise(frame, score_frame(frame, INSTRUMENT), problem_table(), INSTRUMENT, today=TODAY)


def test_a_summary_is_the_sum_of_its_parts():
    frame = random_frame(900, seed=1)
    parts = [summary_of(frame.iloc[start : start + 300]) for start in (600, 0, 300)]
    whole, put_together = summary_values(summary_of(frame)), summary_values(reduce(add, parts))
    assert whole["rows"] == put_together["rows"] == 900
    for kind in ("scores", "domains"):
        for name, spread in whole[kind].items():
            assert put_together[kind][name]["bins"] == spread["bins"]
            assert put_together[kind][name]["mean"] == pytest.approx(spread["mean"])
    assert {item: gap["people"] for item, gap in whole["gaps"].items()} == {
        item: gap["people"] for item, gap in put_together["gaps"].items()
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


def test_the_summary_of_one_person_is_in_the_singular():
    text = summary_text(summary_of(pd.DataFrame({"stage": ["invited"], "practice": ["none"]})), INSTRUMENT)
    assert text.startswith("1 row, 0 of them with problems")
    assert f"{INSTRUMENT.items['practice'].label}: 1 person, 100 points each" in text
    assert "1 people" not in text


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_people_come_out_as_they_went_in(data):
    persons = data.draw(people())
    frame = data.draw(written(persons))
    assert list(cohort_people(frame, INSTRUMENT, today=TODAY)) == [
        (answers, process, today) for answers, process, today in persons
    ]


def test_plans_are_zipped_in_the_order_of_the_rows_under_names_of_ours():
    frame = random_frame(3, seed=2).assign(person=["../../etc", "=1+1", "C:\\CON"])

    def write_plan(answers, process, today):
        assert not fact_problems(process, today)
        return f"{sorted(answers)}"

    archive = ZipFile(io.BytesIO(plans_zip(frame, INSTRUMENT, write_plan, today=TODAY)))
    assert archive.namelist() == ["plan_0001.csv", "plan_0002.csv", "plan_0003.csv"]
    expected = [f"{sorted(answers_in(row))}" for _, row in frame.iterrows()]
    assert [archive.read(name).decode() for name in archive.namelist()] == expected
