"""The balance sheet: one bar for each answer, from most for an offer to most against it."""

import re
from collections.abc import Sequence
from math import exp
from typing import Any, Final

from assessment.charts.chart import SMALL, Picture, Row, filled, once_per_language, template
from assessment.charts.palette import DRAG, INK, LIFT, MUTED, OUTLINE, REST
from assessment.core.model import ADVICE_ONLY, TIE_DIGITS, Instrument
from assessment.core.scoring.evidence import Contribution
from assessment.core.text.i18n import format_number, tr, tr_count

STEP: Final = 36
HEAD: Final = 24


def balance_chart(instrument: Instrument, contributions: Sequence[Contribution]) -> Picture:
    """A bar for each answer that moves the outlook, with its odds factor and grade.

    An answer whose factor is ×1.00 as shown gets no bar; the table has them all. With no bar the picture says so.
    """
    ranked = sorted(contributions, key=lambda row: -round(row.contribution, TIE_DIGITS))
    drawn = [row for row in ranked if moves(row.contribution)]
    rows = [_bar(instrument, contribution, place) for place, contribution in enumerate(drawn)]
    most = max((row["sign"] for row in rows), default=0.0)
    least = min((row["sign"] for row in rows), default=0.0)
    height = HEAD + STEP * len(rows)
    spec = filled(
        template_once(),
        {
            "rows": rows,
            "head": _head(rows),
            "zero": [{"top": HEAD - 4, "bottom": height}] if rows else [],
        },
        height=height,
        most=max(most, 0.0),
        least=min(least, 0.0),
    )
    columns = (tr("Sign"), tr("Your answer"), tr("Direction"), tr("Odds factor"), tr("Grade"), tr("Sources"))
    return Picture(spec, _alt(instrument, drawn, len(ranked) - len(drawn)), columns, _table(instrument, ranked))


def factor_label(contribution: float) -> str:
    """What a contribution in nats multiplies the odds by, as "×1.23"."""
    return f"×{format_number(exp(contribution), 2)}"


def moves(contribution: float) -> bool:
    """Whether the odds factor of a contribution, as it is shown, differs from 1."""
    return f"{exp(contribution):.2f}" != "1.00"


def short_answer(label: str) -> str:
    """The answer up to its first explanation: "By a date, or in a week they named" -> "By a date"."""
    return re.split(r"[,:(]| such as | who ", label, maxsplit=1)[0].strip()


def _bar(instrument: Instrument, row: Contribution, place: int) -> Row:
    item = instrument.items[row.item]
    advice = row.grade == ADVICE_ONLY
    return {
        "place": HEAD + STEP * (place + 0.5),
        "label": item.label,
        "answer": short_answer(item.label_of(row.option)),
        "full": item.label_of(row.option),
        "sign": row.contribution,
        "factor": factor_label(row.contribution),
        "grade": row.grade,
        "graded": tr("advice only {grade}", grade=row.grade) if advice else row.grade,
        "evidence": instrument.grades[row.grade].label,
        "advice": advice,
    }


def _head(rows: Sequence[Row]) -> list[Row]:
    head: list[Row] = []
    if any(row["sign"] < 0 for row in rows):
        head.append({"text": tr("◂ pulls down"), "align": "right", "side": -1, "colour": DRAG.anywhere})
    if any(row["sign"] > 0 for row in rows):
        head.append({"text": tr("lifts ▸"), "align": "left", "side": 1, "colour": LIFT.anywhere})
    if rows:
        head.append({"text": tr("grade"), "brief": _brief(rows), "align": "right", "side": 0, "colour": MUTED.anywhere})
    else:
        head.append(
            {"text": tr("No answer moves the outlook yet."), "align": "left", "side": -2, "colour": INK.anywhere}
        )
    return head


def _brief(rows: Sequence[Row]) -> str:
    """The head of the grades on a phone, where no row has room for the words."""
    return tr("D: advice only") if any(row["advice"] for row in rows) else tr("grade")


def _direction(contribution: float) -> str:
    if not moves(contribution):
        return tr("moves nothing")
    return tr("lifts") if contribution > 0 else tr("pulls down")


def _table(instrument: Instrument, ranked: Sequence[Contribution]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            instrument.items[row.item].label,
            instrument.items[row.item].label_of(row.option),
            _direction(row.contribution),
            factor_label(row.contribution),
            tr("{grade}, advice only", grade=row.grade) if row.grade == ADVICE_ONLY else row.grade,
            "; ".join(_title(instrument, source) for source in instrument.evidence[row.item].sources),
        )
        for row in ranked
    )


def _title(instrument: Instrument, source: str) -> str:
    return instrument.sources[source].title if source in instrument.sources else tr("our own judgement")


def _alt(instrument: Instrument, drawn: Sequence[Contribution], unmoved: int) -> str:
    def named(row: Contribution) -> str:
        return f"{instrument.items[row.item].label} ({factor_label(row.contribution)})"

    lifting = [row for row in drawn if row.contribution > 0]
    dragging = [row for row in drawn if row.contribution < 0]
    sentences = [tr_count("{number} answer moves the odds up.", "{number} answers move the odds up.", len(lifting))]
    if lifting:
        sentences.append(tr("Most of all {sign}.", sign=named(lifting[0])))
    sentences.append(tr_count("{number} moves them down.", "{number} move them down.", len(dragging)))
    if dragging:
        sentences.append(tr("Most of all {sign}.", sign=named(dragging[-1])))
    if unmoved:
        sentences.append(
            tr_count(
                "{number} answer moves next to nothing and has no bar.",
                "{number} answers move next to nothing and have no bar.",
                unmoved,
            )
        )
    return " ".join(sentences)


