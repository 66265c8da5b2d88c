"""Faults of a database server, each really produced."""

import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial

import pytest
from psycopg import OperationalError, connect
from sqlalchemy import create_engine, event, insert, text

from assessment.storage.accounts import ACCOUNTS, HOSTED, note_visit
from assessment.storage.database import Storage, utc_now
from assessment.storage.engines import postgres_engine
from assessment.storage.errors import BusyError, StorageError, UnreachableError
from assessment.storage.repository import SqlRepository
from assessment.storage.tables import GIVEN_OUTCOMES
from assessment.storage.waiting import waiting_at_most
from tests.server_process import free_port
from tests.storage.conftest import new_database
from tests.storage.full_disk import problem_of
from tests.storage.sample_values import ACME, ANSWERS, AT


@pytest.fixture
def url(server_url, empty_postgres):
    """The URL of a database of the test's own, without applications."""
    return new_database(server_url, like=empty_postgres)


# PostgreSQL goes away, or is held


def test_a_restart_of_the_server_is_not_noticed(postgres_server, reopen):
    storage = reopen(new_database(postgres_server.url()))
    repository = SqlRepository(storage, "local", "1")
    application = repository.create(ACME, at=AT)
    for stop in (postgres_server.stop, postgres_server.kill):
        stop()
        postgres_server.start()
        seen = repository.stored_application(application).responses
        assert repository.save_answers(application, {"rapport": stop.__name__}, last_seen=seen) == {}
    assert repository.stored_application(application).responses == {"rapport": "kill"}


def test_a_connection_lost_in_the_middle_of_a_save_is_made_again(postgres_server, reopen):
    database = new_database(postgres_server.url())
    storage = reopen(database)
    repository = SqlRepository(storage, "local", "1")
    application = repository.create(ACME, at=AT)
    cut = []

    @event.listens_for(storage._writer, "before_cursor_execute")
    def cut_once(connection, _cursor, statement, *_rest):
        if "INSERT INTO responses" in statement and not cut:
            cut.append(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar())
            with create_engine(postgres_server.url()).connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": cut[0]})

    assert repository.save_answers(application, ANSWERS, last_seen={}) == {}
    assert cut
    assert repository.stored_application(application).responses == ANSWERS


def test_a_server_that_is_down_is_named_without_its_password(postgres_server, reopen):
    url = new_database(postgres_server.url())
    storage = reopen(url)
    repository = SqlRepository(storage, "local", "1")
    application = repository.create(ACME, at=AT)
    postgres_server.stop()
    try:
        with pytest.raises(UnreachableError) as down:
            repository.save_answers(application, ANSWERS, last_seen={})
        with pytest.raises(UnreachableError) as never_up:
            reopen(url.replace("postgres@", "postgres:secret@"))
    finally:
        postgres_server.start()
    assert "cannot be reached" in problem_of(down)
    assert "secret" not in problem_of(never_up)
    assert repository.save_answers(application, ANSWERS, last_seen={}) == {}


def test_a_server_that_refuses_at_once_is_asked_once_more_and_not_for_as_long_as_it_refuses():
    engine, asked = postgres_engine(f"postgresql+psycopg://somebody@127.0.0.1:{free_port()}/callback"), []
    event.listen(engine, "do_connect", lambda *_: asked.append("connect"))
    with pytest.raises(UnreachableError):
        Storage(engine, "there", path=None, clock=utc_now, wait_seconds=2).read(lambda _: None)
    assert len(asked) == 2


def test_a_server_that_never_answers_is_given_up(reopen):
    silent = socket.create_server(("127.0.0.1", 0))
    with silent, waiting_at_most(1), pytest.raises(UnreachableError) as given_up:
        reopen(f"postgresql+psycopg://somebody:secret@127.0.0.1:{silent.getsockname()[1]}/callback")
    assert "127.0.0.1/callback cannot be reached" in problem_of(given_up)
    assert "secret" not in problem_of(given_up)


