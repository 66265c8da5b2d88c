"""A hundred finalists: how many get the offer before any sign, and what the answers change."""

from itertools import accumulate
from typing import Any, Final

from assessment.charts.chart import FONT_SIZE, Picture, Row, filled, once_per_language, template
from assessment.charts.palette import DRAG, INK, LIFT, OUTLINE, REST
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr

COLUMNS: Final = 20
PITCH: Final = 20
KEY_TOP: Final = 5 * PITCH + 14
KEY_STEP: Final = 22


def hundred_chart(base_rate: float, outlook: float) -> Picture:
    """A hundred dots, one for each finalist like you; `base_rate` and `outlook` are probabilities, 0..1."""
    before, after = percent_int(base_rate), percent_int(outlook)
    counts = {
        "before": min(before, after),
        "added": max(0, after - before),
        "taken": max(0, before - after),
        "rest": 100 - max(before, after),
    }
    ends = accumulate(counts.values())
    dots = [{"kind": kind, "first": end - counts[kind], "end": end} for kind, end in zip(counts, ends, strict=True)]
    key = _key(before, after, counts)
    spec = filled(template_once(), {"dots": dots, "key": key}, height=KEY_TOP + KEY_STEP * (len(key) - 1) + 8)
    columns = (tr("Finalists"), tr("Of 100"))
    rows = (
        (tr("Offer, before any sign"), str(before)),
        (tr("Offer, as of today"), str(after)),
        (tr("Change"), f"{after - before:+d}".replace("-", "−") if after != before else "0"),
        (tr("No offer, as of today"), str(100 - after)),
    )
    return Picture(spec, _alt(before, after), columns, rows)


def _key(before: int, after: int, counts: dict[str, int]) -> list[Row]:
    words = {
        "before": tr("{number} get the offer before any sign", number=before),
        "added": tr("{number} more with your answers, as of today: {now}", number=counts["added"], now=after),
        "taken": tr("{number} fewer than the {before} before any sign", number=counts["taken"], before=before),
        "rest": tr("{number} do not get it", number=counts["rest"]),
    }
    if after < before:
        words["before"] = tr("{number} get the offer, as of today", number=after)
        words["rest"] = tr("{number} do not get it either way", number=counts["rest"])
    shown = [kind for kind in words if counts[kind]]
    return [{"kind": kind, "text": words[kind], "y": KEY_TOP + KEY_STEP * place} for place, kind in enumerate(shown)]


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


@once_per_language
def template_once() -> dict[str, Any]:
    import altair as alt

    def points(rows: Any, area: str, **mark: Any) -> Any:
        return rows.mark_point(size=alt.ExprRef(area), opacity=1, aria=False, **mark).encode(
            x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None)
        )

    def dots(kind: str) -> Any:
        return (
            alt.Chart(alt.NamedData("dots"))
            .transform_filter(f"datum.kind == '{kind}'")
            .transform_calculate(place="sequence(datum.first, datum.end)")
            .transform_flatten(["place"])
            .transform_calculate(column=f"datum.place % {COLUMNS}")
            .transform_calculate(
                x=f"pitch * (datum.column + 0.5) + (datum.column >= {COLUMNS // 2} ? gap : 0)",
                y=f"{PITCH} * (floor(datum.place / {COLUMNS}) + 0.5)",
            )
        )

    def swatch(kind: str) -> Any:
        key = alt.Chart(alt.NamedData("key"))
        return key.transform_filter(f"datum.kind == '{kind}'").transform_calculate(x="9")

    looks: dict[str, dict[str, Any]] = {
        "before": {"fill": LIFT.anywhere, "stroke": LIFT.anywhere, "strokeWidth": 1.5},
        "added": {"fill": LIFT.anywhere, "fillOpacity": 0.25, "stroke": LIFT.anywhere, "strokeWidth": 2},
        "taken": {"fill": None, "stroke": DRAG.anywhere, "strokeWidth": 2},
        "rest": {"fill": REST.anywhere, "stroke": OUTLINE.anywhere, "strokeWidth": 1},
    }
    marks = [points(dots(kind), "area", **look) for kind, look in looks.items()]
    swatches = [points(swatch(kind), "130", **look) for kind, look in looks.items()]
    words = (
        alt.Chart(alt.NamedData("key"))
        .mark_text(align="left", baseline="middle", fontSize=FONT_SIZE + 1, color=INK.anywhere, aria=False)
        .encode(x=alt.value(24), y=alt.Y("y:Q", scale=None, axis=None), text=alt.Text("text:N"))
    )
    chart = alt.layer(*marks, *swatches, words).add_params(
        alt.param(name="gap", expr="8"),
        alt.param(name="pitch", expr=f"min(24, (width - gap) / {COLUMNS})"),
        alt.param(name="area", expr="PI * pow(min(pitch, 20) * 0.38, 2)"),
    )
    return template(chart.properties(height=KEY_TOP))
