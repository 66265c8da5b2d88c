"""Delete everything: the rows are gone, and the file too where it held nobody else's."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from assessment.storage import statements
from assessment.storage.backups import damaged_files, list_backups
from assessment.storage.database import Storage
from assessment.storage.opening import allow_new, remove_files
from assessment.storage.tables import APPLICATIONS


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left: nothing of the file where `file_gone`, and the backups and damaged files that hold the data."""

    file_gone: bool
    backups_left: tuple[Path, ...] = ()


def delete_everything(storage: Storage, owner: str, *, backups: bool) -> Erased:
    """Delete all of the owner's data; the storage is closed where its file is gone, and opening makes a new one.

    With `backups` they go too, unless they hold somebody else's data; that is for who runs the server.
    """

    def erase(connection: Connection) -> bool:
        statements.purge(connection, owner)
        return connection.execute(select(APPLICATIONS.c.id).limit(1)).first() is None

    alone = storage.write(erase)
    path = storage.path
    if path is None:
        return Erased(file_gone=False)
    copies = *(backup.path for backup in list_backups(path)), *damaged_files(path)
    if not alone:
        return Erased(file_gone=False, backups_left=copies)
    storage.close()
    remove_files(path)
    if backups:
        for copy in copies:
            copy.unlink(missing_ok=True)
    allow_new(path)
    return Erased(file_gone=True, backups_left=() if backups else copies)
