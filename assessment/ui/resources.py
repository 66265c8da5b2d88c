"""What all visits share: the instrument and the database, each loaded once."""

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

from assessment.catalog import available_languages, data_folder, earlier_wordings, language_for, load_instrument
from assessment.core.applications.repository import Repository
from assessment.core.model import Instrument
from assessment.core.text.i18n import current_language
from assessment.settings import Keep, read_keep, read_settings
from assessment.storage import accounts
from assessment.storage.database import Storage
from assessment.storage.erasing import delete_everything
from assessment.storage.errors import StorageError
from assessment.storage.opening import open_prepared, open_storage
from assessment.storage.repository import SqlRepository

_OPENING = Lock()
_ENDED: set[str] = set()
"""The sign-ins that people ended, here or on another server, as last read."""


def instrument() -> Instrument:
    """The shipped instrument in the current language."""
    return _instrument(current_language().code)


def translations() -> tuple[Instrument, ...]:
    """The shipped instrument in every other language, and in the words of earlier versions."""
    others = (_instrument(code) for code in available_languages() if code != current_language().code)
    return (*others, *earlier_wordings())


@lru_cache(maxsize=16)
def _instrument(code: str) -> Instrument:
    return load_instrument(language=language_for(code))


def data_file_states() -> dict[str, tuple[int, int]]:
    """Name -> size and time of the last change of each data file, by which a change is noticed."""
    states = {}
    for file in sorted(data_folder().glob("*.toml")):
        with suppress(OSError):
            status = file.stat()
            states[file.name] = status.st_size, status.st_mtime_ns
    return states


def storage() -> Storage:
    """The database of this environment; raises AssessmentError, one sentence, when it cannot be opened."""
    with _OPENING:
        return _opened(read_settings().database)


@lru_cache(maxsize=8)
def _opened(database: Path | str) -> Storage:
    if read_keep() is Keep.SIGNED_IN and isinstance(database, str):
        return open_prepared(database)
    return open_storage(database)


def check_database() -> None:
    """Read from the database as pages do; raises AssessmentError where it does not answer."""
    repository("").statuses()


def readable_storage() -> Storage:
    """The same database opened for reading only, which works where nothing can be saved."""
    return open_storage(read_settings().database, read_only=True)


def repository(owner: str, kept_in: Storage | None = None) -> Repository:
    """The applications of one owner, kept in the database of this environment unless another is named."""
    return SqlRepository(kept_in or storage(), owner, instrument().version)


class RefusingRepository:
    """A repository that refuses whatever is asked of it with one error."""

    def __init__(self, error: StorageError) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        raise type(self._error)(self._error.problems[0])


def refusing_repository(error: StorageError) -> Repository:
    """A repository that raises this error whatever is asked of it."""
    return cast(Repository, RefusingRepository(error))


def has_ended(sign_in: str) -> bool:
    """Whether the person has signed out of this sign-in, in any tab."""
    return sign_in in _ENDED


def end_sign_in(sign_in: str) -> None:
    """Let a sign-in count no more: at once here, and on other servers when they next look."""
    _ENDED.add(sign_in)
    accounts.end_sign_in(storage(), sign_in, storage().clock())


def read_ended_sign_ins() -> None:
    """Read which sign-ins have ended on other servers; raises AssessmentError where the database does not answer."""
    _ENDED.update(accounts.ended_sign_ins(storage()))


def forget_everything(owner: str) -> None:
    """Delete all of the owner's data, backups included; the next use opens the database again."""
    delete_everything(storage(), owner, backups=True)
    if read_keep() is Keep.SIGNED_IN:
        accounts.delete_account(storage(), owner)
    else:
        _opened.cache_clear()
