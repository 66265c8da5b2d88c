"""The silence clock: how days without an answer lower the odds of an offer.

Some rejections are never sent, so the longer the silence, the likelier a rejection. Times to an answer are assumed
to follow an Erlang distribution of shape 2, the same for offers and for rejections that are sent.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log

from assessment.core.model import SilenceSettings
from assessment.core.model.process import Process
from assessment.core.text.date_parsing import LAST_DAY

HORIZON_DAYS = 3650


@dataclass(frozen=True, slots=True)
class SilenceClock:
    """The day from which silence counts, and the settings for this process: days, and shares 0..1."""

    start: date
    mean_days: float
    never_told: float
    floor: float

    def likelihood_ratio(self, days: float) -> float:
        """How much likelier `days` of silence are before an offer than before a no: 1 at the start, then falling."""
        return self.unheard_if_offered(days) / self.unheard_if_rejected(days)

    def unheard_if_rejected(self, days: float) -> float:
        """The share, 0..1, of those who get a no and have not heard it after `days`; some never hear it."""
        return self.never_told + (1 - self.never_told) * self._unanswered(days)

    def unheard_if_offered(self, days: float) -> float:
        """The share, 0..1, of those who get an offer and have not heard of it after `days`.

        The share `floor` of all offers comes as late as rejections do.
        """
        return self.floor * self.unheard_if_rejected(days) + (1 - self.floor) * self._unanswered(days)

    def _unanswered(self, days: float) -> float:
        """The share of answers that take longer than `days`."""
        pace = 2 * max(days, 0) / self.mean_days
        return exp(-pace) * (1 + pace)

    def log_odds(self, today: date) -> float:
        """What the silence up to `today` adds to the log odds, in nats; never above 0."""
        return log(self.likelihood_ratio((today - self.start).days))

    def first_day_below(self, ratio: float) -> date | None:
        """The first day with a likelihood ratio below `ratio`; None if none comes by LAST_DAY and within ten years."""
        for days in range(1, HORIZON_DAYS):
            if self.likelihood_ratio(days) < ratio:
                return self.start + timedelta(days) if (LAST_DAY - self.start).days >= days else None
        return None


def silence_clock(figures: SilenceSettings, process: Process) -> SilenceClock | None:
    """The clock of a process; None without an interview date, or after an answer.

    It starts on the latest of three days: the interview, the last word from them, the promised date. If that is
    the promised date, the shorter mean wait after a promise applies.
    """
    if process.interview_date is None or process.decided:
        return None
    start = max(day for day in (process.interview_date, process.promised_date, process.last_word_date) if day)
    mean_days = figures.mean_wait_days if process.mean_wait_days is None else process.mean_wait_days
    if start == process.promised_date:
        mean_days = figures.mean_slip_days
    never_told = figures.never_told if process.never_told is None else process.never_told
    return SilenceClock(start, mean_days, never_told, figures.floor)
