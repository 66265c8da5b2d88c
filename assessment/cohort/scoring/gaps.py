"""Who needs attention first and for what: the gaps of many people, as `core.plan.gaps` finds them for one."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.scoring.encoded_answers import Answers, answers_of
from assessment.cohort.scoring.points import points_measure
from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS, process_columns
from assessment.core.model import Instrument, Item, Stage
from assessment.core.plan.gaps import readiness_gaps

STAGES = tuple(Stage)

Gains = NDArray[np.float64]
"""Points of 100, one row a person and one column a readiness item."""


def readiness_by_domain(frame: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """The readiness of every row in each domain, 0..100, NaN where nothing of the domain is answered."""
    answers = _answers(frame, instrument)
    values = {
        domain: points_measure(instrument, credits, len(frame))(answers).value
        for domain, credits in instrument.readiness_by_domain.items()
    }
    return pd.DataFrame(values, index=frame.index)


def gap_table(
    frame: pd.DataFrame, instrument: Instrument, *, today: date, open_only: bool = True, most: int = 3
) -> pd.DataFrame:
    """One row a person, those with most to win first: `points_to_win`, then `gap_1`, `gain_1`, `gap_2` ...

    A gap is an item not answered at its best and its gain the points of readiness that closing it would add;
    with `open_only` just those count that can still be closed at the person's stage. Gaps are item ids,
    empty where there are no more; ties keep the order of the rows and of the questionnaire.
    """
    gains = gains_of(frame, instrument, today=today, open_only=open_only)
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


def gains_of(frame: pd.DataFrame, instrument: Instrument, *, today: date, open_only: bool = True) -> Gains:
    """What closing each gap would add to readiness; 0 where the answer is at its best, missing, or the gap closed."""
    answers = _answers(frame, instrument)
    possible, missing = np.zeros(len(frame)), np.zeros((len(frame), len(instrument.readiness)))
    for place, credit in enumerate(instrument.readiness.values()):
        item = instrument.items[credit.item]
        lost = [0.0, *(credit.importance * (credit.best - credit.options[option]) for option in item.by_option)]
        missing[:, place] = np.array(lost)[answers[item.id]]
        possible += credit.importance * (answers[item.id] > 0)
    gains: Gains = 100 * missing / np.where(possible > 0, possible, 1.0)[:, None]
    return gains * _open(frame, instrument, answers, today) if open_only else gains


def _answers(frame: pd.DataFrame, instrument: Instrument) -> Answers:
    columns = {item: frame[item].array for item in instrument.items if item in frame.columns}
    return answers_of(columns, instrument, len(frame))


def _open(frame: pd.DataFrame, instrument: Instrument, answers: Answers, today: date) -> NDArray[np.bool_]:
    """Whether something can still be done about each gap at the stage of its person."""
    stages = _stage_numbers(frame, instrument, answers, today)
    whether = [
        _open_by_stage(instrument, instrument.items[item])[stages, answers[item], answers[instrument.roles.format]]
        for item in instrument.readiness
    ]
    return np.stack(whether, axis=1)


def _open_by_stage(instrument: Instrument, item: Item) -> NDArray[np.bool_]:
    """Whether a gap is open, by stage, by state of the item, and by state of the format."""
    formats = instrument.items[instrument.roles.format].options
    table = np.zeros((len(STAGES), len(item.options) + 1, len(formats) + 1), np.bool_)
    for state, option in enumerate(item.options, start=1):
        for format_state, form in enumerate([None, *formats]):
            answer = {item.id: option.id} | ({instrument.roles.format: form.id} if form else {})
            for gap in readiness_gaps(instrument, answer):
                table[:, state, format_state] = [bool(gap.open_tips(stage)) for stage in STAGES]
    return table


def _stage_numbers(frame: pd.DataFrame, instrument: Instrument, answers: Answers, today: date) -> NDArray[np.intp]:
    """Where each person stands, as `stage_of` says, as a position in STAGES."""
    columns = {name: frame[name].array for name in PROCESS_COLUMNS if name in frame.columns}
    process = process_columns(columns, len(frame), today)
    waits = np.where(process.interview > process.today, STAGES.index(Stage.INVITED), STAGES.index(Stage.WAITING))
    item = instrument.items[instrument.roles.stage]
    own = np.array([-1, *(STAGES.index(Stage(option)) for option in item.by_option)])
    said = own[answers[item.id]]
    return np.where(process.answered, STAGES.index(Stage.DECIDED), np.where(said >= 0, said, waits))
