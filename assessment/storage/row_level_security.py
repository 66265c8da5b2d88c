"""Prepares PostgreSQL for people who sign in: a role that owns nothing, and row-level security around each of them.

The administrator's role makes and upgrades the tables; the application's may read and change only rows of the owner to
whom `OwnedStorage` has bound its transaction.
"""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from time import monotonic, sleep

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import ArgumentError

from assessment.core.text.i18n import mark_for_translation, tr
from assessment.storage.accounts import ACCOUNTS, ENDED_SIGN_INS, HOSTED
from assessment.storage.database import Storage
from assessment.storage.errors import StorageError, UnreachableError
from assessment.storage.opening import lock_schema, open_storage
from assessment.storage.tables import APPLICATIONS, GIVEN_OUTCOMES, METADATA, NOTES, PARTS

OWNER = "nullif(current_setting('callback.owner', true), '')"
IS_OWNER = f"owner = {OWNER}"
OF_OWN_APPLICATION = f"EXISTS (SELECT FROM applications AS own WHERE own.id = application AND own.{IS_OWNER})"
POLICIES = {
    APPLICATIONS.name: IS_OWNER,
    ACCOUNTS.name: IS_OWNER,
    NOTES.name: f"{IS_OWNER} AND (application IS NULL OR {OF_OWN_APPLICATION})",
    **{part.name: OF_OWN_APPLICATION for part in (*PARTS, GIVEN_OUTCOMES)},
}
"""Table -> which of its rows the owner of a transaction sees and may write."""
PAUSE_SECONDS = 0.5
NOT_PREPARED = mark_for_translation(
    "The database {where} is not prepared for people who sign in: run `assessment data prepare` as its administrator."
)
TOO_PRIVILEGED = mark_for_translation(
    "The role of CALLBACK_DATABASE_URL owns tables in {where} or may pass by row-level security: name the role that "
    "`assessment data prepare` made."
)
NOT_PRIVILEGED = mark_for_translation(
    "The role of CALLBACK_ADMIN_DATABASE_URL does not see everybody's rows in {where}: name a superuser, or one with "
    "BYPASSRLS."
)


def prepare(admin_url: str, application_url: str, wait_seconds: float = 0) -> str:
    """Make or upgrade the tables and the application's role and its limits; safe to run again. Returns the role.

    Waits so many seconds for a server that does not answer yet. Raises StorageError.
    """
    role, password = _role_of(admin_url, application_url)

    def make_tables(connection: Connection) -> None:
        lock_schema(connection)
        HOSTED.create_all(connection)

    def secure(connection: Connection, table: str, condition: str) -> None:
        lock_schema(connection)
        for statement in _policy(table, condition):
            connection.exec_driver_sql(statement)

    def admit(connection: Connection) -> None:
        lock_schema(connection)
        for statement in (*_make_role(connection, role, password), *_grants(connection, role)):
            connection.exec_driver_sql(statement.replace("%", "%%"))

    with closing(_open_when_ready(admin_url, wait_seconds)) as storage:
        storage.write_unchecked(make_tables)
        # One table at a time: locks on several could end in a deadlock with older servers that save meanwhile.
        for table, condition in POLICIES.items():
            storage.write_unchecked(partial(secure, table=table, condition=condition))
        storage.write_unchecked(admit)
    return role


def check_prepared(storage: Storage) -> None:
    """Raise UnreachableError unless the database is prepared and this role is bound by row-level security."""

    def look(connection: Connection) -> tuple[bool, int]:
        is_privileged = connection.scalar(
            text(
                "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class WHERE relkind = 'r' AND "
                "relname = ANY(:tables) AND pg_has_role(relowner, 'USAGE')) FROM pg_roles WHERE rolname = current_user"
            ),
            {"tables": list(POLICIES)},
        )
        secured = connection.scalar(
            text(
                "SELECT count(*) FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid WHERE relrowsecurity AND "
                "relforcerowsecurity AND relname = ANY(:tables) AND pg_table_is_visible(pg_class.oid)"
            ),
            {"tables": list(POLICIES)},
        )
        return bool(is_privileged), int(secured or 0)

    is_privileged, secured = storage.read(look)
    if is_privileged:
        raise UnreachableError(tr(TOO_PRIVILEGED, where=storage.where))
    if secured != len(POLICIES):
        raise UnreachableError(tr(NOT_PREPARED, where=storage.where))


def open_as_administrator(url: str) -> Storage:
    """Open a prepared database as a role that sees everybody's rows; raises StorageError where it does not."""
    storage = open_storage(url)
    may_pass = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    if not storage.read(lambda connection: connection.scalar(may_pass)):
        storage.close()
        raise StorageError(tr(NOT_PRIVILEGED, where=storage.where))
    return storage


def _role_of(admin_url: str, application_url: str) -> tuple[str, str]:
    try:
        admin, application = make_url(admin_url), make_url(application_url)
    except ArgumentError as error:
        raise StorageError(tr("A database's URL cannot be read; expected postgresql://user@host/name.")) from error
    if not application.username or application.username == admin.username:
        raise StorageError(tr("CALLBACK_DATABASE_URL must name another role than the administrator's."))
    return application.username, str(application.password or "")


def _open_when_ready(url: str, wait_seconds: float) -> Storage:
    end = monotonic() + wait_seconds
    while True:
        try:
            return open_storage(url)
        except UnreachableError:
            if monotonic() >= end:
                raise
        sleep(PAUSE_SECONDS)


def _make_role(connection: Connection, role: str, password: str) -> Iterator[str]:
    """What makes the role, or gives it its password; PostgreSQL itself quotes both."""
    is_new = not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role})
    limits = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT"
    pattern = f"{'CREATE' if is_new else 'ALTER'} ROLE %I {limits}{' PASSWORD %L' if password else ''}"
    values = {"pattern": pattern, "role": role, "password": password}
    yield str(connection.scalar(text("SELECT format(:pattern, CAST(:role AS text), CAST(:password AS text))"), values))


def _grants(connection: Connection, role: str) -> Iterator[str]:
    name = connection.dialect.identifier_preparer.quote(role)
    yield f"GRANT USAGE ON SCHEMA public TO {name}"
    yield f"GRANT SELECT ON alembic_version TO {name}"
    for table in (*METADATA.sorted_tables, ACCOUNTS, ENDED_SIGN_INS):
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table.name} TO {name}"


def _policy(table: str, condition: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS of_owner ON {table}"
    yield f"CREATE POLICY of_owner ON {table} USING ({condition}) WITH CHECK ({condition})"
