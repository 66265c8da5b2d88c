"""How an application moved: its outlook with range, and its readiness, on the days of its snapshots."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from assessment.charts.breaks import AXIS, BESIDE, GUTTER, Break, Days, Dot, breaks_of, dots_of, flags_of
from assessment.charts.labels import GAP, Flag
from assessment.charts.palette import HALO, INK, LIFT, MUTED, OUTLINE, REST
from assessment.charts.picture import (
    DAY_AND_MONTH,
    FONT_SIZE,
    LARGE,
    MONTH_AND_YEAR,
    SMALL,
    Picture,
    Row,
    filled,
    once_per_language,
    points_label,
    range_label,
    template,
)
from assessment.core.kept import Snapshot
from assessment.core.language import day_words, later_tr, spoken, tr, tr_count
from assessment.core.probability import whole

HEAD: Final = 26
PANEL: Final = 112
BETWEEN: Final = 46
FLAG_STEP: Final = 19
OLDER: Final = later_tr("○ older figures")
UNANSWERED: Final = later_tr("not answered yet")


def trend_chart(snapshots: Sequence[Snapshot]) -> Picture:
    """The outlook with its range, and below it the readiness, on the days of the snapshots, in any order.

    A new round and new figures break the lines. Where a day was scored with several versions of the figures
    they stand beside each other, the older ones hollow: of two versions the newer one was taken last or
    stands later in the sequence. Raises ValueError without any snapshot.
    """
    if not snapshots:
        raise ValueError("expected at least one snapshot")
    dots = dots_of(snapshots)
    days = Days.of(dots)
    breaks = breaks_of(dots, days)
    placed = flags_of(breaks, days)
    top = HEAD + FLAG_STEP * max((flag.row + 1 for flag in placed), default=0)
    lower = top + PANEL + BETWEEN
    outlook = [_outlook(dot, days, top) for dot in dots]
    readiness = [
        _readiness(dot, days, lower, dot.snapshot.scores.readiness)
        for dot in dots
        if dot.snapshot.scores.readiness is not None
    ]
    ranges = [_range(dot, days, top) for dot in dots]
    lengths = Counter(row["run"] for row in ranges)
    drawn = [[row for row in panel if not row["beside"]] for panel in (outlook, readiness)]
    older = [row for row in (*outlook, *readiness) if row["beside"]]
    spec = filled(
        template_once(),
        {
            "grid": [_grid(start, value) for start in (top, lower) for value in (0, 50, 100)],
            "bands": [row for row in ranges if not row["beside"]],
            "bars": [row for row in ranges if lengths[row["run"]] == 1 and not row["beside"]],
            "whiskers": [row for row in ranges if row["beside"]],
            "rules": _rules(breaks, placed, top, lower),
            "older": older,
            "dots": [*drawn[0], *drawn[1]],
            "latest": [*drawn[0][-1:], *drawn[1][-1:]],
            "flags": _flags(breaks, placed, top),
            "heads": _heads(lower, older=bool(older), answered=bool(readiness)),
            "ends": [*_ends(drawn[0][-1], top), *(row for last in drawn[1][-1:] for row in _ends(last, lower))],
        },
        height=lower + PANEL,
        last=days.last,
        start=86_400_000 * (days.first - date(1970, 1, 1)).days,
        gap=days.gap,
        crowd=days.crowd,
    )
    columns = (tr("Date"), tr("Round"), tr("Outlook of 100"), tr("Range"), tr("Readiness of 100"), tr("Version"))
    return Picture(spec, _alt(dots, breaks), columns, tuple(_cells(dot.snapshot) for dot in dots))


def _pixels(top: float, points: float) -> float:
    return round(top + PANEL * (1 - points / 100), 2)


def _place(dot: Dot, days: Days) -> dict[str, Any]:
    date, round, outlook, span, readiness, version = _cells(dot.snapshot)
    return {
        "day": days.number(dot.snapshot.day),
        "slot": dot.slot,
        "run": f"{round}, {version}" if dot.beside else str(dot.run),
        "beside": dot.beside,
        "date": date,
        "round": round,
        "outlook": tr("{number} in 100, range {range}", number=outlook, range=span),
        "readiness": readiness,
        "version": version,
    }


def _outlook(dot: Dot, days: Days, top: float) -> Row:
    """The dot of an outlook in the panel that starts at pixel `top`."""
    _, _, number, span, _, _ = _cells(dot.snapshot)
    value = 100 * dot.snapshot.scores.outlook
    return {**_place(dot, days), "panel": "outlook", **_at(top, value), "number": number, "range": span}


def _readiness(dot: Dot, days: Days, top: float, value: float) -> Row:
    """The dot of a readiness in the panel that starts at pixel `top`."""
    number = "<1" if 0 < value < 1 / 2 else points_label(value)
    return {**_place(dot, days), "panel": "readiness", **_at(top, value), "number": number, "range": ""}


def _at(top: float, value: float) -> Row:
    return {"value": value, "y": _pixels(top, value)}


def _range(dot: Dot, days: Days, top: float) -> Row:
    scores = dot.snapshot.scores
    low, high = (_pixels(top, 100 * value) for value in (scores.outlook_low, scores.outlook_high))
    return {**_place(dot, days), "low": low, "high": high}


def _grid(top: float, value: int) -> Row:
    return {"y": _pixels(top, value), "text": str(value)}


def _rules(breaks: Sequence[Break], placed: Sequence[Flag], top: float, lower: float) -> list[Row]:
    """The rule at each break, through both panels and up to its flag."""
    tops = [top] * (len(breaks) - len(placed)) + [top - FLAG_STEP * (flag.row + 1) for flag in placed]
    upper = [
        {"day": each.day, "slot": each.slot, "y": y, "bottom": top + PANEL}
        for each, y in zip(breaks, tops, strict=True)
        if each.rule
    ]
    return [*upper, *({**row, "y": lower, "bottom": lower + PANEL} for row in upper)]


def _flags(breaks: Sequence[Break], placed: Sequence[Flag], top: float) -> list[Row]:
    return [
        {
            "text": each.name,
            "day": each.day,
            "slot": each.slot,
            "y": top - FLAG_STEP * (flag.row + 0.5) - 3,
            "align": "right" if flag.leftward else "left",
            "dx": (-GAP if flag.leftward else GAP) - (0 if each.rule else GAP),
        }
        for each, flag in zip(breaks[len(breaks) - len(placed) :], placed, strict=True)
    ]


def _heads(lower: float, *, older: bool, answered: bool) -> list[Row]:
    heads: list[Row] = [
        {"text": tr("Outlook in 100, with range"), "y": 8, "side": 0, "colour": INK.anywhere},
        {"text": tr("Readiness of 100"), "y": lower - HEAD + 8, "side": 0, "colour": INK.anywhere},
    ]
    if older:
        heads.append({"text": tr(OLDER), "y": 8, "side": 1, "colour": LIFT.anywhere})
    if not answered:
        heads.append({"text": tr(UNANSWERED), "y": lower - HEAD + 8, "side": 1, "colour": MUTED.anywhere})
    return heads


def _ends(last: Row, top: float) -> list[Row]:
    """The latest number of a panel right of its dot, with its range below it, inside the panel."""
    shared = {"day": last["day"], "slot": last["slot"]}
    room = 16 if last["range"] else 0
    y = min(max(last["y"] - room / 2, top + 2), top + PANEL - 2 - room)
    number = {**shared, "text": last["number"], "y": y, "size": LARGE, "weight": "bold", "colour": LIFT.anywhere}
    span = {**shared, "text": last["range"], "y": y + 16, "size": SMALL, "weight": "normal", "colour": MUTED.anywhere}
    return [number, span] if last["range"] else [number]


def _cells(snapshot: Snapshot) -> tuple[str, str, str, str, str, str]:
    scores = snapshot.scores
    return (
        day_words(snapshot.day),
        str(snapshot.round),
        str(whole(scores.outlook)),
        range_label(scores.outlook_low, scores.outlook_high),
        tr(UNANSWERED) if scores.readiness is None else points_label(scores.readiness),
        snapshot.instrument_version,
    )


def _alt(dots: Sequence[Dot], breaks: Sequence[Break]) -> str:
    drawn = [dot.snapshot for dot in dots if not dot.beside]
    days = len({dot.snapshot.day for dot in dots})
    last = _cells(drawn[-1])
    sentences = [
        tr("Outlook on {day}: {number} in 100, range {range}.", day=last[0], number=last[2], range=last[3]),
        _readiness_words(drawn[-1]),
    ]
    if days == len(dots) == 1:
        return " ".join([*sentences, tr("One day so far.")])
    first = _cells(drawn[0])
    sentences.append(tr("At first, on {day}: outlook {number}.", day=first[0], number=first[2]))
    sentences.append(_readiness_words(drawn[0]))
    parts = [tr("{name} from {day}", name=each.name, day=day_words(each.starts)) for each in breaks]
    sentences.append("; ".join([tr_count("{number} day", "{number} days", days), *parts]) + ".")
    twice = len({dot.snapshot.day for dot in dots if dot.beside})
    if twice:
        sentences.append(
            tr_count("{number} day with older figures too.", "{number} days with older figures too.", twice)
        )
    return " ".join(sentences)


def _readiness_words(snapshot: Snapshot) -> str:
    readiness = snapshot.scores.readiness
    if readiness is None:
        return tr("No readiness yet.")
    return tr("Readiness {points} of 100.", points=points_label(readiness))


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
            labelColor=MUTED.anywhere,
            labelFontSize=FONT_SIZE,
            labelOverlap=False,
            labelFlush=False,
            labelPadding=6,
            grid=False,
            aria=False,
            domain=True,
            domainColor=OUTLINE.anywhere,
            ticks=True,
            tickColor=OUTLINE.anywhere,
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
        alt.param(name="months", value=list(spoken().months)),
        alt.param(name="gap", value=1),
        alt.param(name="crowd", value=1),
        alt.param(name="room", expr=f"width - {AXIS + GUTTER}"),
        alt.param(name="beside", expr=f"min({BESIDE}, room * gap / last / crowd)"),
        alt.param(name="area", expr="PI * pow(min(9, max(3, beside * 0.8)) / 2, 2)"),
        alt.param(name="wanted", expr="last * (last > 330 ? 70 : 52) / room"),
        alt.param(name="step", expr="wanted <= 1 ? 1 : wanted <= 2 ? 2 : 7 * ceil(wanted / 7)"),
    )
    return template(chart.properties(height=2 * PANEL))
