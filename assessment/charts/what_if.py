"""What-if: the outlook before and after a change of answers, on one axis."""

from typing import Final

from assessment.charts.chart import DescribedChart, Row, range_label, spec_with_rows
from assessment.core.scoring.assess import Outlook
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import mark_for_translation, tr

BEFORE: Final = mark_for_translation("as you answered")
AFTER: Final = mark_for_translation("with this answer changed")
STEP: Final = 50
HEIGHT: Final = 2 * STEP - 6


def what_if_chart(before: Outlook, after: Outlook) -> DescribedChart:
    """The outlook with its range as answered, and below it with the answer changed."""
    from assessment.charts.templates.what_if import what_if_template

    outlooks = ((BEFORE, before), (AFTER, after))
    rows = [_row(name, outlook, index) for index, (name, outlook) in enumerate(outlooks)]
    spec = spec_with_rows(what_if_template(), {"rows": rows}, height=HEIGHT)
    table = tuple(
        (tr(name), str(percent_int(outlook.value)), range_label(outlook.low, outlook.high))
        for name, outlook in outlooks
    )
    return DescribedChart(spec, _alt(before, after), (tr("Outlook"), tr("Of 100"), tr("Range")), table)


def _alt(before: Outlook, after: Outlook) -> str:
    numbers = tr(
        "Outlook as answered: {before} in 100, range {range_before}. With the change: {after} in 100, range "
        "{range_after}.",
        before=percent_int(before.value),
        range_before=range_label(before.low, before.high),
        after=percent_int(after.value),
        range_after=range_label(after.low, after.high),
    )
    return f"{numbers} {_shift_sentence(percent_int(after.value) - percent_int(before.value))}"


def _shift_sentence(shift: int) -> str:
    if shift == 0:
        return tr("That is the same.")
    return tr("That is {shift} higher.", shift=shift) if shift > 0 else tr("That is {shift} lower.", shift=-shift)


def _row(name: str, outlook: Outlook, index: int) -> Row:
    return {
        "y": STEP * index + 32,
        "value": 100 * outlook.value,
        "low": 100 * outlook.low,
        "high": 100 * outlook.high,
        "number": str(percent_int(outlook.value)),
        "caption": tr("in 100 {case}, range {range}", case=tr(name), range=range_label(outlook.low, outlook.high)),
        "after": index == 1,
    }
