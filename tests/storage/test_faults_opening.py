"""Faults when a database is opened, each really produced."""

import os
import re
import sqlite3
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from assessment.core.applications.snapshots import split_retired
from assessment.core.model.process import Process
from assessment.storage import opening
from assessment.storage.backups import backup_folder, list_backups, restore
from assessment.storage.database import utc_now
from assessment.storage.errors import BusyError, DamagedError, NewerVersionError, ReadOnlyError, StorageError
from assessment.storage.export_import import export_json
from assessment.storage.repository import SqlRepository
from tests.core.small_instrument import small_instrument
from tests.storage import child_processes
from tests.storage.full_disk import mounted, problem_of
from tests.storage.sample_values import ACME, AT, create_full_application
from tests.storage.test_schema import open_at_first_step
from tests.support import in_language

# Nothing can be written here


@pytest.mark.processes
def test_a_file_on_a_read_only_disk_can_be_read_and_exported(reopen, tmp_path):
    with mounted(tmp_path / "disk", "size=2m") as disk:
        storage = reopen(disk / "callback.db")
        application = create_full_application(SqlRepository(storage, "local", "1"))
        exported = export_json(storage, "local")
        storage.close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        storage = reopen(disk / "callback.db")
        repository = SqlRepository(storage, "local", "1")
        assert "CALLBACK_DATA_DIR" in storage.cannot_save
        assert export_json(storage, "local").split("applications")[1] == exported.split("applications")[1]
        with pytest.raises(ReadOnlyError) as refused:
            repository.save_answers(application, {"rapport": "warm"}, last_seen={})
        assert str(disk / "callback.db") in problem_of(refused)
        storage.close()


@pytest.mark.parametrize("place", ["a folder", "below a file", "a missing disk"])
def test_a_place_where_no_file_can_be_made_is_named(reopen, tmp_path, place):
    path = tmp_path / "taken"
    if place == "a folder":
        path.mkdir()
    elif place == "below a file":
        path.write_text("a letter")
        path = path / "callback.db"
    else:
        path = Path("/proc/callback/callback.db")
    with pytest.raises(ReadOnlyError) as refused:
        reopen(path)
    assert str(path) in problem_of(refused)
    assert "CALLBACK_DATA_DIR" in problem_of(refused)


def test_opened_for_reading_only_it_saves_nothing(closed_file, path, reopen):
    application, _ = closed_file
    storage = reopen(path, read_only=True)
    repository = SqlRepository(storage, "local", "1")
    assert repository.application(application).process == ACME
    with pytest.raises(ReadOnlyError):
        repository.archive(application, archived=True)


def test_what_cannot_be_saved_is_said_in_the_language_of_who_tries(closed_file, path, reopen):
    application, _ = closed_file
    repository = SqlRepository(reopen(path, read_only=True), "local", "1")
    for code, first in (("en", "Not saved: "), ("es", "No se guardó: ")):
        with in_language(code), pytest.raises(ReadOnlyError) as refused:
            repository.archive(application, archived=True)
        assert problem_of(refused).startswith(f"{first}{path}")


def test_a_place_where_no_file_can_be_made_is_named_in_the_language_of_who_opens_it(tmp_path, reopen):
    with in_language("es"), pytest.raises(ReadOnlyError) as refused:
        reopen(tmp_path)
    assert problem_of(refused).startswith(f"No se puede abrir ni crear {tmp_path}.")


# The file is damaged


def overwritten(path: Path) -> None:
    path.write_bytes(b"This is not a database." * 500)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def with_spoilt_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 8] = os.urandom(8)
    path.write_bytes(content)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def removed(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [overwritten, truncated, with_spoilt_pages, emptied, removed])
