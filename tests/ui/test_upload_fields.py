"""The bar that says how far something long has come."""

import pytest

from assessment.ui.cohort import upload_fields


@pytest.fixture
def shown(monkeypatch):
    """What the place of the bar shows, in order."""
    shown = []

    class Place:
        def progress(self, share):
            shown.append(share)

        def empty(self):
            shown.append("nothing")

    monkeypatch.setattr(upload_fields.st, "empty", Place)
    return shown


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set, in seconds."""
    now = [100.0]
    monkeypatch.setattr(upload_fields, "monotonic", lambda: now[0])
    return now


def test_what_ends_within_a_second_shows_no_bar(shown, clock):
    with upload_fields.late_progress() as report:
        clock[0] += 0.9
        report(0.8)
    assert shown == ["nothing"]


def test_from_one_second_on_the_share_is_shown_and_goes_at_the_end_or_after_an_error(shown, clock):
    def read_a_damaged_file():
        with upload_fields.late_progress() as report:
            clock[0] += 1
            report(0.4)
            report(1.2)
            raise ValueError("damaged")

    with pytest.raises(ValueError, match="damaged"):
        read_a_damaged_file()
    assert shown == [0.4, 1.0, "nothing"]
