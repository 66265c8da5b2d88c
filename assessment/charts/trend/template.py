"""The template of the trend, and its measures in pixels."""

from typing import Any, Final

from assessment.charts.chart import (
    AXIS_BELOW,
    AXIS_LINE,
    DAY_AND_MONTH,
    FONT_SIZE,
    MONTH_AND_YEAR,
    once_per_language,
    template,
)
from assessment.charts.palette import HALO, INK, LIFT, MUTED, OUTLINE, REST
from assessment.charts.trend.breaks import AXIS, BESIDE, GUTTER
from assessment.core.text.i18n import current_language, tr

HEAD: Final = 26
PANEL: Final = 112
BETWEEN: Final = 46
FLAG_STEP: Final = 19


@once_per_language
def template_once() -> dict[str, Any]:
    import altair as alt

    x = alt.X(
        "at:Q",
        title=None,
        scale=alt.Scale(
            domain=[0, alt.ExprRef("last")], range=[AXIS, alt.ExprRef(f"width - {GUTTER}")], nice=False, zero=False
        ),
        axis=alt.Axis(
            values=alt.ExprRef("sequence(0, last + 1, step)"),
            labelExpr=f"last > 330 ? {MONTH_AND_YEAR} : {DAY_AND_MONTH}",
            **AXIS_BELOW,
            **AXIS_LINE,
        ),
    )
    y = alt.Y("y:Q", scale=None, axis=None)

    def layer(name: str) -> Any:
        return alt.Chart(alt.NamedData(name)).transform_calculate(at="datum.day + datum.slot * beside * last / room")

    def words(name: str, **mark: Any) -> Any:
        return layer(name).mark_text(baseline="middle", aria=False, **mark).encode(y=y, text=alt.Text("text:N"))

    def ends(**mark: Any) -> Any:
        size, weight = alt.ExprRef("datum.size"), alt.ExprRef("datum.weight")
        return words("ends", align="left", dx=11, fontSize=size, fontWeight=weight, **mark).encode(x=x)

    halo = {"fill": HALO.anywhere, "stroke": HALO.anywhere, "strokeWidth": 4, "strokeJoin": "round"}
    colour = alt.ExprRef("datum.colour")
    tooltip = [
        alt.Tooltip("date:N", title=tr("Day")),
        alt.Tooltip("round:N", title=tr("Round")),
        alt.Tooltip("outlook:N", title=tr("Outlook")),
        alt.Tooltip("readiness:N", title=tr("Readiness")),
        alt.Tooltip("version:N", title=tr("Version")),
    ]
    from_axis = {"x": alt.value(AXIS), "x2": alt.value(alt.ExprRef(f"width - {GUTTER}"))}
    series = ["panel:N", "run:N"]
    chart = alt.layer(
        layer("grid").mark_rule(color=REST.anywhere, aria=False).encode(y=y, **from_axis),
        words("grid", align="right", color=MUTED.anywhere, fontSize=FONT_SIZE).encode(x=alt.value(AXIS - 13)),
        layer("bands")
        .mark_area(color=LIFT.anywhere, opacity=0.16, aria=False)
        .encode(x=x, y=alt.Y("low:Q", scale=None, axis=None), y2="high:Q", detail="run:N"),
        layer("bars")
        .mark_rule(color=LIFT.anywhere, opacity=0.16, strokeWidth=12, aria=False)
        .encode(x=x, y=alt.Y("low:Q", scale=None, axis=None), y2="high:Q"),
        layer("whiskers")
        .mark_rule(color=LIFT.anywhere, opacity=alt.ExprRef("beside < 5.5 ? 0 : 0.5"), strokeWidth=1.5, aria=False)
        .encode(x=x, y=alt.Y("low:Q", scale=None, axis=None), y2="high:Q"),
        layer("rules").mark_rule(color=OUTLINE.anywhere, aria=False).encode(x=x, y=y, y2="bottom:Q"),
        layer("older")
        .mark_line(color=LIFT.anywhere, strokeWidth=1.5, strokeDash=[2, 3], aria=False)
        .encode(x=x, y=y, detail=series),
        layer("dots").mark_line(color=LIFT.anywhere, strokeWidth=2.5, aria=False).encode(x=x, y=y, detail=series),
        layer("older")
        .mark_point(
            size=alt.ExprRef("area"),
            fill=HALO.anywhere,
            stroke=LIFT.anywhere,
            strokeWidth=1.5,
            opacity=alt.ExprRef("beside < 4 ? 0 : 1"),
            aria=False,
        )
        .encode(x=x, y=y, tooltip=tooltip),
        layer("dots")
        .mark_point(size=alt.ExprRef("area"), filled=True, color=LIFT.anywhere, opacity=1, aria=False)
        .encode(x=x, y=y, tooltip=tooltip),
        layer("latest")
        .mark_point(
            size=130, filled=True, color=LIFT.anywhere, stroke=HALO.anywhere, strokeWidth=2.5, opacity=1, aria=False
        )
        .encode(x=x, y=y, tooltip=tooltip),
        words(
            "flags", align=alt.ExprRef("datum.align"), dx=alt.ExprRef("datum.dx"), color=INK.anywhere, fontSize=13
        ).encode(x=x),
        words("heads", align=alt.ExprRef("datum.side ? 'right' : 'left'"), fill=colour, fontSize=FONT_SIZE)
        .transform_calculate(x="datum.side * width")
        .encode(x=alt.X("x:Q", scale=None, axis=None)),
        ends(**halo),
        ends(fill=colour),
    ).add_params(
        alt.param(name="last", value=42),
        alt.param(name="start", value=0),
        alt.param(name="months", value=list(current_language().months)),
        alt.param(name="gap", value=1),
        alt.param(name="crowd", value=1),
        alt.param(name="room", expr=f"width - {AXIS + GUTTER}"),
        alt.param(name="beside", expr=f"min({BESIDE}, room * gap / last / crowd)"),
        alt.param(name="area", expr="PI * pow(min(9, max(3, beside * 0.8)) / 2, 2)"),
        alt.param(name="wanted", expr="last * (last > 330 ? 70 : 52) / room"),
        alt.param(name="step", expr="wanted <= 1 ? 1 : wanted <= 2 ? 2 : 7 * ceil(wanted / 7)"),
    )
    return template(chart.properties(height=2 * PANEL))
