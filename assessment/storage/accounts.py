"""What hosting knows of the people who sign in: when they last came, and which sign-ins have ended."""

from datetime import date, datetime, timedelta

from sqlalchemy import Column, Connection, Date, MetaData, String, Table, Text, delete, insert, select, update

from assessment.storage.database import Storage
from assessment.storage.tables import UtcTime

HOSTED = MetaData()
ACCOUNTS = Table(
    "accounts",
    HOSTED,
    Column("owner", Text, primary_key=True),
    Column("last_visit", Date, nullable=False),
    Column("announced_on", Date),
)
"""`announced_on` is the day on which it was announced that all of the person's data will be deleted."""
ENDED_SIGN_INS = Table(
    "ended_sign_ins",
    HOSTED,
    Column("sign_in", String(64), primary_key=True),
    Column("ended_at", UtcTime, nullable=False),
)
"""Hashes, of which none leads to a person."""
COOKIE_LIVES_FOR = timedelta(days=32)
"""Longer than a browser keeps the cookie of a sign-in."""


def note_visit(storage: Storage, owner: str, today: date) -> date | None:
    """Note that the person came today; returns the day on which the end of their data was announced, now called off."""

    def note(connection: Connection) -> date | None:
        mine = ACCOUNTS.c.owner == owner
        row = connection.execute(select(ACCOUNTS).where(mine).with_for_update()).one_or_none()
        if row is None:
            connection.execute(insert(ACCOUNTS).values(owner=owner, last_visit=today))
            return None
        if row.last_visit < today or row.announced_on:
            connection.execute(update(ACCOUNTS).where(mine).values(last_visit=today, announced_on=None))
        announced_on: date | None = row.announced_on
        return announced_on

    return storage.of(owner).write(note)


def delete_account(storage: Storage, owner: str) -> None:
    """Delete what hosting knows of the person; their applications are deleted by `delete_everything`."""
    storage.of(owner).write(lambda connection: connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.owner == owner)))


def announce_end(storage: Storage, last_visit_before: date, today: date) -> tuple[str, ...]:
    """Note that the data of all who came last before that day will be deleted; returns the owners, to be told.

    As the administrator only, who sees everybody.
    """
    expired = (ACCOUNTS.c.last_visit < last_visit_before) & ACCOUNTS.c.announced_on.is_(None)
    announced = update(ACCOUNTS).where(expired).values(announced_on=today).returning(ACCOUNTS.c.owner)
    return tuple(sorted(storage.write(lambda connection: connection.scalars(announced).all())))


def announced_owners(storage: Storage, announced_by: date) -> tuple[str, ...]:
    """The owners whose end was announced by that day, and who have not come since; as the administrator only."""
    due = select(ACCOUNTS.c.owner).where(ACCOUNTS.c.announced_on <= announced_by).order_by(ACCOUNTS.c.owner)
    return tuple(storage.read(lambda connection: connection.scalars(due).all()))


def end_sign_in(storage: Storage, sign_in: str, now: datetime) -> None:
    """Let a sign-in count no more, on any server; forget those whose cookies are gone by themselves."""

    def end(connection: Connection) -> None:
        connection.execute(
            delete(ENDED_SIGN_INS).where(
                (ENDED_SIGN_INS.c.ended_at < now - COOKIE_LIVES_FOR) | (ENDED_SIGN_INS.c.sign_in == sign_in)
            )
        )
        connection.execute(insert(ENDED_SIGN_INS).values(sign_in=sign_in, ended_at=now))

    storage.write(end)


def ended_sign_ins(storage: Storage) -> frozenset[str]:
    """The sign-ins that count no more."""
    return frozenset(storage.read(lambda connection: connection.scalars(select(ENDED_SIGN_INS.c.sign_in)).all()))
