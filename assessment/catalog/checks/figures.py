"""Rules about the figures in weights.toml."""

from collections.abc import Collection, Iterator
from itertools import chain
from math import fsum, log

from assessment.catalog.parsed import Draft
from assessment.catalog.schema import CreditRow
from assessment.catalog.wording import key_of, shown

UNANSWERED_POOLS = ("unknown", "unknown_senior")
"""The pools that stand for no answer."""

CREDIT_RELIED_ON = ("people_research", "debrief", "thank_you")
"""The items whose readiness the plan asks for by id."""


def item_with_figures_exists(draft: Draft) -> Iterator[str]:
    for place, item_id, _ in _figures(draft):
        if not draft.items.states(item_id):
            yield f"{place}: item '{item_id}' does not exist"


def option_with_figure_is_offered(draft: Draft) -> Iterator[str]:
    for place, item_id, options in _figures(draft):
        offered = draft.offered(item_id)
        for option in options:
            if offered is not None and option not in offered:
                yield f"{place}: option {shown(option)} is not offered by the item"


def option_has_figure(draft: Draft) -> Iterator[str]:
    for place, item_id, options in _figures(draft):
        for option in draft.offered(item_id) or ():
            if option not in options:
                yield f"{place}: option '{option}' of the item has no figure"


def column_sums_to_100(draft: Draft) -> Iterator[str]:
    for item_id, row in draft.evidence.rows.items():
        for column in ("offered", "passed_over"):
            total = fsum(getattr(frequencies, column) for frequencies in row.options.values())
            if abs(total - 100) > 1e-9:
                yield f"weights.toml: evidence.{item_id}: '{column}' sums to {total:.12g}; expected 100"


def weight_keeps_limit_of_grade(draft: Draft) -> Iterator[str]:
    for item_id, row in draft.evidence.rows.items():
        grade = draft.grades.rows.get(row.grade)
        for option, frequencies in row.options.items():
            weight = log(frequencies.offered / frequencies.passed_over)
            if grade and grade.limit is not None and abs(weight) > grade.limit + 1e-12:
                place = f"weights.toml: evidence.{item_id}.options.{key_of(option)}"
                yield f"{place}: the weight is {weight:+.3f}; grade {row.grade} holds it within {grade.limit:g} of 0"


def group_exists(draft: Draft) -> Iterator[str]:
    for item_id, row in draft.evidence.rows.items():
        if not draft.groups.states(row.group):
            place = f"weights.toml: evidence.{item_id}"
            yield f"{place}: group '{row.group}' does not exist; expected {draft.groups.listing}"


def grade_exists(draft: Draft) -> Iterator[str]:
    for item_id, row in draft.evidence.rows.items():
        if not draft.grades.states(row.grade):
            place = f"weights.toml: evidence.{item_id}"
            yield f"{place}: grade {shown(row.grade)} does not exist; expected {draft.grades.listing}"


def best_answer_earns_all(draft: Draft) -> Iterator[str]:
    for place, _, row in credit_rows(draft):
        best = max(row.credit.values(), default=1.0)
        if best < 1:
            yield f"{place}: the best answer earns {best:g}; expected 1"


def credit_relied_on_exists(draft: Draft) -> Iterator[str]:
    for item_id in CREDIT_RELIED_ON:
        if not draft.readiness.states(item_id):
            yield f"weights.toml: readiness.{item_id} is missing; the plan asks for it by this id"


def pool_has_an_answer(draft: Draft) -> Iterator[str]:
    offered = draft.offered("finalists")
    for pool in draft.pools.rows:
        if offered is not None and pool not in (*offered, *UNANSWERED_POOLS):
            yield f"weights.toml: pool.{pool}: it is no option of finalists, nor {' or '.join(UNANSWERED_POOLS)}"


def answer_has_a_pool(draft: Draft) -> Iterator[str]:
    for pool in (*(draft.offered("finalists") or ()), *UNANSWERED_POOLS):
        if not draft.pools.states(pool):
            yield f"weights.toml: pool.{pool} is missing; expected one for each option of finalists and for no answer"


def pool_low_is_low(draft: Draft) -> Iterator[str]:
    for pool, row in draft.pools.rows.items():
        if row.low > row.high:
            yield f"weights.toml: pool.{pool}: low is {row.low} and high is {row.high}; expected low up to high"


def answered_pool_has_a_share(draft: Draft) -> Iterator[str]:
    for pool, row in draft.pools.rows.items():
        if row.share is None and pool not in UNANSWERED_POOLS:
            yield f"weights.toml: pool.{pool}: key 'share' is missing"


def unanswered_pool_has_no_share(draft: Draft) -> Iterator[str]:
    for pool in UNANSWERED_POOLS:
        if pool in draft.pools.rows and draft.pools.rows[pool].share is not None:
            yield f"weights.toml: pool.{pool}: 'share' belongs to answers; this pool stands for none"


def shares_sum_to_one(draft: Draft) -> Iterator[str]:
    shares = [row.share for pool, row in draft.pools.rows.items() if pool not in UNANSWERED_POOLS]
    stated = [share for share in shares if share is not None]
    if draft.pools.whole and stated and len(stated) == len(shares) and abs(fsum(stated) - 1) > 1e-9:
        yield f"weights.toml: pool: the shares sum to {fsum(stated):.12g}; expected 1"


def floor_is_below_ceiling(draft: Draft) -> Iterator[str]:
    outlook = draft.outlook
    if outlook and outlook.floor >= outlook.ceiling:
        yield f"weights.toml: outlook: floor is {outlook.floor:g}; expected it below the ceiling, {outlook.ceiling:g}"


def silence_can_be_taken_as_no(draft: Draft) -> Iterator[str]:
    # The ratio falls towards the floor and never reaches it: at or below it, the day would never come.
    silence = draft.outlook and draft.outlook.silence
    if silence and silence.treat_as_no_below <= silence.floor:
        yield (
            f"weights.toml: outlook.silence: treat_as_no_below is {silence.treat_as_no_below:g}; "
            f"expected a number above the floor, {silence.floor:g}"
        )


def credit_rows(draft: Draft) -> Iterator[tuple[str, str, CreditRow]]:
    """Place, item id and row of every item that earns credit."""
    for item_id, row in chain[tuple[str, CreditRow]](draft.readiness.rows.items(), draft.fit.rows.items()):
        yield f"weights.toml: {row.section}.{item_id}", item_id, row


def _figures(draft: Draft) -> Iterator[tuple[str, str, Collection[str]]]:
    """Place, item id and options of every row that has a figure for each option."""
    for item_id, evidence in draft.evidence.rows.items():
        yield f"weights.toml: evidence.{item_id}", item_id, evidence.options
    for place, item_id, row in credit_rows(draft):
        yield place, item_id, row.credit


RULES = (
    item_with_figures_exists,
    option_with_figure_is_offered,
    option_has_figure,
    column_sums_to_100,
    weight_keeps_limit_of_grade,
    group_exists,
    grade_exists,
    best_answer_earns_all,
    credit_relied_on_exists,
    pool_has_an_answer,
    answer_has_a_pool,
    pool_low_is_low,
    answered_pool_has_a_share,
    unanswered_pool_has_no_share,
    shares_sum_to_one,
    floor_is_below_ceiling,
    silence_can_be_taken_as_no,
)
