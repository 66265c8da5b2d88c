"""How good the forecasts were: for each tenth of forecasts, how many of them got an offer."""

from collections.abc import Sequence
from math import pi, sqrt
from typing import Any, Final

from assessment.charts.chart import (
    AXIS_BELOW,
    FONT_SIZE,
    NARROW,
    Picture,
    Row,
    filled,
    once_per_language,
    template,
    text_width,
)
from assessment.charts.palette import DRAG, HALO, INK, LIFT, MUTED, OUTLINE, REST
from assessment.core.outcomes.calibration import BINS, COUNTS_ONLY_BELOW, Bin, Enough, TrackRecord
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_number, mark_for_translation, tr

LEFT: Final = 58
"""Pixels left of the plot, for the forecasts."""

RIGHT: Final = 14
HEAD: Final = 28
LINE: Final = 18
LANE: Final = 18
SMALLEST: Final = 60
LARGEST: Final = 190
"""The areas of a dot for one forecast and for the most there are in a tenth."""

MODEL: Final = mark_for_translation("Outlook")
GUESS: Final = mark_for_translation("Your guess")
TOO_FEW: Final = mark_for_translation("These are too few to tell skill from luck.")

WIDE: Final = 480
"""From here on there is room to spell out what the first counts are."""


def calibration_chart(record: TrackRecord) -> Picture:
    """For each tenth of forecasts how many got an offer, as a dot with its counts; never a curve.

    Raises ValueError below five resolved applications, of which only the counts can be told.
    """
    if record.enough is Enough.COUNTS_ONLY or not record.model_bins:
        raise ValueError(f"expected at least {COUNTS_ONLY_BELOW} resolved applications, got {record.resolved}")
    series = {MODEL: record.model_bins, GUESS: record.guess_bins}
    shown = [name for name, bins in series.items() if bins]
    tenths = [_tenth(each) for bins in series.values() for each in bins]
    lowest, highest = min(tenths), max(tenths)
    step = LANE * len(shown) + 10
    top = HEAD + LINE * (record.enough is Enough.TOO_FEW)
    bottom = top + step * (highest - lowest + 1)
    most = max(each.count for bins in series.values() for each in bins)
    dots = {
        name: [
            _dot(name, each, bottom - step * (_tenth(each) - lowest) - step / 2 + _lane(place, len(shown)), most)
            for each in series[name]
        ]
        for place, name in enumerate(shown)
    }
    labels = [row for rows in dots.values() for row in rows]
    first = min((row for row in labels if row["roomy"]), key=lambda row: row["y"], default=None)
    spec = filled(
        template_once(),
        {
            "grid": [{"value": value, "y": top, "bottom": bottom} for value in (0, 25, 50, 75, 100)],
            "tenths": [_row(tenth, bottom - step * (tenth - lowest), step) for tenth in range(lowest, highest + 1)],
            "diagonal": [{"value": 10 * lowest, "y": bottom}, {"value": 10 * (highest + 1), "y": top}],
            "model": dots[MODEL],
            "guess": dots.get(GUESS, []),
            "labels": [{**row, "shown": row["text"] if row is first else row["brief"]} for row in labels],
            "heads": _heads(shown, record.enough),
        },
        height=bottom,
    )
    columns = (tr("Forecast of 100"), tr("Whose"), tr("Got an offer"), tr("Of 100"), tr("Forecast on average"))
    return Picture(spec, _alt(record), columns, _table(series))


def tenth_label(each: Bin) -> str:
    """The forecasts of a bin, as "20–30"."""
    return _tenth_label(_tenth(each))


def offers_label(each: Bin) -> str:
    """How many of a bin got an offer, as "3 of 7"."""
    return tr("{offers} of {count}", offers=format_number(each.offers), count=format_number(each.count))


def _spelled(each: Bin) -> str:
    return tr("{offers} got an offer", offers=offers_label(each))


def _tenth_label(tenth: int) -> str:
    return f"{10 * tenth}–{10 * (tenth + 1)}"


