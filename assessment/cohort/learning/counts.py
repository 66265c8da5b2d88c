"""Figures learned from a cohort's outcomes: counted from frames, kept in learned.toml, shown before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from assessment.cohort.scoring.encoded_answers import answers_of
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.outcomes.calibration import VERDICTS, Verdict
from assessment.core.outcomes.learning import NO_COUNTS, Counts, Tally, learn, outcomes_behind
from assessment.core.text.i18n import tr


@dataclass(frozen=True, slots=True)
class CohortCounts:
    """What a cohort's outcomes add up to: the outcomes themselves, and the answers of those who had them."""

    outcomes: Tally
    counts: Counts

    def __add__(self, other: "CohortCounts") -> "CohortCounts":
        return CohortCounts(self.outcomes + other.outcomes, self.counts.merge(other.counts))


NOTHING_COUNTED = CohortCounts(Tally(), NO_COUNTS)


def count_frame(frame: pd.DataFrame, instrument: Instrument) -> CohortCounts:
    """The counts of the rows with a scored `outcome`, for the items with evidence; other rows add nothing.

    The answers have to be those given before the outcome was known. Raises AssessmentError without the column.
    """
    if "outcome" not in frame.columns:
        raise AssessmentError([tr("outcome: there is no such column; it says how each process ended.")])
    verdicts = frame["outcome"].map({outcome.value: verdict for outcome, verdict in VERDICTS.items()}).astype(object)
    kinds = [(verdicts == kind).to_numpy() for kind in (Verdict.OFFER, Verdict.NO_OFFER)]
    columns = {item: frame[item].array for item in instrument.evidence if item in frame.columns}
    answers = answers_of(columns, instrument, len(frame))
    items = {}
    for item in columns:
        options = list(instrument.items[item].by_option)
        offered, passed_over = (np.bincount(answers[item][kind], minlength=len(options) + 1) for kind in kinds)
        tallies = zip(options, offered[1:].tolist(), passed_over[1:].tolist(), strict=True)
        items[item] = {option: Tally(here, there) for option, here, there in tallies}
    return CohortCounts(Tally(int(kinds[0].sum()), int(kinds[1].sum())), Counts(items))


def total(parts: Iterable[CohortCounts]) -> CohortCounts:
    """All the counts together."""
    return reduce(CohortCounts.__add__, parts, NOTHING_COUNTED)


def figure_table(instrument: Instrument, counts: Counts) -> pd.DataFrame:
    """Every figure before and after learning, with the outcomes that answered the item behind it.

    Columns: item, option, grade; offered and passed_over per 100 and the weight in nats, each before and after;
    offers and no_offers counted on the item.
    """
    learned = learn(instrument, counts)
    rows = []
    for item, before in instrument.evidence.items():
        behind = outcomes_behind(before, counts)
        for option, stated in before.options.items():
            now = learned.evidence[item].options[option]
            figures = (stated.offered, now.offered, stated.passed_over, now.passed_over, stated.weight, now.weight)
            rows.append((item, option, before.grade, *figures, behind.offered, behind.passed_over))
    pairs = [f"{name}_{when}" for name in ("offered", "passed_over", "weight") for when in ("before", "after")]
    return pd.DataFrame(rows, columns=["item", "option", "grade", *pairs, "offers", "no_offers"])
