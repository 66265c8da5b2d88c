"""The method page: every figure as the data files have it."""

import re
from dataclasses import replace

from assessment.catalog import language_for
from assessment.core.text.i18n import ENGLISH, set_language
from assessment.ui import resources
from assessment.ui.method.figures import credit_row
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


SILENCE = {
    "mean_wait_days": (81, "with 81 days"),
    "mean_slip_days": (82, "(82 past"),
    "never_told": (0.83, "and 83% of the rejected"),
    "floor": (0.05, "at least 5% of the odds"),
    "sd_share": (0.85, "(standard deviation 85%"),
    "treat_as_no_below": (0.125, "is 8.0 times likelier"),
}
OUTLOOK = {
    "no_hire": (0.71, "nobody hired in 71%"),
    "declined": (0.72, "a share of 72%"),
    "base_sd": (0.73, "(standard deviation 0.73)"),
    "soft_limit": (7.4, "towards ±7.4"),
    "floor": (0.08, "below 8 "),
    "ceiling": (0.76, "above 76 in 100"),
    "silence": (replace(INSTRUMENT.outlook.silence, **{name: value for name, (value, _) in SILENCE.items()}), ""),
}
OTHERS = (
    ("grades", "D", "limit", 0.61, "grade D weighs ±0.61 at most"),
    ("grades", "B", "worth", 620, "| 620 |"),
    ("groups", "commitment", "limit", 6.3, "Commitment adds 6.3 at most"),
    ("groups", "warmth", "correlation", 0.64, "repetition 0.64"),
    ("pools", "two", "share", 0.65, "| Two | 65% |"),
    ("pools", "unknown", "high", 66, "| not answered | 3–66 |"),
)
"""Part of the instrument, row, field, another value, and the words of the page that it stands in."""


def changed_everywhere():
    """The instrument with another value for each of these settings."""
    changed = replace(
        INSTRUMENT, outlook=replace(INSTRUMENT.outlook, **{name: value for name, (value, _) in OUTLOOK.items()})
    )
    for where, row, field, value, _ in OTHERS:
        rows = getattr(changed, where)
        changed = replace(changed, **{where: {**rows, row: replace(rows[row], **{field: value})}})
    return changed


def test_the_method_page_follows_every_setting_of_the_model(visit, monkeypatch):
    expected = [*(words for _, words in (*SILENCE.values(), *OUTLOOK.values()) if words), *(row[-1] for row in OTHERS)]
    before = visit.go("method").words().replace("\\", "")
    assert [words for words in expected if words in before] == []
    monkeypatch.setattr(resources, "instrument", changed_everywhere)
    after = visit.run().words().replace("\\", "")
    assert [words for words in expected if words not in after] == []
    assert "above 90 in 100" not in after


def test_the_figures_of_a_credit_are_written_as_the_language_does():
    practice = INSTRUMENT.readiness["practice"]
    for language, half in ((language_for("es"), "0,5"), (ENGLISH, "0.5")):
        set_language(language)
        earned = credit_row(INSTRUMENT, practice)[2]
        assert re.findall(r" ([0-9.,]+)(?:;|$)", earned) == ["1", half, "0"]
