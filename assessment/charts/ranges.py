"""Several outlooks below each other, each a dot on its range, so that processes can be compared at a glance."""

from collections.abc import Sequence
from typing import Final

from assessment.charts.chart import DescribedChart, Row, probability_label, range_label, spec_with_rows
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr

STEP: Final = 46
"""Pixels from one outlook to the next."""

NUMBER_WIDTH: Final = 90
"""Pixels left free at the right of a title for its number."""


def ranges_chart(outlooks: Sequence[tuple[str, Estimate]]) -> DescribedChart:
    """A row for each titled outlook, 0..1, in the order given."""
    from assessment.charts.templates.ranges import ranges_template

    rows = [_row(index, title, estimate) for index, (title, estimate) in enumerate(outlooks)]
    spec = spec_with_rows(ranges_template(), {"rows": rows}, height=STEP * len(rows))
    table = [(title, str(percent_int(each.value)), range_label(each.low, each.high)) for title, each in outlooks]
    sentences = [
        tr("{title} {number} in 100, range {range}", title=title, number=number, range=span)
        for title, number, span in table
    ]
    columns = (tr("Application"), tr("Outlook of 100"), tr("Range"))
    return DescribedChart(spec, tr("Outlooks: {list}.", list="; ".join(sentences)), columns, tuple(table))


def _row(index: int, title: str, estimate: Estimate) -> Row:
    return {
        "y": STEP * index + 12,
        "title": title,
        "number": probability_label(estimate.value),
        "value": 100 * estimate.value,
        "low": 100 * estimate.low,
        "high": 100 * estimate.high,
    }
