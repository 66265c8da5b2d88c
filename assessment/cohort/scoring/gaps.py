"""The readiness gaps of many people, as `core.plan.gaps` gives them for one, and who has most to gain."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.scoring.encoded_answers import EncodedAnswers, columns_present, encode_frame
from assessment.cohort.scoring.points import points_scorer
from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS, process_columns
from assessment.core.model import Instrument, Item, Stage
from assessment.core.plan.gaps import readiness_gaps

STAGES = tuple(Stage)

Gains = NDArray[np.float64]
"""Points of 100, shape (people, readiness items)."""


def readiness_by_domain(frame: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """The readiness of every row in each domain, 0..100, NaN where nothing of the domain is answered."""
    answers = encode_frame(frame, instrument)
    values = {
        domain: points_scorer(instrument, credits, len(frame))(answers).value
        for domain, credits in instrument.readiness_by_domain.items()
    }
    return pd.DataFrame(values, index=frame.index)


def gap_table(frame: pd.DataFrame, instrument: Instrument, *, today: date, most: int = 3) -> pd.DataFrame:
    """One row for each person, most points to win first: `points_to_win`, then `gap_1`, `gain_1`, `gap_2` ...

    A gap is an item not answered at its best that can still be closed at the person's stage; its gain is the points
    of readiness that closing it would add. Gaps are item ids, empty where there are no more; ties keep the order of
    the rows and of the questionnaire.
    """
    gains = gap_gains(frame, instrument, today=today)
    items = np.array([*instrument.readiness, ""], object)
    order = np.argsort(-gains.round(9), axis=1, kind="stable")[:, :most]
    columns: dict[str, Any] = {"points_to_win": gains.sum(axis=1)}
    for place, chosen in enumerate(order.T, start=1):
        gain = np.take_along_axis(gains, chosen[:, None], axis=1)[:, 0]
        columns[f"gap_{place}"] = pd.array(items[np.where(gain > 0, chosen, -1)], dtype="str")
        columns[f"gain_{place}"] = gain
    table = pd.DataFrame(columns, index=frame.index)
    if "person" in frame.columns:
        table.insert(0, "person", frame["person"])
    return table.sort_values("points_to_win", ascending=False, kind="stable", key=lambda points: points.round(9))


def gap_gains(frame: pd.DataFrame, instrument: Instrument, *, today: date, open_only: bool = True) -> Gains:
    """What closing each gap would add to readiness; 0 where there is no gap, no answer, or no way to close it now."""
    answers = encode_frame(frame, instrument)
    possible, lost = np.zeros(len(frame)), np.zeros((len(frame), len(instrument.readiness)))
    for place, credit in enumerate(instrument.readiness.values()):
        item = instrument.items[credit.item]
        by_state = [0.0, *(credit.importance * (credit.best - credit.options[option]) for option in item.options_by_id)]
        lost[:, place] = np.array(by_state)[answers[item.id]]
        possible += credit.importance * (answers[item.id] > 0)
    gains: Gains = 100 * lost / np.where(possible > 0, possible, 1.0)[:, None]
    return gains * _can_be_closed(frame, instrument, answers, today) if open_only else gains


def _can_be_closed(
    frame: pd.DataFrame, instrument: Instrument, answers: EncodedAnswers, today: date
) -> NDArray[np.bool_]:
    """Whether each gap can still be closed at the stage of its person, shape (people, readiness items)."""
    stages = _stage_numbers(frame, instrument, answers, today)
    whether = [
        _can_be_closed_by_state(instrument, instrument.items[item])[
            stages, answers[item], answers[instrument.roles.format]
        ]
        for item in instrument.readiness
    ]
    return np.stack(whether, axis=1)


def _can_be_closed_by_state(instrument: Instrument, item: Item) -> NDArray[np.bool_]:
    """Whether a gap is open, by stage, by state of the item, and by state of the format item."""
    formats = instrument.items[instrument.roles.format].options
    table = np.zeros((len(STAGES), len(item.options) + 1, len(formats) + 1), np.bool_)
    for state, option in enumerate(item.options, start=1):
        for format_state, form in enumerate([None, *formats]):
            answer = {item.id: option.id} | ({instrument.roles.format: form.id} if form else {})
            for gap in readiness_gaps(instrument, answer):
                table[:, state, format_state] = [bool(gap.open_tips(stage)) for stage in STAGES]
    return table


def _stage_numbers(
    frame: pd.DataFrame, instrument: Instrument, answers: EncodedAnswers, today: date
) -> NDArray[np.intp]:
    """The stage of each person, as `current_stage` gives it, as a position in STAGES."""
    process = process_columns(columns_present(frame, PROCESS_COLUMNS), len(frame), today)
    waits = np.where(
        process.dates["interview_date"] > process.today, STAGES.index(Stage.INVITED), STAGES.index(Stage.WAITING)
    )
    item = instrument.items[instrument.roles.stage]
    by_state = np.array([-1, *(STAGES.index(Stage(option)) for option in item.options_by_id)])
    stated = by_state[answers[item.id]]
    return np.where(process.decided, STAGES.index(Stage.DECIDED), np.where(stated >= 0, stated, waits))
