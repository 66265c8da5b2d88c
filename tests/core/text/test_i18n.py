"""Durations as people say them."""

import pytest

from assessment.core.text.i18n import format_duration


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (61, "1 h 1 min"), (120, "2 h"), (220, "3 h 40 min")],
)
def test_minutes_become_hours_and_minutes_from_an_hour_on(minutes, words):
    assert format_duration(minutes) == words
