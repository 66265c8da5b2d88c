"""An open database: it runs functions in read and write transactions, and raises StorageError for what fails."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    BUSY_HERE,
    BusyError,
    DamagedError,
    ReadOnlyError,
    StorageError,
    UnreachableError,
    file_gone_error,
    storage_error,
)
from assessment.storage.waiting import WAIT_SECONDS, seconds_left, waiting_at_most

Result = TypeVar("Result")
Clock = Callable[[], datetime]

SQLITE_READONLY = 8
FOREIGN_KEYS = "PRAGMA foreign_keys=ON"
CACHE_KIB = 256
"""The cache of each connection, an eighth of SQLite's default; the system's file cache is shared by all of them."""
POOL_SECONDS = 3
"""How long to wait for a free connection."""
POSTGRES_OPTIONS = "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000"
strict_json = partial(json.dumps, allow_nan=False)


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Storage:
    """An open database. `cannot_save` is the sentence on why nothing can be saved, with {where}; None where it can.

    It is translated at each save, since visits of different languages share the database. `wait_seconds` is how long
    a read or save waits in all for a database that is locked or away.
    """

    def __init__(
        self, engine: Engine, where: str, *, path: Path | None, clock: Clock, wait_seconds: float = WAIT_SECONDS
    ) -> None:
        self.where = where
        self.path = path
        self.clock = clock
        self.cannot_save: str | None = None
        self.backup_problem: str | None = None
        self._backup_checked_at = self._backup_due = datetime.max.replace(tzinfo=UTC)
        self._wait_seconds = wait_seconds
        self._writer = engine
        self._reader = engine.execution_options(**READER_OPTIONS[engine.dialect.name])
        self._identity = file_identity(path) if path else None
        # SQLite has one writer at a time; a writer that waits for our lock starts at once, while one that waits for
        # SQLite's lock sleeps for up to 100 ms.
        self._writer_lock = Lock() if path else None

    def read(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` returns from one read transaction."""
        return self._run(self._reader, work)

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` returns, once everything it wrote is committed; `work` runs again after a lost connection."""
        if self.cannot_save:
            raise ReadOnlyError(tr(self.cannot_save, where=self.where))
        if self.path:
            if file_identity(self.path) != self._identity:
                raise file_gone_error(self.path)
            self._back_up_when_due(self.path)
        return self._run(self._writer, work)

    def write_unchecked(self, work: Callable[[Connection], Result]) -> Result:
        """Like `write`, without the checks of the file that come before a save."""
        return self._run(self._writer, work)

    @contextmanager
    def _turn(self, engine: Engine) -> Iterator[None]:
        """Let a saver wait for the others of this process; raises BusyError where the time to wait ends before."""
        if self._writer_lock is None or engine is not self._writer:
            yield
            return
        if not self._writer_lock.acquire(timeout=seconds_left()):
            raise BusyError(tr(BUSY_HERE, where=self.where))
        try:
            yield
        finally:
            self._writer_lock.release()

    def _back_up_when_due(self, path: Path) -> None:
        """Make a backup when one is due. Raises DamagedError; other errors are only noted in `backup_problem`."""
        now = self.clock()
        if self._backup_checked_at <= now < self._backup_due and backups.backup_folder(path).exists():
            return
        try:
            self._backup_checked_at, self._backup_due = now, backups.back_up_when_due(path, now)
            self.backup_problem = None
        except DamagedError:
            raise
        except StorageError as error:
            self.backup_problem = tr("There is no new backup. {problem}", problem=error.problems[0])

    def close(self) -> None:
        """Close every connection."""
        self._writer.dispose()

    def _run(self, engine: Engine, work: Callable[[Connection], Result]) -> Result:
        """What `work` returns from one transaction, tried again where the database is busy or lost and time is left."""
        is_last_attempt = False
        with waiting_at_most(self._wait_seconds), self._turn(engine):
            while True:
                try:
                    with self._storage_errors(), engine.begin() as connection:
                        return work(connection)
                except (BusyError, UnreachableError):
                    if is_last_attempt or not seconds_left():
                        raise
                    is_last_attempt = True

    @contextmanager
    def _storage_errors(self) -> Iterator[None]:
        """Raise the errors of the driver as StorageError."""
        try:
            yield
        except DamagedError as error:
            raise self._with_advice(error) from error
        except (DBAPIError, TimeoutError) as error:
            raise self._with_advice(storage_error(error, self.where)) from error
        except ValueError as error:
            unreadable = DamagedError(
                tr("{where} holds something that cannot be read ({error}).", where=self.where, error=error)
            )
            raise self._with_advice(unreadable) from error

    def _with_advice(self, error: StorageError) -> StorageError:
        if not isinstance(error, DamagedError):
            return error
        advice = backups.restore_advice(self.path) if self.path else tr("Restore a backup of that database.")
        return DamagedError(tr("{problem} It was left as it is. {advice}", problem=error.problems[0], advice=advice))


READER_OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": {"reads": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


def file_identity(path: Path) -> tuple[int, int] | None:
    """The device and inode of the file, by which another file of the same name is noticed; None without a file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def sqlite_engine(path: Path, mode: str) -> Engine:
    """An engine on an existing file, opened with SQLite's URI options `mode`; it never creates one."""
    uri = f"{path.absolute().as_uri()}?{mode}"
    opened = file_identity(path)

    def connect() -> sqlite3.Connection:
        if file_identity(path) != opened:
            raise file_gone_error(path)
        connection = sqlite3.connect(
            uri, uri=True, timeout=seconds_left(), isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    return _sqlite_engine(connect)


def memory_engine() -> Engine:
    """An engine on a new SQLite database in memory, which lives as long as its one connection.

    Threads take turns: the pool hands the connection to one of them at a time.
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.execute(FOREIGN_KEYS)
        return connection

    return _sqlite_engine(connect, pool_size=1, max_overflow=0)


def _sqlite_engine(connect: Callable[[], sqlite3.Connection], **pool: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_timeout=POOL_SECONDS,
        pool_reset_on_return=None,
        json_serializer=strict_json,
        hide_parameters=True,
        **pool,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={round(1000 * seconds_left())}")
        # Taking the write lock at once turns a deadlock between two savers into a wait, and lets DDL roll back.
        reads = connection.get_execution_options().get("reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute(FOREIGN_KEYS)
    for pragma in ("secure_delete=ON", "synchronous=FULL", f"cache_size=-{CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != SQLITE_READONLY:
            raise


def postgres_engine(
    url: str, *, pool_size: int = 5, max_overflow: int = 5, pool_seconds: float = POOL_SECONDS
) -> Engine:
    """An engine on a PostgreSQL server, with short timeouts and a check of each connection before its use."""
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=pool_seconds,
        pool_recycle=1800,
        json_serializer=strict_json,
        hide_parameters=True,
        connect_args={"connect_timeout": 2, "options": POSTGRES_OPTIONS},
    )
