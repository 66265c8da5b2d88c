"""Rules about how many finalists there are: the pools in weights.toml."""

from collections.abc import Iterator
from itertools import combinations
from math import fsum

from assessment.catalog.parsed import ParsedFiles
from assessment.core.model import UNKNOWN_POOL


def pool_has_an_answer(parsed: ParsedFiles) -> Iterator[str]:
    for pool, row in parsed.pools.rows.items():
        if pool != UNKNOWN_POOL and not row.when and parsed.lacks_option(parsed.roles.finalists, pool):
            yield f"weights.toml: pool.{pool}: it is no option of finalists, nor {UNKNOWN_POOL}, and has no 'when'"


def answer_has_a_pool(parsed: ParsedFiles) -> Iterator[str]:
    for pool in (*(parsed.offered(parsed.roles.finalists) or ()), UNKNOWN_POOL):
        if not parsed.pools.has_id(pool):
            yield f"weights.toml: pool.{pool} is missing; expected one for each option of finalists and for no answer"


def pool_low_is_low(parsed: ParsedFiles) -> Iterator[str]:
    for pool, row in parsed.pools.rows.items():
        if row.low > row.high:
            yield f"weights.toml: pool.{pool}: low is {row.low} and high is {row.high}; expected low up to high"


def answered_pool_has_a_share(parsed: ParsedFiles) -> Iterator[str]:
    for pool, row in parsed.pools.rows.items():
        if row.share is None and _is_answered(parsed, pool):
            yield f"weights.toml: pool.{pool}: key 'share' is missing"


def unanswered_pool_has_no_share(parsed: ParsedFiles) -> Iterator[str]:
    for pool, row in parsed.pools.rows.items():
        if row.share is not None and (row.when or pool == UNKNOWN_POOL) and not _is_answered(parsed, pool):
            yield f"weights.toml: pool.{pool}: 'share' belongs to answers; this pool stands for none"


def shares_sum_to_one(parsed: ParsedFiles) -> Iterator[str]:
    shares = [row.share for pool, row in parsed.pools.rows.items() if _is_answered(parsed, pool)]
    stated = [share for share in shares if share is not None]
    if parsed.pools.is_complete and stated and len(stated) == len(shares) and abs(fsum(stated) - 1) > 1e-9:
        yield f"weights.toml: pool: the shares sum to {fsum(stated):.12g}; expected 1"


def only_unanswered_pool_has_conditions(parsed: ParsedFiles) -> Iterator[str]:
    for pool, row in parsed.pools.rows.items():
        if row.when and (pool == UNKNOWN_POOL or _is_answered(parsed, pool)):
            yield f"weights.toml: pool.{pool}: 'when' belongs to a pool of its own, for who left finalists open"


def condition_names_an_item(parsed: ParsedFiles) -> Iterator[str]:
    for pool, row in parsed.pools.rows.items():
        for item_id, option in row.when.items():
            if not parsed.items.has_id(item_id):
                yield f"weights.toml: pool.{pool}.when: item '{item_id}' does not exist"
            elif item_id == parsed.roles.finalists:
                yield f"weights.toml: pool.{pool}.when: the pool is for people who left '{item_id}' open"
            elif parsed.lacks_option(item_id, option):
                yield f"weights.toml: pool.{pool}.when: option '{option}' is not offered by item '{item_id}'"


def conditions_choose_one_pool(parsed: ParsedFiles) -> Iterator[str]:
    conditions = {pool: row.when.items() for pool, row in parsed.pools.rows.items() if row.when}
    for (one, first), (other, second) in combinations(conditions.items(), 2):
        both = dict(first) | dict(second)
        if len(first) != len(second) or not (first <= both.items() and second <= both.items()):
            continue
        if not any(len(more) > len(first) and more <= both.items() for more in conditions.values()):
            yield (
                f"weights.toml: pool.{other}: 'when' can hold together with that of pool.{one}; "
                f"add a pool for both, or make one condition exclude the other"
            )


def _is_answered(parsed: ParsedFiles, pool: str) -> bool:
    """Whether the pool stands for an answer about finalists."""
    return pool in (parsed.offered(parsed.roles.finalists) or ())
