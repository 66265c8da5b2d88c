"""A hundred people in the same position, ten by ten: how many get the offer, and how many more it could be."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final

from assessment.charts.chart import DescribedChart, range_label, spec_with_rows
from assessment.charts.hearing import hearing_sentence
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.hearing import Hearing
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr

COLUMNS: Final = 10
PITCH: Final = 22
"""Dots in a line, and at most so many pixels from one dot to the next."""

HEIGHT: Final = COLUMNS * PITCH
KEY_WIDTH: Final = 112
"""Pixels kept for the key at the right of the dots."""

KEY_STEP: Final = 26
"""Pixels from one line of the key to the next."""


def hundred_chart(outlook: Estimate, base_rate: float) -> DescribedChart:
    """A hundred dots, one for each person in this position; all figures are probabilities, 0..1."""
    now, low, high = percent_int(outlook.value), percent_int(outlook.low), percent_int(outlook.high)
    span, before = range_label(outlook.low, outlook.high), percent_int(base_rate)
    alt = tr(
        "Of 100 people in your position, {now} get an offer; it could be {low} to {high}. Before any answer it is "
        "{before}.",
        now=now,
        low=low,
        high=high,
        before=before,
    )
    rows = (
        (tr("Offer, as of today"), str(now)),
        (tr("Range"), span),
        (tr("No offer, as of today"), str(100 - now)),
        (tr("Offer, before any answer"), str(before)),
    )
    kinds = (
        ("offer", now, tr("{number} offers", number=now)),
        ("range", high - now, tr("up to {number}", number=high)),
        ("rest", 100 - high, tr("{number} none", number=100 - high)),
    )
    return DescribedChart(_dots_and_key(kinds), alt, (tr("People in your position"), tr("Of 100")), rows)


def hundred_on_day(hearing: Hearing) -> DescribedChart:
    """A hundred dots, one for each person in this position: who has a yes, a no, or no news yet on a day."""
    yes, heard_no, waiting = hearing.of_hundred
    rows = ((tr("Have a yes"), str(yes)), (tr("Have a no"), str(heard_no)), (tr("Still wait"), str(waiting)))
    kinds = (
        ("offer", yes, tr("a yes for {number}", number=yes)),
        ("no", heard_no, tr("a no for {number}", number=heard_no)),
        ("rest", waiting, tr("no news for {number}", number=waiting)),
    )
    columns = (tr("People in your position"), tr("Of 100"))
    return DescribedChart(_dots_and_key(kinds), hearing_sentence(hearing), columns, rows)


def _dots_and_key(kinds: Sequence[tuple[str, int, str]]) -> dict[str, Any]:
    """The picture of so many dots of each kind, and a key with the words for the kinds that there are."""
    from assessment.charts.templates.hundred import hundred_template

    ends = accumulate(count for _, count, _ in kinds)
    dots = [{"kind": kind, "first": end - count, "end": end} for (kind, count, _), end in zip(kinds, ends, strict=True)]
    shown = [{"kind": kind, "text": text} for kind, count, text in kinds if count]
    key = [{**each, "y": PITCH / 2 + KEY_STEP * index} for index, each in enumerate(shown)]
    return spec_with_rows(hundred_template(), {"dots": dots, "key": key})
