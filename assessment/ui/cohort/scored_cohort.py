"""A cohort with everything computed from its answers, and the filter that chooses some of its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.plan_archive import cohort_people
from assessment.cohort.reader.interpretation import ResponseTable
from assessment.cohort.repeats import repeated_rows, row_digests
from assessment.cohort.scoring.encoded_answers import columns_present
from assessment.cohort.scoring.frame import score_frame
from assessment.cohort.scoring.gaps import Gains, gap_gains, gap_table, readiness_by_domain
from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS, process_columns
from assessment.cohort.summary import GapCount, distribution
from assessment.core.model import Instrument, Stage
from assessment.core.model.process import Process, current_stage
from assessment.core.text.i18n import mark_for_translation

RowMask = NDArray[np.bool_]

READINESS_BANDS: Mapping[str, tuple[int, int]] = {
    mark_for_translation("Much to prepare, under 45"): (0, 45),
    mark_for_translation("Some to prepare, 45–74"): (45, 75),
    mark_for_translation("Well prepared, 75 and up"): (75, 101),
}
"""Label -> the lowest whole readiness in the band, and the first above it."""

NOT_ANSWERED = mark_for_translation("Nothing answered yet")
GAPS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Cohort:
    """One row per person: answers, scores, the points each could still gain, and stage.

    Everything is in the order of the file but `gaps`, the gap table, where those with most to gain come first.
    `days_left` until the interview, of those who are invited to one; NaN for others.
    `shared_names`: whose name another row has too. `repeats`: rows equal to an earlier one in name, answers and dates.
    """

    responses: ResponseTable
    instrument: Instrument
    today: date
    scores: pd.DataFrame
    domains: pd.DataFrame
    gains: Gains
    stages: NDArray[np.object_]
    gaps: pd.DataFrame
    days_left: "pd.Series[float]"
    shared_names: "pd.Series[bool]"
    repeats: list[int]

    def gap_counts(self, rows: RowMask | None = None) -> dict[str, GapCount]:
        """Item -> how many could still gain points there, and how many points; the most points first."""
        gains = self.gains if rows is None else self.gains[rows]
        people, points = (gains > 0).sum(axis=0).tolist(), gains.sum(axis=0).tolist()
        counts = {item: GapCount(*pair) for item, *pair in zip(self.instrument.readiness, people, points, strict=True)}
        return dict(sorted(counts.items(), key=lambda count: -count[1].points))


def score_cohort(responses: ResponseTable, instrument: Instrument, today: date) -> Cohort:
    """Everything the page shows of these people."""
    frame, stages = responses.frame, _stages(responses.frame, instrument, today)
    return Cohort(
        responses,
        instrument,
        today,
        scores=score_frame(frame, instrument, today=today),
        domains=readiness_by_domain(frame, instrument),
        gains=gap_gains(frame, instrument, today=today),
        stages=stages,
        gaps=gap_table(frame, instrument, today=today, most=GAPS_SHOWN),
        days_left=_days_left(frame, stages, today),
        shared_names=_shared_names(frame),
        repeats=repeated_rows([row_digests(frame, instrument)]),
    )


def _days_left(frame: pd.DataFrame, stages: NDArray[np.object_], today: date) -> "pd.Series[float]":
    process = process_columns(columns_present(frame, PROCESS_COLUMNS), len(frame), today)
    waits = process.dates["interview_date"] - process.today
    days = pd.Series(np.where(np.isnat(waits), np.nan, waits / np.timedelta64(1, "D")), index=frame.index)
    return days.where((stages == Stage.INVITED) & (days >= 0))


def _shared_names(frame: pd.DataFrame) -> "pd.Series[bool]":
    if "person" not in frame.columns:
        return pd.Series(False, index=frame.index)
    return frame["person"].duplicated(keep=False)


def _stages(frame: pd.DataFrame, instrument: Instrument, today: date) -> NDArray[np.object_]:
    """Each person's stage; `current_stage` is called once for all who have the same answer and dates."""
    facts = [name for name in (instrument.roles.stage, *PROCESS_COLUMNS) if name in frame.columns]
    if not facts:
        return np.full(len(frame), current_stage(instrument, {}, Process(), today), object)
    alike = frame.groupby(facts, dropna=False, observed=True, sort=False).ngroup()
    one_of_each = frame.loc[~alike.duplicated(), facts]
    stages = [current_stage(instrument, *person) for person in cohort_people(one_of_each, instrument, today=today)]
    return np.array(stages, object)[alike]


@dataclass(frozen=True, slots=True)
class CohortFilter:
    """Which people to show: with a gap at this item, at this stage, in this band of readiness; None is everybody."""

    gap: str | None = None
    stage: Stage | None = None
    band: str | None = None

    def rows(self, cohort: Cohort) -> RowMask:
        """Which rows pass the filter."""
        rows = np.ones(len(cohort.scores), np.bool_)
        if self.gap is not None:
            rows &= cohort.gains[:, list(cohort.instrument.readiness).index(self.gap)] > 0
        if self.stage is not None:
            rows &= cohort.stages == self.stage
        if self.band is not None:
            rows &= is_in_band(cohort.scores["readiness"].to_numpy(), self.band)
        return rows


def is_in_band(readiness: NDArray[np.float64], band: str) -> RowMask:
    """Whose readiness, rounded as it is shown, is in the band."""
    if band == NOT_ANSWERED:
        return np.isnan(readiness)
    low, below = READINESS_BANDS[band]
    shown = np.floor(readiness + 0.5)
    return (shown >= low) & (shown < below)


def histogram_counts(values: "pd.Series[float]") -> tuple[int, ...]:
    """How many scores lie in each bin of a chart, which is two of a distribution."""
    counts = distribution(values).counts
    return tuple(low + high for low, high in zip(counts[::2], counts[1::2], strict=True))


def ranked_people(cohort: Cohort, rows: RowMask, name: str = "") -> pd.DataFrame:
    """The gap table of these rows, of those with `name` in the name.

    Those whose interview is next come first, then those with most points to gain; people without a gap come last.
    """
    table = cohort.gaps[pd.Series(rows, index=cohort.scores.index).loc[cohort.gaps.index].to_numpy()]
    if name and "person" in table.columns:
        table = table[table["person"].str.contains(name, case=False, regex=False, na=False)]
    days = cohort.days_left.reindex(table.index).sort_values(kind="stable", na_position="last")
    return table.loc[days.index]


def shown_scores(cohort: Cohort, rows: "pd.Index[Any]") -> list[tuple[float, float, float, float]]:
    """Readiness, outlook, and its low and high end, for each of the rows; NaN where there is none."""
    columns = ["readiness", "outlook", "outlook_low", "outlook_high"]
    return list(cohort.scores.loc[rows, columns].itertuples(index=False, name=None))
