"""Several outlooks below each other, each a dot on its range, so that processes can be compared at a glance."""

from collections.abc import Sequence
from typing import Any, Final

from assessment.charts.chart import FONT_SIZE, LARGE, Picture, Row, filled, once_per_language, range_label, template
from assessment.charts.palette import HALO, INK, LIFT, OUTLINE, REST
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr

STEP: Final = 46
NUMBER_WIDTH: Final = 90
"""Pixels kept free at the right of a title for its number."""


def ranges_chart(outlooks: Sequence[tuple[str, Estimate]]) -> Picture:
    """A row for each titled outlook, 0..1, in the order given."""
    rows = [_row(place, title, estimate) for place, (title, estimate) in enumerate(outlooks)]
    spec = filled(template_once(), {"rows": rows}, height=STEP * len(rows))
    lines = [(title, str(percent_int(each.value)), range_label(each.low, each.high)) for title, each in outlooks]
    alt = "; ".join(tr("{title} {number} in 100, range {range}", title=t, number=n, range=r) for t, n, r in lines)
    columns = (tr("Application"), tr("Outlook of 100"), tr("Range"))
    return Picture(spec, tr("Outlooks: {list}.", list=alt), columns, tuple(lines))


def _row(place: int, title: str, estimate: Estimate) -> Row:
    return {
        "y": STEP * place + 12,
        "title": title,
        "number": tr("{number} in 100", number=percent_int(estimate.value)),
        "value": 100 * estimate.value,
        "low": 100 * estimate.low,
        "high": 100 * estimate.high,
    }


@once_per_language
def template_once() -> dict[str, Any]:
    import altair as alt

    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None)
    y = alt.Y("at:Q", scale=None, axis=None)
    right = alt.value(alt.ExprRef("width"))

    def layer(start: str, end: str, shift: float = 18) -> Any:
        return alt.Chart(alt.NamedData("rows")).transform_calculate(at=f"datum.y + {shift}", start=start, end=end)

    def words(field: str, **mark: Any) -> Any:
        return layer("0", "0", 0).mark_text(baseline="middle", aria=False, **mark).encode(y=y, text=f"{field}:N")

    track = {"fill": REST.anywhere, "stroke": OUTLINE.anywhere, "strokeWidth": 0.5}
    chart = alt.layer(
        layer("0", "100").mark_bar(height=6, cornerRadius=3, aria=False, **track).encode(x=x, x2="end:Q", y=y),
        layer("datum.low", "datum.high")
        .mark_bar(height=10, cornerRadius=5, fill=LIFT.anywhere, fillOpacity=0.45, aria=False)
        .encode(x=x, x2="end:Q", y=y),
        layer("datum.value", "0")
        .mark_point(size=110, filled=True, color=LIFT.anywhere, stroke=HALO.anywhere, opacity=1, aria=False)
        .encode(x=x, y=y),
        words(
            "title",
            align="left",
            color=INK.anywhere,
            fontSize=FONT_SIZE + 1,
            limit=alt.ExprRef(f"width - {NUMBER_WIDTH}"),
        ).encode(x=alt.value(0)),
        words("number", align="right", color=LIFT.anywhere, fontSize=LARGE, fontWeight="bold").encode(x=right),
    )
    return template(chart.properties(height=STEP))
