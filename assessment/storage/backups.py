"""Backups of a SQLite file: made by SQLite itself, thinned, and put back by a restore that can be taken back."""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from glob import escape
from pathlib import Path

from assessment.core.text.i18n import tr
from assessment.storage.errors import DamagedError, naming_place

EVERY = timedelta(hours=3)
KEPT_OF_TODAY = 3
KEPT = 10
TIME_FORMAT = "%Y%m%dT%H%M%S%f"
SIDE_FILES = ("-wal", "-shm", "-journal")
ASIDE = ".damaged-"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A copy of the database as it was at a moment; `kind` says what it was made before."""

    made_at: datetime
    path: Path
    kind: str


def backup_folder(database: Path) -> Path:
    """Where the backups of a database are. The folder also marks that there was a database."""
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
    """What restores have moved aside, each a database of its own that was damaged."""
    return tuple(sorted(database.parent.glob(f"{escape(database.name)}{ASIDE}*")))


def back_up_when_due(database: Path, now: datetime) -> datetime:
    """Make a backup unless there is one of this day and younger than three hours; returns when the next is due."""
    latest = _latest(database, now)
    if latest is None or _due_after(latest) <= now:
        latest = back_up(database, "day", now)
    return _due_after(latest)


def _due_after(backup: Backup) -> datetime:
    next_day = backup.made_at.astimezone(UTC).date() + timedelta(days=1)
    return min(datetime.combine(next_day, time.min, UTC), backup.made_at + EVERY)


def back_up(database: Path, kind: str, now: datetime) -> Backup:
    """A new backup of a database that is whole; raises DamagedError rather than keep a broken one."""
    with naming_place(database):
        check_whole(database)
        folder = backup_folder(database)
        folder.mkdir(mode=0o700, exist_ok=True)
        latest = _latest(database, now)
        moment = max(now, latest.made_at + timedelta(microseconds=1)) if latest else now
        path = folder / f"{database.stem}-{moment.astimezone(UTC).strftime(TIME_FORMAT)}-{kind}.db"
        copy_whole(database, path)
        thin_out(database, now)
        return Backup(moment, path, kind)


def _latest(database: Path, now: datetime) -> Backup | None:
    """The newest backup, but for those of a time when the clock was days ahead."""
    return next((backup for backup in list_backups(database) if backup.made_at <= now + timedelta(days=1)), None)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a database that may be in use, as of one moment; the copy is readable by its owner alone."""
    unfinished = target.with_name(target.name + ".tmp")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
    try:
        with closing(_connect(source, "ro")) as read, closing(_connect(unfinished, "rw")) as write:
            read.backup(write)
            write.execute("PRAGMA journal_mode=DELETE")
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def check_whole(database: Path) -> None:
    """Raise DamagedError when SQLite finds the file broken."""
    try:
        with closing(_connect(database, "ro")) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
        if isinstance(error, sqlite3.OperationalError):
            raise
    if verdict != "ok":
        raise damaged(database, verdict)


def damaged(database: Path, verdict: str) -> DamagedError:
    """The error for a broken file; it names the newest backup."""
    return DamagedError(
        tr(
            "{database} is damaged ({verdict}). It was left as it is. {advice}",
            database=database,
            verdict=verdict,
            advice=advice(database),
        )
    )


def advice(database: Path) -> str:
    """What to do when the file cannot be used."""
    latest = next(iter(list_backups(database)), None)
    if latest is None:
        return tr("There is no backup; move the file away to start afresh, and keep it for a repair.")
    return tr(
        "Restore the newest backup, {path}, of {made_at} UTC.",
        path=latest.path,
        made_at=f"{latest.made_at:%Y-%m-%d %H:%M}",
    )


def thin_out(database: Path, now: datetime) -> None:
    """Keep three backups of today, one of each day before, ten in all, the newest of each; clear unfinished ones."""
    kept = set(kept_of(list_backups(database), now.astimezone(UTC).date()))
    for backup in list_backups(database):
        if backup not in kept:
            backup.path.unlink(missing_ok=True)
    for unfinished in backup_folder(database).glob("*.tmp"):
        if unfinished.stat().st_mtime < (now - EVERY).timestamp():
            unfinished.unlink(missing_ok=True)


def kept_of(newest_first: Iterable[Backup], today: date) -> list[Backup]:
    """Those that stay."""
    kept: list[Backup] = []
    of_day: dict[date, int] = {}
    for backup in newest_first:
        day = backup.made_at.date()
        of_day[day] = of_day.get(day, 0) + 1
        if of_day[day] <= (KEPT_OF_TODAY if day == today else 1):
            kept.append(backup)
    return kept[:KEPT]


def restore(database: Path, backup: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the database; returns where the present one went, None where there was none.

    Restoring that one takes the restore back. A present file that is damaged is moved aside untouched.
    """
    with naming_place(backup):
        check_whole(backup)
    with naming_place(database):
        aside = set_aside(database, now)
        if aside and aside.parent == backup_folder(database):
            # Written through SQLite, so that a server that has the file open sees it change as one save.
            with closing(_connect(backup, "ro")) as read, closing(_connect(database, "rw")) as write:
                read.backup(write)
        else:
            database.parent.mkdir(parents=True, exist_ok=True)
            copy_whole(backup, database)
    return aside


def set_aside(database: Path, now: datetime) -> Path | None:
    """Where a copy of the present database is kept: among the backups if it is whole, else moved beside them."""
    if not database.exists():
        return None
    try:
        if database.stat().st_size:
            return back_up(database, "restore", now).path
    except DamagedError:
        pass
    aside = database.with_name(f"{database.name}{ASIDE}{now.astimezone(UTC).strftime(TIME_FORMAT)}")
    for suffix in SIDE_FILES:
        side = database.with_name(database.name + suffix)
        if side.exists():
            shutil.move(side, aside.with_name(aside.name + suffix))
    database.rename(aside)
    return aside


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=5, isolation_level=None)
