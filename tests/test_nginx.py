"""The shipped nginx.conf in a real nginx: its limits, what it closes to the world, its log."""

import json
import re
import ssl
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.proxy import NGINX, Nginx
from tests.server_process import free_port

UPLOAD, SIGN_IN = "/_stcore/upload_file/session/file", "/auth/login"
UPLOADS_AT_ONCE, SIGN_INS_AT_ONCE = 21, 201
"""One, and the burst of `nginx.conf`."""
pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(NGINX is None, reason="no nginx on this machine: install the package nginx-light"),
]


class Behind(BaseHTTPRequestHandler):
    """Stands for the app, and notes what reached it."""

    protocol_version = "HTTP/1.1"
    paths: list[str] = []  # noqa: RUF012 - shared on purpose

    def do_GET(self):
        self.paths.append(self.path)
        self.send_response(200)
        self.send_header("Set-Cookie", "xsrf=1")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PUT = do_GET  # noqa: N815 - the name that the server looks for

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def nginx(tmp_path_factory):
    """A running nginx with the shipped configuration, on free ports and before a server of ours: (folder, ports)."""
    folder, behind = tmp_path_factory.mktemp("nginx"), ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    Thread(target=behind.serve_forever, daemon=True).start()
    plain, safe = free_port(), free_port()
    started = Nginx([behind.server_port], folder, port=safe, plain_port=plain)
    yield folder, plain, safe
    started.stop()
    behind.shutdown()


def ask(connection, path, method="GET", **headers):
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    response.read()
    return response


@pytest.fixture
def browser(nginx):
    """A connection over TLS."""
    connection = HTTPSConnection("localhost", nginx[2], context=ssl._create_unverified_context(), timeout=30)
    yield connection
    connection.close()


def test_uploads_are_limited_by_browser_and_by_size(browser):
    mine, others = {"Cookie": "callback_server=mine"}, {"Cookie": "callback_server=others"}
    statuses = [ask(browser, UPLOAD, "PUT", **mine).status for _ in range(UPLOADS_AT_ONCE + 4)]
    assert statuses[:UPLOADS_AT_ONCE] == [200] * UPLOADS_AT_ONCE
    assert 429 in statuses
    assert ask(browser, UPLOAD, "PUT", **others).status == 200
    assert ask(browser, "/", **mine).status == 200
    too_large = {**others, "Content-Length": str(52 * 2**20)}
    browser.close()
    browser.request("PUT", UPLOAD, headers=too_large)
    assert browser.getresponse().status == 413


def test_sign_ins_from_one_address_are_limited_after_those_of_a_whole_room(browser):
    statuses = [ask(browser, SIGN_IN).status for _ in range(SIGN_INS_AT_ONCE + 99)]
    assert statuses[:SIGN_INS_AT_ONCE] == [200] * SIGN_INS_AT_ONCE
    assert 429 in statuses
    assert ask(browser, "/").status == 200


@pytest.mark.parametrize("path", ["/healthz", "/livez", "/_stcore/metrics"])
def test_what_is_for_whoever_runs_the_app_is_closed_to_the_world(browser, path):
    assert ask(browser, path).status == 404
    assert path not in Behind.paths


def test_a_first_answer_leads_to_the_same_server_from_then_on_over_tls_only(nginx, browser):
    first = ask(browser, "/")
    cookies = first.headers.get_all("Set-Cookie")
    assert all("Secure" in cookie or "secure" in cookie for cookie in cookies)
    assert any(re.match(r"callback_server=\w{32}; Path=/; HttpOnly", cookie) for cookie in cookies)
    assert "max-age" in first.headers["Strict-Transport-Security"]
    again = ask(browser, "/", Cookie="callback_server=mine")
    assert not any(cookie.startswith("callback_server") for cookie in again.headers.get_all("Set-Cookie"))
    assert ask(HTTPConnection("127.0.0.1", nginx[1]), "/").status == 301


def test_its_log_says_how_requests_ended_and_not_whose_they_were(nginx, browser):
    ask(browser, "/?app=secretive", Cookie="callback_server=secretive")
    log = nginx[0] / "access.log"
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert lines
    assert all(line.keys() == {"time", "status", "seconds"} for line in lines)
    assert "secretive" not in log.read_text()