def test_a_damaged_file_is_left_alone_and_its_backup_brings_everything_back(closed_file, path, reopen, damage):
    application, backup = closed_file
    damage(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(DamagedError) as found:
        SqlRepository(reopen(path), "local", "1").create(Process(), at=AT)
    assert str(path) in problem_of(found)
    assert str(backup) in problem_of(found)
    assert (path.read_bytes() if path.exists() else None) == before
    aside = restore(path, backup, utc_now())
    assert SqlRepository(reopen(path), "local", "1").application(application).process == ACME
    if before is not None:
        assert aside.read_bytes() == before


@pytest.mark.parametrize("damage", [overwritten, emptied, removed])
def test_without_a_backup_nothing_is_taken_for_new_until_what_is_left_is_moved_away_as_advised(
    closed_file, path, reopen, tmp_path, damage
):
    for backup in list_backups(path):
        backup.path.unlink()
    damage(path)
    folder = backup_folder(path)
    with pytest.raises(DamagedError) as found:
        reopen(path)
    assert f"There is no backup. To start afresh, move the file and {folder} away" in problem_of(found)
    for left in (path, folder):
        if left.exists():
            left.rename(tmp_path / f"{left.name} of before")
    assert SqlRepository(reopen(path), "local", "1").applications() == ()


def test_a_new_empty_file_is_a_new_database(path, reopen):
    path.parent.mkdir()
    path.touch()
    assert SqlRepository(reopen(path), "local", "1").applications() == ()


def test_a_database_of_another_program_is_left_alone(path, reopen):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE applications (name TEXT)")
    with pytest.raises(StorageError, match="belongs to another program"):
        reopen(path)


CHANGES = {
    "an emptied version table": "DELETE FROM alembic_version",
    "a dropped column": "ALTER TABLE applications DROP COLUMN employer",
    "a dropped table": "DROP TABLE step_marks",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_tables_that_somebody_changed_are_left_alone_and_the_way_out_is_named(current_database, reopen, change):
    storage = reopen(current_database)
    application = create_full_application(SqlRepository(storage, "local", "1"))
    storage.write_unchecked(lambda connection: connection.execute(text(change)))
    storage.close()
    with pytest.raises(DamagedError, match="lacks a table or a column that Callback made") as found:
        SqlRepository(reopen(current_database), "local", "1").stored_application(application)
    assert re.search("It was left as it is. Restore (the newest|a) backup", problem_of(found))


def test_a_changed_table_comes_back_with_the_backup(closed_file, path, reopen):
    application, backup = closed_file
    with closing(sqlite3.connect(path)) as other:
        other.execute(CHANGES["a dropped column"])
    with pytest.raises(DamagedError) as found:
        SqlRepository(reopen(path), "local", "1").application(application)
    assert f"Restore the newest backup, {backup}" in problem_of(found)
    restore(path, backup, utc_now())
    assert SqlRepository(reopen(path), "local", "1").application(application).process == ACME


# Written by a newer version


def test_a_newer_database_is_refused_and_can_be_exported(current_database, reopen):
    storage = reopen(current_database)
    create_full_application(SqlRepository(storage, "local", "1"))
    exported = export_json(storage, "local").split("applications")[1]
    storage.write_unchecked(
        lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = 'zz99'"))
    )
    storage.close()
    with pytest.raises(NewerVersionError) as newer:
        reopen(current_database)
    assert "newer version of Callback (zz99). Update Callback" in problem_of(newer)
    looking = reopen(current_database, read_only=True)
    assert export_json(looking, "local").split("applications")[1] == exported
    with pytest.raises(ReadOnlyError):
        SqlRepository(looking, "local", "1").create(ACME, at=AT)


# Killed in the middle of a migration


@pytest.mark.processes
def test_a_migration_killed_half_way_is_as_if_it_had_never_begun(database, reopen):
    child, pipe = child_processes.start(child_processes.migrate_slowly, database)
    assert pipe.recv() == "half way"
    child.kill()
    child.join()
    repository = SqlRepository(reopen(database), "local", "1")
    assert repository.stored_application(create_full_application(repository)).responses["rapport"] == "cool"


STEP = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9999", "{before}"
def upgrade():
    op.add_column("applications", sa.Column("colour", sa.Text))
    {then}
"""


def next_version(monkeypatch: pytest.MonkeyPatch, folder: Path, then: str = "") -> None:
    """This program as its next version would be, with one more step."""
    folder.mkdir(exist_ok=True)
    (folder / "9999_colour.py").write_text(STEP.format(before=opening.REVISIONS[-1], then=then))
    monkeypatch.setattr(opening, "REVISIONS", (*opening.REVISIONS, "9999"))
    monkeypatch.setattr(opening, "VERSION_FOLDERS", [opening.VERSION_FOLDERS[0], str(folder)])


def test_a_migration_that_fails_changes_nothing_and_there_is_a_backup(closed_file, path, reopen, tmp_path, monkeypatch):
    application, _ = closed_file
    with monkeypatch.context() as newer:
        next_version(newer, tmp_path / "steps", then='op.execute("THIS IS NO SQL")')
        with pytest.raises(StorageError):
            reopen(path)
    assert list_backups(path)[0].kind == "migration"
    assert SqlRepository(reopen(path), "local", "1").application(application).process == ACME


def test_an_older_database_is_backed_up_and_brought_up_to_date(closed_file, path, reopen, tmp_path, monkeypatch):
    application, _ = closed_file
    next_version(monkeypatch, tmp_path / "steps")
    storage = reopen(path)
    assert SqlRepository(storage, "local", "1").application(application).process == ACME
    columns = storage.read(lambda connection: connection.exec_driver_sql("SELECT colour FROM applications").all())
    assert columns == [(None,)]
    assert [backup.kind for backup in list_backups(path)].count("migration") == 1


def test_of_an_older_file_that_is_damaged_one_sentence_says_so_and_names_the_backup_once(
    closed_file, path, reopen, tmp_path, monkeypatch
):
    truncated(path)
    next_version(monkeypatch, tmp_path / "steps")
    with pytest.raises(DamagedError) as found:
        reopen(path)
    assert problem_of(found).count(str(closed_file[1])) == 1


# Four processes at once, on an empty database and on an older one


def open_and_save_in_four_processes(database: Path | str) -> set[str]:
    """The applications that four processes made which opened the database at once."""
    started = [child_processes.start(child_processes.open_and_save, database) for _ in range(4)]
    for _, pipe in started:
        assert pipe.recv() == "ready"
    for _, pipe in started:
        pipe.send("go")
    made = {pipe.recv() for _, pipe in started}
    for child, _ in started:
        child.join()
        assert child.exitcode == 0
    return made


@pytest.mark.processes
def test_four_processes_start_at_once(database, reopen):
    made = open_and_save_in_four_processes(database)
    assert {each.id for each in SqlRepository(reopen(database), "local", "1").applications()} == made


@pytest.mark.processes
def test_of_four_that_start_at_once_on_an_older_file_one_backs_it_up(path, reopen, monkeypatch):
    open_at_first_step(path, reopen, monkeypatch).close()
    made = open_and_save_in_four_processes(path)
    assert {each.id for each in SqlRepository(reopen(path), "local", "1").applications()} == made
    assert [backup.kind for backup in list_backups(path)].count("migration") == 1


def test_an_empty_file_opens_once_another_process_that_has_begun_to_save_to_it_is_done(path, reopen):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError):
            reopen(path, wait_seconds=0.1)
        done = threading.Timer(0.2, other.execute, ["ROLLBACK"])
        done.start()
        assert SqlRepository(reopen(path), "local", "1").applications() == ()
        done.join()


# The questionnaire changed under stored answers


def test_answers_of_an_older_questionnaire_are_kept_with_its_version_and_not_scored(storage, owner):
    old = SqlRepository(storage, owner, "2025.1+old")
    application = old.create(ACME, at=AT)
    old.save_answers(application, {"gone_item": "yes", "rapport": "gone_option", "practice": "alone"}, last_seen={})
    new = SqlRepository(storage, owner, "2026.11+small")
    answers = new.stored_application(application).responses
    known = split_retired(small_instrument(), answers)
    assert known.scored == {"practice": "alone"}
    assert known.retired == {"gone_item": "yes", "rapport": "gone_option"}
    new.save_answers(application, {"rapport": "warm"}, last_seen=answers)
    assert '"instrument_version": "2025.1+old"' in export_json(storage, owner)
    assert new.stored_application(application).responses == {**answers, "rapport": "warm"}


# Something else wrote into the database


@pytest.mark.parametrize(
    "changed",
    [
        "applications SET people = '5'",
        """applications SET people = '[{"name": 5}]'""",
        "applications SET people = '[[[[\"Ada\"]]]]'",
        "applications SET people = 'Ada'",
        "applications SET mean_wait_days = 'long'",
        "applications SET minutes_per_day = 'many'",
        "applications SET interview_date = '0000-00-00'",
        "applications SET outcome = 'hired'",
        "applications SET created_at = 'yesterday'",
        "snapshots SET scores = '[]'",
        "snapshots SET responses = 'null'",
        "snapshots SET process = '1'",
        "plan_exports SET steps = '[1]'",
        "plan_exports SET steps = '{}'",
    ],
)
def test_values_of_another_kind_are_named_as_unreadable(closed_file, path, reopen, changed):
    application, _ = closed_file
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"UPDATE {changed}")
        other.commit()
    repository = SqlRepository(reopen(path), "local", "1")
    reads = {"applications": repository.application, "snapshots": repository.snapshots}
    with pytest.raises(DamagedError, match="holds something that cannot be read"):
        reads.get(changed.split()[0], repository.plan_exports)(application)
