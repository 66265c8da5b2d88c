"""Opens a database: checks it first, upgrades an older one, and does not touch one that it cannot read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import finalize

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import ArgumentError

from assessment.core.text.i18n import tr
from assessment.storage import backups
from assessment.storage.database import Clock, Storage, utc_now
from assessment.storage.engines import memory_engine, postgres_engine, sqlite_engine
from assessment.storage.errors import (
    CLOSED_FOLDER,
    NO_PLACE,
    ONLY_READABLE,
    OPENED_TO_READ,
    OTHER_TABLES,
    BusyError,
    DamagedError,
    ReadOnlyError,
    StorageError,
    UnreachableError,
    naming_place,
    newer_version_error,
)
from assessment.storage.migrations import REVISIONS, VERSION_FOLDERS
from assessment.storage.tables import METADATA
from assessment.storage.waiting import WAIT_SECONDS

ADVISORY_LOCK = 0x63616C6C6261636B
MIGRATION_WAIT_MS = 60_000
VERSION = text("SELECT version_num FROM alembic_version")


def open_storage(
    database: Path | str, *, read_only: bool = False, clock: Clock = utc_now, wait_seconds: float = WAIT_SECONDS
) -> Storage:
    """Open the database at a path (SQLite) or URL (PostgreSQL); it is created or upgraded where needed.

    Raises StorageError, one sentence on what is wrong and what to do; the file is then unchanged. With `read_only`
    the database of a newer version opens too, so that it can be exported.
    """
    if isinstance(database, str):
        return _open_server(database, read_only=read_only, clock=clock)
    return _open_file(database, read_only=read_only, clock=clock, wait_seconds=wait_seconds)


def open_prepared(url: str) -> Storage:
    """Open a PostgreSQL database that `row_level_security.prepare` made ready, as a role that its policies bind.

    Nothing is created or upgraded. Raises UnreachableError where it is not ready yet, or the role is not bound.
    """
    from assessment.storage.row_level_security import NOT_PREPARED, check_prepared

    storage = _server(url, utc_now)
    with _closed_on_failure(storage):
        version = _version(storage)
        if version in (None, *REVISIONS[:-1]):
            raise UnreachableError(tr(NOT_PREPARED, where=storage.where))
        if version not in REVISIONS:
            raise newer_version_error(storage.where, str(version))
        check_prepared(storage)
    return storage


def memory_storage(*, clock: Clock = utc_now) -> Storage:
    """A new database in memory, without a file, backups or migrations; it is closed when nothing refers to it."""
    engine = memory_engine()
    METADATA.create_all(engine, checkfirst=False)
    storage = Storage(engine, "memory", path=None, clock=clock)
    finalize(storage, engine.dispose)
    return storage


def expect_new_file(database: Path) -> None:
    """Note that the file is missing on purpose, so that the next opening does not report it as lost."""
    with suppress(OSError):
        backups.backup_folder(database).rmdir()
    if backups.backup_folder(database).exists():
        _new_marker(database).touch(mode=0o600)


def remove_files(database: Path) -> None:
    """Remove the file and the files that SQLite keeps beside it."""
    for suffix in ("", *backups.SIDE_FILES):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _new_marker(database: Path) -> Path:
    return database.with_name(f"{database.name}.new")


def _open_file(path: Path, *, read_only: bool, clock: Clock, wait_seconds: float) -> Storage:
    _check_place(path, read_only)
    storage, version = _readable(path, "mode=ro" if read_only else "mode=rw", clock, wait_seconds)
    with _closed_on_failure(storage):
        storage.cannot_save = _reason_not_to_save(storage, version, read_only)
        if storage.cannot_save is None:
            _upgrade(storage, version)
            with naming_place(path):
                backups.backup_folder(path).mkdir(mode=0o700, exist_ok=True)
                _new_marker(path).unlink(missing_ok=True)
    return storage


def _readable(path: Path, mode: str, clock: Clock, wait_seconds: float) -> tuple[Storage, str | None]:
    """The opened file and its revision."""
    storage = Storage(sqlite_engine(path, mode), str(path), path=path, clock=clock, wait_seconds=wait_seconds)
    with _closed_on_failure(storage):
        try:
            return storage, _version(storage)
        except ReadOnlyError:
            storage.close()
    # SQLite cannot create the side files of a WAL database on a read-only disk; there nobody can change it either.
    storage = Storage(sqlite_engine(path, "mode=ro&immutable=1"), str(path), path=path, clock=clock)
    with _closed_on_failure(storage):
        return storage, _version(storage)


@contextmanager
def _closed_on_failure(storage: Storage) -> Iterator[None]:
    try:
        yield
    except BaseException:
        storage.close()
        raise


def _open_server(url: str, *, read_only: bool, clock: Clock) -> Storage:
    storage = _server(url, clock)
    storage.cannot_save = OPENED_TO_READ if read_only else None
    with _closed_on_failure(storage):
        version = _version(storage)
        if not read_only:
            _upgrade(storage, version)
    return storage


def _server(url: str, clock: Clock) -> Storage:
    try:
        engine = postgres_engine(url)
    except ModuleNotFoundError as error:
        raise StorageError(
            tr("PostgreSQL needs {module}: install callback-assessment[postgres].", module=error.name)
        ) from error
    except (ArgumentError, ValueError) as error:
        raise StorageError(tr("CALLBACK_DATABASE_URL cannot be read; expected postgresql://user@host/name.")) from error
    where = f"{engine.url.host or 'localhost'}/{engine.url.database or ''}"
    return Storage(engine, where, path=None, clock=clock)


def _check_place(path: Path, read_only: bool) -> None:
    """Create the file where there never was one; raises where it was lost or cannot be created."""
    try:
        was_here = backups.backup_folder(path).is_dir() and not _new_marker(path).exists()
        if was_here and not (path.exists() and path.stat().st_size):
            raise DamagedError(
                tr(
                    "{path} is empty or gone, though it held data before. {advice}",
                    path=path,
                    advice=backups.restore_advice(path),
                )
            )
        if path.is_dir():
            raise IsADirectoryError(path)
        if not read_only and not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except PermissionError as error:
        raise ReadOnlyError(tr(CLOSED_FOLDER, folder=path.parent)) from error
    except OSError as error:
        raise ReadOnlyError(tr(NO_PLACE, where=path)) from error


def _reason_not_to_save(storage: Storage, version: str | None, read_only: bool) -> str | None:
    if read_only:
        return OPENED_TO_READ
    if version is None:
        return None
    try:
        # Deletes nothing, but fails where nothing can be written, which BEGIN IMMEDIATE does not on a read-only disk.
        storage.write_unchecked(lambda connection: connection.execute(text("DELETE FROM alembic_version WHERE 0 = 1")))
    except ReadOnlyError:
        return ONLY_READABLE
    except BusyError:
        pass
    return None


def _version(storage: Storage) -> str | None:
    """The revision of the database; None for a new one."""

    def read(connection: Connection) -> str | None:
        tables = set(inspect(connection).get_table_names())
        has_ours, version = bool(METADATA.tables.keys() & tables), None
        if "alembic_version" in tables:
            version = connection.scalar(VERSION)
            if version is None and has_ours:
                raise DamagedError(tr(OTHER_TABLES, where=storage.where))
        elif has_ours:
            raise StorageError(
                tr("{where} belongs to another program. Name another in CALLBACK_DATA_DIR.", where=storage.where)
            )
        return version

    return storage.read(read)


def _upgrade(storage: Storage, version: str | None) -> None:
    if version == REVISIONS[-1]:
        return
    if version is not None and version not in REVISIONS:
        raise newer_version_error(storage.where, version)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "assessment.storage:migrations")
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(VERSION_FOLDERS).replace("%", "%%"))

    def upgrade(connection: Connection) -> None:
        lock_schema(connection)
        if version and storage.path:
            if connection.scalar(VERSION) == REVISIONS[-1]:
                return  # Another process was first.
            backups.back_up(storage.path, "migration", storage.clock())
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    storage.write_unchecked(upgrade)


def lock_schema(connection: Connection) -> None:
    """Let one process at a time change the tables: SQLite's own lock does so, PostgreSQL needs an advisory lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL statement_timeout = {MIGRATION_WAIT_MS}"))
        connection.execute(text(f"SET LOCAL lock_timeout = {MIGRATION_WAIT_MS}"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
