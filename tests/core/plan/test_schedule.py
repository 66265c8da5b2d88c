"""Days for chains of steps, case by case, where little room is left."""

from datetime import date

from assessment.core.plan.schedule import Step, assign_days

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (16, 17, 18))


def step(name, minutes, gain=1.0):
    return Step(name, "title", "how", "why", minutes, "tip", gain=gain)


def days_of(chains, room):
    placed = assign_days(chains, room, (), None)
    return placed and {each.id: each.day for each in placed}


def test_a_chain_goes_on_on_the_same_day_where_no_other_has_room():
    assert days_of([(step("first", 15), step("second", 45))], {MONDAY: 60}) == {"first": MONDAY, "second": MONDAY}


def test_what_cannot_be_spread_evenly_is_placed_as_early_as_possible():
    chains = [(step("long", 45, gain=2.0),), (step("middle", 30), step("short", 15))]
    room = {MONDAY: 30, TUESDAY: 30, WEDNESDAY: 45}
    assert days_of(chains, room) == {"long": WEDNESDAY, "middle": MONDAY, "short": TUESDAY}


def test_without_room_there_is_no_schedule():
    assert days_of([(step("long", 45),)], {MONDAY: 30}) is None
