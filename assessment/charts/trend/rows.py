"""The rows of the trend: its two panels in pixels, and its texts."""

from collections.abc import Sequence
from typing import Any, Final

from assessment.charts.chart import LARGE, SMALL, Row, points_label, range_label
from assessment.charts.label_layout import GAP, Flag
from assessment.charts.palette import INK, LIFT, MUTED
from assessment.charts.trend.breaks import Break, DayAxis, Dot
from assessment.core.applications.records import Snapshot
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_day, mark_for_translation, tr

HEAD: Final = 26
"""Pixels above a panel, for its title."""

PANEL: Final = 112
PANEL_STEP: Final = PANEL + 46
"""Pixels of a panel, and from the top of the first to that of the second."""

FLAG_STEP: Final = 19
"""Pixels between two rows of flags."""

OLDER: Final = mark_for_translation("○ older figures")
UNANSWERED: Final = mark_for_translation("not enough answers yet")


def table_row(snapshot: Snapshot) -> tuple[str, str, str, str, str, str]:
    """The day, round, outlook, range, readiness and version of a snapshot, as shown in the table."""
    scores = snapshot.scores
    return (
        format_day(snapshot.day),
        str(snapshot.round),
        str(percent_int(scores.outlook)),
        range_label(scores.outlook_low, scores.outlook_high),
        tr(UNANSWERED) if scores.readiness is None else points_label(scores.readiness),
        snapshot.instrument_version,
    )


def outlook_row(dot: Dot, axis: DayAxis, top: float) -> Row:
    """The dot of an outlook in the panel that starts at pixel `top`."""
    _, _, number, span, _, _ = table_row(dot.snapshot)
    value = 100 * dot.snapshot.scores.outlook
    return {**_snapshot_fields(dot, axis), **_point("outlook", top, value), "number": number, "range": span}


def readiness_row(dot: Dot, axis: DayAxis, top: float, readiness: float) -> Row:
    """The dot of a readiness, 0..100, in the panel that starts at pixel `top`."""
    number = "<1" if 0 < readiness < 1 / 2 else points_label(readiness)
    return {**_snapshot_fields(dot, axis), **_point("readiness", top, readiness), "number": number, "range": ""}


def range_row(dot: Dot, axis: DayAxis, top: float) -> Row:
    """The range of an outlook in the panel that starts at pixel `top`."""
    scores = dot.snapshot.scores
    low, high = (_y(top, 100 * value) for value in (scores.outlook_low, scores.outlook_high))
    return {**_snapshot_fields(dot, axis), "low": low, "high": high}


def _snapshot_fields(dot: Dot, axis: DayAxis) -> dict[str, Any]:
    date, round, outlook, span, readiness, version = table_row(dot.snapshot)
    return {
        "day": axis.day_number(dot.snapshot.day),
        "slot": dot.slot,
        "run": f"{round}, {version}" if dot.older else str(dot.run),
        "is_older": dot.older,
        "date": date,
        "round": round,
        "outlook": tr("{number} in 100, range {range}", number=outlook, range=span),
        "readiness": readiness,
        "version": version,
    }


def _point(panel: str, top: float, points: float) -> dict[str, Any]:
    return {"panel": panel, "value": points, "y": _y(top, points)}


def _y(top: float, points: float) -> float:
    return round(top + PANEL * (1 - points / 100), 2)


def grid_rows(*tops: float) -> list[Row]:
    """Three lines with their numbers in each panel."""
    return [{"y": _y(top, value), "text": str(value)} for top in tops for value in (0, 50, 100)]


def rule_rows(breaks: Sequence[Break], flags: Sequence[Flag], top: float, lower: float) -> list[Row]:
    """The rule at each break, through both panels and up to its flag."""
    tops = [top] * (len(breaks) - len(flags)) + [top - FLAG_STEP * (flag.row + 1) for flag in flags]
    upper = [
        {"day": each.day, "slot": each.slot, "y": y, "bottom": top + PANEL}
        for each, y in zip(breaks, tops, strict=True)
        if each.has_rule
    ]
    return [*upper, *({**row, "y": lower, "bottom": lower + PANEL} for row in upper)]


def flag_rows(breaks: Sequence[Break], flags: Sequence[Flag], top: float) -> list[Row]:
    """The names of the last breaks, one for each flag."""
    return [
        {
            "text": each.name,
            "day": each.day,
            "slot": each.slot,
            "y": top - FLAG_STEP * (flag.row + 0.5) - 3,
            "align": "right" if flag.left_of_rule else "left",
            "dx": (-GAP if flag.left_of_rule else GAP) - (0 if each.has_rule else GAP),
        }
        for each, flag in zip(breaks[len(breaks) - len(flags) :], flags, strict=True)
    ]


def head_rows(lower: float, *, older: bool, answered: bool) -> list[Row]:
    """The titles of the panels, and at the right what a hollow dot means and that readiness is not answered."""
    second = lower - HEAD + 8
    heads: list[Row] = [
        {"text": tr("Outlook in 100, with range"), "y": 8, "side": 0, "colour": INK.anywhere},
        {"text": tr("Readiness of 100"), "y": second, "side": 0, "colour": INK.anywhere},
    ]
    if older:
        heads.append({"text": tr(OLDER), "y": 8, "side": 1, "colour": LIFT.anywhere})
    if not answered:
        heads.append({"text": tr(UNANSWERED), "y": second, "side": 1, "colour": MUTED.anywhere})
    return heads


def latest_rows(latest: Row, top: float) -> list[Row]:
    """The latest number of a panel right of its dot, with its range below it, inside the panel."""
    shared = {"day": latest["day"], "slot": latest["slot"]}
    room = 16 if latest["range"] else 0
    y = min(max(latest["y"] - room / 2, top + 2), top + PANEL - 2 - room)
    number = {**shared, "text": latest["number"], "y": y, "size": LARGE, "weight": "bold", "colour": LIFT.anywhere}
    span = {**shared, "text": latest["range"], "y": y + 16, "size": SMALL, "weight": "normal", "colour": MUTED.anywhere}
    return [number, span] if latest["range"] else [number]
