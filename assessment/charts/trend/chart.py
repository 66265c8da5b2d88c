"""The chart of the trend: the outlook with its range, and below it the readiness."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from assessment.charts.chart import DescribedChart, Row, milliseconds_since_1970, points_label, spec_with_rows
from assessment.charts.trend.breaks import Break, DayAxis, Dot, break_flags, line_breaks, trend_dots
from assessment.charts.trend.rows import (
    FLAG_STEP,
    HEAD,
    PANEL,
    PANEL_STEP,
    flag_rows,
    grid_rows,
    head_rows,
    latest_rows,
    outlook_row,
    range_row,
    readiness_row,
    rule_rows,
    table_row,
)
from assessment.core.applications.records import Snapshot
from assessment.core.text.i18n import format_day, tr, tr_count


def trend_chart(snapshots: Sequence[Snapshot]) -> DescribedChart:
    """The outlook with its range, and below it the readiness, on the days of the snapshots, in any order.

    A new round and new figures break the lines. Where a day was scored with several versions of the figures
    they are drawn beside each other, the older ones hollow: of two versions the newer one was taken last or
    comes later in the sequence. Raises ValueError without any snapshot.
    """
    if not snapshots:
        raise ValueError("expected at least one snapshot")
    dots = trend_dots(snapshots)
    axis = DayAxis.of(dots)
    breaks = line_breaks(dots, axis)
    columns = (tr("Date"), tr("Round"), tr("Outlook of 100"), tr("Range"), tr("Readiness of 100"), tr("Version"))
    rows = tuple(table_row(dot.snapshot) for dot in dots)
    return DescribedChart(_spec(dots, axis, breaks), _alt(dots, breaks), columns, rows)


def _spec(dots: Sequence[Dot], axis: DayAxis, breaks: Sequence[Break]) -> dict[str, Any]:
    from assessment.charts.templates.trend import trend_template

    flags = break_flags(breaks, axis)
    top = HEAD + FLAG_STEP * max((flag.row + 1 for flag in flags), default=0)
    lower = top + PANEL_STEP
    outlook = [outlook_row(dot, axis, top) for dot in dots]
    readiness = [
        readiness_row(dot, axis, lower, points) for dot in dots if (points := dot.snapshot.scores.readiness) is not None
    ]
    older = [row for row in (*outlook, *readiness) if row["is_older"]]
    rows = {
        "grid": grid_rows(top, lower),
        **_range_rows([range_row(dot, axis, top) for dot in dots]),
        **_dot_rows(outlook, readiness, top, lower),
        "rules": rule_rows(breaks, flags, top, lower),
        "older": older,
        "flags": flag_rows(breaks, flags, top),
        "heads": head_rows(lower, older=bool(older), answered=bool(readiness)),
    }
    start = milliseconds_since_1970(axis.first)
    params = {"last": axis.last, "start": start, "gap": axis.gap, "crowd": axis.crowd}
    return spec_with_rows(trend_template(), rows, height=lower + PANEL, **params)


def _range_rows(ranges: Sequence[Row]) -> dict[str, list[Row]]:
    """Bands along the runs, bars for the runs of a single snapshot, whiskers for older figures."""
    lengths = Counter(row["run"] for row in ranges)
    current = [row for row in ranges if not row["is_older"]]
    return {
        "bands": current,
        "bars": [row for row in current if lengths[row["run"]] == 1],
        "whiskers": [row for row in ranges if row["is_older"]],
    }


def _dot_rows(outlook: Sequence[Row], readiness: Sequence[Row], top: float, lower: float) -> dict[str, list[Row]]:
    """The dots that the lines join, the latest of each panel, and its number."""
    panels = [
        ([row for row in rows if not row["is_older"]], start) for rows, start in ((outlook, top), (readiness, lower))
    ]
    latest = [(rows[-1], start) for rows, start in panels if rows]
    return {
        "dots": [row for rows, _ in panels for row in rows],
        "latest": [row for row, _ in latest],
        "ends": [text for row, start in latest for text in latest_rows(row, start)],
    }


def _alt(dots: Sequence[Dot], breaks: Sequence[Break]) -> str:
    """The latest numbers, the first ones, how many days there are, and the breaks."""
    current = [dot.snapshot for dot in dots if not dot.older]
    days = len({dot.snapshot.day for dot in dots})
    day, _, outlook, span, _, _ = table_row(current[-1])
    sentences = [
        tr("Outlook on {day}: {number} in 100, range {range}.", day=day, number=outlook, range=span),
        _readiness_sentence(current[-1]),
    ]
    if days == len(dots) == 1:
        return " ".join([*sentences, tr("One day so far.")])
    day, _, outlook, *_ = table_row(current[0])
    sentences.append(tr("At first, on {day}: outlook {number}.", day=day, number=outlook))
    sentences.append(_readiness_sentence(current[0]))
    parts = [tr("{name} from {day}", name=each.name, day=format_day(each.starts)) for each in breaks]
    sentences.append("; ".join([tr_count("{number} day", "{number} days", days), *parts]) + ".")
    days_twice = len({dot.snapshot.day for dot in dots if dot.older})
    if days_twice:
        sentences.append(
            tr_count("{number} day with older figures too.", "{number} days with older figures too.", days_twice)
        )
    return " ".join(sentences)


def _readiness_sentence(snapshot: Snapshot) -> str:
    readiness = snapshot.scores.readiness
    if readiness is None:
        return tr("No readiness yet.")
    return tr("Readiness {points} of 100.", points=points_label(readiness))
