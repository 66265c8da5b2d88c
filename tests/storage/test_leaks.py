"""Opening and closing again and again holds no file and no thread."""

import shutil
from pathlib import Path

import psutil

from assessment.storage.opening import memory_storage, open_storage
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, ANSWERS, AT

MOST_MORE = 2


def held():
    """How many files and threads this process holds."""
    process = psutil.Process()
    return process.num_fds(), process.num_threads()


def save_something(storage):
    repository = SqlRepository(storage, "local", "1")
    repository.save_answers(repository.create(ACME, at=AT), ANSWERS, last_seen={})


def assert_held_again(before):
    assert all(after <= earlier + MOST_MORE for earlier, after in zip(before, held(), strict=True))


def test_fifty_openings_of_a_file_leave_no_file_and_no_thread_behind(empty_database, tmp_path):
    path = Path(shutil.copy(empty_database, tmp_path))
    before = held()
    for _ in range(50):
        storage = open_storage(path)
        save_something(storage)
        storage.close()
    assert_held_again(before)


def test_fifty_databases_in_memory_leave_nothing_behind():
    before = held()
    for _ in range(50):
        storage = memory_storage()
        save_something(storage)
        del storage
    assert_held_again(before)
