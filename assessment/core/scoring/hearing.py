"""When will I hear: of people like this one, how many have a yes, a no, or still wait, day by day.

The shares follow from the outlook today and from the two kinds of waiting in the silence clock, so they say nothing
new about the chance of an offer: on every day, those with a yes and those of the waiting who still get one are the
outlook of today.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assessment.core.model import SilenceSettings
from assessment.core.model.process import Process
from assessment.core.scoring.assess import Outlook
from assessment.core.scoring.probability import expit, percent_int
from assessment.core.scoring.silence import HORIZON_DAYS, SilenceClock, silence_clock
from assessment.core.text.date_parsing import LAST_DAY

DAYS_AHEAD = (7, 14, 28)
"""One, two and four weeks from today: the days that every forecast is told for."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """The shares, 0..1, who have a yes, have a no, and still wait on a day; together 1."""

    day: date
    yes: float
    no: float
    waiting: float

    @property
    def of_hundred(self) -> tuple[int, int, int]:
        """The same as whole people of a hundred: with a yes, with a no, and waiting."""
        yes, heard_no = percent_int(self.yes), percent_int(1 - self.no)
        return yes, 100 - heard_no, heard_no - yes


@dataclass(frozen=True, slots=True)
class HearingForecast:
    """What people like this one hear, and when.

    `days` are the shares on the days asked for. `half_heard_by` is the first day on which at most half still wait;
    None if there is none within ten years. `never_told_share` is the share, 0..1, who get a no and are never told.
    """

    days: tuple[Hearing, ...]
    half_heard_by: date | None
    never_told_share: float


def hearing_by_day(
    figures: SilenceSettings, outlook: Outlook, *, process: Process, today: date, days: Iterable[date]
) -> HearingForecast | None:
    """What somebody who still waits, with this outlook `today`, can expect to hear by each of the days from today on.

    None without an interview date, or after an answer: nobody waits then. The shares start from the outlook before
    its limits. Nothing is expected before the silence clock starts.
    """
    clock = silence_clock(figures, process)
    if clock is None:
        return None
    chance, waited = expit(outlook.log_odds), (today - clock.start).days
    last_day = min(HORIZON_DAYS, (LAST_DAY - today).days)
    half = bisect_left(
        range(last_day + 1), True, key=lambda later: _hearing(clock, chance, today, later).waiting <= 1 / 2
    )
    return HearingForecast(
        days=tuple(_hearing(clock, chance, today, (day - today).days) for day in days),
        half_heard_by=today + timedelta(half) if half <= last_day else None,
        never_told_share=(1 - chance) * clock.never_told / clock.unheard_if_rejected(waited),
    )


def _hearing(clock: SilenceClock, outlook: float, today: date, later: int) -> Hearing:
    """The shares `later` days after today."""
    waited = (today - clock.start).days
    unheard_yes = outlook * clock.unheard_if_offered(waited + later) / clock.unheard_if_offered(waited)
    unheard_no = (1 - outlook) * clock.unheard_if_rejected(waited + later) / clock.unheard_if_rejected(waited)
    return Hearing(
        day=today + timedelta(later),
        yes=outlook - unheard_yes,
        no=1 - outlook - unheard_no,
        waiting=unheard_yes + unheard_no,
    )
