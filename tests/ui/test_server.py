"""The app as it is hosted: warm before it answers, healthy or not, compressed, and in our own words."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Hosted:
    """A server started as a host starts it, with its own data."""

    def __init__(self, data):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = ["uvicorn", "assessment.ui.server:app", f"--port={self.port}", "--log-level=warning"]
        environment = {**os.environ, "CALLBACK_DATA_DIR": str(data)}
        self.process = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment)

    def get(self, path, **headers):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer

    def wait(self):
        for _ in range(300):
            with suppress(OSError):
                return self.get("/healthz")
            time.sleep(0.1)
        raise TimeoutError


@pytest.fixture
def host():
    started = []

    def hosted(data):
        started.append(Hosted(data))
        return started[-1]

    yield hosted
    for each in started:
        each.process.terminate()
        each.process.wait(20)


def test_it_is_healthy_compressed_and_says_what_it_is(host, tmp_path):
    server = host(tmp_path)
    health = server.wait()
    assert (health.status, health.content) == (200, b"ok\n")
    page = server.get("/")
    assert page.status == 200
    assert (page.headers["x-content-type-options"], page.headers["x-frame-options"]) == ("nosniff", "SAMEORIGIN")
    script = re.search(rb'src="\.?(/static/js/[^"]+\.js)"', page.content)[1].decode()
    packed, plain = server.get(script, **{"Accept-Encoding": "gzip"}), server.get(script)
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert "content-encoding" not in plain.headers
    assert (tmp_path / "callback.db").exists()


def test_a_database_that_cannot_be_opened_is_said_and_the_pages_still_answer(host, tmp_path):
    (tmp_path / "callback.db").write_bytes(b"this is no database" * 100)
    server = host(tmp_path)
    health = server.wait()
    assert health.status == 503
    assert b"callback.db" in health.content
    assert server.get("/").status == 200
