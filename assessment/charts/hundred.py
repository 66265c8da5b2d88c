"""A hundred finalists: how many get the offer before any sign, and what the answers change."""

from itertools import accumulate
from typing import Any, Final

from assessment.charts.chart import DescribedChart, Row, spec_with_rows
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr

COLUMNS: Final = 20
PITCH: Final = 20
"""Pixels from one line of dots to the next."""

KEY_TOP: Final = 5 * PITCH + 14
KEY_STEP: Final = 22
"""Pixels from the top to the first line of the key, and between two of its lines."""


def hundred_chart(base_rate: float, outlook: float) -> DescribedChart:
    """A hundred dots, one for each finalist like you; `base_rate` and `outlook` are probabilities, 0..1."""
    before, after = percent_int(base_rate), percent_int(outlook)
    columns = (tr("Finalists"), tr("Of 100"))
    rows = (
        (tr("Offer, before any sign"), str(before)),
        (tr("Offer, as of today"), str(after)),
        (tr("Change"), f"{after - before:+d}".replace("-", "−") if after != before else "0"),
        (tr("No offer, as of today"), str(100 - after)),
    )
    return DescribedChart(_spec(before, after), _alt(before, after), columns, rows)


def _spec(before: int, after: int) -> dict[str, Any]:
    from assessment.charts.templates.hundred import hundred_template

    counts = {
        "before": min(before, after),
        "added": max(0, after - before),
        "removed": max(0, before - after),
        "rest": 100 - max(before, after),
    }
    ends = accumulate(counts.values())
    dots = [{"kind": kind, "first": end - counts[kind], "end": end} for kind, end in zip(counts, ends, strict=True)]
    key = _key(before, after, counts)
    height = KEY_TOP + KEY_STEP * (len(key) - 1) + 8
    return spec_with_rows(hundred_template(), {"dots": dots, "key": key}, height=height)


def _key(before: int, after: int, counts: dict[str, int]) -> list[Row]:
    texts = {
        "before": tr("{number} get the offer before any sign", number=before),
        "added": tr("{number} more with your answers, as of today: {now}", number=counts["added"], now=after),
        "removed": tr("{number} fewer than the {before} before any sign", number=counts["removed"], before=before),
        "rest": tr("{number} do not get it", number=counts["rest"]),
    }
    if after < before:
        texts["before"] = tr("{number} get the offer, as of today", number=after)
        texts["rest"] = tr("{number} do not get it either way", number=counts["rest"])
    shown = [kind for kind in texts if counts[kind]]
    return [{"kind": kind, "text": texts[kind], "y": KEY_TOP + KEY_STEP * index} for index, kind in enumerate(shown)]


def _alt(before: int, after: int) -> str:
    if after == before:
        return tr(
            "Of 100 finalists like you, {before} get the offer before any sign, and {after} with your answers, as of "
            "today.",
            before=before,
            after=after,
        )
    if after > before:
        return tr(
            "Of 100 finalists like you, {before} get the offer before any sign; with your answers, as of today, it "
            "is {after}: {change} more.",
            before=before,
            after=after,
            change=after - before,
        )
    return tr(
        "Of 100 finalists like you, {before} get the offer before any sign; with your answers, as of today, it is "
        "{after}: {change} fewer.",
        before=before,
        after=after,
        change=before - after,
    )
