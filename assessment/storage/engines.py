"""The engines of SQLAlchemy on a SQLite file, on a database in memory and on a PostgreSQL server."""

import json
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import sleep

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from assessment.storage.errors import file_gone_error
from assessment.storage.waiting import seconds_left

FOREIGN_KEYS = "PRAGMA foreign_keys=ON"
CACHE_KIB = 256
"""The cache of each connection, an eighth of SQLite's default; the system's file cache is shared by all of them."""
POOL_SECONDS = 3
"""How long to wait for a free connection."""
PAUSE_SECONDS = 0.02
"""Between two attempts to give a file its write-ahead log."""
POSTGRES_OPTIONS = "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000"
strict_json = partial(json.dumps, allow_nan=False)


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
    _use_write_ahead_log(connection)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Give a file that can be written a write-ahead log.

    SQLite does not wait here by itself: it fails at once while another process saves to a file that has no such log.
    """
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            reason = error.sqlite_errorcode & 0xFF
            if reason == sqlite3.SQLITE_READONLY:
                return
            if reason != sqlite3.SQLITE_BUSY or not seconds_left():
                raise
            sleep(PAUSE_SECONDS)
        else:
            return


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
