"""Times by the clock of a place, of which a few do not exist: those that clocks skip when they go forward."""

from datetime import UTC, date, datetime, time, tzinfo


def moment_of(day: date, clock: time, zone: tzinfo) -> datetime:
    """The moment with this time by the clock of the zone; a time that is skipped is moved on by what is skipped."""
    return datetime.combine(day, clock, zone).astimezone(UTC).astimezone(zone)


def is_skipped(day: date, clock: time, zone: tzinfo) -> bool:
    """Whether the clocks of the zone skip this time on the day."""
    return moment_of(day, clock, zone).time() != clock
