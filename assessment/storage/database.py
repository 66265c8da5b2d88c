"""An open database: it runs functions in read and write transactions, and raises StorageError for what fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, TimeoutError

from assessment.core.text.i18n import tr
from assessment.storage import backups
from assessment.storage.engines import file_identity
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


def utc_now() -> datetime:
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
        self._is_server = engine.dialect.name == "postgresql"
        self._reader = engine.execution_options(**READER_OPTIONS[engine.dialect.name])
        self._identity = file_identity(path) if path else None
        # SQLite has one writer at a time; a writer that waits for our lock starts at once, while one that waits for
        # SQLite's lock sleeps for up to 100 ms.
        self._writer_lock = Lock() if path else None

    def of(self, owner: str) -> "OwnedStorage":
        """The same database, with every transaction bound to this owner."""
        return OwnedStorage(self, owner)

    def read(self, work: Callable[[Connection], Result], owner: str = "") -> Result:
        """What `work` returns from one read transaction, bound to the owner."""
        return self._run(self._reader, work, owner)

    def write(self, work: Callable[[Connection], Result], owner: str = "") -> Result:
        """What `work` returns, once everything it wrote is committed; `work` runs again after a lost connection."""
        if self.cannot_save:
            raise ReadOnlyError(tr(self.cannot_save, where=self.where))
        if self.path:
            if file_identity(self.path) != self._identity:
                raise file_gone_error(self.path)
            self._back_up_when_due(self.path)
        return self._run(self._writer, work, owner)

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
        self._writer.dispose()

    def _run(self, engine: Engine, work: Callable[[Connection], Result], owner: str = "") -> Result:
        """What `work` returns from one transaction, tried again where the database is busy or lost and time is left."""
        is_last_attempt = False
        with waiting_at_most(self._wait_seconds), self._turn(engine):
            while True:
                try:
                    with self._storage_errors(), engine.begin() as connection:
                        if owner and self._is_server:
                            connection.execute(BIND_OWNER, {"owner": owner})
                        return work(connection)
                except (BusyError, UnreachableError):
                    if is_last_attempt or not seconds_left():
                        raise
                    is_last_attempt = True

    @contextmanager
    def _storage_errors(self) -> Iterator[None]:
        """Raise the errors of the driver, and those of reading what is stored, as StorageError."""
        try:
            yield
        except DamagedError as error:
            raise self._with_advice(error) from error
        except (DBAPIError, TimeoutError, ValueError) as error:
            raise self._with_advice(storage_error(error, self.where)) from error

    def _with_advice(self, error: StorageError) -> StorageError:
        if not isinstance(error, DamagedError):
            return error
        advice = backups.restore_advice(self.path) if self.path else tr("Restore a backup of that database.")
        if advice in error.problems[0]:
            return error
        return DamagedError(tr("{problem} It was left as it is. {advice}", problem=error.problems[0], advice=advice))


@dataclass(frozen=True, slots=True)
class OwnedStorage:
    """An open database whose every transaction is bound to one owner: PostgreSQL then shows and takes only their rows.

    What is asked of it names the owner too; this is a second check, in the one place where the owner is bound.
    """

    storage: Storage
    owner: str

    def read(self, work: Callable[[Connection], Result]) -> Result:
        return self.storage.read(work, self.owner)

    def write(self, work: Callable[[Connection], Result]) -> Result:
        return self.storage.write(work, self.owner)

    def clock(self) -> datetime:
        return self.storage.clock()


BIND_OWNER = text("SELECT set_config('callback.owner', :owner, true)")
"""Names the owner to the policies of `row_level_security.py` until the transaction ends."""
READER_OPTIONS: dict[str, dict[str, Any]] = {
    "sqlite": {"reads": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
