"""Readiness by domain, with what each domain could still win."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assessment.charts.chart import DescribedChart, Row, points_label, spec_with_rows
from assessment.core.model import Instrument
from assessment.core.scoring.assess import Assessment
from assessment.core.scoring.points import Points
from assessment.core.text.i18n import tr

STEP: Final = 48
"""Pixels from one domain to the next."""


def domains_chart(instrument: Instrument, assessment: Assessment, to_win: Mapping[str, float]) -> DescribedChart:
    """A bar for each domain that earns readiness, 0..100, extended by what it can still win.

    `to_win` holds points of the whole readiness (`points_to_win`). The extension shows them on the scale of
    the domain, where the same gap is longer: by all importance answered over that of the domain.
    """
    from assessment.charts.templates.domains import domains_template

    lines = _lines(instrument, assessment, to_win)
    rows = [_row(index, line) for index, line in enumerate(lines)]
    spec = spec_with_rows(domains_template(), {"rows": rows}, height=STEP * len(rows))
    columns = (
        tr("Domain"),
        tr("Readiness of 100"),
        tr("Answered"),
        tr("Could reach"),
        tr("Points of readiness to win"),
    )
    return DescribedChart(spec, _alt(lines), columns, tuple(_table_row(line) for line in lines))


@dataclass(frozen=True, slots=True)
class _DomainLine:
    """One domain: its score, the points of readiness it can still win, and the score with them."""

    title: str
    score: Points | None
    gain: float
    reach: float

    @property
    def number(self) -> str:
        """The score in words; the reason where there is none."""
        if self.score is not None and self.score.value is not None:
            return points_label(self.score.value)
        if self.score is not None and not self.score.asked:
            return tr("not asked at this stage")
        return tr("not answered yet")


def _lines(instrument: Instrument, assessment: Assessment, to_win: Mapping[str, float]) -> list[_DomainLine]:
    readiness, answered = assessment.readiness, assessment.responses
    importance = {
        domain: sum(credit.importance for item, credit in credits.items() if item in answered)
        for domain, credits in instrument.readiness_by_domain.items()
    }
    titles = {domain.id: domain.title for domain in instrument.domains}
    lines = []
    for domain in instrument.readiness_by_domain:
        score = readiness.domains[domain] if readiness else None
        gain = reach = 0.0
        if score is not None and score.value is not None:
            gain = to_win.get(domain, 0.0)
            stretch = sum(importance.values()) / importance[domain]
            reach = min(100.0, score.value + gain * stretch)
        lines.append(_DomainLine(titles[domain], score, gain, reach))
    return lines


def _row(index: int, line: _DomainLine) -> Row:
    value = line.score.value if line.score else None
    return {
        "y": STEP * index + 14,
        "title": line.title,
        "number": line.number,
        "scored": value is not None,
        "value": value or 0.0,
        "reach": line.reach,
        "gain": tr("{points} to gain", points=points_label(line.gain)) if line.gain else "",
        "reached": points_label(line.reach),
        "answered": tr("{answered} of {asked} answered", answered=line.score.answered, asked=line.score.asked)
        if line.score
        else "",
    }


def _table_row(line: _DomainLine) -> tuple[str, ...]:
    score = line.score
    answered = tr("{answered} of {asked}", answered=score.answered, asked=score.asked) if score else tr("none")
    if score is None or score.value is None:
        return line.title, line.number, answered, "", ""
    return line.title, line.number, answered, points_label(line.reach), points_label(line.gain)


def _alt(lines: list[_DomainLine]) -> str:
    listed = "; ".join(f"{line.title} {line.number}" for line in lines)
    sentence = tr("Readiness by domain: {domains}.", domains=listed)
    if all(line.score is None or line.score.value is None for line in lines):
        return sentence
    gains = [line for line in lines if line.gain]
    if not gains:
        return " ".join([sentence, tr("In what is answered, no more points can be won at this stage.")])
    best = max(gains, key=lambda line: line.gain)
    most = tr(
        "Most can still be won in {domain}: {points} points of readiness.",
        domain=best.title,
        points=points_label(best.gain),
    )
    return f"{sentence} {most}"
