"""Backups of a SQLite file: made by SQLite, deleted with age, and restored in a way that can be undone."""

import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from glob import escape
from itertools import groupby, islice
from pathlib import Path

from assessment.core.text.i18n import tr
from assessment.files import draft_beside
from assessment.storage.errors import DamagedError, naming_place, newer_version_error
from assessment.storage.migrations import REVISIONS

EVERY = timedelta(hours=3)
MOST_BACKUPS_OF_TODAY = 3
MOST_BACKUPS = 10
MOST_RESTORE_COPIES = 10
MOST_FROM_THE_FUTURE = 3
CLOCK_ERROR = timedelta(days=1)
"""A backup dated further ahead than this was made while the clock was wrong."""
TIME_FORMAT = "%Y%m%dT%H%M%S%f"
SIDE_FILES = ("-wal", "-shm", "-journal")
ASIDE = ".damaged-"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A copy of the database at a moment; `kind` is its reason: a new day, a migration or a restore."""

    made_at: datetime
    path: Path
    kind: str


def backup_folder(database: Path) -> Path:
    """The folder with the backups of a database; where it exists, there was a database."""
    return database.with_name(f"{database.name}.backups")


def list_backups(database: Path) -> tuple[Backup, ...]:
    """The backups of a database, newest first."""
    pattern = re.compile(rf"{re.escape(database.stem)}-(\d{{8}}T\d{{12}})-(day|migration|restore)\.db")
    found = []
    for path in sorted(backup_folder(database).glob("*.db")):
        if match := pattern.fullmatch(path.name):
            with suppress(ValueError):
                made_at = datetime.strptime(match[1], TIME_FORMAT).replace(tzinfo=UTC)
                found.append(Backup(made_at, path, match[2]))
    return tuple(sorted(found, reverse=True))


def damaged_files(database: Path) -> tuple[Path, ...]:
    """The damaged databases that restores have moved aside."""
    return tuple(sorted(database.parent.glob(f"{escape(database.name)}{ASIDE}*")))


def back_up_when_due(database: Path, now: datetime) -> datetime:
    """Make a backup unless one of today is younger than three hours; returns when the next is due.

    A database without applications is not backed up: an empty backup would delay the first real one.
    """
    latest = _latest(database, now)
    if latest is None or _due_after(latest) <= now:
        if not _has_applications(database):
            return now
        latest = back_up(database, "day", now)
    return _due_after(latest)


def _due_after(backup: Backup) -> datetime:
    next_day = backup.made_at.astimezone(UTC).date() + timedelta(days=1)
    return min(datetime.combine(next_day, time.min, UTC), backup.made_at + EVERY)


def back_up(database: Path, kind: str, now: datetime) -> Backup:
    """Make a backup; raises DamagedError where the database is damaged."""
    with naming_place(database):
        check_intact(database)
        folder = backup_folder(database)
        folder.mkdir(mode=0o700, exist_ok=True)
        latest = _latest(database, now)
        moment = max(now, latest.made_at + timedelta(microseconds=1)) if latest else now
        name = f"{database.stem}-{moment.astimezone(UTC).strftime(TIME_FORMAT)}-{kind}.db"
        made = Backup(moment, folder / name, kind)
        copy_database(database, made.path)
        delete_old_backups(database, now, made)
        return made


def _latest(database: Path, now: datetime) -> Backup | None:
    """The newest backup that was made while the clock was right."""
    return next((backup for backup in list_backups(database) if backup.made_at <= now + CLOCK_ERROR), None)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use, and check the copy before it gets its name; only the owner may read it."""
    unfinished = draft_beside(target)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
    try:
        with closing(_connect(source, "ro")) as read, closing(_connect(unfinished, "rw")) as write:
            read.backup(write)
            write.execute("PRAGMA journal_mode=DELETE")
        check_intact(unfinished)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def check_intact(database: Path) -> None:
    """Raise DamagedError, which names the newest backup, when SQLite's check fails."""
    try:
        with closing(_connect(database, "ro")) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
        if isinstance(error, sqlite3.OperationalError):
            raise
    if verdict != "ok":
        raise DamagedError(
            tr(
                "{database} is damaged ({verdict}). It was left as it is. {advice}",
                database=database,
                verdict=verdict,
                advice=restore_advice(database),
            )
        )


