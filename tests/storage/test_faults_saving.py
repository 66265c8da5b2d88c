"""Faults while saving, each really produced."""

import random
import shutil
import sqlite3
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assessment.files import write_whole
from assessment.storage import backups
from assessment.storage.backups import SIDE_FILES
from assessment.storage.database import Storage, utc_now
from assessment.storage.engines import sqlite_engine
from assessment.storage.errors import BusyError, DiskFullError, FileGoneError
from assessment.storage.export_import import export_json
from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository
from assessment.storage.waiting import waiting_at_most
from tests.storage import child_processes
from tests.storage.full_disk import mounted, problem_of
from tests.storage.sample_values import ACME, AT, create_full_application

KILLS = 6

# Killed in the middle of a save


@pytest.mark.processes
def test_kill_9_while_saving_leaves_all_answers_of_one_save_and_none_lost(current_database, reopen):
    application = SqlRepository(reopen(current_database), "local", "1").create(ACME, at=AT)
    acknowledged = 0
    for _ in range(KILLS):
        child, pipe = child_processes.start(child_processes.save_for_ever, current_database, application)
        acknowledged = max(acknowledged, pipe.recv())
        child.join(random.uniform(0, 0.08))
        child.kill()
        child.join()
        acknowledged = max([acknowledged, *child_processes.messages_from(pipe)])
        storage = open_storage(current_database)
        repository = SqlRepository(storage, "local", "1")
        repository.archive(application, archived=False)  # waits until the server is done with what the dead child sent
        answers = repository.stored_application(application).responses
        storage.close()
        assert set(answers) == set(child_processes.ITEMS)
        (saved,) = set(answers.values())
        assert int(saved[1:]) in (acknowledged, acknowledged + 1)
        acknowledged = int(saved[1:])
    if isinstance(current_database, Path):
        with closing(sqlite3.connect(current_database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# The disk is full


def test_a_full_database_says_so_keeps_the_old_and_takes_the_retry(reopen, path):
    storage = reopen(path)
    repository = SqlRepository(storage, "local", "1")
    application = create_full_application(repository)
    before = repository.stored_application(application).responses
    storage.write_unchecked(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1"))
    many = {f"item_{number}": "x" * 60 for number in range(400)}
    with pytest.raises(DiskFullError) as full:
        repository.save_answers(application, many, last_seen={})
    assert "is full. Free some space" in problem_of(full)
    assert str(path) in problem_of(full)
    assert repository.stored_application(application).responses == before
    storage.write_unchecked(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 100000"))
    assert repository.save_answers(application, many, last_seen={}) == {}
    assert repository.stored_application(application).responses == {**before, **many}


@pytest.mark.processes
def test_a_disk_that_refuses_to_write_loses_nothing(closed_file, path):
    application, _ = closed_file
    child, pipe = child_processes.start(child_processes.save_with_little_space, path, application)
    (problem,) = pipe.recv()
    answers = pipe.recv()
    child.join()
    assert "Not saved: the disk that holds" in problem
    assert {item: answers[item] for item in child_processes.ITEMS} == dict.fromkeys(child_processes.ITEMS, "new")


def test_a_really_full_disk_keeps_what_was_saved(reopen, tmp_path):
    with mounted(tmp_path / "disk", "size=1m") as disk:
        storage = reopen(disk / "callback.db")
        repository = SqlRepository(storage, "local", "1")
        application = create_full_application(repository)
        before = repository.stored_application(application).responses
        (disk / "ballast").write_bytes(b"x" * 300_000)
        many = {f"item_{number}": "x" * 60 for number in range(5000)}
        with pytest.raises(DiskFullError):
            repository.save_answers(application, many, last_seen={})
        assert repository.stored_application(application).responses == before
        (disk / "ballast").unlink()
        assert repository.save_answers(application, {"rapport": "warm"}, last_seen=before) == {}
        storage.close()


# Another program holds the file


@contextmanager
def locking(path: Path):
    """Another program in the middle of a write."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_a_locked_file_can_be_read_and_says_who_is_in_the_way(closed_file, path, reopen):
    application, _ = closed_file
    repository = SqlRepository(reopen(path, wait_seconds=0.05), "local", "1")
    seen = repository.stored_application(application).responses
    with locking(path):
        assert repository.stored_application(application).responses == seen
        with pytest.raises(BusyError) as busy:
            repository.save_answers(application, {"rapport": "warm"}, last_seen=seen)
        assert "another program is using" in problem_of(busy)
    assert repository.save_answers(application, {"rapport": "warm"}, last_seen=seen) == {}


def test_a_save_waits_until_the_other_program_is_done(closed_file, path, reopen):
    application, _ = closed_file
    repository = SqlRepository(reopen(path, wait_seconds=60), "local", "1")
    seen = repository.stored_application(application).responses
    with locking(path) as other:
        saver = threading.Thread(
            target=lambda: repository.save_answers(application, {"rapport": "warm"}, last_seen=seen)
        )
        saver.start()
        assert repository.stored_application(application).responses == seen
        other.execute("ROLLBACK")
        saver.join()
    assert repository.stored_application(application).responses["rapport"] == "warm"


def test_only_where_a_file_is_damaged_its_backups_are_looked_for(closed_file, path, reopen, monkeypatch):
    repository = SqlRepository(reopen(path, wait_seconds=0.05), "local", "1")
    monkeypatch.setattr(backups, "restore_advice", lambda _: pytest.fail("looked for backups"))
    with locking(path), pytest.raises(BusyError):
        repository.archive(closed_file[0], archived=True)


def test_all_that_one_thread_does_waits_within_one_budget(closed_file, path, reopen):
    application, _ = closed_file
    repository = SqlRepository(reopen(path, wait_seconds=60), "local", "1")
    with locking(path), waiting_at_most(0.05):
        for _ in range(3):
            with pytest.raises(BusyError):
                repository.archive(application, archived=True)


def test_a_saver_waits_no_longer_for_another_one_than_for_the_file(closed_file, path, reopen):
    application, _ = closed_file
    storage = reopen(path)
    repository = SqlRepository(storage, "local", "1")
    has_begun, may_end = threading.Event(), threading.Event()

    def save_slowly(_connection) -> None:
        has_begun.set()
        may_end.wait()

    slow = threading.Thread(target=lambda: storage.write(save_slowly))
    slow.start()
    has_begun.wait()
    with waiting_at_most(0.05), pytest.raises(BusyError):
        repository.archive(application, archived=True)
    assert slow.is_alive()
    may_end.set()
    slow.join()
    repository.archive(application, archived=True)
    assert repository.application(application).archived


# Two tabs, two replicas


def test_eight_tabs_at_once_lose_no_answer(current_database, reopen):
    storages = [reopen(current_database) for _ in range(2)]
    application = SqlRepository(storages[0], "local", "1").create(ACME, at=AT)
    results = []

    def tab(number: int) -> None:
        repository = SqlRepository(storages[number % 2], "local", "1")
        for round_number in range(5):
            own = {f"item_{number}": f"v{round_number}"}
            before = {f"item_{number}": f"v{round_number - 1}"} if round_number else {}
            assert repository.save_answers(application, own, last_seen=before) == {}
        results.append(repository.save_answers(application, {"shared": f"v{number}"}, last_seen={}))

    tabs = [threading.Thread(target=tab, args=(number,)) for number in range(8)]
    for thread in tabs:
        thread.start()
    for thread in tabs:
        thread.join()
    answers = SqlRepository(storages[0], "local", "1").stored_application(application).responses
    assert {answers[f"item_{number}"] for number in range(8)} == {"v4"}
    assert results.count({}) == 1
    assert results.count({"shared": answers["shared"]}) == 7


# The file is deleted or replaced under an open database


@pytest.mark.parametrize("replaced", [False, True])
def test_saving_stops_when_the_file_is_gone_and_what_was_open_can_be_exported(closed_file, path, reopen, replaced):
    application, backup = closed_file
    storage = reopen(path)
    repository = SqlRepository(storage, "local", "1")
    exported = export_json(storage, "local").split("applications")[1]
    for suffix in ("", *SIDE_FILES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if replaced:
        shutil.copy(backup, path)
    with pytest.raises(FileGoneError) as gone:
        repository.archive(application, archived=True)
    assert "was deleted or replaced while it was open" in problem_of(gone)
    assert export_json(storage, "local").split("applications")[1] == exported
    assert path.exists() is replaced


# A half-written export


@pytest.mark.processes
def test_an_export_killed_while_writing_is_the_old_one_or_the_new_one(tmp_path):
    target, size = tmp_path / "export.json", 300_000
    for _ in range(5):
        child, pipe = child_processes.start(child_processes.replace_for_ever, target, size)
        pipe.recv()
        child.join(random.uniform(0, 0.03))
        child.kill()
        child.join()
        content = target.read_bytes()
        assert len(content) == size
        assert len(set(content)) == 1


@pytest.mark.processes
def test_an_export_for_which_there_is_no_room_leaves_the_old_one(tmp_path):
    target = tmp_path / "export.json"
    write_whole(target, b"old")
    child, pipe = child_processes.start(child_processes.write_whole_with_little_space, target)
    (problem,) = pipe.recv()
    child.join()
    assert problem == f"{target}: it cannot be written: File too large."
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("export.json", b"old")]


# A disk without the shared memory that a write-ahead log needs, such as many network shares


def test_where_no_write_ahead_log_is_possible_saves_are_kept_all_the_same(closed_file, path, reopen):
    application, _ = closed_file
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    storage = Storage(sqlite_engine(path, "mode=rw&vfs=unix-dotfile"), str(path), path=path, clock=utc_now)
    repository = SqlRepository(storage, "local", "1")
    assert storage.read(lambda connection: connection.exec_driver_sql("PRAGMA journal_mode").scalar()) == "delete"
    seen = repository.stored_application(application).responses
    assert repository.save_answers(application, {"rapport": "warm"}, last_seen=seen) == {}
    storage.close()
    assert SqlRepository(reopen(path), "local", "1").stored_application(application).responses["rapport"] == "warm"
