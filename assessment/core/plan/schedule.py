"""The steps of a plan, and the schedule that gives each a day within the minutes that the person has."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assessment.core.plan.key_dates import add_days, is_working_day

MAX_DELAY_DAYS = 60
"""How many days after its due day a step may be placed at most."""
PART_SEPARATOR = "-part-"
"""Separator between a step's id and its part number, as in `write-part-1-of-3`."""
PART_NUMBER = re.compile(r"(\d{1,4})(?:-of-(\d{1,4}))?")
"""Number of a part, and the number of parts, which ids of earlier versions do not have."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, why, for how many minutes, about whom, on which day, from which sources.

    `gain` is what it can add to readiness, in points of 100; `lead_days` how long before the interview it
    is best done. A part of a step longer than a day is number `part` of `parts`; a whole step has 0 of 0.
    `stage_step` is the StepId of a step that comes from the stage; empty for a tip.
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
    part: int = 0
    parts: int = 0
    stage_step: str = ""


INTERVIEW_KIND = "interview"
"""The kind of the step that is the interview itself, which takes none of the minutes for the plan."""

Chain = tuple[Step, ...]
"""Steps that are placed all or none, in this order, such as finding a partner and practising with them."""


@dataclass
class Schedule:
    """The steps placed so far, with at most `minutes_per_day` on a day, or less on the days in `light_days`.

    `done`: id of a step or part that is ticked -> the day on which it was, if that is known. Those are on `today` and
    take no time. A part that was done while the person had other minutes a day, and so in other parts, counts too.
    """

    today: date
    minutes_per_day: int
    done: Mapping[str, date | None] = field(default_factory=dict)
    light_days: dict[date, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    unplaced: list[Step] = field(default_factory=list)

    def room(self, day: date) -> int:
        """The minutes still free on the day."""
        taken = planned_minutes(step for step in self.steps if step.day == day and step.id not in self.done)
        return min(self.minutes_per_day, self.light_days.get(day, self.minutes_per_day)) - taken

    def done_on(self, step_id: str) -> date | None:
        """The last day on which a step was ticked whose id begins like this; None where that is not known."""
        return max((day for each, day in self.done.items() if day and each.startswith(step_id)), default=None)

    def place(self, step: Step, days: Iterable[date]) -> date | None:
        """Place the step on the first of the days with room, in parts if it is longer than a day.

        Returns the day of the last part; None if all of it is done, or if not all of it fits: then it is `unplaced`.
        """
        self.steps += self._done_parts(step)
        candidates = iter(days)
        placed = []
        for part in self._undone_parts(step):
            day = next((each for each in candidates if part.minutes <= self.room(each)), None)
            if day is None:
                self.unplaced.append(step)
                return None
            placed.append(replace(part, day=day))
        self.steps += placed
        return placed[-1].day if placed else None

    def place_from(self, step: Step, day: date, *, working_days: bool = False) -> date | None:
        """Place the step on `day` or the next day with room, on working days only if asked; returns as `place`."""
        days = (add_days(day, offset) for offset in range(MAX_DELAY_DAYS))
        return self.place(step, (each for each in days if not working_days or is_working_day(each)))

    def spread(self, chains: Iterable[Chain], days: Sequence[date], interview: date | None) -> None:
        """Spread the chains over the days, longest lead first; if not all fit, those with most gain per minute."""
        room = {day: self.room(day) for day in days}
        chosen: list[Chain] = []
        arranged: list[Step] = []
        for chain in sorted(chains, key=_rate, reverse=True):
            self.steps += [part for step in chain for part in self._done_parts(step)]
            parts = tuple(part for step in chain for part in self._undone_parts(step))
            attempt = assign_days([*chosen, parts], room, self.light_days, interview)
            if attempt is None:
                self.unplaced += [step for step in chain if self._undone_parts(step)]
                continue
            chosen.append(parts)
            arranged = attempt
        self.steps += arranged

    def _undone_parts(self, step: Step) -> Chain:
        """The parts of the step by today's minutes a day, each without the minutes that are done."""
        if step.id in self.done:
            return ()
        parts = split_step(step, self.minutes_per_day)
        done = {minute for part, of in self._parts_in_done(step).values() for minute in _minutes_of(step, part, of)}
        left = [len(set(_minutes_of(step, part, len(parts))) - done) for part in range(1, len(parts) + 1)]
        return tuple(_shortened(part, minutes) for part, minutes in zip(parts, left, strict=True) if minutes)

    def _done_parts(self, step: Step) -> list[Step]:
        """The step if it is done, or its done parts; minutes in two parts count in the first."""
        if step.id in self.done:
            return [replace(step, day=self.today)]
        parts: list[Step] = []
        counted: set[int] = set()
        for step_id, (part, of) in self._parts_in_done(step).items():
            own = set(_minutes_of(step, part, of)) - counted
            counted |= own
            if own:
                parts.append(replace(_shortened(_part(step, part, of), len(own)), id=step_id, day=self.today))
        return parts

    def _parts_in_done(self, step: Step) -> dict[str, tuple[int, int]]:
        """Id -> (part, number of parts) for the parts of the step in `done`, the shortest parts first.

        For an id without the number of parts, that is the number by today's minutes, or the highest part if more.
        """
        ids = [each for each in self.done if each.startswith(f"{step.id}{PART_SEPARATOR}")]
        if not ids:
            return {}
        numbers = {each: PART_NUMBER.fullmatch(each.removeprefix(f"{step.id}{PART_SEPARATOR}")) for each in ids}
        stated = {each: (int(number[1]), int(number[2] or 0)) for each, number in numbers.items() if number}
        default_parts = max(
            [len(split_step(step, self.minutes_per_day)), *(part for part, of in stated.values() if not of)]
        )
        parts = {
            each: (part, of or default_parts)
            for each, (part, of) in stated.items()
            if 0 < part <= (of or default_parts)
        }
        return dict(sorted(parts.items(), key=lambda each: (-each[1][1], each[1][0])))


