"""The silence clocks of many processes and when their people hear: `core.scoring.silence` and `hearing` in columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.cohort.scoring.encoded_answers import FloatColumn
from assessment.cohort.scoring.process_dates import Days, ProcessColumns, impossible_dates
from assessment.core.model import SilenceSettings
from assessment.core.scoring.silence import HORIZON_DAYS
from assessment.core.text.date_parsing import LAST_DAY


@dataclass(frozen=True, slots=True)
class WaitingRows:
    """The rows in which somebody waits for an answer, with the silence clock of each.

    `are_waiting` and `are_impossible` mark rows of the whole table: those whose clock is known, and those whose dates
    contradict each other. The other columns have one number for each waiting row: the days since the clock started,
    negative before, the mean wait in days, and today. `never_told` and `floor` are shares, 0..1.
    """

    are_waiting: NDArray[np.bool_]
    are_impossible: NDArray[np.bool_]
    waited: FloatColumn
    mean_days: FloatColumn
    today: Days
    never_told: float
    floor: float

    def unheard_if_rejected(self, later: NDArray[np.int64] | int = 0) -> FloatColumn:
        """The share of those with a no who have not heard it `later` days after today."""
        return self.never_told + (1 - self.never_told) * self._unanswered(later)

    def unheard_if_offered(self, later: NDArray[np.int64] | int = 0) -> FloatColumn:
        """The share of those with an offer who have not heard of it `later` days after today."""
        return self.floor * self.unheard_if_rejected(later) + (1 - self.floor) * self._unanswered(later)

    def silence(self) -> FloatColumn:
        """What the silence adds to the log odds of every row of the table, in nats; NaN where dates are impossible."""
        log_odds = np.zeros(len(self.are_waiting))
        log_odds[self.are_waiting] = np.log(self.unheard_if_offered() / self.unheard_if_rejected())
        log_odds[self.are_impossible] = np.nan
        return log_odds

    def never_told_share(self, outlook: FloatColumn) -> FloatColumn:
        """For every row of the table the share who get a no and are never told; NaN where nobody waits.

        `outlook` is the probability of an offer in every row, before its limits.
        """
        share = np.full(len(self.are_waiting), np.nan)
        rejected = 1 - outlook[self.are_waiting]
        share[self.are_waiting] = rejected * self.never_told / self.unheard_if_rejected()
        return share

    def half_heard_by(self, outlook: FloatColumn) -> Days:
        """For every row of the table the first day on which at most half still wait; NaT without one in ten years."""
        last = np.minimum(HORIZON_DAYS, (np.datetime64(LAST_DAY, "D") - self.today).astype(np.int64))
        offered = outlook[self.are_waiting] / self.unheard_if_offered()
        rejected = (1 - outlook[self.are_waiting]) / self.unheard_if_rejected()
        low, high = np.zeros(len(last), np.int64), last + 1
        while (open_rows := low < high).any():
            middle = (low + high) // 2
            waiting = offered * self.unheard_if_offered(middle) + rejected * self.unheard_if_rejected(middle)
            high = np.where(open_rows & (waiting <= 1 / 2), middle, high)
            low = np.where(open_rows & (waiting > 1 / 2), middle + 1, low)
        days = np.full(len(self.are_waiting), np.datetime64("NaT"), "datetime64[D]")
        days[self.are_waiting] = np.where(low <= last, self.today + low, np.datetime64("NaT"))
        return days

    def _unanswered(self, later: NDArray[np.int64] | int) -> FloatColumn:
        """The share of answers that take longer than until `later` days after today."""
        pace = 2 * np.maximum(self.waited + later, 0) / self.mean_days
        share: FloatColumn = np.exp(-pace) * (1 + pace)
        return share


def waiting_rows(figures: SilenceSettings, process: ProcessColumns) -> WaitingRows:
    """The rows in which there was an interview, no outcome is known and no date contradicts another."""
    interview, promised = process.dates["interview_date"], process.dates["promised_date"]
    start = np.fmax(np.fmax(interview, promised), process.dates["last_word_date"])
    are_impossible = np.logical_or.reduce([*impossible_dates(process).values()])
    are_waiting = ~np.isnat(interview) & ~process.decided & ~are_impossible
    waited = (process.today - start)[are_waiting].astype("timedelta64[D]").astype(np.float64)
    mean_days = np.where(start == promised, figures.mean_slip_days, figures.mean_wait_days)[are_waiting]
    return WaitingRows(
        are_waiting, are_impossible, waited, mean_days, process.today[are_waiting], figures.never_told, figures.floor
    )