@once_per_language
def template_once() -> dict[str, Any]:
    import altair as alt

    def layer(name: str) -> Any:
        return (
            alt.Chart(alt.NamedData(name))
            .transform_calculate(x="zero + datum.sign * pace", end="zero + datum.sign * pace")
            .transform_calculate(away="datum.sign > 0 ? 1 : -1")
        )

    def at(field: str) -> Any:
        return alt.Y(f"{field}:Q", scale=None, axis=None)

    def across(field: str) -> Any:
        return alt.X(f"{field}:Q", scale=None, axis=None)

    def words(chart: Any, text: str, **mark: Any) -> Any:
        return chart.mark_text(baseline="middle", aria=False, **mark).encode(text=alt.Text(f"{text}:N"), y=at("place"))

    def label(field: str, dy: float, colour: str, size: Any) -> Any:
        beside = layer("rows").transform_calculate(x="zero - datum.away * 8")
        align = alt.ExprRef("datum.sign > 0 ? 'right' : 'left'")
        limit = alt.ExprRef("(datum.sign > 0 ? zero : width - grades - zero) - 8")
        return words(beside, field, align=align, dy=dy, color=colour, fontSize=size, limit=limit).encode(x=across("x"))

    tooltip = [
        alt.Tooltip("label:N", title=tr("Sign")),
        alt.Tooltip("full:N", title=tr("Your answer")),
        alt.Tooltip("factor:N", title=tr("Odds")),
        alt.Tooltip("evidence:N", title=tr("Evidence")),
    ]
    hue = alt.condition("datum.sign > 0", alt.value(LIFT.anywhere), alt.value(DRAG.anywhere))

    def bars(which: str, **mark: Any) -> Any:
        shape = layer("rows").transform_filter(which).mark_bar(height=18, cornerRadius=1, aria=False, **mark)
        return shape.encode(x=across("x"), x2=alt.X2("zero:Q"), y=at("place"), tooltip=tooltip)

    def from_zero(chart: Any) -> Any:
        return chart.transform_calculate(zero="zero")

    end = alt.ExprRef("datum.sign > 0 ? 'left' : 'right'")
    chart = alt.layer(
        layer("rows")
        .transform_calculate(under=f"datum.place + {STEP / 2}", x="0", right="width")
        .mark_rule(color=REST.anywhere, opacity=0.7, aria=False)
        .encode(x=across("x"), x2=alt.X2("right:Q"), y=at("under")),
        from_zero(bars("!datum.advice")).encode(color=hue),
        from_zero(bars("datum.advice", fillOpacity=0.22, strokeDash=[3, 2], strokeWidth=1.5)).encode(
            fill=hue, stroke=hue
        ),
        label("label", -8, INK.anywhere, alt.ExprRef("width < 330 ? 12 : width < 480 ? 13 : 14")),
        label("answer", 9, MUTED.anywhere, SMALL),
        words(
            layer("rows"), "factor", align=end, dx=alt.ExprRef("datum.away * 5"), color=INK.anywhere, fontSize=13
        ).encode(x=across("x")),
        words(
            layer("rows").transform_calculate(x="width - 2", shown="width > 480 ? datum.graded : datum.grade"),
            "shown",
            align="right",
            color=MUTED.anywhere,
            fontSize=SMALL,
        ).encode(x=across("x")),
        layer("zero")
        .transform_calculate(x="zero")
        .mark_rule(color=OUTLINE.anywhere, aria=False)
        .encode(x=across("x"), y=at("top"), y2=alt.Y2("bottom:Q")),
        layer("head")
        .transform_calculate(
            x="datum.side == -2 ? 0 : datum.side ? zero + datum.side * 8 : width - 2",
            shown="datum.brief && width <= 480 ? datum.brief : datum.text",
        )
        .mark_text(
            baseline="top",
            aria=False,
            align=alt.ExprRef("datum.align"),
            fill=alt.ExprRef("datum.colour"),
            fontSize=SMALL,
        )
        .encode(x=across("x"), y=alt.value(0), text=alt.Text("shown:N")),
    ).add_params(
        alt.param(name="most", value=1),
        alt.param(name="least", value=-1),
        alt.param(name="grades", expr="width > 480 ? 92 : 22"),
        alt.param(name="labels", expr="min(200, max(136, width * 0.44))"),
        alt.param(name="numbers", expr="46"),
        alt.param(name="wanted", expr="numbers + (width - grades - 2 * numbers) * -least / max(0.0001, most - least)"),
        alt.param(
            name="zero",
            expr="max(most > 0 ? labels : 0, min(wanted, width - (least < 0 ? grades + labels : 0)))",
        ),
        alt.param(
            name="pace",
            expr="min(400, (width - grades - numbers - zero) / max(0.01, most), (zero - numbers) / max(0.01, -least))",
        ),
    )
    return template(chart.properties(height=HEAD))
