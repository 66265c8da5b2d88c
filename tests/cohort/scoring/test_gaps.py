"""The gaps and domains of a frame are those of its people, one by one."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.cohort.scoring.gaps import gap_gains, gap_table, readiness_by_domain
from assessment.core.model.process import current_stage
from assessment.core.plan.gaps import readiness_gaps
from assessment.core.scoring.assess import assess
from tests.cohort.people import frames_of, lists_of_people
from tests.support import INSTRUMENT, examples

TODAY = date(2026, 11, 20)


@examples(0.5)
@given(st.data())
def test_gaps_are_those_of_the_person(data):
    people = data.draw(lists_of_people())
    frame = data.draw(frames_of(people))
    every = gap_gains(frame, INSTRUMENT, today=TODAY, open_only=False)
    still_open = gap_gains(frame, INSTRUMENT, today=TODAY)
    assert len(every) == len(still_open) == len(people)
    for row, (answers, process, today) in enumerate(people):
        gaps = readiness_gaps(INSTRUMENT, answers)
        stage = current_stage(INSTRUMENT, answers, process, today)
        assert nonzero(every[row]) == pytest.approx({gap.item: gap.gain for gap in gaps})
        assert nonzero(still_open[row]) == pytest.approx({gap.item: gap.gain for gap in gaps if gap.open_tips(stage)})


def nonzero(gains):
    return {item: gain for item, gain in zip(INSTRUMENT.readiness, gains, strict=True) if gain}


@examples(0.4)
@given(st.data())
def test_domains_are_those_of_the_person(data):
    people = data.draw(lists_of_people())
    domains = readiness_by_domain(data.draw(frames_of(people)), INSTRUMENT)
    for (_, row), (answers, process, today) in zip(domains.iterrows(), people, strict=True):
        readiness = assess(INSTRUMENT, answers, process=process, today=today).readiness
        expected = {name: score.value for name, score in readiness.domains.items()} if readiness else {}
        assert row.dropna().to_dict() == pytest.approx(
            {name: value for name, value in expected.items() if value is not None}
        )


def test_the_gap_table_is_sorted_by_points_to_win():
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
