"""How an application moved: its outlook with range, and its readiness, on the days of its snapshots."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from assessment.charts.chart import LARGE, SMALL, Picture, Row, filled, points_label
from assessment.charts.label_layout import GAP, Flag
from assessment.charts.palette import INK, LIFT, MUTED
from assessment.charts.trend.breaks import Break, Days, Dot, breaks_of, dots_of, flags_of
from assessment.charts.trend.template import BETWEEN, FLAG_STEP, HEAD, PANEL, template_once
from assessment.charts.trend.words import UNANSWERED, alt_words, cells
from assessment.core.applications.records import Snapshot
from assessment.core.text.i18n import mark_for_translation, tr

__all__ = ["OLDER", "UNANSWERED", "template_once", "trend_chart"]

OLDER: Final = mark_for_translation("○ older figures")


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
    return Picture(spec, alt_words(dots, breaks), columns, tuple(cells(dot.snapshot) for dot in dots))


def _pixels(top: float, points: float) -> float:
    return round(top + PANEL * (1 - points / 100), 2)


def _place(dot: Dot, days: Days) -> dict[str, Any]:
    date, round, outlook, span, readiness, version = cells(dot.snapshot)
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
    _, _, number, span, _, _ = cells(dot.snapshot)
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
