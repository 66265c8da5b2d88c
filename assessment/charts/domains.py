"""Readiness by domain, with what each domain could still win."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from assessment.charts.chart import FONT_SIZE, LARGE, Picture, Row, filled, once_per_language, points_label, template
from assessment.charts.palette import INK, LIFT, MUTED, REST
from assessment.core.model import Instrument
from assessment.core.scoring.assess import Assessment, Points
from assessment.core.text.i18n import tr

STEP: Final = 48


def domains_chart(instrument: Instrument, assessment: Assessment, to_win: Mapping[str, float]) -> Picture:
    """A bar for each domain that earns readiness, 0..100, extended by what it can still win.

    `to_win` holds points of the whole readiness (`points_to_win`). The extension shows them on the scale of
    the domain, where the same gap is longer: by all importance answered over that of the domain.
    """
    lines = _lines(instrument, assessment, to_win)
    rows = [_row(place, line) for place, line in enumerate(lines)]
    spec = filled(template_once(), {"rows": rows}, height=STEP * len(rows))
    columns = (
        tr("Domain"),
        tr("Readiness of 100"),
        tr("Answered"),
        tr("Could reach"),
        tr("Points of readiness to win"),
    )
    return Picture(spec, _alt(lines), columns, tuple(_cells(line) for line in lines))


@dataclass(frozen=True, slots=True)
class _Line:
    """One domain: its score, the points of readiness it can still win, and where it would then stand."""

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


def _lines(instrument: Instrument, assessment: Assessment, to_win: Mapping[str, float]) -> list[_Line]:
    readiness, answered = assessment.readiness, assessment.responses
    importance = {
        domain: sum(credit.importance for item, credit in credits.items() if item in answered)
        for domain, credits in instrument.readiness_by_domain.items()
    }
    titles = {domain.id: domain.title for domain in instrument.domains}
    lines = []
    for domain in instrument.readiness_by_domain:
        score = readiness.domains[domain] if readiness else None
        if score is None or score.value is None:
            lines.append(_Line(titles[domain], score, 0.0, 0.0))
            continue
        gain = to_win.get(domain, 0.0)
        stretch = sum(importance.values()) / importance[domain]
        lines.append(_Line(titles[domain], score, gain, min(100.0, score.value + gain * stretch)))
    return lines


def _row(place: int, line: _Line) -> Row:
    value = line.score.value if line.score else None
    return {
        "y": STEP * place + 14,
        "title": line.title,
        "number": line.number,
        "scored": value is not None,
        "value": value or 0.0,
        "reach": line.reach,
        "gain": tr("+{points} to readiness", points=points_label(line.gain)) if line.gain else "",
        "reached": points_label(line.reach),
        "answered": tr("{answered} of {asked} answered", answered=line.score.answered, asked=line.score.asked)
        if line.score
        else "",
    }


def _cells(line: _Line) -> tuple[str, ...]:
    score = line.score
    answered = tr("{answered} of {asked}", answered=score.answered, asked=score.asked) if score else tr("none")
    if score is None or score.value is None:
        return line.title, line.number, answered, "", ""
    return line.title, line.number, answered, points_label(line.reach), points_label(line.gain)


def _alt(lines: list[_Line]) -> str:
    listed = "; ".join(f"{line.title} {line.number}" for line in lines)
    sentence = tr("Readiness by domain: {domains}.", domains=listed)
    gains = [line for line in lines if line.gain]
    if not gains:
        return " ".join([sentence, tr("No points can be won any more at this stage.")])
    best = max(gains, key=lambda line: line.gain)
    most = tr(
        "Most can still be won in {domain}: {points} points of readiness.",
        domain=best.title,
        points=points_label(best.gain),
    )
    return f"{sentence} {most}"


@once_per_language
def template_once() -> dict[str, Any]:
    import altair as alt

    x = alt.X("value:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None)

    def layer(shift: float = 0) -> Any:
        return alt.Chart(alt.NamedData("rows")).transform_calculate(at=f"datum.y + {shift}")

    def scored(shift: float = 0) -> Any:
        return layer(shift).transform_filter("datum.scored")

    y = alt.Y("at:Q", scale=None, axis=None)
    right = alt.value(alt.ExprRef("width"))

    def words(chart: Any, field: str, **mark: Any) -> Any:
        return chart.mark_text(baseline="middle", aria=False, **mark).encode(y=y, text=alt.Text(f"{field}:N"))

    def number(chart: Any, **mark: Any) -> Any:
        return words(chart, "number", align="right", **mark).encode(x=right)

    bar = {"height": 12, "aria": False, "cornerRadius": 1}
    tooltip = [
        alt.Tooltip("title:N", title=tr("Domain")),
        alt.Tooltip("number:N", title=tr("Of 100")),
        alt.Tooltip("reached:N", title=tr("Could reach")),
        alt.Tooltip("answered:N", title=tr("Answers")),
    ]
    chart = alt.layer(
        layer(16)
        .transform_calculate(value="0", end="100")
        .mark_bar(fill=REST.anywhere, fillOpacity=0.6, **bar)
        .encode(x=x, x2="end:Q", y=y, tooltip=tooltip),
        scored(16)
        .transform_filter("datum.reach > datum.value")
        .mark_bar(fill=LIFT.anywhere, fillOpacity=0.18, stroke=LIFT.anywhere, strokeDash=[3, 2], strokeWidth=1.5, **bar)
        .encode(x=x, x2="reach:Q", y=y),
        scored(16)
        .transform_calculate(none="0")
        .mark_bar(fill=LIFT.anywhere, **bar)
        .encode(x=x, x2="none:Q", y=y, tooltip=tooltip),
        words(layer(), "title", align="left", color=INK.anywhere, fontSize=FONT_SIZE + 1).encode(x=alt.value(0)),
        number(scored(), color=LIFT.anywhere, fontSize=LARGE, fontWeight="bold"),
        words(scored(), "gain", align="right", dx=-38, color=MUTED.anywhere, fontSize=FONT_SIZE).encode(x=right),
        number(layer().transform_filter("!datum.scored"), color=MUTED.anywhere, fontSize=FONT_SIZE),
    )
    return template(chart.properties(height=STEP))
