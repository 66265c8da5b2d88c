"""score_frame: the scores of one person a row, equal to `assess` row by row, many rows at a time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.scoring.encoded_answers import Answers, answers_of
from assessment.cohort.scoring.evidence import base_measure, evidence_measure
from assessment.cohort.scoring.points import points_measure
from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS, ProcessColumns, process_columns, silence
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
)
CHUNK_ROWS = 1 << 15
"""Rows scored at a time: few enough that the work in between stays in the processor's cache."""

Column = NDArray[np.float64] | NDArray[np.int64]
Scores = dict[str, Column]


def score_frame(frame: pd.DataFrame, instrument: Instrument, *, today: date | None = None) -> pd.DataFrame:
    """The scores of every row, in the columns of RESULT_COLUMNS, with the index of the frame.

    A column named like an item holds option ids, missing where unanswered; `interview_date`,
    `promised_date`, `last_word_date`, `today` (dates or text like 2026-11-02) and `outcome` describe the
    process, and other columns are left alone. `today` stands in where a row has none. Points are 0..100,
    NaN where nothing is answered; outlook, base_rate and without_advice are 0..1; silence is in nats. A row
    whose dates cannot be has no outlook, without_advice and silence (NaN), but its points. Raises
    AssessmentError for values that are no option, no date or no outcome: `read_responses` reports those.
    """
    names = [name for name in (*instrument.items, *PROCESS_COLUMNS) if name in frame.columns]
    if twice := sorted(set(frame.columns[frame.columns.duplicated()]) & set(names)):
        raise AssessmentError([f"{name}: the frame has this column twice." for name in twice])
    columns = {name: frame[name].array for name in names}
    score = _scorer(instrument, len(frame))
    whole: Scores = {name: np.empty(len(frame), np.float64) for name in RESULT_COLUMNS}
    whole["readiness_answered"] = np.empty(len(frame), np.int64)
    for start in range(0, len(frame), CHUNK_ROWS):
        rows = slice(start, min(start + CHUNK_ROWS, len(frame)))
        part = {name: column[rows] for name, column in columns.items()}
        for name, values in score(part, rows.stop - rows.start, today).items():
            whole[name][rows] = values
    return pd.DataFrame(whole, index=frame.index, copy=False)


def _scorer(instrument: Instrument, rows: int) -> Callable[[dict[str, Any], int, date | None], Scores]:
    """What scores a chunk of a frame that has so many rows in all."""
    readiness_of = points_measure(instrument, instrument.readiness, rows)
    fit_of = points_measure(instrument, instrument.fit, rows)
    outlook_of = _outlook_scorer(instrument, rows)

    def score(columns: dict[str, Any], size: int, today: date | None) -> Scores:
        answers = answers_of(columns, instrument, size)
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


def _outlook_scorer(instrument: Instrument, rows: int) -> Callable[[Answers, ProcessColumns], Scores]:
    """What gives the outlook of a chunk, with its range and what it is made of."""
    figures = instrument.outlook
    base_of = base_measure(instrument, rows)
    evidence_of = evidence_measure(instrument, rows)

    def held(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.clip(1 / (1 + np.exp(-log_odds)), figures.floor, figures.ceiling)

    def score(answers: Answers, process: ProcessColumns) -> Scores:
        base, base_variance, base_rate = base_of(answers).T
        evidence = evidence_of(answers)
        heard_nothing = silence(figures.silence, process)
        log_odds = base + evidence.log_odds + heard_nothing
        variance = base_variance + figures.base_sd**2 + evidence.variance
        spread = Z_80 * np.sqrt(variance + (figures.silence.sd_share * heard_nothing) ** 2)
        return {
            "outlook": held(log_odds),
            "outlook_low": held(log_odds - spread),
            "outlook_high": held(log_odds + spread),
            "base_rate": base_rate,
            "without_advice": held(base + evidence.without_advice + heard_nothing),
            "silence": heard_nothing,
        }

    return score
