"""The errors of the database, each one sentence: what happened, where, and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import mark_for_translation, tr

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError, TimeoutError


class StorageError(AssessmentError):
    """The database refused a read or a save; nothing was changed."""

    def __init__(self, sentence: str) -> None:
        super().__init__([sentence])


class DiskFullError(StorageError):
    """The disk is full."""


class ReadOnlyError(StorageError):
    """The database can be read but not written."""


class BusyError(StorageError):
    """Another program or person locks the database; trying again may work."""


class DamagedError(StorageError):
    """The file is damaged; it was not changed."""


class NewerVersionError(StorageError):
    """The database was written by a newer version; it can be exported."""


class FileGoneError(StorageError):
    """The file was deleted or replaced after it was opened."""


class UnreachableError(StorageError):
    """The database server does not answer, or has no room for one more; trying again may work."""


OPENED_TO_READ = mark_for_translation("Not saved: {where} was opened for reading only.")
ONLY_READABLE = mark_for_translation(
    "Not saved: {where} can only be read. Allow writing, or name another folder in CALLBACK_DATA_DIR. "
    "What was saved before is safe."
)
NO_PLACE = mark_for_translation(
    "{where} cannot be opened or made. Check that its folder exists and can be written, "
    "or name another in CALLBACK_DATA_DIR."
)
CLOSED_FOLDER = mark_for_translation(
    "The folder {folder} cannot be entered or written to. Allow it, or name another folder in CALLBACK_DATA_DIR."
)
BUSY_HERE = mark_for_translation(
    "Not saved: another program is using {where}. Close it or wait a moment, then try again. What was saved before is "
    "safe."
)
BUSY_THERE = mark_for_translation(
    "Not saved: somebody else is changing the same thing in {where}. Try again. What was saved before is safe."
)
OTHER_TABLES = mark_for_translation(
    "{where} lacks a table or a column that Callback made: something else has changed it."
)
SQLITE_FAULTS: dict[int, tuple[type[StorageError], str]] = {
    13: (
        DiskFullError,
        mark_for_translation(
            "Not saved: the disk that holds {where} is full. Free some space and try again. What was saved before is "
            "safe."
        ),
    ),
    8: (ReadOnlyError, ONLY_READABLE),
    14: (ReadOnlyError, NO_PLACE),
    5: (BusyError, BUSY_HERE),
    6: (BusyError, BUSY_HERE),
    26: (DamagedError, mark_for_translation("{where} is no database that can be read.")),
    11: (DamagedError, mark_for_translation("{where} is damaged.")),
    1: (DamagedError, OTHER_TABLES),
    10: (
        DiskFullError,
        mark_for_translation(
            "Not saved: the disk that holds {where} refused to write or read. Check it and its space, then try again. "
            "What was saved before is safe."
        ),
    ),
}
"""SQLite's primary result codes (FULL, READONLY, CANTOPEN, BUSY, LOCKED, NOTADB, CORRUPT, ERROR, IOERR).

Our statements are fixed, so that ERROR means that they do not fit the tables."""

UNREACHABLE = mark_for_translation(
    "The database at {where} cannot be reached. Check that it runs, then try again. What was saved before is safe."
)
NO_CONNECTION = mark_for_translation(
    "{where} has no free connection. Try again in a moment. What was saved before is safe."
)
POSTGRES_FAULTS: dict[str, tuple[type[StorageError], str]] = {
    "53100": SQLITE_FAULTS[13],
    "25006": SQLITE_FAULTS[8],
    "57014": (
        BusyError,
        mark_for_translation("Not saved: {where} took too long to answer. Try again. What was saved before is safe."),
    ),
    "55P03": (BusyError, BUSY_THERE),
    "40P01": (BusyError, BUSY_THERE),
    "23505": (BusyError, BUSY_THERE),
    "42P01": (DamagedError, OTHER_TABLES),
    "42703": (DamagedError, OTHER_TABLES),
}
"""PostgreSQL's SQLSTATEs (disk_full, read_only, query_canceled, lock_not_available, deadlock, unique_violation where
two add the same row at once, undefined table or column)."""
FULL_SERVER = "too many clients", "too many connections", "remaining connection slots"
"""What PostgreSQL says where it has no free connection; it sends no SQLSTATE before somebody is connected."""


def storage_error(error: "DBAPIError | TimeoutError | ValueError", where: str) -> StorageError:
    """The driver's error, or that of a stored value, as a StorageError, which names the place but not its password."""
    from sqlalchemy.exc import OperationalError, TimeoutError

    if isinstance(error, ValueError):
        return DamagedError(tr("{where} holds something that cannot be read ({error}).", where=where, error=error))
    if isinstance(error, TimeoutError):
        return UnreachableError(tr(NO_CONNECTION, where=where))
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return sqlite_storage_error(cause, where)
    known = POSTGRES_FAULTS.get(getattr(cause, "sqlstate", None) or "")
    if known is None and (isinstance(error, OperationalError) or error.connection_invalidated):
        is_full = any(words in str(cause) for words in FULL_SERVER)
        known = (UnreachableError, NO_CONNECTION if is_full else UNREACHABLE)
    return _error(known, cause or error, where)


def sqlite_storage_error(error: sqlite3.Error, where: object) -> StorageError:
    """SQLite's error as a StorageError."""
    code = getattr(error, "sqlite_errorcode", None)
    return _error(SQLITE_FAULTS.get(code & 0xFF) if code is not None else None, error, where)


def _error(known: tuple[type[StorageError], str] | None, error: BaseException, where: object) -> StorageError:
    if known is None:
        return StorageError(tr("{where}: the database refused ({error}).", where=where, error=type(error).__name__))
    kind, sentence = known
    return kind(tr(sentence, where=where))


@contextmanager
def naming_place(place: Path) -> Iterator[None]:
    """Raise errors of SQLite and of the file system as StorageError, with this place in the sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise sqlite_storage_error(error, place) from error
    except OSError as error:
        raise StorageError(
            tr(
                "{path} could not be written ({reason}). Check the folder and its space, then try again. What was "
                "saved before is safe.",
                path=error.filename or place,
                reason=error.strerror,
            )
        ) from error


def newer_version_error(where: str, version: str) -> NewerVersionError:
    """The error for a database of a version that this one does not know."""
    return NewerVersionError(
        tr(
            "{where} was made by a newer version of Callback ({version}). Update Callback; until "
            "then it is left as it is and can be exported.",
            where=where,
            version=version[:40],
        )
    )


def file_gone_error(path: Path) -> FileGoneError:
    """The error for a file that is no longer the one that was opened."""
    return FileGoneError(
        tr(
            "Not saved: {path} was deleted or replaced while it was open. Export what is on the "
            "screen, then start Callback again.",
            path=path,
        )
    )
