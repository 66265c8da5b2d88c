"""Applications with everything kept about them: the same few statements for one as for a thousand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from sys import intern
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, func, select

from assessment.core.applications.records import Guess, OwnStep, Reveal, StepMark, Stored
from assessment.storage import statements
from assessment.storage.row_mapping import application_from
from assessment.storage.statements import Row
from assessment.storage.tables import APPLICATIONS, GUESSES, OWN_STEPS, RESPONSES, REVEALS, STEP_MARKS

ORDER: dict[Table, Sequence[Any]] = {
    RESPONSES: (RESPONSES.c.version, RESPONSES.c.item),
    STEP_MARKS: (STEP_MARKS.c.step_id,),
    OWN_STEPS: (OWN_STEPS.c.position,),
}
"""The tables of which an application has any number of rows, and the order of those."""


def _latest_answers() -> Select[Any]:
    """The current answers: the latest row of each item, unless it cleared the answer."""
    earlier = RESPONSES.alias()
    latest = (
        select(func.max(earlier.c.version))
        .where(earlier.c.application == RESPONSES.c.application, earlier.c.item == RESPONSES.c.item)
        .scalar_subquery()
    )
    columns = (RESPONSES.c.application, RESPONSES.c.item, RESPONSES.c.option)
    return select(*columns).where(RESPONSES.c.version == latest, RESPONSES.c.option.is_not(None))


WITH_FORECASTS = select(
    APPLICATIONS,
    GUESSES.c.value.label("guess"),
    GUESSES.c.sealed_at,
    REVEALS.c.outlook,
    REVEALS.c.base_rate,
    REVEALS.c.instrument_version,
    REVEALS.c.revealed_at,
).select_from(APPLICATIONS.outerjoin(GUESSES).outerjoin(REVEALS))
"""An application with its guess and its first reveal, of which it has one each or none."""
ONE_WITH_FORECASTS = WITH_FORECASTS.where(statements.ONE)
ALL_WITH_FORECASTS = WITH_FORECASTS.where(statements.ALL).order_by(*statements.IN_ORDER)
OF_TABLE: dict[Table, Select[Any]] = {
    table: (_latest_answers() if table is RESPONSES else select(table)).order_by(*order)
    for table, order in ORDER.items()
}
OF_ONE = {table: chosen.where(table.c.application == bindparam("application")) for table, chosen in OF_TABLE.items()}
OF_OWNER = {
    table: chosen.where(table.c.application.in_(select(APPLICATIONS.c.id).where(statements.ALL)))
    for table, chosen in OF_TABLE.items()
}
"""Written once: putting a statement together costs as much as asking it."""


OF_ITEM = OF_ONE[RESPONSES].where(RESPONSES.c.item == bindparam("item"))


def answers_to(connection: Connection, application: str, items: Collection[str]) -> dict[str, str]:
    """The current answers to these items of one application."""
    asked = ({"application": application, "item": item} for item in items)
    return {row.item: row.option for each in asked for row in connection.execute(OF_ITEM, each)}


def answers(connection: Connection, application: str) -> dict[str, str]:
    """The current answers of one application, in the order they were given."""
    return {row.item: row.option for row in connection.execute(OF_ONE[RESPONSES], {"application": application})}


def stored(connection: Connection, owner: str, application: str) -> Stored:
    """An application with all that is kept about it; raises UnknownApplicationError."""
    row = statements.the_one(connection, ONE_WITH_FORECASTS, owner, application)
    parts = {table: list(connection.execute(chosen, {"application": row["id"]})) for table, chosen in OF_ONE.items()}
    return _put_together(row, parts)


def all_stored(connection: Connection, owner: str) -> tuple[Stored, ...]:
    """All applications of the owner like that."""
    parts = {table: _by_application(connection.execute(chosen, {"owner": owner})) for table, chosen in OF_OWNER.items()}
    return tuple(
        _put_together(row._asdict(), {table: rows.get(row.id, ()) for table, rows in parts.items()})
        for row in connection.execute(ALL_WITH_FORECASTS, {"owner": owner})
    )


def _by_application(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.application, []).append(row)
    return found


def _put_together(row: Row, parts: Mapping[Table, Sequence[Any]]) -> Stored:
    marks = [each for each in parts[STEP_MARKS] if each.round == row["round"]]
    own_steps = [each for each in parts[OWN_STEPS] if each.round == row["round"]]
    guess = Guess(row["guess"], row["sealed_at"]) if row["sealed_at"] else None
    reveal = None
    if row["revealed_at"]:
        reveal = Reveal(row["outlook"], row["base_rate"], row["instrument_version"], row["revealed_at"])
    return Stored(
        application_from(row),
        # Interned: the answers of all visitors are made of the same few words.
        {intern(each.item): intern(each.option) for each in parts[RESPONSES]},
        {each.step_id: StepMark(each.step_id, each.done, each.day, each.note) for each in marks},
        tuple(OwnStep(each.id, each.title, each.day, each.minutes) for each in own_steps),
        guess,
        reveal,
    )
