"""The balance sheet: a bar for each answer and for silence, what lifts the outlook first, then what pulls it down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class BalanceEntry:
    """One thing that moves the outlook: `contribution` in nats; `grade` and `item` are empty for silence."""

    label: str
    answer: str
    contribution: float
    grade: str = ""
    item: str = ""


def balance_entries(
    instrument: Instrument, contributions: Sequence[Contribution], *, silence: float = 0.0, silent: str = ""
) -> tuple[BalanceEntry, ...]:
    """All that moves the outlook, for the balance sheet and the reasons: what lifts, then what pulls down.

    The strongest comes first on each side; what moves nothing comes last. `silence` in nats is among them where it is
    not 0; `silent` says how long it has been.
    """
    rows = ((row, instrument.items[row.item]) for row in contributions)
    entries = [
        BalanceEntry(item.label, item.option_label(row.option), row.contribution, row.grade, row.item)
        for row, item in rows
    ]
    if silence:
        entries.insert(0, BalanceEntry(tr("Silence"), silent, silence))
    return tuple(sorted(entries, key=_rank))


def _rank(entry: BalanceEntry) -> tuple[int, float]:
    strength = round(entry.contribution, TIE_DIGITS)
    side = 2 if not moves(entry.contribution) else 1 if strength < 0 else 0
    return side, -abs(strength)


def balance_chart(instrument: Instrument, entries: Sequence[BalanceEntry]) -> DescribedChart:
    """A bar for each entry that moves the outlook, in their order, with its odds factor and grade.

    One whose factor is ×1.00 as shown gets no bar; the table has them all. With no bar the chart says so.
    """
    drawn = [entry for entry in entries if moves(entry.contribution)]
    bars = [_bar(instrument, entry, index) for index, entry in enumerate(drawn)]
    columns = (tr("Sign"), tr("Your answer"), tr("Direction"), tr("Odds factor"), tr("Grade"), tr("Sources"))
    return DescribedChart(
        _spec(bars), _alt(drawn, len(entries) - len(drawn)), columns, _table_rows(instrument, entries)
    )


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


def _bar(instrument: Instrument, entry: BalanceEntry, index: int) -> Row:
    advice = entry.grade == ADVICE_ONLY
    return {
        "place": HEAD + STEP * (index + 0.5),
        "label": entry.label,
        "answer": short_answer(entry.answer),
        "full": entry.answer,
        "sign": entry.contribution,
        "factor": factor_label(entry.contribution),
        "grade": entry.grade,
        "graded": tr("advice only {grade}", grade=entry.grade) if advice else entry.grade,
        "evidence": instrument.grades[entry.grade].label if entry.grade else tr("our own setting"),
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


def _table_rows(instrument: Instrument, entries: Sequence[BalanceEntry]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            entry.label,
            entry.answer,
            _direction(entry.contribution),
            factor_label(entry.contribution),
            tr("{grade}, advice only", grade=entry.grade) if entry.grade == ADVICE_ONLY else entry.grade,
            instrument.source_titles(instrument.evidence[entry.item].sources if entry.item else ()),
        )
        for entry in entries
    )


def _alt(drawn: Sequence[BalanceEntry], unmoved: int) -> str:
    def named(entry: BalanceEntry) -> str:
        return f"{entry.label} ({factor_label(entry.contribution)})"

    answers = [entry for entry in drawn if entry.item]
    lifting = [entry for entry in answers if entry.contribution > 0]
    dragging = [entry for entry in answers if entry.contribution < 0]
    sentences = [tr_count("{number} answer lifts the outlook.", "{number} answers lift the outlook.", len(lifting))]
    if lifting:
        sentences.append(tr("Most of all {sign}.", sign=named(lifting[0])))
    sentences.append(tr_count("{number} pulls it down.", "{number} pull it down.", len(dragging)))
    if dragging:
        sentences.append(tr("Most of all {sign}.", sign=named(dragging[0])))
    sentences += [f"{named(entry)}, {entry.answer}." for entry in drawn if not entry.item]
    if unmoved:
        sentences.append(
            tr_count(
                "{number} answer moves next to nothing and has no bar.",
                "{number} answers move next to nothing and have no bar.",
                unmoved,
            )
        )
    return " ".join(sentences)
