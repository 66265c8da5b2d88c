"""Deletes everything of one owner: the rows, and the file where it has no other owner's data."""

from sqlalchemy import Connection, delete, select

from assessment.storage.backups import damaged_files, list_backups
from assessment.storage.database import Storage
from assessment.storage.opening import expect_new_file, remove_files
from assessment.storage.tables import APPLICATIONS, NOTES


def delete_everything(storage: Storage, owner: str, *, backups: bool) -> None:
    """Delete all data of the owner; where the file is deleted, the storage is closed and opening creates a new file.

    With `backups`, backups are deleted too, unless the database holds data of another owner.
    """

    def erase(connection: Connection) -> bool:
        for table in (NOTES, APPLICATIONS):
            connection.execute(delete(table).where(table.c.owner == owner))
        return not any(connection.execute(select(table.c.id).limit(1)).first() for table in (APPLICATIONS, NOTES))

    is_only_owner = storage.of(owner).write(erase)
    path = storage.path
    if path is None or not is_only_owner:
        return
    storage.close()
    remove_files(path)
    if backups:
        for copy in (*(backup.path for backup in list_backups(path)), *damaged_files(path)):
            copy.unlink(missing_ok=True)
    expect_new_file(path)