def _tenth(each: Bin) -> int:
    return round(each.low * BINS)


def _lane(place: int, lanes: int) -> float:
    """How far below the middle of its row a dot stands, so that two series never meet."""
    return LANE * (place - (lanes - 1) / 2)


def _row(tenth: int, bottom: float, step: float) -> Row:
    return {
        "low": 10 * tenth,
        "high": 10 * (tenth + 1),
        "top": bottom - step,
        "bottom": bottom,
        "y": bottom - step / 2,
        "text": _tenth_label(tenth),
    }


def _dot(name: str, each: Bin, y: float, most: int) -> Row:
    area = SMALLEST + (LARGEST - SMALLEST) * each.count / most
    share = each.offers / each.count
    clear = sqrt(area / pi) + 5
    side = _side(each, clear)
    return {
        "whose": tr(name),
        "value": 100 * share,
        "y": y,
        "area": area,
        "dx": clear * side,
        "roomy": clear + text_width(_spelled(each)) <= (WIDE - LEFT - RIGHT) * (share if side < 0 else 1 - share),
        "brief": offers_label(each),
        "text": _spelled(each),
        "forecast": tr("{tenth}, {mean} on average", tenth=tenth_label(each), mean=percent_int(each.mean)),
        "colour": (LIFT if name == MODEL else DRAG).anywhere,
    }


def _side(each: Bin, clear: float) -> int:
    """On which side of its dot a label stands: away from the diagonal, or else where there is more room; right is 1."""
    share = each.offers / each.count
    words = (text_width(offers_label(each)) + clear) / (NARROW - LEFT - RIGHT)
    away = -1 if share < each.low or 1 / 2 < share <= each.high else 1
    return away if words <= (share if away < 0 else 1 - share) else (1 if share <= 1 / 2 else -1)


def _heads(shown: Sequence[str], enough: Enough) -> list[Row]:
    heads: list[Row] = [
        {"text": tr("forecast"), "at": 0, "y": 8, "colour": MUTED.anywhere},
        {"text": tr("● outlook"), "at": LEFT, "y": 8, "colour": LIFT.anywhere},
    ]
    if GUESS in shown:
        heads.append({"text": tr("◆ your guess"), "at": LEFT + 84, "y": 8, "colour": DRAG.anywhere})
    if enough is Enough.TOO_FEW:
        heads.append({"text": tr(TOO_FEW), "at": LEFT, "y": 8 + LINE, "colour": MUTED.anywhere})
    return heads


def _table(series: dict[str, tuple[Bin, ...]]) -> tuple[tuple[str, ...], ...]:
    every = [(each, name) for name, bins in series.items() for each in bins]
    return tuple(
        (
            tenth_label(each),
            tr(name),
            offers_label(each),
            str(percent_int(each.offers / each.count)),
            str(percent_int(each.mean)),
        )
        for each, name in sorted(every, key=lambda pair: (pair[0].low, pair[1] != MODEL))
    )


def _alt(record: TrackRecord) -> str:
    offers, resolved = format_number(record.offers), format_number(record.resolved)
    parts = [tr("{offers} of {resolved} applications with an outcome got an offer.", offers=offers, resolved=resolved)]
    told = ((MODEL, record.model_bins, record.model), (GUESS, record.guess_bins, record.guess))
    parts += [_told(tr(name), bins) for name, bins, _ in told if bins]
    if record.enough is Enough.TOO_FEW:
        return " ".join([*parts, tr(TOO_FEW)])
    skills = [(tr(name), each.skill) for name, _, each in told if each and each.skill is not None]
    return " ".join([*parts, *(_compared(name, skill) for name, skill in skills)])


