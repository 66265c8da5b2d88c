"""The outcomes of a cohort, counted by answer, and the figures before and after learning from them."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from assessment.cohort.scoring.encoded_answers import columns_present, encode_answers
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.model.process import Outcome
from assessment.core.outcomes.calibration import VERDICTS, Verdict
from assessment.core.outcomes.learning import Counts, Tally, learn_figures, merge_counts, outcome_tally
from assessment.core.text.cleaning import fold_text, join_quoted
from assessment.core.text.i18n import format_number, tr

MOST_UNKNOWN = 0.1
"""The share of the outcomes that may be unknown."""


@dataclass(frozen=True, slots=True)
class CohortCounts:
    """The outcomes of a cohort, and the answers of the people with these outcomes.

    `understood` is how many rows have an outcome, also one that does not count; `unknown` are the words in the
    column that mean none, with how often each stands there.
    """

    outcomes: Tally
    counts: Counts
    understood: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "CohortCounts") -> "CohortCounts":
        return CohortCounts(
            self.outcomes + other.outcomes,
            merge_counts(self.counts, other.counts),
            self.understood + other.understood,
            self.unknown + other.unknown,
        )


NO_COHORT_COUNTS = CohortCounts(Tally(), {})


def count_frame(frame: pd.DataFrame, instrument: Instrument, problems: pd.DataFrame | None = None) -> CohortCounts:
    """The counts of the rows whose `outcome` tells whether there was an offer, for the items with evidence.

    The answers must be from before the outcome was known; `problems` are those of reading the frame, and name the
    outcomes that are not understood. Raises AssessmentError without the column.
    """
    if "outcome" not in frame.columns:
        raise AssessmentError([tr("outcome: there is no such column; it says how each process ended.")])
    verdicts = frame["outcome"].map({outcome.value: verdict for outcome, verdict in VERDICTS.items()}).astype(object)
    got_offer, got_none = ((verdicts == verdict).to_numpy() for verdict in (Verdict.OFFER, Verdict.NO_OFFER))
    columns = columns_present(frame, instrument.evidence)
    answers = encode_answers(columns, instrument, len(frame))
    items = {}
    for item in columns:
        options = list(instrument.items[item].options_by_id)
        counts = [np.bincount(answers[item][rows], minlength=len(options) + 1)[1:] for rows in (got_offer, got_none)]
        items[item] = {option: Tally(*pair) for option, *pair in zip(options, *np.stack(counts).tolist(), strict=True)}
    return CohortCounts(
        Tally(int(got_offer.sum()), int(got_none.sum())),
        items,
        understood=int(frame["outcome"].notna().sum()),
        unknown=_unknown_outcomes(problems),
    )


def _unknown_outcomes(problems: pd.DataFrame | None) -> Counter[str]:
    if problems is None:
        return Counter()
    return Counter(problems.loc[(problems["column"] == "outcome") & problems["row"].notna(), "value"].tolist())


def refuse_unknown_outcomes(counted: CohortCounts) -> None:
    """Raise AssessmentError, with the words, for so many unknown outcomes that the counts would mislead.

    More than MOST_UNKNOWN of the outcomes are too many, and so are several that all say the same: then a whole kind
    of outcome would be missing.
    """
    unknown = counted.unknown.total()
    same = unknown > 1 and len({fold_text(word) for word in counted.unknown}) == 1
    if not same and unknown <= MOST_UNKNOWN * (unknown + counted.understood):
        return
    sentence = tr(
        "outcome: {unknown} of {outcomes} outcomes are not understood ({words}), and nothing was learned; "
        "write one of {known} in their place.",
        unknown=format_number(unknown),
        outcomes=format_number(unknown + counted.understood),
        words=join_quoted([word for word, _ in counted.unknown.most_common()]),
        known=", ".join(Outcome),
    )
    raise AssessmentError([sentence])


def refuse_nothing_counted(outcomes: Tally) -> None:
    """Raise AssessmentError where no outcome tells whether there was an offer."""
    if not outcomes.offered + outcomes.passed_over:
        raise AssessmentError([tr("no row has an outcome that counts: an offer, or an end without one.")])


def figure_table(instrument: Instrument, counts: Counts) -> pd.DataFrame:
    """Every figure before and after learning, with the number of outcomes of people who answered the item.

    Columns: item, option, grade; offered and passed_over per 100 and the weight in nats, each before and after;
    offers and no_offers counted for the item.
    """
    learned = learn_figures(instrument, counts)
    rows = []
    for item, before in instrument.evidence.items():
        behind = outcome_tally(before, counts)
        for option, stated in before.options.items():
            now = learned.evidence[item].options[option]
            figures = (stated.offered, now.offered, stated.passed_over, now.passed_over, stated.weight, now.weight)
            rows.append((item, option, before.grade, *figures, behind.offered, behind.passed_over))
    pairs = [f"{name}_{when}" for name in ("offered", "passed_over", "weight") for when in ("before", "after")]
    return pd.DataFrame(rows, columns=["item", "option", "grade", *pairs, "offers", "no_offers"])
