"""A cohort with everything computed from its answers, and those of its people who are looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessment.cohort.plan_archive import cohort_people
from assessment.cohort.reader.responses import ResponseTable
from assessment.cohort.scoring.frame import score_frame
from assessment.cohort.scoring.gaps import Gains, gap_gains, gap_table, readiness_by_domain
from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS
from assessment.cohort.summary import EDGES, GapCount, distribution
from assessment.core.model import Instrument, Stage
from assessment.core.model.process import Process, stage_of
from assessment.core.text.i18n import mark_for_translation

Mask = NDArray[np.bool_]

BANDS: Mapping[str, tuple[int, int]] = {
    mark_for_translation("Ground to make up, under 45"): (0, 45),
    mark_for_translation("Partly prepared, 45–74"): (45, 75),
    mark_for_translation("Well prepared, 75 and up"): (75, 101),
}
"""The readiness shown, from and below."""

NOT_ANSWERED = mark_for_translation("Nothing answered yet")
GAPS_SHOWN = 3
PICTURE_EDGES = tuple(EDGES[::2].tolist())


@dataclass(frozen=True, slots=True)
class Cohort:
    """People row by row: what they said, their scores, what each could still win, and where each stands.

    `first` is the gap table, those with most to win first; all the others are in the order of the file.
    `shared_names` says who has a name that others have too, `repeats` which rows say again what an earlier one of the
    same name said.
    """

    responses: ResponseTable
    instrument: Instrument
    today: date
    scores: pd.DataFrame
    domains: pd.DataFrame
    gains: Gains
    stages: NDArray[np.object_]
    first: pd.DataFrame
    shared_names: "pd.Series[bool]"
    repeats: "pd.Index[Any]"

    @property
    def rows_with_problems(self) -> int:
        """How many rows have something that was not understood."""
        return int(self.responses.problems["row"].dropna().nunique())

    def gap_counts(self, among: Mask | None = None) -> dict[str, GapCount]:
        """Item -> who could still win something there, the most points together first."""
        gains = self.gains if among is None else self.gains[among]
        people, points = (gains > 0).sum(axis=0).tolist(), gains.sum(axis=0).tolist()
        counts = {item: GapCount(*pair) for item, *pair in zip(self.instrument.readiness, people, points, strict=True)}
        return dict(sorted(counts.items(), key=lambda count: -count[1].points))


def scored_cohort(responses: ResponseTable, instrument: Instrument, today: date) -> Cohort:
    """The people with everything the page shows of them."""
    frame = responses.frame
    return Cohort(
        responses,
        instrument,
        today,
        scores=score_frame(frame, instrument, today=today),
        domains=readiness_by_domain(frame, instrument),
        gains=gap_gains(frame, instrument, today=today),
        stages=_stages(frame, instrument, today),
        first=gap_table(frame, instrument, today=today, most=GAPS_SHOWN),
        shared_names=_shared_names(frame),
        repeats=_repeats(frame, instrument),
    )


def _shared_names(frame: pd.DataFrame) -> "pd.Series[bool]":
    if "person" not in frame.columns:
        return pd.Series(False, index=frame.index)
    return frame["person"].duplicated(keep=False)


def _repeats(frame: pd.DataFrame, instrument: Instrument) -> "pd.Index[Any]":
    """The rows with the name, the answers and the dates of an earlier row; a missing name is no name."""
    if "person" not in frame.columns:
        return frame.index[:0]
    told = [name for name in ("person", *instrument.items, *PROCESS_COLUMNS) if name in frame.columns]
    alike = frame.loc[_shared_names(frame) & (frame["person"].str.strip() != ""), told]
    return alike.index[alike.duplicated()]


def _stages(frame: pd.DataFrame, instrument: Instrument, today: date) -> NDArray[np.object_]:
    """Where each person stands: `stage_of`, asked once for all with the same answer and dates."""
    facts = [name for name in (instrument.roles.stage, *PROCESS_COLUMNS) if name in frame.columns]
    if not facts:
        return np.full(len(frame), stage_of(instrument, {}, Process(), today), object)
    alike = frame.groupby(facts, dropna=False, observed=True, sort=False).ngroup()
    one_of_each = frame.loc[~alike.duplicated(), facts]
    stages = [stage_of(instrument, *person) for person in cohort_people(one_of_each, instrument, today=today)]
    return np.array(stages, object)[alike]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to look at: those with a gap, at a stage, in a band of readiness; None is everybody."""

    gap: str | None = None
    stage: Stage | None = None
    band: str | None = None

    def among(self, cohort: Cohort) -> Mask:
        """Which rows are looked at."""
        rows = np.ones(len(cohort.scores), np.bool_)
        if self.gap is not None:
            rows &= cohort.gains[:, list(cohort.instrument.readiness).index(self.gap)] > 0
        if self.stage is not None:
            rows &= cohort.stages == self.stage
        if self.band is not None:
            rows &= in_band(cohort.scores["readiness"].to_numpy(), self.band)
        return rows


def in_band(readiness: NDArray[np.float64], band: str) -> Mask:
    """Whose readiness, as it is shown, is in the band."""
    if band == NOT_ANSWERED:
        return np.isnan(readiness)
    low, below = BANDS[band]
    shown = np.floor(readiness + 0.5)
    return (shown >= low) & (shown < below)


def spread(values: "pd.Series[float]") -> tuple[int, ...]:
    """How many people have a score between each two of PICTURE_EDGES."""
    counts = distribution(values).counts
    return tuple(low + high for low, high in zip(counts[::2], counts[1::2], strict=True))


def first_people(cohort: Cohort, among: Mask, name: str = "") -> pd.DataFrame:
    """The gap table of those looked at, and of these only who has `name` in the name; rows without a gap are last."""
    table = cohort.first[pd.Series(among, index=cohort.scores.index).loc[cohort.first.index].to_numpy()]
    if name and "person" in table.columns:
        table = table[table["person"].str.contains(name, case=False, regex=False, na=False)]
    return table


def scores_of(cohort: Cohort, rows: "pd.Index[Any]") -> list[tuple[float, float, float, float]]:
    """Readiness, outlook, and the low and high of it, for each of the rows; NaN where there is none."""
    columns = ["readiness", "outlook", "outlook_low", "outlook_high"]
    return list(cohort.scores.loc[rows, columns].itertuples(index=False, name=None))
