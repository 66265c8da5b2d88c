"""The balance sheet: one bar for each answer, from most for an offer to most against it."""

import re
from collections.abc import Sequence
from math import exp
from typing import Any, Final

from assessment.charts.chart import DescribedChart, Row, spec_with_rows
from assessment.charts.palette import DRAG, INK, LIFT, MUTED
from assessment.core.model import ADVICE_ONLY, TIE_DIGITS, Instrument
from assessment.core.scoring.evidence import Contribution
from assessment.core.text.i18n import format_number, tr, tr_count

STEP: Final = 36
HEAD: Final = 24
"""Pixels from one bar to the next, and above the first."""


def balance_chart(instrument: Instrument, contributions: Sequence[Contribution]) -> DescribedChart:
    """A bar for each answer that moves the outlook, with its odds factor and grade.

    An answer whose factor is ×1.00 as shown gets no bar; the table has them all. With no bar the chart says so.
    """
    ranked = sorted(contributions, key=lambda row: -round(row.contribution, TIE_DIGITS))
    drawn = [row for row in ranked if moves(row.contribution)]
    bars = [_bar(instrument, contribution, index) for index, contribution in enumerate(drawn)]
    columns = (tr("Sign"), tr("Your answer"), tr("Direction"), tr("Odds factor"), tr("Grade"), tr("Sources"))
    alt = _alt(instrument, drawn, len(ranked) - len(drawn))
    return DescribedChart(_spec(bars), alt, columns, _table_rows(instrument, ranked))


def _spec(bars: Sequence[Row]) -> dict[str, Any]:
    from assessment.charts.templates.balance import balance_template

    height = HEAD + STEP * len(bars)
    zero = [{"top": HEAD - 4, "bottom": height}] if bars else []
    signs = [0.0, *(row["sign"] for row in bars)]
    rows = {"rows": bars, "head": _head(bars), "zero": zero}
    return spec_with_rows(balance_template(), rows, height=height, most=max(signs), least=min(signs))


def factor_label(contribution: float) -> str:
    """What a contribution in nats multiplies the odds by, as "×1.23"."""
    return f"×{format_number(exp(contribution), 2)}"


def moves(contribution: float) -> bool:
    """Whether the odds factor of a contribution, as it is shown, differs from 1."""
    return f"{exp(contribution):.2f}" != "1.00"


def short_answer(label: str) -> str:
    """The answer up to its first explanation: "By a date, or in a week they named" -> "By a date"."""
    return re.split(r"[,:(]| such as | who ", label, maxsplit=1)[0].strip()


def _bar(instrument: Instrument, row: Contribution, index: int) -> Row:
    item = instrument.items[row.item]
    advice = row.grade == ADVICE_ONLY
    return {
        "place": HEAD + STEP * (index + 0.5),
        "label": item.label,
        "answer": short_answer(item.option_label(row.option)),
        "full": item.option_label(row.option),
        "sign": row.contribution,
        "factor": factor_label(row.contribution),
        "grade": row.grade,
        "graded": tr("advice only {grade}", grade=row.grade) if advice else row.grade,
        "evidence": instrument.grades[row.grade].label,
        "advice": advice,
    }


def _head(rows: Sequence[Row]) -> list[Row]:
    if not rows:
        return [{"text": tr("No answer moves the outlook yet."), "align": "left", "side": -2, "colour": INK.anywhere}]
    # The head of the grades on a phone, where no row has room for the words.
    brief = tr("D: advice only") if any(row["advice"] for row in rows) else tr("grade")
    head: list[Row] = []
    if any(row["sign"] < 0 for row in rows):
        head.append({"text": tr("◂ pulls down"), "align": "right", "side": -1, "colour": DRAG.anywhere})
    if any(row["sign"] > 0 for row in rows):
        head.append({"text": tr("lifts ▸"), "align": "left", "side": 1, "colour": LIFT.anywhere})
    grades = {"text": tr("grade"), "brief": brief, "align": "right", "side": 0, "colour": MUTED.anywhere}
    return [*head, grades]


def _direction(contribution: float) -> str:
    if not moves(contribution):
        return tr("moves nothing")
    return tr("lifts") if contribution > 0 else tr("pulls down")


def _table_rows(instrument: Instrument, ranked: Sequence[Contribution]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            instrument.items[row.item].label,
            instrument.items[row.item].option_label(row.option),
            _direction(row.contribution),
            factor_label(row.contribution),
            tr("{grade}, advice only", grade=row.grade) if row.grade == ADVICE_ONLY else row.grade,
            "; ".join(_source_title(instrument, source) for source in instrument.evidence[row.item].sources),
        )
        for row in ranked
    )


def _source_title(instrument: Instrument, source: str) -> str:
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
