"""How the scores of many people are spread: histograms made of counts, never of the people themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import isclose
from typing import Any, Final

from assessment.charts.chart import (
    FONT_SIZE,
    NARROW,
    SMALL,
    Picture,
    Row,
    filled,
    once_per_language,
    template,
    text_width,
)
from assessment.charts.palette import INK, LIFT, MUTED, OUTLINE
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_number, mark_for_translation, tr, tr_count

SINGLE: Final = 150
MULTIPLE: Final = 52
HEAD: Final = 20
ABOVE: Final = 18
"""Pixels above the highest bar, for its number."""

BETWEEN: Final = 18
LEAST: Final = 2.0
"""Pixels of a bar with anybody in it."""

FOOT: Final = 36
NOBODY: Final = mark_for_translation("nobody scored yet")


@dataclass(frozen=True, slots=True)
class Spread:
    """How many people have a score in each of the bins between the edges; the last bin holds its upper edge."""

    counts: tuple[int, ...]
    edges: tuple[float, ...]

    @classmethod
    def of(cls, counts: Sequence[int], edges: Sequence[float]) -> "Spread":
        """Raises ValueError when the edges are not evenly spaced and rising, or do not fit the counts."""
        if not counts or len(edges) != len(counts) + 1:
            raise ValueError(f"expected one edge more than counts, got {len(counts)} counts and {len(edges)} edges")
        steps = [later - earlier for earlier, later in pairwise(edges)]
        if not all(step > 0 and isclose(step, steps[0], rel_tol=1e-6) for step in steps):
            raise ValueError("expected rising edges, evenly spaced, so that heights can be compared")
        if min(counts) < 0:
            raise ValueError(f"expected counts of people, got {min(counts)}")
        return cls(tuple(int(count) for count in counts), tuple(float(edge) for edge in edges))

    @property
    def people(self) -> int:
        """How many people there are."""
        return sum(self.counts)

    @property
    def middle(self) -> str:
        """The bin of the middle person: half of them are in it or below."""
        reached = accumulate(self.counts)
        return self.name(next(place for place, count in enumerate(reached) if 2 * count >= self.people))

    @property
    def fullest(self) -> int:
        """The place of the bin with the most people, the lowest of several."""
        return self.counts.index(max(self.counts))

    def name(self, place: int) -> str:
        """A bin as "60–70"."""
        return f"{self.edges[place]:g}–{self.edges[place + 1]:g}"


def distribution_chart(counts: Sequence[int], edges: Sequence[float], label: str, unit: str) -> Picture:
    """A histogram: `counts` of people between the `edges`, in the units shown, as 0, 10, .. 100 for "of 100".

    Raises ValueError when the edges are not evenly spaced or do not fit the counts.
    """
    spread = Spread.of(counts, edges)
    title = f"{label}, {unit}"
    spec = _spec({title: spread}, SINGLE)
    rows = tuple(
        (spread.name(place), format_number(count), _share(count, spread.people))
        for place, count in enumerate(spread.counts)
    )
    alt = tr("{title}: {spread}.", title=title, spread=_told(spread))
    return Picture(spec, alt, (title, tr("People"), tr("Of 100 people")), rows)


def domain_multiples(distributions: Mapping[str, Sequence[int]], edges: Sequence[float]) -> Picture:
    """A small histogram of readiness for each domain, by title, all on the same scales.

    Raises ValueError without a domain, or when the edges are not evenly spaced or do not fit the counts.
    """
    if not distributions:
        raise ValueError("expected at least one domain")
    spreads = {title: Spread.of(counts, edges) for title, counts in distributions.items()}
    spec = _spec(spreads, MULTIPLE, foot=tr("readiness of 100"))
    told = [tr("{title}: {spread}.", title=title, spread=_told(each)) for title, each in spreads.items()]
    alt = " ".join([tr("Readiness of 100 by domain."), *told])
    first = next(iter(spreads.values()))
    rows = tuple(
        (first.name(place), *(format_number(each.counts[place]) for each in spreads.values()))
        for place in range(len(first.counts))
    )
    return Picture(spec, alt, (tr("Readiness of 100"), *spreads), rows)


def _people(count: int) -> str:
    return tr_count("{people} person", "{people} people", count, people=format_number(count))


def _share(count: int, people: int) -> str:
    if not people:
        return ""
    share = count / people
    return tr("under 1") if 0 < share < 0.005 else str(percent_int(share))


def _told(spread: Spread) -> str:
    if not spread.people:
        return tr(NOBODY)
    return tr(
        "{people}, the middle one at {middle}; the most in one place are {most} at {place}",
        people=_people(spread.people),
        middle=spread.middle,
        most=format_number(spread.counts[spread.fullest]),
        place=spread.name(spread.fullest),
    )


def _summary(spread: Spread) -> str:
    if not spread.people:
        return tr(NOBODY)
    return tr("{people}, middle {middle}", people=_people(spread.people), middle=spread.middle)


def _spec(spreads: Mapping[str, Spread], height: float, foot: str = "") -> dict[str, Any]:
    """A panel for each spread, one below the other; bars of all panels are measured by the highest one."""
    one_line = all(text_width(title) + text_width(_summary(each)) + 12 <= NARROW for title, each in spreads.items())
    head = HEAD if one_line else 2 * HEAD - 3
    most = max(1, *(max(each.counts) for each in spreads.values()))
    bars: list[Row] = []
    heads: list[Row] = []
    bases: list[Row] = []
    for place, (title, spread) in enumerate(spreads.items()):
        start = place * (head + ABOVE + height + BETWEEN)
        base = start + head + ABOVE + height
        bars += _bars(spread, base, height / most)
        bases.append({"y": base})
        heads.append({"text": title, "y": start + 8, "side": 0, "colour": INK.anywhere})
        under = {"y": start + 8, "side": 1} if one_line else {"y": start + HEAD + 6, "side": 0}
        heads.append({"text": _summary(spread), "colour": MUTED.anywhere, **under})
    edges = next(iter(spreads.values())).edges
    bottom = bases[-1]["y"]
    return filled(
        template_once(),
        {
            "bars": bars,
            "bases": bases,
            "heads": heads,
            "foot": [{"text": foot, "y": bottom + FOOT}] if foot else [],
        },
        height=bottom,
        low=edges[0],
        high=edges[-1],
        bins=len(edges) - 1,
        widest=max((row["words"] for row in bars), default=0.0),
    )


def _bars(spread: Spread, base: float, pace: float) -> list[Row]:
    return [
        {
            "low": spread.edges[place],
            "high": spread.edges[place + 1],
            "top": round(base - max(LEAST, count * pace), 2),
            "base": base,
            "count": count,
            "text": format_number(count),
            "words": text_width(format_number(count), SMALL),
            "fullest": place == spread.fullest,
            "name": spread.name(place),
            "people": _people(count),
        }
        for place, count in enumerate(spread.counts)
        if count
    ]


@once_per_language
def template_once() -> dict[str, Any]:
    import altair as alt

    scores: dict[str, Any] = {
        "title": None,
        "scale": alt.Scale(domain=[alt.ExprRef("low"), alt.ExprRef("high")], nice=False, zero=False),
        "axis": alt.Axis(
            values=alt.ExprRef("sequence(low, high + bin / 2, bin * every)"),
            labelColor=MUTED.anywhere,
            labelFontSize=FONT_SIZE,
            labelOverlap=False,
            labelFlush=True,
            labelPadding=6,
            grid=False,
            aria=False,
            domain=False,
            ticks=True,
            tickColor=OUTLINE.anywhere,
        ),
    }
    y = alt.Y("y:Q", scale=None, axis=None)

    def layer(name: str) -> Any:
        return alt.Chart(alt.NamedData(name))

    def words(chart: Any, align: Any, **mark: Any) -> Any:
        return chart.mark_text(baseline="middle", aria=False, align=align, **mark).encode(text=alt.Text("text:N"))

    across = alt.X("x:Q", scale=None, axis=None)
    chart = alt.layer(
        layer("bases")
        .mark_rule(color=OUTLINE.anywhere, aria=False)
        .encode(x=alt.value(0), x2=alt.value(alt.ExprRef("width")), y=y),
        layer("bars")
        .mark_rect(fill=LIFT.anywhere, xOffset=0.75, x2Offset=-0.75, aria=False)
        .encode(
            x=alt.X("low:Q", **scores),
            x2="high:Q",
            y=alt.Y("top:Q", scale=None, axis=None),
            y2=alt.Y2("base:Q"),
            tooltip=[alt.Tooltip("name:N", title=tr("Score")), alt.Tooltip("people:N", title=tr("People"))],
        ),
        words(
            layer("bars")
            .transform_filter("datum.fullest || widest + 4 <= width / bins")
            .transform_calculate(
                middle="width * ((datum.low + datum.high) / 2 - low) / (high - low)",
                x="clamp(datum.middle, datum.words / 2, width - datum.words / 2)",
            ),
            "center",
            dy=-9,
            color=INK.anywhere,
            fontSize=SMALL,
        ).encode(x=across, y=alt.Y("top:Q", scale=None, axis=None)),
        words(
            layer("heads").transform_calculate(x="datum.side * width"),
            alt.ExprRef("datum.side ? 'right' : 'left'"),
            fill=alt.ExprRef("datum.colour"),
            fontSize=FONT_SIZE,
        ).encode(x=across, y=y),
        words(layer("foot"), "center", color=MUTED.anywhere, fontSize=FONT_SIZE).encode(
            x=alt.value(alt.ExprRef("width / 2")), y=y
        ),
    ).add_params(
        alt.param(name="low", value=0),
        alt.param(name="high", value=100),
        alt.param(name="bins", value=10),
        alt.param(name="widest", value=0),
        alt.param(name="bin", expr="(high - low) / bins"),
        alt.param(name="wanted", expr="bins * 30 / width"),
        alt.param(name="every", expr="wanted <= 1 ? 1 : wanted <= 2 ? 2 : wanted <= 5 ? 5 : 10 * ceil(wanted / 10)"),
    )
    return template(chart.properties(height=SINGLE))
