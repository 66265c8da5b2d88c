"""The Instrument, built from data files that passed every check."""

from collections.abc import Mapping
from typing import Any, TypeVar

from assessment.catalog import schema
from assessment.catalog.parsed import ParsedFiles
from assessment.core import model

V = TypeVar("V")


def build_instrument(parsed: ParsedFiles, version_hash: str) -> model.Instrument:
    """The instrument that the data files describe, its mappings in questionnaire order.

    Raises ValueError where a row that every instrument needs could not be read.
    """
    questionnaire, outlook, pool_basis = parsed.questionnaire, parsed.outlook, parsed.pool_basis
    step_words, blanks = parsed.step_words, parsed.blanks
    if not (questionnaire and outlook and pool_basis and step_words and blanks):
        raise ValueError("expected data files without problems")
    items = {item_id: _item(row) for item_id, row in parsed.items.rows.items()}
    roles = model.Roles(**_values(parsed.roles))
    pools = {
        pool: model.Pool(row.low, row.high, row.share, frozenset(row.when.items()))
        for pool, row in parsed.pools.rows.items()
    }
    return model.Instrument(
        version=f"{questionnaire.version}+{version_hash}",
        domains=tuple(model.Domain(**_values(row)) for row in parsed.domains.rows.values()),
        items=items,
        roles=roles,
        outlook=_outlook(outlook),
        pools=_in_order((*items[roles.finalists].options_by_id, model.UNKNOWN_POOL, *pools), pools),
        grades={grade: model.Grade(id=grade, **_values(row)) for grade, row in parsed.grades.rows.items()},
        groups={group: model.Group(id=group, **_values(row)) for group, row in parsed.groups.rows.items()},
        evidence=_in_order(items, _evidence(parsed, items)),
        readiness=_in_order(items, _credits(parsed.readiness.rows, items)),
        fit=_in_order(items, _credits(parsed.fit.rows, items)),
        step_words=_values(step_words),
        tips=tuple(model.Tip(**_values(row)) for row in parsed.tips.rows.values()),
        stage_steps={step: model.StageStep(id=step, **_values(row)) for step, row in parsed.steps.rows.items()},
        blanks=_values(blanks),
        letters={letter: model.Letter(id=letter, **_values(row)) for letter, row in parsed.letters.rows.items()},
        sources={source: model.Source(id=source, **_values(row)) for source, row in parsed.sources.rows.items()},
        bases={"outlook": _basis(outlook), "silence": _basis(outlook.silence), "pool": _basis(pool_basis)},
    )


def _values(row: schema.DataRow) -> dict[str, Any]:
    """The fields of a row, with tuples in place of lists."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row}


def _in_order(ids: Mapping[str, object] | tuple[str, ...], rows: Mapping[str, V]) -> dict[str, V]:
    return {row_id: rows[row_id] for row_id in ids if row_id in rows}


def _item(row: schema.ItemRow) -> model.Item:
    options = tuple(model.Option(**_values(option)) for option in row.options)
    return model.Item(**{**_values(row), "options": options, "stages": frozenset(row.stages)})


def _outlook(row: schema.OutlookRow) -> model.OutlookSettings:
    silence = model.SilenceSettings(**row.silence.model_dump(exclude={"sources", "note"}))
    return model.OutlookSettings(**row.model_dump(exclude={"sources", "note", "silence"}), silence=silence)


def _basis(row: schema.BasisRow) -> model.Basis:
    return model.Basis(sources=tuple(row.sources), note=row.note)


def _evidence(parsed: ParsedFiles, items: Mapping[str, model.Item]) -> dict[str, model.Evidence]:
    evidence = {}
    for item_id, row in parsed.evidence.rows.items():
        worth, options = parsed.grades.rows[row.grade].worth, items[item_id].options_by_id
        figures = {option: model.Frequencies(**_values(row.options[option]), worth=worth) for option in options}
        evidence[item_id] = model.Evidence(item=item_id, **{**_values(row), "options": figures})
    return evidence


def _credits(rows: Mapping[str, schema.CreditRow], items: Mapping[str, model.Item]) -> dict[str, model.Credit]:
    return {
        item_id: model.Credit(
            item=item_id,
            importance=row.importance,
            options={option: row.credit[option] for option in items[item_id].options_by_id},
            sources=tuple(row.sources),
            note=row.note,
        )
        for item_id, row in rows.items()
    }
