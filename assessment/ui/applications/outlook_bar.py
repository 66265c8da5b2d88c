"""An outlook in a row of the list: its number, a dot on its range, and a small line of what it was on earlier days.

In HTML, which costs a row next to nothing.
"""

from collections.abc import Mapping
from datetime import date

from assessment import charts
from assessment.core.scoring.assess import Outlook
from assessment.core.scoring.probability import percent_int
from assessment.core.text.html import Html, fill_template
from assessment.core.text.i18n import tr
from assessment.ui.components.formatting import format_relative_day

BAR_WIDTH = 240
"""Pixels of the bar with the line of earlier days beside it."""
LINE_PIXELS = 2
"""How thick that line is."""
LEAST_HEIGHT = 0.2
"""What the line shows at least from top to bottom, 0..1, so that a small change looks small."""
BAR = """<div class="outlook-bar">
<div aria-hidden="true"><span><i style="left: $low%; width: $width%"></i><b style="left: $value%"></b></span>$past</div>
<p>$now$then</p>
</div>"""
THEN = "<small> · $then</small>"
PAST = '<em style="clip-path: polygon($corners)"></em>'


def outlook_bar(outlook: Outlook, earlier: Mapping[date, float], today: date) -> Html:
    """The bar of an outlook, 0..1, on a scale of 100, with its words; `earlier` are the outlooks of earlier days."""
    low, high = percent_int(outlook.low), percent_int(outlook.high)
    number, span = charts.probability_label(outlook.value), charts.range_label(outlook.low, outlook.high)
    past = fill_template(PAST, corners=_line({**earlier, today: outlook.value})) if earlier else ""
    return fill_template(
        BAR,
        low=low,
        width=high - low,
        value=percent_int(outlook.value),
        past=past,
        now=tr("{chance} ({range})", chance=number, range=span),
        then=_then_in_words(earlier, today),
    )


def _then_in_words(earlier: Mapping[date, float], today: date) -> Html | str:
    """What the number was on the first day; a phone has no room for it. Empty without earlier days."""
    if not earlier:
        return ""
    first = min(earlier)
    then = tr("{number} on {day}", number=percent_int(earlier[first]), day=format_relative_day(first, today))
    return fill_template(THEN, then=then)


def _line(by_day: Mapping[date, float]) -> str:
    """The corners of the line, along its upper edge and back below."""
    first, last, top, bottom = min(by_day), max(by_day), max(by_day.values()), min(by_day.values())
    height = max(top - bottom, LEAST_HEIGHT)
    above = (height - (top - bottom)) / 2
    upper = [((day - first) / (last - first), (top - by_day[day] + above) / height) for day in sorted(by_day)]
    edge = [f"{100 * x:.0f}% calc({y:.2f} * (100% - {LINE_PIXELS}px))" for x, y in upper]
    below = [f"{100 * x:.0f}% calc({y:.2f} * (100% - {LINE_PIXELS}px) + {LINE_PIXELS}px)" for x, y in reversed(upper)]
    return ", ".join(edge + below)
