"""A database is brought up to the next version while servers of this one go on serving people from it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import create_engine, make_url, text

from assessment.storage.opening import ADVISORY_LOCK, open_prepared
from assessment.storage.repository import SqlRepository
from assessment.storage.row_level_security import prepare
from tests.storage import child_processes
from tests.storage.conftest import new_database
from tests.storage.sample_values import ACME, AT
from tests.storage.test_faults_opening import next_version

AROUND = 5
"""How many saves are waited for before, while and after the tables change."""
STEP = """op.execute("CREATE TABLE shades (application varchar(32) REFERENCES applications ON DELETE CASCADE)")
    op.execute("SELECT pg_sleep(0.3)")"""
"""Beside its new column: a lock on the table of applications that is held until people certainly wait for it."""
WAITING = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
FOUND = text("SELECT deadlocks, (SELECT count(*) FROM shades) FROM pg_stat_database WHERE datname = current_database()")


@pytest.mark.processes
def test_a_server_goes_on_saving_while_two_prepare_its_database_for_the_next_version(server_url, tmp_path, monkeypatch):
    admin = new_database(server_url)
    application_url = make_url(admin).set(username="app_update").render_as_string(hide_password=False)
    prepare(admin, application_url)
    with closing(open_prepared(application_url)) as storage:
        application = SqlRepository(storage, "local", "1").create(ACME, at=AT)
    server, saved = child_processes.start(child_processes.save_for_ever, application_url, application)
    next_version(monkeypatch, tmp_path / "steps", then=STEP)
    engine = create_engine(admin)
    with ThreadPoolExecutor(2) as several, engine.connect() as watching:
        with engine.begin() as holding:
            holding.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
            prepared = [several.submit(prepare, admin, application_url) for _ in range(2)]
            while watching.scalar(WAITING) < len(prepared):
                assert not any(each.done() for each in prepared)
                saved.recv()
            numbers = [saved.recv() for _ in range(AROUND)]
        while not all(each.done() for each in prepared):
            numbers.append(saved.recv())
        assert [each.result() for each in prepared] == ["app_update"] * 2
        numbers += [saved.recv() for _ in range(AROUND)]
        assert watching.execute(FOUND).one() == (0, 0)
    engine.dispose()
    server.kill()
    server.join()
    last = max([*numbers, *child_processes.messages_from(saved)])
    with closing(open_prepared(application_url)) as storage:
        stored = SqlRepository(storage, "local", "1").stored_application(application).responses
    assert stored.keys() == set(child_processes.ITEMS)
    (number,) = {int(answer[1:]) for answer in stored.values()}
    assert number in (last, last + 1)