def _told(name: str, bins: Sequence[Bin]) -> str:
    count = sum(each.count for each in bins)
    mean = sum(each.mean * each.count for each in bins) / count
    offered = sum(each.offers for each in bins) / count
    tenths = [
        tr("where it said {tenth}, {offers}", tenth=tenth_label(each), offers=offers_label(each)) for each in bins
    ]
    return tr(
        "{whose}: {mean} in 100 on average, and {offered} in 100 got an offer; {tenths}.",
        whose=name,
        mean=percent_int(mean),
        offered=percent_int(offered),
        tenths="; ".join(tenths),
    )


def _compared(name: str, skill: float) -> str:
    if skill > 0:
        return tr("{whose}: closer to what happened than the rate before any sign.", whose=name)
    return tr("{whose}: no closer to what happened than the rate before any sign.", whose=name)


@once_per_language
def template_once() -> dict[str, Any]:
    import altair as alt

    hundred: dict[str, Any] = {
        "title": [tr("of 100 got an offer"), tr("dashed: just as forecast")],
        "scale": alt.Scale(domain=[0, 100], range=[LEFT, alt.ExprRef(f"width - {RIGHT}")], nice=False),
        "axis": alt.Axis(
            values=[0, 25, 50, 75, 100],
            **AXIS_BELOW,
            domain=False,
            ticks=False,
        ),
    }
    x = alt.X("value:Q", **hundred)
    y = alt.Y("y:Q", scale=None, axis=None)

    def layer(name: str) -> Any:
        return alt.Chart(alt.NamedData(name))

    def dots(name: str, shape: str, colour: str) -> Any:
        mark = layer(name).mark_point(
            shape=shape,
            size=alt.ExprRef("datum.area"),
            filled=True,
            color=colour,
            stroke=HALO.anywhere,
            strokeWidth=1.5,
            opacity=1,
            aria=False,
        )
        return mark.encode(x=x, y=y, tooltip=tooltip)

    def labels(**mark: Any) -> Any:
        return (
            layer("labels")
            .transform_calculate(told=f"width > {WIDE} ? datum.shown : datum.brief")
            .mark_text(
                baseline="middle",
                aria=False,
                align=alt.ExprRef("datum.dx > 0 ? 'left' : 'right'"),
                dx=alt.ExprRef("datum.dx"),
                fontSize=FONT_SIZE,
                **mark,
            )
            .encode(x=x, y=y, text=alt.Text("told:N"))
        )

    tooltip = [
        alt.Tooltip("whose:N", title=tr("Whose")),
        alt.Tooltip("forecast:N", title=tr("Forecast")),
        alt.Tooltip("text:N", title=tr("Happened")),
    ]
    chart = alt.layer(
        layer("grid").mark_rule(color=REST.anywhere, aria=False).encode(x=x, y=y, y2="bottom:Q"),
        layer("tenths")
        .mark_rect(fill=REST.anywhere, fillOpacity=0.7, aria=False)
        .encode(
            x=alt.X("low:Q", **hundred), x2="high:Q", y=alt.Y("top:Q", scale=None, axis=None), y2=alt.Y2("bottom:Q")
        ),
        layer("diagonal")
        .mark_line(color=OUTLINE.anywhere, strokeDash=[2, 3], strokeWidth=1.5, aria=False)
        .encode(x=x, y=y, order="value:Q"),
        layer("tenths")
        .mark_text(align="left", baseline="middle", fontSize=FONT_SIZE, color=INK.anywhere, aria=False)
        .encode(x=alt.value(0), y=y, text=alt.Text("text:N")),
        labels(fill=HALO.anywhere, stroke=HALO.anywhere, strokeWidth=4, strokeJoin="round"),
        dots("model", "circle", LIFT.anywhere),
        dots("guess", "diamond", DRAG.anywhere),
        labels(fill=alt.ExprRef("datum.colour")),
        layer("heads")
        .mark_text(align="left", baseline="middle", fontSize=FONT_SIZE, fill=alt.ExprRef("datum.colour"), aria=False)
        .encode(x=alt.X("at:Q", scale=None, axis=None), y=y, text=alt.Text("text:N")),
    )
    return template(chart.properties(height=10 * LANE))
