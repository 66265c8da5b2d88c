"""A hundred people in the same position, ten by ten: how many get the offer, and how many more it could be."""

from itertools import accumulate
from typing import Any, Final

from assessment.charts.chart import DescribedChart, Row, range_label, spec_with_rows
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr

COLUMNS: Final = 10
PITCH: Final = 24
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
    return DescribedChart(_spec(now, high), alt, (tr("People in your position"), tr("Of 100")), rows)


def _spec(now: int, high: int) -> dict[str, Any]:
    from assessment.charts.templates.hundred import hundred_template

    counts = {"offer": now, "range": high - now, "rest": 100 - high}
    ends = accumulate(counts.values())
    dots = [{"kind": kind, "first": end - counts[kind], "end": end} for kind, end in zip(counts, ends, strict=True)]
    return spec_with_rows(hundred_template(), {"dots": dots, "key": _key(now, high, counts)})


def _key(now: int, high: int, counts: dict[str, int]) -> list[Row]:
    texts = {
        "offer": tr("{number} offers", number=now),
        "range": tr("up to {number}", number=high),
        "rest": tr("{number} none", number=counts["rest"]),
    }
    shown = [kind for kind in texts if counts[kind]]
    return [{"kind": kind, "text": texts[kind], "y": PITCH / 2 + KEY_STEP * index} for index, kind in enumerate(shown)]
