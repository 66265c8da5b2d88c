"""A summary of a cohort: counts and sums, so that the summaries of its parts can be added in any order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from assessment.cohort.scoring.gaps import gap_gains, readiness_by_domain
from assessment.core.model import Instrument
from assessment.core.text.i18n import format_number, tr_count

BIN_WIDTH = 5
EDGES = np.arange(0, 100 + BIN_WIDTH, BIN_WIDTH)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A score on 0..100: the number of people in each bin of BIN_WIDTH points (100 is in the last), and its sum."""

    counts: tuple[int, ...]
    total: float

    def __add__(self, other: "Distribution") -> "Distribution":
        counts = tuple(here + there for here, there in zip(self.counts, other.counts, strict=True))
        return Distribution(counts, self.total + other.total)

    @property
    def people(self) -> int:
        """The number of people with the score."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean of their scores; None where nobody has one."""
        return self.total / self.people if self.people else None


def distribution(values: "pd.Series[float]") -> Distribution:
    """The distribution of values on 0..100; missing ones do not count."""
    present = values.dropna().to_numpy()
    counts, _ = np.histogram(present, EDGES)
    return Distribution(tuple(counts.tolist()), float(present.sum()))


@dataclass(frozen=True, slots=True)
class GapCount:
    """The number of people with a gap at an item, and the points of readiness that closing all of them would add."""

    people: int
    points: float

    def __add__(self, other: "GapCount") -> "GapCount":
        return GapCount(self.people + other.people, self.points + other.points)


@dataclass(frozen=True, slots=True)
class Summary:
    """A cohort: the number of rows and of rows with problems, the distributions of scores, and the gaps by item."""

    rows: int
    rows_with_problems: int
    scores: Mapping[str, Distribution]
    domains: Mapping[str, Distribution]
    gaps: Mapping[str, GapCount]

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(
            self.rows + other.rows,
            self.rows_with_problems + other.rows_with_problems,
            {name: self.scores[name] + other.scores[name] for name in self.scores},
            {name: self.domains[name] + other.domains[name] for name in self.domains},
            {name: self.gaps[name] + other.gaps[name] for name in self.gaps},
        )


def summarise(
    frame: pd.DataFrame, scores: pd.DataFrame, problems: pd.DataFrame, instrument: Instrument, *, today: date
) -> Summary:
    """The summary of responses with their scores and problems. Only gaps count that can still be closed."""
    domains = readiness_by_domain(frame, instrument)
    gains = gap_gains(frame, instrument, today=today)
    return Summary(
        rows=len(frame),
        rows_with_problems=int(problems["row"].dropna().nunique()),
        scores={
            "readiness": distribution(scores["readiness"]),
            "fit": distribution(scores["fit"]),
            "outlook": distribution(100 * scores["outlook"]),
        },
        domains={name: distribution(domains[name]) for name in instrument.readiness_by_domain},
        gaps={
            item: GapCount(int((gain > 0).sum()), float(gain.sum()))
            for item, gain in zip(instrument.readiness, gains.T, strict=True)
        },
    )


def summary_values(summary: Summary) -> dict[str, Any]:
    """The summary as plain values, for JSON."""
    return {
        "rows": summary.rows,
        "rows_with_problems": summary.rows_with_problems,
        "scores": {name: _distribution_values(spread) for name, spread in summary.scores.items()},
        "domains": {name: _distribution_values(spread) for name, spread in summary.domains.items()},
        "gaps": {item: {"people": gap.people, "points": gap.points} for item, gap in summary.gaps.items()},
    }


def _distribution_values(spread: Distribution) -> dict[str, Any]:
    return {"people": spread.people, "mean": spread.mean, "bins": list(spread.counts)}


def summary_text(summary: Summary, instrument: Instrument, most_gaps: int = 10) -> str:
    """The summary as lines of text, with the `most_gaps` largest gaps."""
    rows = tr_count("{rows} row", "{rows} rows", summary.rows, rows=format_number(summary.rows))
    lines = [f"{rows}, {summary.rows_with_problems:,} of them with problems", ""]
    lines += [
        _line(name, spread, "in 100" if name == "outlook" else "of 100") for name, spread in summary.scores.items()
    ]
    titles = {domain.id: domain.title for domain in instrument.domains}
    lines += ["", "Readiness by domain"]
    lines += [_line(titles[name], spread, "of 100") for name, spread in summary.domains.items()]
    lines += ["", "What can still be won, most first"]
    largest = sorted(summary.gaps.items(), key=lambda gap: -gap[1].points)[:most_gaps]
    lines += [
        f"  {instrument.items[item].label}: {_people(gap.people)}, {_points_each(gap.points / gap.people)}"
        for item, gap in largest
        if gap.people
    ]
    return "\n".join(lines)


def _line(name: str, spread: Distribution, scale: str) -> str:
    if spread.mean is None:
        return f"  {name}: nobody answered"
    fifths = [sum(spread.counts[at : at + 4]) for at in range(0, len(spread.counts), 4)]
    return f"  {name}: mean {spread.mean:.0f} {scale}, {_people(spread.people)}; by fifths {' '.join(map(str, fifths))}"


def _people(number: int) -> str:
    return tr_count("{people} person", "{people} people", number, people=format_number(number))


def _points_each(points: float) -> str:
    return tr_count("{points} point each", "{points} points each", round(points), points=format_number(points))
