"""A frame is scored as its people are one by one, whatever its size and however it is written."""

import tracemalloc
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.cohort.scoring.frame import CHUNK_ROWS, RESULT_COLUMNS, score_frame
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Outcome, Process
from assessment.core.outcomes.learning import Tally, learn_figures
from tests.cohort.people import expected_scores, frames_of, lists_of_people, random_frame, row_responses
from tests.support import INSTRUMENT, INTERVIEW

CLOSE = 1e-9
TODAY = date(2026, 11, 20)
LARGE = 70_000


def assert_equal_scores(scores, expected):
    wanted = pd.DataFrame(expected, index=scores.index, columns=list(RESULT_COLUMNS)).astype(scores.dtypes)
    pd.testing.assert_frame_equal(scores, wanted, rtol=0, atol=CLOSE)


@given(st.data())
def test_every_row_is_scored_as_assess_scores_the_person(data):
    people = data.draw(lists_of_people())
    frame = data.draw(frames_of(people))
    assert_equal_scores(score_frame(frame, INSTRUMENT), [expected_scores(*person) for person in people])


def test_a_large_frame_is_scored_as_its_people_are():
    frame = random_frame(LARGE, seed=1)
    scores = score_frame(frame, INSTRUMENT, today=TODAY)
    some = list(range(0, LARGE, 500))
    expected = [expected_scores(row_responses(row), Process(), TODAY) for _, row in frame.iloc[some].iterrows()]
    assert_equal_scores(scores.iloc[some], expected)


@pytest.fixture(scope="module")
def large_and_scores():
    """A large frame, and its scores computed together."""
    frame = random_frame(LARGE, seed=2)
    return frame, score_frame(frame, INSTRUMENT)


@pytest.mark.parametrize("rows", [0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1, LARGE])
def test_scores_do_not_depend_on_the_rows_around(large_and_scores, rows):
    frame, together = large_and_scores
    apart = score_frame(frame.iloc[:rows], INSTRUMENT)
    pd.testing.assert_frame_equal(together.iloc[:rows], apart, rtol=0, atol=CLOSE)


def test_a_learned_instrument_scores_alike():
    learned = learn_figures(INSTRUMENT, {"team_intro": {"off_agenda": Tally(90, 10), "no": Tally(5, 200)}})
    frame = random_frame(40, seed=3)
    expected = [expected_scores(row_responses(row), Process(), TODAY, learned) for _, row in frame.iterrows()]
    assert_equal_scores(score_frame(frame, learned), expected)


@pytest.mark.parametrize("outcome", Outcome)
def test_an_answer_stops_the_silence(outcome):
    frame = pd.DataFrame({"interview_date": [INTERVIEW], "outcome": [outcome.value]})
    expected = expected_scores({}, Process(interview_date=INTERVIEW, outcome=outcome), TODAY)
    assert_equal_scores(score_frame(frame, INSTRUMENT, today=TODAY), [expected])


@pytest.mark.parametrize(
    "dates",
    [
        {"interview_date": "2026-11-02", "promised_date": "2026-11-01"},
        {"interview_date": "2026-11-02", "last_word_date": "2026-11-01"},
        {"last_word_date": "2026-11-21"},
    ],
)
def test_impossible_dates_cost_the_outlook_and_not_the_points(dates):
    frame = pd.DataFrame({name: [day] for name, day in dates.items()} | {"practice": ["alone"], "finalists": ["two"]})
    with pytest.raises(AssessmentError):
        expected_scores({}, Process(**{name: date.fromisoformat(day) for name, day in dates.items()}), TODAY)
    row = score_frame(frame, INSTRUMENT, today=TODAY).iloc[0]
    assert row[["outlook", "outlook_low", "outlook_high", "without_advice", "silence"]].isna().all()
    expected = expected_scores({"practice": "alone", "finalists": "two"}, Process(), TODAY)
    kept = ["readiness", "readiness_low", "readiness_high", "readiness_answered", "base_rate"]
    assert row[kept].to_dict() == pytest.approx({name: expected[name] for name in kept})


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"team_intro": ["off agenda"]}, "team_intro: 'off agenda' is not offered"),
        ({"team_intro": np.array(["maybe", None], object)}, "team_intro: 'maybe' is not offered"),
        ({"team_intro": pd.Categorical(["maybe"])}, "team_intro: 'maybe' is not offered"),
        ({"interview_date": ["02/11/2026"]}, "interview_date: '02/11/2026' is no date"),
        ({"outcome": ["hired"]}, "outcome: 'hired' is not a valid Outcome"),
    ],
)
def test_what_cannot_be_read_is_refused(columns, problem):
    with pytest.raises(AssessmentError) as refused:
        score_frame(pd.DataFrame(columns), INSTRUMENT, today=TODAY)
    assert refused.value.problems[0].startswith(problem)


def test_dates_need_a_today():
    with pytest.raises(AssessmentError, match="no today"):
        score_frame(pd.DataFrame({"interview_date": [INTERVIEW]}), INSTRUMENT)


def test_a_column_that_comes_twice_is_refused():
    frame = pd.DataFrame([["alone", "alone"]], columns=["practice", "practice"])
    with pytest.raises(AssessmentError, match="practice: the frame has this column twice"):
        score_frame(frame, INSTRUMENT)


def test_the_frame_given_is_not_changed():
    frame = random_frame(100, seed=4)
    before = frame.copy(deep=True)
    score_frame(frame, INSTRUMENT)
    pd.testing.assert_frame_equal(frame, before)


def test_scoring_takes_little_more_memory_than_its_result():
    frame = random_frame(300_000, seed=5)
    tracemalloc.start()
    scores = score_frame(frame, INSTRUMENT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size, result = frame.memory_usage().sum(), scores.memory_usage().sum()
    assert size + peak < 1.5 * (size + result)


def test_nothing_answered_has_no_points_and_the_base_rate():
    row = score_frame(pd.DataFrame(index=["somebody"]), INSTRUMENT).loc["somebody"]
    assert np.isnan([row["readiness"], row["fit"]]).all()
    assert row["outlook"] == pytest.approx(row["base_rate"])