def test_a_row_held_by_somebody_else_gives_a_sentence_and_no_hung_page(url, reopen):
    repository = SqlRepository(reopen(url), "local", "1")
    application = repository.create(ACME, at=AT)
    engine = create_engine(url)
    with engine.begin() as other:
        other.execute(text("LOCK TABLE applications IN SHARE MODE"))
        with waiting_at_most(1), pytest.raises(BusyError) as busy:
            repository.save_answers(application, ANSWERS, last_seen={})
    engine.dispose()
    assert "somebody else is changing" in problem_of(busy)
    assert repository.save_answers(application, ANSWERS, last_seen={}) == {}


WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


def test_what_two_tabs_add_at_the_same_moment_is_stored_once_and_neither_is_refused(url, reopen):
    storage = reopen(url)
    storage.write_unchecked(HOSTED.create_all)
    repository = SqlRepository(storage, "local", "1")
    application = repository.create(ACME, at=AT)
    engine = create_engine(url)
    for row, save in (
        (
            insert(GIVEN_OUTCOMES).values(application=application, given_at=AT),
            partial(repository.give_outcome, given=True),
        ),
        (
            insert(ACCOUNTS).values(owner=application, last_visit=AT.date()),
            partial(note_visit, storage, today=AT.date()),
        ),
    ):
        with ThreadPoolExecutor(1) as other_tab, engine.begin() as tab:
            tab.execute(row)
            saved = other_tab.submit(save, application)
            while not tab.scalar(WAITING):
                assert not saved.done()
            tab.commit()
            assert saved.result() is None
    engine.dispose()


def test_with_its_only_connection_in_use_it_says_so_and_recovers(url, reopen):
    application = SqlRepository(reopen(url), "local", "1").create(ACME, at=AT)
    engine = postgres_engine(url, pool_size=1, max_overflow=0, pool_seconds=0.05)
    storage = Storage(engine, "here/callback", path=None, clock=utc_now, wait_seconds=0.05)
    repository = SqlRepository(storage, "local", "1")
    with engine.connect(), pytest.raises(UnreachableError, match="here/callback has no free connection"):
        repository.save_answers(application, ANSWERS, last_seen={})
    assert repository.save_answers(application, ANSWERS, last_seen={}) == {}
    assert repository.stored_application(application).responses == ANSWERS
    storage.close()


def test_visitors_take_turns_on_one_connection(url, reopen):
    application = SqlRepository(reopen(url), "local", "1").create(ACME, at=AT)
    storage = Storage(
        postgres_engine(url, pool_size=1, max_overflow=0, pool_seconds=60), "here", path=None, clock=utc_now
    )
    repository = SqlRepository(storage, "local", "1")
    items = [f"item_{number}" for number in range(20)]
    with ThreadPoolExecutor(8) as visitors:
        list(visitors.map(lambda item: repository.save_answers(application, {item: "yes"}, last_seen={}), items))
    assert repository.stored_application(application).responses == dict.fromkeys(items, "yes")
    storage.close()


def test_a_server_with_too_many_clients_says_so_and_recovers(postgres_server, reopen):
    url = new_database(postgres_server.url())
    storage = reopen(url)
    repository = SqlRepository(storage, "local", "1")
    application = repository.create(ACME, at=AT)
    storage.close()
    with ExitStack() as others:
        with suppress(OperationalError):
            while True:
                others.enter_context(connect(url.replace("+psycopg", "")))
        with pytest.raises(UnreachableError, match="has no free connection"):
            repository.save_answers(application, ANSWERS, last_seen={})
    assert repository.save_answers(application, ANSWERS, last_seen={}) == {}


def test_without_its_driver_postgresql_names_what_to_install(reopen, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StorageError, match=r"needs psycopg: install callback-assessment\[postgres\]"):
        reopen("postgresql+psycopg://somebody@127.0.0.1/callback")


def test_a_url_that_is_none_is_refused_without_being_shown(reopen):
    with pytest.raises(StorageError, match="CALLBACK_DATABASE_URL cannot be read") as refused:
        reopen("postgresql+psycopg://somebody:secret@127.0.0.1:port/callback")
    assert "secret" not in problem_of(refused)
