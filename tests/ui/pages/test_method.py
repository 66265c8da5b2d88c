"""The method page: every figure as the data files have it."""

from dataclasses import replace

import pytest

from assessment.ui import resources
from tests.support import INSTRUMENT


def test_the_method_page_shows_every_figure_and_source(visit):
    visit.go("method")
    words = visit.words().replace("\\", "")
    for evidence in INSTRUMENT.evidence.values():
        label = INSTRUMENT.items[evidence.item].label
        assert f"**{label}**, grade {evidence.grade}" in words
        for row in evidence.options.values():
            assert f"| {row.offered:g} | {row.passed_over:g} | ×{row.ratio:.2f} |" in words
    for credit in (*INSTRUMENT.readiness.values(), *INSTRUMENT.fit.values()):
        assert f"| {INSTRUMENT.items[credit.item].label} | {credit.importance:g} |" in words
    for source in INSTRUMENT.sources.values():
        assert source.title in words
    assert INSTRUMENT.version in words
    assert "for: Diversity Employment; TopInterview and Climb the Ladder say" in words


OUTLOOK_SETTINGS = {
    "no_hire": (0.87, "nobody hired in 87%"),
    "declined": (0.87, "a share of 87%"),
    "base_sd": (0.87, "(standard deviation 0.87)"),
    "soft_limit": (8.7, "towards ±8.7"),
    "floor": (0.08, "below 8 "),
    "ceiling": (0.87, "above 87 in 100"),
}
SILENCE_SETTINGS = {
    "mean_wait_days": (87, "with 87 days"),
    "mean_slip_days": (87, "(87 past"),
    "never_told": (0.87, "and 87% of the rejected"),
    "floor": (0.87, "at least 87% of the odds"),
    "sd_share": (0.87, "(standard deviation 87%"),
    "treat_as_no_below": (0.125, "is 8.0 times likelier"),
}


def changed(part, where, name, **values):
    """The instrument with other values in one row of a part of it."""
    rows = getattr(part, where)
    return replace(part, **{where: {**rows, name: replace(rows[name], **values)}})


@pytest.mark.parametrize(
    ("instrument", "words"),
    [
        *(
            (replace(INSTRUMENT, outlook=replace(INSTRUMENT.outlook, **{name: value})), words)
            for name, (value, words) in OUTLOOK_SETTINGS.items()
        ),
        *(
            (
                replace(
                    INSTRUMENT,
                    outlook=replace(INSTRUMENT.outlook, silence=replace(INSTRUMENT.outlook.silence, **{name: value})),
                ),
                words,
            )
            for name, (value, words) in SILENCE_SETTINGS.items()
        ),
        (changed(INSTRUMENT, "grades", "D", limit=0.87), "grade D weighs ±0.87 at most"),
        (changed(INSTRUMENT, "grades", "B", worth=870), "| 870 |"),
        (changed(INSTRUMENT, "groups", "commitment", limit=8.7), "Commitment adds 8.7 at most"),
        (changed(INSTRUMENT, "groups", "warmth", correlation=0.87), "repetition 0.87"),
        (changed(INSTRUMENT, "pools", "two", share=0.87), "| Two | 87% |"),
        (changed(INSTRUMENT, "pools", "unknown", low=8, high=17), "| not answered | 8–17 |"),
    ],
    ids=[
        *OUTLOOK_SETTINGS,
        *(f"silence {name}" for name in SILENCE_SETTINGS),
        *["grade limit", "grade worth", "group limit", "repetition", "share", "pool"],
    ],
)
def test_the_method_page_follows_every_setting_of_the_model(visit, monkeypatch, instrument, words):
    assert words not in visit.go("method").words().replace("\\", "")
    monkeypatch.setattr(resources, "instrument", lambda: instrument)
    assert words in visit.run().words().replace("\\", "")
    assert ("above 90 in 100" in visit.words()) == (instrument.outlook.ceiling == 0.9)
