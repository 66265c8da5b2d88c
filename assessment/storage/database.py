"""The database behind two verbs: read and write, each one transaction that happens whole or not at all."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.pool import QueuePool

from assessment.core.text.i18n import tr
from assessment.storage import backups
from assessment.storage.errors import (
    BusyError,
    DamagedError,
    ReadOnlyError,
    StorageError,
    UnreachableError,
    file_gone,
    translated,
)

Result = TypeVar("Result")
Clock = Callable[[], datetime]

WAIT_MS = 5_000
SQLITE_READONLY = 8
CACHE_KIB = 256
"""What each connection keeps of the file, an eighth of SQLite's own; the system keeps it all for everybody."""
POSTGRES_OPTIONS = "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000"
strict_json = partial(json.dumps, allow_nan=False)


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Storage:
    """An open database. `cannot_save` says why nothing can be saved {where}, and is None where it can.

    It is translated for each save, since visits of different languages share the database.
    """

    def __init__(self, engine: Engine, where: str, *, path: Path | None, clock: Clock) -> None:
        self.where = where
        self.path = path
        self.clock = clock
        self.cannot_save: str | None = None
        self.backup_problem: str | None = None
        self._looked_at = self._backup_due = datetime.max.replace(tzinfo=UTC)
        self._writer = engine
        self._reader = engine.execution_options(**READER_OPTIONS[engine.dialect.name])
        self._identity = identity(path) if path else None
        # SQLite has one writer at a time; who waits here goes on at once, who waits there sleeps for up to 100 ms.
        self._turn: AbstractContextManager[object] = Lock() if path else nullcontext()

    def read(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` reads, all of it as of one moment."""
        return self._again(lambda: self._run(self._reader, work))

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` returns, once all it wrote is kept; tried a second time where the first found no way in."""
        if self.cannot_save:
            raise ReadOnlyError(tr(self.cannot_save, where=self.where))
        if self.path:
            if identity(self.path) != self._identity:
                raise file_gone(self.path)
            self._back_up_when_due(self.path)
        return self.transact(work)

    def transact(self, work: Callable[[Connection], Result]) -> Result:
        """Like `write`, without the looks at the file that come before a save."""
        with self._turn:
            return self._again(lambda: self._run(self._writer, work))

    def _back_up_when_due(self, path: Path) -> None:
        """A backup that fails is told in `backup_problem` and stops no save; a damaged file does."""
        now = self.clock()
        if self._looked_at <= now < self._backup_due and backups.backup_folder(path).exists():
            return
        try:
            self._looked_at, self._backup_due = now, backups.back_up_when_due(path, now)
            self.backup_problem = None
        except DamagedError:
            raise
        except StorageError as error:
            self.backup_problem = tr("There is no new backup. {problem}", problem=error.problems[0])

    def close(self) -> None:
        """Let go of every connection."""
        self._writer.dispose()

    def _again(self, attempt: Callable[[], Result]) -> Result:
        try:
            return attempt()
        except (BusyError, UnreachableError):
            return attempt()

    def _run(self, engine: Engine, work: Callable[[Connection], Result]) -> Result:
        try:
            with engine.begin() as connection:
                return work(connection)
        except (DBAPIError, TimeoutError) as error:
            raise self._with_advice(translated(error, self.where)) from error
        except ValueError as error:
            unreadable = DamagedError(
                tr("{where} holds something that cannot be read ({error}).", where=self.where, error=error)
            )
            raise self._with_advice(unreadable) from error

    def _with_advice(self, error: StorageError) -> StorageError:
        if self.path and isinstance(error, DamagedError):
            return DamagedError(
                tr(
                    "{problem} It was left as it is. {advice}",
                    problem=error.problems[0],
                    advice=backups.advice(self.path),
                )
            )
        return error


READER_OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": {"reads": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another at the same place; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def sqlite_engine(path: Path, mode: str, *, wait_ms: int = WAIT_MS) -> Engine:
    """An engine on an existing file, opened with SQLite's URI options `mode`; it never creates one."""
    uri = f"{path.absolute().as_uri()}?{mode}"
    opened = identity(path)

    def connect() -> sqlite3.Connection:
        if identity(path) != opened:
            raise file_gone(path)
        connection = sqlite3.connect(
            uri, uri=True, timeout=wait_ms / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_timeout=WAIT_MS / 1000,
        pool_reset_on_return=None,
        json_serializer=strict_json,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Taking the write lock at once turns a deadlock between two savers into a wait, and lets DDL roll back.
        reads = connection.get_execution_options().get("reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _prepare(connection: sqlite3.Connection) -> None:
    for pragma in ("foreign_keys=ON", "secure_delete=ON", "synchronous=FULL", f"cache_size=-{CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != SQLITE_READONLY:
            raise


def postgres_engine(url: str) -> Engine:
    """An engine on a PostgreSQL server that notices lost connections and waits for nothing long."""
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=5,
        pool_timeout=5,
        pool_recycle=1800,
        json_serializer=strict_json,
        connect_args={"connect_timeout": 3, "options": POSTGRES_OPTIONS},
    )
