"""The app as it is hosted: ready before it answers, healthy or not, and gone when it is stopped."""

import time

import psutil

BUILDING_SECONDS = 1.5
"""After this time a server that answers is building the templates of its charts."""


def test_it_is_healthy_opens_its_database_and_sends_safe_headers(server):
    health = server.wait("/healthz")
    assert health.content == b"ok\n"
    page = server.get("/")
    assert page.status == 200
    assert (page.headers["x-content-type-options"], page.headers["x-frame-options"]) == ("nosniff", "SAMEORIGIN")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert (server.data / "callback.db").exists()


def test_a_database_that_cannot_be_opened_is_said_and_the_pages_still_answer(start_server, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "callback.db").write_bytes(b"this is no database" * 100)
    server = start_server()
    health = server.wait("/healthz", 503)
    assert b"callback.db" in health.content
    assert server.get("/").status == 200


def test_a_server_that_is_stopped_while_it_builds_the_templates_leaves_no_process(start_server):
    server = start_server()
    server.wait("/healthz")
    time.sleep(BUILDING_SECONDS)
    assert psutil.Process(server.process.pid).children(recursive=True) == []
    server.stop()
    assert not psutil.pid_exists(server.process.pid)
