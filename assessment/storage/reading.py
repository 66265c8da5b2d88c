"""Reads applications with everything stored about them; the number of statements does not grow with theirs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from sys import intern
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, Table, bindparam, func, select

from assessment.core.applications.records import Guess, OwnStep, Reveal, StepProgress, StoredApplication
from assessment.core.applications.status import ApplicationStatus
from assessment.core.model.process import Outcome
from assessment.storage import statements
from assessment.storage.row_mapping import application_from
from assessment.storage.statements import TableRow
from assessment.storage.tables import APPLICATIONS, GUESSES, OWN_STEPS, RESPONSES, REVEALS, STEP_MARKS

MOST_IDS = 10_000
"""Databases limit the values of one statement; who wants more reads all applications and leaves the others out."""
ORDER: dict[Table, Sequence[Any]] = {
    RESPONSES: (RESPONSES.c.version, RESPONSES.c.item),
    STEP_MARKS: (STEP_MARKS.c.step_id,),
    OWN_STEPS: (OWN_STEPS.c.position,),
}
"""Table with many rows for an application -> the columns that order them."""
REVEAL_FIELDS = [each.name for each in fields(Reveal)]


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
    GUESSES.c.answer_day,
    *(REVEALS.c[name] for name in REVEAL_FIELDS),
).select_from(APPLICATIONS.outerjoin(GUESSES).outerjoin(REVEALS))
"""Applications, each with its guess and first reveal, of which it has one or none."""
SELECT_APPLICATION = WITH_FORECASTS.where(statements.IS_APPLICATION)
SELECT_APPLICATIONS = WITH_FORECASTS.where(statements.IS_OF_OWNER).order_by(*statements.IN_ORDER)
PARTS_OF_ALL: dict[Table, Select[Any]] = {
    table: (_latest_answers() if table is RESPONSES else select(table)).order_by(*order)
    for table, order in ORDER.items()
}
PARTS_OF_APPLICATION = {
    table: chosen.where(table.c.application == bindparam("application")) for table, chosen in PARTS_OF_ALL.items()
}
PARTS_OF_OWNER = {
    table: chosen.where(table.c.application.in_(select(APPLICATIONS.c.id).where(statements.IS_OF_OWNER)))
    for table, chosen in PARTS_OF_ALL.items()
}
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
SELECT_CHOSEN = SELECT_APPLICATIONS.where(APPLICATIONS.c.id.in_(IDS))
PARTS_OF_CHOSEN = {table: chosen.where(table.c.application.in_(IDS)) for table, chosen in PARTS_OF_OWNER.items()}
SELECT_STATUSES = (
    select(
        APPLICATIONS.c.id,
        APPLICATIONS.c.version,
        APPLICATIONS.c.archived,
        APPLICATIONS.c.outcome,
        REVEALS.c.revealed_at,
    )
    .select_from(APPLICATIONS.outerjoin(REVEALS))
    .where(statements.IS_OF_OWNER)
    .order_by(*statements.IN_ORDER)
)
"""Statements built once, since building one takes as long as running it."""


ANSWERS_TO_ITEMS = PARTS_OF_APPLICATION[RESPONSES].where(RESPONSES.c.item.in_(bindparam("items", expanding=True)))


def answers_to(connection: Connection, application: str, items: Collection[str]) -> dict[str, str]:
    """The current answers to these items of one application."""
    rows = connection.execute(ANSWERS_TO_ITEMS, {"application": application, "items": list(items)})
    return {row.item: row.option for row in rows}


def answers(connection: Connection, application: str) -> dict[str, str]:
    """The current answers of one application, in the order they were given."""
    return {
        row.item: row.option
        for row in connection.execute(PARTS_OF_APPLICATION[RESPONSES], {"application": application})
    }


def stored_application(connection: Connection, owner: str, application: str) -> StoredApplication:
    """An application with everything stored about it; raises UnknownApplicationError."""
    row = statements.fetch_one(connection, SELECT_APPLICATION, owner, application)
    parts = {
        table: list(connection.execute(chosen, {"application": row["id"]}))
        for table, chosen in PARTS_OF_APPLICATION.items()
    }
    return _stored_application(row, parts)


def statuses(connection: Connection, owner: str) -> tuple[ApplicationStatus, ...]:
    """The status of each application of the owner."""
    return tuple(
        ApplicationStatus(
            row.id,
            row.version,
            row.archived,
            decided=row.outcome not in (None, Outcome.PENDING),
            revealed=row.revealed_at is not None,
        )
        for row in connection.execute(SELECT_STATUSES, {"owner": owner})
    )


def stored_applications(
    connection: Connection, owner: str, ids: Collection[str] | None = None
) -> tuple[StoredApplication, ...]:
    """The applications of the owner, or those among `ids`, with everything stored about them."""
    wanted = None if ids is None else set(ids)
    if wanted is None or len(wanted) > MOST_IDS:
        select_applications, select_parts, chosen_ids = SELECT_APPLICATIONS, PARTS_OF_OWNER, {}
    else:
        select_applications, select_parts, chosen_ids = SELECT_CHOSEN, PARTS_OF_CHOSEN, {"ids": list(wanted)}
    values = {"owner": owner, **chosen_ids}
    parts = {table: _by_application(connection.execute(chosen, values)) for table, chosen in select_parts.items()}
    return tuple(
        _stored_application(row._asdict(), {table: rows.get(row.id, ()) for table, rows in parts.items()})
        for row in connection.execute(select_applications, values)
        if wanted is None or row.id in wanted
    )


def _by_application(rows: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.application, []).append(row)
    return grouped


def _stored_application(row: TableRow, parts: Mapping[Table, Sequence[Any]]) -> StoredApplication:
    progress = [each for each in parts[STEP_MARKS] if each.round == row["round"]]
    own_steps = [each for each in parts[OWN_STEPS] if each.round == row["round"]]
    guess = Guess(row["guess"], row["sealed_at"], row["answer_day"]) if row["sealed_at"] else None
    reveal = Reveal(**{name: row[name] for name in REVEAL_FIELDS}) if row["revealed_at"] else None
    return StoredApplication(
        application_from(row),
        # Interned: the answers of all visitors are made of the same few words.
        {intern(each.item): intern(each.option) for each in parts[RESPONSES]},
        {each.step_id: StepProgress(each.step_id, each.done, each.day, each.note, each.done_on) for each in progress},
        tuple(OwnStep(each.id, each.title, each.day, each.minutes) for each in own_steps),
        guess,
        reveal,
    )
