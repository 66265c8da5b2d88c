"""How the scores of many people are spread: histograms made of counts, never of the people themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from assessment.charts.chart import NARROW, SMALL, DescribedChart, Row, points_label, spec_with_rows, text_width
from assessment.charts.palette import INK, MUTED
from assessment.core.text.i18n import format_number, mark_for_translation, tr, tr_count

SINGLE: Final = 150
MULTIPLE: Final = 52
"""Pixels of the highest bar, where there is one histogram and where there are several."""

HEAD: Final = 20
ABOVE: Final = 18
"""Pixels above the highest bar, for its number."""

BETWEEN: Final = 18
"""Pixels between two histograms."""

LEAST: Final = 2.0
"""Pixels of a bar with anybody in it."""

FOOT: Final = 36
"""Pixels from the lowest base line to the caption of the scores."""

HIGHEST: Final = 100.0
"""The highest score."""

NOBODY: Final = mark_for_translation("nobody scored yet")


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many people have a score in each of the bins that divide 0..100 evenly; the last bin holds 100."""

    counts: Sequence[int]

    def __post_init__(self) -> None:
        if not self.counts or min(self.counts) < 0:
            raise ValueError(f"expected counts of people, got {self.counts}")

    def edge(self, index: int) -> float:
        """The lowest score of a bin."""
        return HIGHEST * index / len(self.counts)

    @property
    def people(self) -> int:
        """How many people there are."""
        return sum(self.counts)

    @property
    def median_bin(self) -> str:
        """The label of the bin with the middle person: half of them are in it or below."""
        up_to = accumulate(self.counts)
        return self.bin_label(next(index for index, count in enumerate(up_to) if 2 * count >= self.people))

    @property
    def fullest(self) -> int:
        """The index of the bin with the most people, the lowest of several."""
        return self.counts.index(max(self.counts))

    def bin_label(self, index: int) -> str:
        """A bin as "60–70"."""
        return f"{self.edge(index):g}–{self.edge(index + 1):g}"


def distribution_chart(counts: Sequence[int], label: str, unit: str) -> DescribedChart:
    """A histogram: `counts` of people in bins of equal width from 0 to 100, as the `unit` "of 100" says.

    Raises ValueError without counts, or for one below 0.
    """
    histogram = Histogram(counts)
    title = f"{label}, {unit}"
    people = histogram.people
    rows = tuple(
        (histogram.bin_label(index), format_number(count), points_label(100 * (count / people)) if people else "")
        for index, count in enumerate(histogram.counts)
    )
    columns = (title, tr("People"), tr("Of 100 people"))
    return DescribedChart(_spec({title: histogram}, SINGLE), _sentence(title, histogram), columns, rows)


def domain_multiples(distributions: Mapping[str, Sequence[int]]) -> DescribedChart:
    """A small histogram of readiness for each domain, by title, all on the same scales and with as many bins.

    Raises ValueError without a domain or counts, for a count below 0, or for several numbers of bins.
    """
    if not distributions:
        raise ValueError("expected at least one domain")
    histograms = {title: Histogram(counts) for title, counts in distributions.items()}
    sentences = [_sentence(title, each) for title, each in histograms.items()]
    alt = " ".join([tr("Readiness of 100 by domain."), *sentences])
    first = next(iter(histograms.values()))
    rows = tuple(
        (first.bin_label(index), *map(format_number, counts))
        for index, counts in enumerate(zip(*distributions.values(), strict=True))
    )
    spec = _spec(histograms, MULTIPLE, foot=tr("readiness of 100"))
    return DescribedChart(spec, alt, (tr("Readiness of 100"), *histograms), rows)


def _people(count: int) -> str:
    return tr_count("{people} person", "{people} people", count, people=format_number(count))


def _sentence(title: str, histogram: Histogram) -> str:
    return tr("{title}: {spread}.", title=title, spread=_description(histogram))


def _description(histogram: Histogram) -> str:
    if not histogram.people:
        return tr(NOBODY)
    return tr(
        "{people}, median at {middle}; the most in one place are {most} at {place}",
        people=_people(histogram.people),
        middle=histogram.median_bin,
        most=format_number(histogram.counts[histogram.fullest]),
        place=histogram.bin_label(histogram.fullest),
    )


def _summary(histogram: Histogram) -> str:
    if not histogram.people:
        return tr(NOBODY)
    return tr("{people}, median {middle}", people=_people(histogram.people), middle=histogram.median_bin)


def _spec(histograms: Mapping[str, Histogram], height: float, foot: str = "") -> dict[str, Any]:
    """A panel for each histogram, one below the other; bars of all panels are measured by the highest one."""
    from assessment.charts.templates.distribution import distribution_template

    one_line = all(text_width(title) + text_width(_summary(each)) + 12 <= NARROW for title, each in histograms.items())
    head = HEAD if one_line else 2 * HEAD - 3
    most = max(1, *(max(each.counts) for each in histograms.values()))
    tops = [index * (head + ABOVE + height + BETWEEN) for index in range(len(histograms))]
    bases = [top + head + ABOVE + height for top in tops]
    panels = list(zip(histograms.values(), bases, strict=True))
    bars = [row for histogram, base in panels for row in _bars(histogram, base, height / most)]
    heads = zip(tops, histograms.items(), strict=True)
    rows: dict[str, list[Row]] = {
        "bars": bars,
        "bases": [{"y": base} for base in bases],
        "heads": [row for top, (title, each) in heads for row in _heads(title, each, top, one_line=one_line)],
        "foot": [{"text": foot, "y": bases[-1] + FOOT}] if foot else [],
    }
    params = {"low": 0.0, "high": HIGHEST, "bins": len(panels[0][0].counts)}
    widest = max((row["number_width"] for row in bars), default=0.0)
    return spec_with_rows(distribution_template(), rows, height=bases[-1], widest=widest, **params)


def _heads(title: str, histogram: Histogram, top: float, *, one_line: bool) -> list[Row]:
    """The title of a panel, and its summary at the right of it or below it."""
    place = {"y": top + 8, "side": 1} if one_line else {"y": top + HEAD + 6, "side": 0}
    return [
        {"text": title, "y": top + 8, "side": 0, "colour": INK.anywhere},
        {"text": _summary(histogram), "colour": MUTED.anywhere, **place},
    ]


def _bars(histogram: Histogram, base: float, pixels_per_person: float) -> list[Row]:
    return [
        {
            "low": histogram.edge(index),
            "high": histogram.edge(index + 1),
            "top": round(base - max(LEAST, count * pixels_per_person), 2),
            "base": base,
            "count": count,
            "text": format_number(count),
            "number_width": text_width(format_number(count), SMALL),
            "fullest": index == histogram.fullest,
            "name": histogram.bin_label(index),
            "people": _people(count),
        }
        for index, count in enumerate(histogram.counts)
        if count
    ]
