"""What-if: the outlook before and after a change of answers, on one axis."""

from typing import Any, Final

from assessment.charts.chart import FONT_SIZE, LARGE, Picture, Row, filled, once_per_language, range_label, template
from assessment.charts.palette import HALO, INK, LIFT, MUTED, REST
from assessment.core.scoring.assess import Outlook
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import mark_for_translation, tr

BEFORE: Final = mark_for_translation("as you answered")
AFTER: Final = mark_for_translation("with this answer changed")
ALT: Final = mark_for_translation(
    "Outlook as answered: {before} in 100, range {range_before}. With the change: {after} in 100, range {range_after}."
)
STEP: Final = 50
HEIGHT: Final = 2 * STEP - 6


def change_chart(before: Outlook, after: Outlook) -> Picture:
    """The outlook with its range as answered, and below it with the answer changed."""
    shift = percent_int(after.value) - percent_int(before.value)
    rows = [_row(name, outlook, place) for place, (name, outlook) in enumerate(((BEFORE, before), (AFTER, after)))]
    spec = filled(template_once(), {"rows": rows}, height=HEIGHT)
    words = {
        "before": percent_int(before.value),
        "range_before": range_label(before.low, before.high),
        "after": percent_int(after.value),
        "range_after": range_label(after.low, after.high),
    }
    table = tuple(
        (tr(name), str(percent_int(outlook.value)), range_label(outlook.low, outlook.high))
        for name, outlook in ((BEFORE, before), (AFTER, after))
    )
    return Picture(spec, f"{tr(ALT, **words)} {_moved(shift)}", (tr("Outlook"), tr("Of 100"), tr("Range")), table)


def _moved(shift: int) -> str:
    if shift == 0:
        return tr("That is the same.")
    return tr("That is {shift} higher.", shift=shift) if shift > 0 else tr("That is {shift} lower.", shift=-shift)


def _row(name: str, outlook: Outlook, place: int) -> Row:
    number = 100 * outlook.value
    return {
        "y": STEP * place + 32,
        "value": number,
        "low": 100 * outlook.low,
        "high": 100 * outlook.high,
        "number": str(percent_int(outlook.value)),
        "words": tr("in 100 {case}, range {range}", case=tr(name), range=range_label(outlook.low, outlook.high)),
        "after": place == 1,
    }


@once_per_language
def template_once() -> dict[str, Any]:
    import altair as alt

    scale = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(
        values=[0, 25, 50, 75, 100],
        labelColor=MUTED.anywhere,
        labelFontSize=FONT_SIZE,
        labelOverlap=False,
        labelPadding=4,
        gridColor=REST.anywhere,
        aria=False,
        domain=False,
        ticks=False,
    )

    def x(field: str) -> Any:
        return alt.X(f"{field}:Q", scale=scale, axis=axis, title=None)

    def rows(shift: float = 0) -> Any:
        return alt.Chart(alt.NamedData("rows")).transform_calculate(at=f"datum.y + {shift}", none="0")

    def numbers(**look: Any) -> Any:
        bold = {"fontSize": LARGE + 2, "fontWeight": "bold"}
        return rows(-22).mark_text(**left, **bold, **look).encode(x=alt.value(0), y=y, text="number:N")

    def words(**look: Any) -> Any:
        return rows(-21).mark_text(**left, fontSize=FONT_SIZE, **look).encode(x=alt.value(34), y=y, text="words:N")

    y = alt.Y("at:Q", scale=None, axis=None)
    left = {"align": "left", "baseline": "middle", "aria": False}
    halo = {"fill": HALO.anywhere, "stroke": HALO.anywhere, "strokeWidth": 4, "strokeJoin": "round"}
    fade = alt.condition("datum.after", alt.value(0.45), alt.value(0.2))
    chart = alt.layer(
        rows()
        .mark_bar(height=12, color=LIFT.anywhere, cornerRadius=6, aria=False)
        .encode(x=x("low"), x2="high:Q", y=y, fillOpacity=fade),
        rows()
        .mark_point(
            size=140, filled=True, color=LIFT.anywhere, stroke=HALO.anywhere, strokeWidth=2, opacity=1, aria=False
        )
        .encode(x=x("value"), y=y),
        words(**halo),
        words(color=INK.anywhere),
        numbers(**halo),
        numbers(color=LIFT.anywhere),
    )
    return template(chart.properties(height=HEIGHT))