def restore_advice(database: Path) -> str:
    """A sentence on what to do when the file cannot be used."""
    latest = next(iter(list_backups(database)), None)
    if latest is None:
        return tr(
            "There is no backup. To start afresh, move the file and {folder} away, and keep both for a repair.",
            folder=backup_folder(database),
        )
    return tr(
        "Restore the newest backup, {path}, of {made_at} UTC.",
        path=latest.path,
        made_at=f"{latest.made_at:%Y-%m-%d %H:%M}",
    )


def delete_old_backups(database: Path, now: datetime, made: Backup) -> None:
    """Delete all backups but `made` and those of `backups_to_keep`, and what killed backups left."""
    found = list_backups(database)
    for backup in {*found} - {made, *backups_to_keep(found, now)}:
        backup.path.unlink(missing_ok=True)
    for unfinished in backup_folder(database).glob("*.tmp"):
        with suppress(FileNotFoundError):  # Another process has finished it.
            if unfinished.stat().st_mtime < (now - EVERY).timestamp():
                unfinished.unlink()


def backups_to_keep(newest_first: Sequence[Backup], now: datetime) -> list[Backup]:
    """The newest three backups of today and the newest of each day before, ten in all.

    Counted apart, so that they never crowd these out: what restores replaced, and what is dated in the future.
    """
    from_the_future = [each for each in newest_first if each.made_at > now + CLOCK_ERROR]
    others = newest_first[len(from_the_future) :]
    restore_copies = [each for each in others if each.kind == "restore"]
    ordinary = [each for each in others if each.kind != "restore"]
    today = now.astimezone(UTC).date()
    kept = [
        backup
        for day, of_day in groupby(ordinary, key=lambda backup: backup.made_at.date())
        for backup in islice(of_day, MOST_BACKUPS_OF_TODAY if day == today else 1)
    ]
    return [*from_the_future[:MOST_FROM_THE_FUTURE], *restore_copies[:MOST_RESTORE_COPIES], *kept[:MOST_BACKUPS]]


def restore(database: Path, backup: Path, now: datetime) -> Path | None:
    """Replace the database by a backup; returns where the present one is now, None where there was none.

    Restoring that one undoes the restore. A present file that is damaged is moved aside unchanged. A backup that is
    damaged or of a newer version is refused before anything is replaced.
    """
    with naming_place(backup):
        check_intact(backup)
        _check_version(backup)
    with naming_place(database):
        aside = move_aside(database, now)
        if aside and aside.parent == backup_folder(database):
            # Written through SQLite, so that a server that has the file open sees one save.
            with closing(_connect(backup, "ro")) as read, closing(_connect(database, "rw")) as write:
                read.backup(write)
        else:
            database.parent.mkdir(parents=True, exist_ok=True)
            copy_database(backup, database)
    return aside


def move_aside(database: Path, now: datetime) -> Path | None:
    """Back up the present database, or move it aside where it is damaged; returns where it is now."""
    if not database.exists():
        return None
    with suppress(DamagedError):
        if database.stat().st_size:
            return back_up(database, "restore", now).path
    aside = database.with_name(f"{database.name}{ASIDE}{now.astimezone(UTC).strftime(TIME_FORMAT)}")
    for suffix in SIDE_FILES:
        with suppress(FileNotFoundError):
            database.with_name(database.name + suffix).rename(aside.with_name(aside.name + suffix))
    database.rename(aside)
    return aside


def _check_version(backup: Path) -> None:
    """Raise NewerVersionError for a backup of a version that this one does not know."""
    with closing(_connect(backup, "ro")) as connection, suppress(sqlite3.OperationalError):
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or (REVISIONS[0],)
        if version not in REVISIONS:
            raise newer_version_error(str(backup), version)


def _has_applications(database: Path) -> bool:
    with closing(_connect(database, "ro")) as connection, suppress(sqlite3.OperationalError):
        return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM applications)").fetchone()[0])
    return False


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=5, isolation_level=None)