def planned_minutes(steps: Iterable[Step]) -> int:
    """How many minutes the steps take in all, without the interview itself."""
    return sum(step.minutes for step in steps if step.kind != INTERVIEW_KIND)


def _rate(chain: Chain) -> float:
    """Readiness points per minute, rounded, so that ties keep their order."""
    return round(sum(step.gain for step in chain) / sum(step.minutes for step in chain), 9)


def split_step(step: Step, most_minutes: int) -> Chain:
    """The step, or equal parts of it if it takes more than `most_minutes`."""
    if step.minutes <= most_minutes:
        return (step,)
    count = -(-step.minutes // most_minutes)
    return tuple(_part(step, part, count) for part in range(1, count + 1))


def _part(step: Step, part: int, parts: int) -> Step:
    shorter = _shortened(step, len(_minutes_of(step, part, parts)))
    return replace(shorter, id=f"{step.id}{PART_SEPARATOR}{part}-of-{parts}", part=part, parts=parts)


def _minutes_of(step: Step, part: int, parts: int) -> range:
    """Which of the step's minutes the part takes."""
    return range(step.minutes * (part - 1) // parts, step.minutes * part // parts)


def _shortened(step: Step, minutes: int) -> Step:
    return step if minutes == step.minutes else replace(step, minutes=minutes, gain=step.gain * minutes / step.minutes)


def assign_days(
    chains: Sequence[Chain], room: dict[date, int], light_days: Collection[date], interview: date | None
) -> list[Step] | None:
    """Every step with a day: evenly over the days if that works, else as early as possible; None if neither does.

    `room`: day -> free minutes, in order of days. Week-ends stay free if the working days are then at most half full.
    """
    ordered = [(number, step) for number, chain in enumerate(chains) for step in chain]
    ordered.sort(key=lambda each: (-each[1].lead_days, -_rate(chains[each[0]])))
    minutes = sum(step.minutes for _, step in ordered)
    on_working_days = sum(free for day, free in room.items() if is_working_day(day))
    spared = {day for day in list(room)[1:] if not is_working_day(day)} if 2 * minutes <= on_working_days else set()
    normal_days = [day for day in room if day not in light_days] or list(room)
    for days in (normal_days, normal_days[:1]):
        attempt = _Attempt(dict(room), light_days, spared, interview)
        before = 0
        for number, step in ordered:
            if not days or not attempt.place(number, step, near=days[before * len(days) // minutes]):
                break
            before += step.minutes
        else:
            return attempt.placed
    return None


@dataclass
class _Attempt:
    """One attempt to give each step of several chains a day; `free`: day -> free minutes."""

    free: dict[date, int]
    light_days: Collection[date]
    spared: Collection[date]
    interview: date | None
    placed: list[Step] = field(default_factory=list)
    reached: dict[int, date] = field(default_factory=dict)
    """Number of the chain -> day of its last step so far."""

    def place(self, chain: int, step: Step, near: date) -> bool:
        """Place the step on the best day with room; False if there is none."""
        reached = self.reached.get(chain)
        days = [day for day, free in self.free.items() if step.minutes <= free and (not reached or day >= reached)]
        if not days:
            return False
        latest = add_days(self.interview, -step.lead_days) if self.interview else date.max
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
        self.placed.append(replace(step, day=day))
        return True
