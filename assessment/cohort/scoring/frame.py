"""The scores of a frame with one person in each row: the same numbers as `assess`, for many rows at a time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.scoring.encoded_answers import EncodedAnswers, encode_answers
from assessment.cohort.scoring.evidence import base_rate_scorer, evidence_scorer
from assessment.cohort.scoring.points import points_scorer
from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS, Days, ProcessColumns, process_columns
from assessment.cohort.scoring.waiting import waiting_rows
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.scoring.assess import Z_80

RESULT_COLUMNS = (
    "readiness",
    "readiness_low",
    "readiness_high",
    "readiness_answered",
    "fit",
    "fit_low",
    "fit_high",
    "outlook",
    "outlook_low",
    "outlook_high",
    "base_rate",
    "without_advice",
    "silence",
    "half_heard_by",
    "never_told_share",
)
CHUNK_ROWS = 1 << 15
"""Rows scored at a time, few enough for the intermediate arrays to fit into the processor's cache."""

ScoreColumns = dict[str, NDArray[np.float64] | NDArray[np.int64] | Days]
ChunkScorer = Callable[[dict[str, Any], int, date | None], ScoreColumns]


def score_frame(frame: pd.DataFrame, instrument: Instrument, *, today: date | None = None) -> pd.DataFrame:
    """The scores of every row: a frame with the index of `frame` and the columns of RESULT_COLUMNS.

    In `frame`, a column named like an item holds option ids, missing where unanswered; `interview_date`,
    `promised_date`, `last_word_date`, `today` (dates or text like 2026-11-02) and `outcome` describe the process;
    other columns are ignored. Rows without a today get `today`.

    In the result, readiness and fit with their ranges are points, 0..100, NaN where nothing is answered, and
    readiness_answered is a count; outlook with its range, base_rate, without_advice and never_told_share are
    probabilities, 0..1; silence is in nats; half_heard_by is a day. A row whose dates contradict each other has NaN
    for outlook, its range, without_advice and silence. half_heard_by (NaT) and never_told_share (NaN) are missing
    where nobody waits.

    Raises AssessmentError for values that are no option, date or outcome; `read_responses` reports those instead.
    """
    return frame_scorer(instrument)(frame, today)


def frame_scorer(instrument: Instrument) -> Callable[[pd.DataFrame, date | None], pd.DataFrame]:
    """A function that scores many frames as `score_frame` does; what it prepares for one serves the next."""
    prepared, score = 0, _scorer(instrument, 0)

    def score_rows(frame: pd.DataFrame, today: date | None) -> pd.DataFrame:
        nonlocal prepared, score
        if len(frame) > prepared:
            prepared, score = len(frame), _scorer(instrument, len(frame))
        return _score_in_chunks(score, _known_columns(frame, instrument), frame.index, today)

    return score_rows


def _known_columns(frame: pd.DataFrame, instrument: Instrument) -> dict[str, Any]:
    """The pandas arrays of the columns that count; raises AssessmentError where there are two of one name."""
    names = [name for name in (*instrument.items, *PROCESS_COLUMNS) if name in frame.columns]
    if twice := sorted(set(frame.columns[frame.columns.duplicated()]) & set(names)):
        raise AssessmentError([f"{name}: the frame has this column twice." for name in twice])
    return {name: frame[name].array for name in names}


def _score_in_chunks(
    score: ChunkScorer, columns: dict[str, Any], index: "pd.Index[Any]", today: date | None
) -> pd.DataFrame:
    scores: ScoreColumns = {name: np.empty(len(index), np.float64) for name in RESULT_COLUMNS}
    scores["readiness_answered"] = np.empty(len(index), np.int64)
    scores["half_heard_by"] = np.empty(len(index), "datetime64[s]")
    for start in range(0, len(index), CHUNK_ROWS):
        rows = slice(start, min(start + CHUNK_ROWS, len(index)))
        part = {name: column[rows] for name, column in columns.items()}
        for name, values in score(part, rows.stop - rows.start, today).items():
            scores[name][rows] = values
    return pd.DataFrame(scores, index=index, copy=False)


def _scorer(instrument: Instrument, rows: int) -> ChunkScorer:
    """A function that scores chunks of a frame; it is fastest for frames of `rows` rows."""
    readiness_of = points_scorer(instrument, instrument.readiness, rows)
    fit_of = points_scorer(instrument, instrument.fit, rows)
    outlook_of = _outlook_scorer(instrument, rows)

    def score(columns: dict[str, Any], size: int, today: date | None) -> ScoreColumns:
        answers = encode_answers(columns, instrument, size)
        readiness, fit = readiness_of(answers), fit_of(answers)
        return {
            "readiness": readiness.value,
            "readiness_low": readiness.low,
            "readiness_high": readiness.high,
            "readiness_answered": readiness.answered,
            "fit": fit.value,
            "fit_low": fit.low,
            "fit_high": fit.high,
            **outlook_of(answers, process_columns(columns, size, today)),
        }

    return score


def _outlook_scorer(instrument: Instrument, rows: int) -> Callable[[EncodedAnswers, ProcessColumns], ScoreColumns]:
    """A function that gives the outlook of a chunk with its range, base rate, silence, and value without advice."""
    figures = instrument.outlook
    base_of = base_rate_scorer(instrument, rows)
    evidence_of = evidence_scorer(instrument, rows)

    def clamped_probability(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.clip(1 / (1 + np.exp(-log_odds)), figures.floor, figures.ceiling)

    def score(answers: EncodedAnswers, process: ProcessColumns) -> ScoreColumns:
        base, base_variance, base_rate = base_of(answers).T
        evidence = evidence_of(answers)
        waiting = waiting_rows(figures.silence, process)
        silence = waiting.silence()
        log_odds = base + evidence.log_odds + silence
        variance = base_variance + figures.base_sd**2 + evidence.variance
        probability = 1 / (1 + np.exp(-log_odds))
        spread = Z_80 * np.sqrt(variance + (figures.silence.sd_share * silence) ** 2)
        return {
            "outlook": np.clip(probability, figures.floor, figures.ceiling),
            "outlook_low": clamped_probability(log_odds - spread),
            "outlook_high": clamped_probability(log_odds + spread),
            "base_rate": base_rate,
            "without_advice": clamped_probability(base + evidence.without_advice + silence),
            "silence": silence,
            "half_heard_by": waiting.half_heard_by(probability),
            "never_told_share": waiting.never_told_share(probability),
        }

    return score
