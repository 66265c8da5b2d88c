"""The database in memory of one visit: the example, and what is stored while no file can be opened."""

import gc
import sqlite3
import threading
import weakref

import pytest

from assessment.storage.opening import memory_storage
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, ANSWERS, AT


def repository_in_memory():
    return SqlRepository(memory_storage(), "local", "1")


def test_each_is_a_database_of_its_own():
    first, second = repository_in_memory(), repository_in_memory()
    first.create(ACME, at=AT)
    assert len(first.applications()) == 1
    assert second.applications() == ()


def test_what_one_thread_saves_others_read_and_change_at_the_same_time():
    repository = repository_in_memory()
    application = repository.create(ACME, at=AT)

    def save(number):
        for _ in range(5):
            repository.save_answers(
                application, {f"item_{number}": "yes"}, last_seen=repository.stored_application(application).responses
            )

    threads = [threading.Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert repository.stored_application(application).responses == {f"item_{number}": "yes" for number in range(6)}


def test_a_deleted_application_takes_its_answers_with_it():
    storage = memory_storage()
    repository = SqlRepository(storage, "local", "1")
    application = repository.create(ACME, at=AT)
    repository.save_answers(application, ANSWERS, last_seen={})
    repository.delete(application)
    repository.purge_deleted()
    count = storage.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM responses").scalar())
    assert count == 0


def test_it_is_closed_when_nothing_refers_to_it_any_more():
    storage = memory_storage()
    connection = storage.read(lambda connection: connection.connection.driver_connection)
    gone = weakref.ref(storage)
    del storage
    gc.collect()
    assert gone() is None
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
