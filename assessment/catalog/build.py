"""A checked draft as the Instrument that everything else works with."""

from collections.abc import Mapping
from typing import Any, TypeVar

from assessment.catalog import schema
from assessment.catalog.checks.figures import UNANSWERED_POOLS
from assessment.catalog.parsed import Draft
from assessment.core.model import (
    Basis,
    Credit,
    Domain,
    Evidence,
    Frequencies,
    Grade,
    Group,
    Instrument,
    Item,
    Letter,
    Option,
    OutlookFigures,
    Pool,
    SilenceFigures,
    Source,
    StageStep,
    Tip,
)

V = TypeVar("V")


def build_instrument(draft: Draft, version_hash: str) -> Instrument:
    """The instrument that a draft without problems describes, in the order of the questionnaire."""
    questionnaire, outlook, pool_basis = draft.questionnaire, draft.outlook, draft.pool_basis
    if questionnaire is None or outlook is None or pool_basis is None:
        raise ValueError("expected a draft without problems")
    items = {item_id: _item(row) for item_id, row in draft.items.rows.items()}
    pools = {pool: Pool(**_values(row)) for pool, row in draft.pools.rows.items()}
    return Instrument(
        version=f"{questionnaire.version}+{version_hash}",
        domains=tuple(Domain(**_values(row)) for row in draft.domains.rows.values()),
        items=items,
        outlook=_outlook(outlook),
        pools=_in_order((*items["finalists"].by_option, *UNANSWERED_POOLS), pools),
        grades={grade: Grade(id=grade, **_values(row)) for grade, row in draft.grades.rows.items()},
        groups={group: Group(id=group, **_values(row)) for group, row in draft.groups.rows.items()},
        evidence=_in_order(items, _evidence(draft, items)),
        readiness=_in_order(items, _credits(draft.readiness.rows, items)),
        fit=_in_order(items, _credits(draft.fit.rows, items)),
        tips=tuple(Tip(**_values(row)) for row in draft.tips.rows.values()),
        stage_steps={step: StageStep(id=step, **_values(row)) for step, row in draft.steps.rows.items()},
        letters={letter: Letter(id=letter, **_values(row)) for letter, row in draft.letters.rows.items()},
        sources={source: Source(id=source, **_values(row)) for source, row in draft.sources.rows.items()},
        bases={"outlook": _basis(outlook), "silence": _basis(outlook.silence), "pool": _basis(pool_basis)},
    )


def _values(row: schema.Row) -> dict[str, Any]:
    """The fields of a row, with lists frozen."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row}


def _in_order(ids: Mapping[str, object] | tuple[str, ...], rows: Mapping[str, V]) -> dict[str, V]:
    return {row_id: rows[row_id] for row_id in ids if row_id in rows}


def _item(row: schema.ItemRow) -> Item:
    options = tuple(Option(**_values(option)) for option in row.options)
    return Item(**{**_values(row), "options": options, "stages": frozenset(row.stages)})


def _outlook(row: schema.OutlookRow) -> OutlookFigures:
    silence = SilenceFigures(**row.silence.model_dump(exclude={"sources", "note"}))
    return OutlookFigures(**row.model_dump(exclude={"sources", "note", "silence"}), silence=silence)


def _basis(row: schema.BasisRow) -> Basis:
    return Basis(sources=tuple(row.sources), note=row.note)


def _evidence(draft: Draft, items: Mapping[str, Item]) -> dict[str, Evidence]:
    evidence = {}
    for item_id, row in draft.evidence.rows.items():
        worth, options = draft.grades.rows[row.grade].worth, items[item_id].by_option
        figures = {option: Frequencies(**_values(row.options[option]), worth=worth) for option in options}
        evidence[item_id] = Evidence(item=item_id, **{**_values(row), "options": figures})
    return evidence


def _credits(rows: Mapping[str, schema.CreditRow], items: Mapping[str, Item]) -> dict[str, Credit]:
    return {
        item_id: Credit(
            item=item_id,
            importance=row.importance,
            options={option: row.credit[option] for option in items[item_id].by_option},
            sources=tuple(row.sources),
            note=row.note,
        )
        for item_id, row in rows.items()
    }
