"""A hosted server over its own protocol: what it logs and counts, and what of people is in neither."""

import json
import re
from urllib.request import urlopen

import pytest
from sqlalchemy import create_engine, text

from assessment.core.model.process import Process
from assessment.storage.database import utc_now
from assessment.storage.opening import open_prepared
from assessment.storage.repository import SqlRepository
from tests.bench.visitor import Visitor
from tests.server_process import free_port
from tests.support import run_async
from tests.ui.failing_server import FAULT
from tests.ui.hosted_server import HEADER, HostedServer

PERSON = "secretive.person@example.test"
OWNER = f"{HEADER.lower()} {PERSON}"


@pytest.fixture(scope="module")
def figures():
    return f"127.0.0.1:{free_port()}"


@pytest.fixture(scope="module")
def hosted(postgres_server, tmp_path_factory, figures):
    server = HostedServer(
        postgres_server.url(),
        tmp_path_factory.mktemp("hosted"),
        app="tests.ui.failing_server:app",
        CALLBACK_METRICS=figures,
    )
    server.wait("/healthz")
    yield server
    if server.process.poll() is None:
        server.stop()


async def use_everything(server, application):
    """Answer, type, meet a refused save and, in another tab, a fault of the program."""
    tab, other_tab = (Visitor(server.url, f"app={application}", {HEADER: PERSON}) for _ in range(2))
    await tab.open()
    first, second, *_ = [key for key in tab.radios if key.startswith("answer:")]
    await tab.choose(first, 0)
    employer = next(key for key in tab.fields if "employer" in key)
    await tab.type(employer, "Secretive Employer, typed")
    await other_tab.open()
    refuse_answers(server)
    with pytest.raises(RuntimeError, match="the database refused"):
        await tab.choose(second, 1)
    with pytest.raises(RuntimeError, match="that is our fault"):
        await other_tab.type(employer, FAULT)
    for each in (tab, other_tab):
        await each.close()


def refuse_answers(server):
    """Let the database refuse each new answer, in a sentence that quotes the whole row."""
    engine = create_engine(server.admin)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE responses ADD CHECK (version < 0) NOT VALID"))
    engine.dispose()


def test_neither_log_nor_figures_hold_what_somebody_typed_opened_or_is_called(hosted, figures):
    server, (application,) = hosted, create_application(hosted)
    run_async(use_everything(server, application))
    for path in (f"/?app={application}", "/livez", "/_stcore/metrics", f"/below/healthz?app={application}"):
        server.get(path, **{HEADER: PERSON})
    counted = urlopen(f"http://{figures}/metrics").read().decode()
    server.stop()
    log = server.log_text()
    lines = [json.loads(line) for line in log.splitlines()]
    (failure,) = [line for line in lines if "errors" in line]
    assert [error["type"] for error in failure["errors"]] == ["ValueError", "KeyError"]
    assert failure["errors"][0]["calls"][-1].startswith("ui/failing_server.py:")
    assert re.fullmatch("script error [0-9a-f]{8}", failure["message"])
    assert [line["message"] for line in lines if line is not failure] == [
        "started: version 0.1.0, signed-in",
        "stopped",
    ]
    for written in (log, counted):
        assert not re.search(f"secretive|example|{application}|app=|127.0.0.1|GET|WebSocket", written, re.IGNORECASE)
    assert figure(counted, "callback_visits_total") >= 1
    assert figure(counted, "callback_answers_saved_total") == 1
    assert figure(counted, 'callback_database_errors_total{kind="StorageError"}') >= 1
    assert figure(counted, "callback_failures_total") >= 1
    assert figure(counted, 'callback_run_seconds_count{of="questions"}') >= 1
    assert figure(counted, 'callback_run_seconds_count{of="part"}') >= 1
    assert figure(counted, "callback_open_tabs") == 0


def create_application(server):
    storage = open_prepared(server.database)
    repository = SqlRepository(storage, OWNER, "1")
    created = repository.create_all([Process(employer="Secretive Employer", role="Secretive Role")], at=utc_now())
    storage.close()
    return created


def figure(counted, name):
    return float(re.search(rf"^{re.escape(name)} (\S+)$", counted, re.MULTILINE)[1])
