"""The steps of a plan, and the diary that gives each a day without asking more of a day than the person has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assessment.core.days import later, working_day

SEARCH_DAYS = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, why, for how many minutes, for whom, on which day, and what it rests on.

    `gain` is what it can add to readiness, in points of 100; `lead_days` how long before the interview it
    is best done.
    """

    id: str
    title: str
    how: str
    why: str
    minutes: int
    kind: str
    day: date | None = None
    person: str = ""
    item: str = ""
    sources: tuple[str, ...] = ()
    gain: float = 0.0
    lead_days: int = 0

    @property
    def gain_rate(self) -> float:
        """Readiness points per minute."""
        return self.gain / self.minutes


@dataclass
class Diary:
    """What each day holds so far, with at most `minutes_per_day`, or less on the days in `light_days`."""

    minutes_per_day: int
    light_days: dict[date, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    unplaced: list[Step] = field(default_factory=list)

    def room(self, day: date) -> int:
        """The minutes still free on the day."""
        taken = sum(step.minutes for step in self.steps if step.day == day)
        return min(self.minutes_per_day, self.light_days.get(day, self.minutes_per_day)) - taken

    def put(self, step: Step, days: Iterable[date]) -> None:
        """Write the step on the first of the days with room for it, or keep it as one that does not fit."""
        for day in days:
            if step.minutes <= self.room(day):
                self.steps.append(replace(step, day=day))
                return
        self.unplaced.append(step)

    def put_from(self, step: Step, day: date, *, working_days: bool = False) -> None:
        """Write the step on `day` or the next one with room, on working days only if asked."""
        days = (later(day, offset) for offset in range(SEARCH_DAYS))
        self.put(step, (each for each in days if not working_days or each == working_day(each)))

    def spread(self, steps: Sequence[Step], days: Sequence[date], interview: date | None) -> None:
        """Spread the steps over the days: longest lead first, then most points per minute.

        Each goes as near as there is room to its even place among the days, and while there is a choice no
        later than its lead before the interview. When the days cannot hold all, points per minute decide.
        """
        fitting = self._fitting(steps, days)
        total = sum(step.minutes for step in fitting) or 1
        before = 0
        for step in sorted(fitting, key=lambda step: (-step.lead_days, -step.gain_rate)):
            target = before * len(days) // total
            latest = (interview - days[0]).days - step.lead_days if interview else len(days)
            nearest = sorted(range(len(days)), key=lambda at: (at > latest, abs(at - target), at))
            self.put(step, (days[at] for at in nearest))
            before += step.minutes

    def _fitting(self, steps: Iterable[Step], days: Sequence[date]) -> list[Step]:
        free = sum(self.room(day) for day in days)
        fitting = []
        for step in sorted(steps, key=lambda step: -step.gain_rate):
            if step.minutes <= free:
                free -= step.minutes
                fitting.append(step)
            else:
                self.unplaced.append(step)
        return fitting


def in_parts(step: Step, most_minutes: int) -> tuple[Step, ...]:
    """The step itself, or the equal parts of it that a day of `most_minutes` can hold."""
    if step.minutes <= most_minutes:
        return (step,)
    parts = -(-step.minutes // most_minutes)
    return tuple(
        replace(
            step,
            id=f"{step.id}-part-{part}",
            title=f"{step.title} (part {part} of {parts})",
            minutes=step.minutes * part // parts - step.minutes * (part - 1) // parts,
            gain=step.gain / parts,
        )
        for part in range(1, parts + 1)
    )
