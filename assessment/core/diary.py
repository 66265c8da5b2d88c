"""The steps of a plan, and the diary that gives each a day without asking more of a day than the person has."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assessment.core.days import is_working_day, later
from assessment.core.language import tr

SEARCH_DAYS = 60
"""How far a step may move to find a day with room."""
PART = "-part-"
"""What stands in the id of a part between that of the whole step and its number."""


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


Chain = tuple[Step, ...]
"""Steps that make sense only together and in this order, such as asking a partner and practising with them."""


@dataclass
class Diary:
    """What each day holds so far, with at most `minutes_per_day`, or less on the days in `light_days`.

    A step in `done` takes no more time; it stands at `today`.
    """

    today: date
    minutes_per_day: int
    done: Collection[str] = ()
    light_days: dict[date, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    unplaced: list[Step] = field(default_factory=list)

    def room(self, day: date) -> int:
        """The minutes still free on the day."""
        taken = sum(step.minutes for step in self.steps if step.day == day and step.id not in self.done)
        return min(self.minutes_per_day, self.light_days.get(day, self.minutes_per_day)) - taken

    def put(self, step: Step, days: Iterable[date]) -> date | None:
        """Write the step on the first of the days with room, and in parts on several where a day is too short.

        Returns the day it ends; None when there is nothing left of it to do, or when it does not fit as a whole.
        """
        candidates = iter(days)
        placed = []
        for part in self._undone_parts(step):
            day = next((each for each in candidates if part.minutes <= self.room(each)), None)
            if day is None:
                self.unplaced.append(step)
                return None
            placed.append(replace(part, day=day))
        self.steps += [*self._done_parts(step), *placed]
        return placed[-1].day if placed else None

    def put_from(self, step: Step, day: date, *, working_days: bool = False) -> date | None:
        """Write the step on `day` or the next one with room, on working days only if asked; returns as `put`."""
        days = (later(day, offset) for offset in range(SEARCH_DAYS))
        return self.put(step, (each for each in days if not working_days or is_working_day(each)))

    def spread(self, chains: Iterable[Chain], days: Sequence[date], interview: date | None) -> None:
        """Spread the chains over the days: longest lead first, and what wins most per minute if not all fits."""
        room = {day: self.room(day) for day in days}
        chosen: list[Chain] = []
        arranged: list[Step] = []
        for chain in sorted(chains, key=_rate, reverse=True):
            parts = tuple(part for step in chain for part in self._undone_parts(step))
            attempt = arrange([*chosen, parts], room, self.light_days, interview)
            if attempt is None:
                self.unplaced += [step for step in chain if step.id not in self.done]
                continue
            chosen.append(parts)
            arranged = attempt
            self.steps += [part for step in chain for part in self._done_parts(step)]
        self.steps += arranged

    def _undone_parts(self, step: Step) -> Chain:
        parts = () if step.id in self.done else in_parts(step, self.minutes_per_day)
        return tuple(part for part in parts if part.id not in self.done)

    def _done_parts(self, step: Step) -> list[Step]:
        parts = (step,) if step.id in self.done else in_parts(step, self.minutes_per_day)
        return [replace(part, day=self.today) for part in parts if part.id in self.done]


def _rate(chain: Chain) -> float:
    """Readiness points per minute, free of the last digits, so that ties keep their order."""
    return round(sum(step.gain for step in chain) / sum(step.minutes for step in chain), 9)


def in_parts(step: Step, most_minutes: int) -> Chain:
    """The step itself, or the equal parts of it that a day of `most_minutes` can hold."""
    if step.minutes <= most_minutes:
        return (step,)
    count = -(-step.minutes // most_minutes)
    minutes = [step.minutes * part // count - step.minutes * (part - 1) // count for part in range(1, count + 1)]
    return tuple(
        replace(
            step,
            id=f"{step.id}{PART}{part}",
            title=tr("{step} (part {part} of {parts})", step=step.title, part=part, parts=count),
            minutes=of_part,
            gain=step.gain * of_part / step.minutes,
        )
        for part, of_part in enumerate(minutes, start=1)
    )


def arrange(
    chains: Sequence[Chain], room: dict[date, int], light_days: Collection[date], interview: date | None
) -> list[Step] | None:
    """Every step with a day: evenly over the days if that works, else as early as possible; None if neither does.

    `room` holds the free minutes of each day, in order of days. Week-ends are spared when the other days need
    not be more than half full.
    """
    ordered = [(number, step) for number, chain in enumerate(chains) for step in chain]
    ordered.sort(key=lambda each: (-each[1].lead_days, -_rate(chains[each[0]])))
    minutes = sum(step.minutes for _, step in ordered)
    on_working_days = sum(free for day, free in room.items() if is_working_day(day))
    spared = {day for day in list(room)[1:] if not is_working_day(day)} if 2 * minutes <= on_working_days else set()
    normal_days = [day for day in room if day not in light_days] or list(room)
    for days in (normal_days, normal_days[:1]):
        calendar = _Calendar(dict(room), light_days, spared, interview)
        before = 0
        for number, step in ordered:
            if not days or not calendar.write(number, step, near=days[before * len(days) // minutes]):
                break
            before += step.minutes
        else:
            return calendar.written
    return None


@dataclass
class _Calendar:
    """One attempt to give each step of several chains a day."""

    free: dict[date, int]
    light_days: Collection[date]
    spared: Collection[date]
    interview: date | None
    written: list[Step] = field(default_factory=list)
    reached: dict[int, date] = field(default_factory=dict)
    """Chain -> the day of its last step so far."""

    def write(self, chain: int, step: Step, near: date) -> bool:
        """Whether a day had room for the step, which now stands on the one that suits it best."""
        reached = self.reached.get(chain)
        days = [day for day, free in self.free.items() if step.minutes <= free and (not reached or day >= reached)]
        if not days:
            return False
        latest = later(self.interview, -step.lead_days) if self.interview else date.max
        day = min(
            days,
            key=lambda day: (
                day == reached,
                day > latest,
                day in self.light_days,
                day in self.spared,
                abs((day - near).days),
            ),
        )
        self.free[day] -= step.minutes
        self.reached[chain] = day
        self.written.append(replace(step, day=day))
        return True
