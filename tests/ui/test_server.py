"""The app as it is served: ready before it answers, healthy or not, safe either way it is started, and gone when
it is stopped."""

import socket
import subprocess
import sys
import time

import psutil
import pytest

from tests.server_process import AppServer, environment_with_data, streamlit_command, uvicorn_command
from tests.support import ROOT

BUILDING_SECONDS = 1.5
"""After this time a server that answers is building the templates of its charts."""
START = {"streamlit run": streamlit_command(ROOT / "app.py"), "uvicorn": uvicorn_command()}
ELSEWHERE = "0.0.0.0"
FEW_DESCRIPTORS, MOST_DESCRIPTORS = 256, 1024
"""How many a server may have open when it is started, and how many it may ask for."""
LIMITS = sys.platform != "win32"
"""Windows has no such limits."""


def limited(command):
    """The command, by port, in a process that may have few descriptors."""
    script = f'ulimit -Sn {FEW_DESCRIPTORS}; ulimit -Hn {MOST_DESCRIPTORS}; exec "$@"'
    return lambda port: ["sh", "-c", script, "sh", *command(port)] if LIMITS else command(port)


@pytest.fixture(scope="module", params=START)
def either_server(request, tmp_path_factory):
    """The app, started in one way after the other, below a path."""
    folder = tmp_path_factory.mktemp("below")
    server = AppServer(limited(START[request.param]), folder, forked=False, STREAMLIT_SERVER_BASE_URL_PATH="below")
    yield server
    server.stop()


def test_either_way_it_opens_its_database_and_sends_safe_headers(either_server):
    assert either_server.wait("/healthz").content == b"ok\n"
    assert (either_server.data / "callback.db").exists()
    page = either_server.get("/below/")
    assert page.status == 200
    assert (page.headers["x-content-type-options"], page.headers["x-frame-options"]) == ("nosniff", "SAMEORIGIN")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'self'; script-src 'self' blob: 'sha256-" in page.headers["content-security-policy"]


def test_either_way_it_is_healthy_below_a_path_and_serves_no_metrics(either_server):
    assert either_server.wait("/below/healthz").content == b"ok\n"
    assert either_server.get("/below/_stcore/metrics").status == 404


@pytest.mark.skipif(not LIMITS, reason="Windows has no such limit")
def test_either_way_it_raises_its_limit_of_descriptors_as_far_as_it_may(either_server):
    either_server.wait("/healthz")
    limits = psutil.Process(either_server.process.pid).rlimit(psutil.RLIMIT_NOFILE)
    assert limits == (MOST_DESCRIPTORS, MOST_DESCRIPTORS)


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


def streamlit_command_for_others(port):
    """The command that serves the app on all addresses of this machine."""
    return [*START["streamlit run"](port), f"--server.address={ELSEWHERE}"]


@pytest.mark.processes
@pytest.mark.parametrize(
    ("command", "variables", "sentence"),
    [
        (streamlit_command_for_others, {}, "answers on localhost only"),
        (uvicorn_command(), {"CALLBACK_KEEP": "there"}, "here, visit or signed-in, got there"),
        (uvicorn_command(), {"CALLBACK_KEEP": "signed-in"}, "needs a provider to sign in with"),
    ],
    ids=["for others", "keep there", "keep signed-in"],
)
def test_a_start_with_a_setting_that_cannot_be_ends_with_one_sentence(command, variables, sentence, tmp_path):
    server = AppServer(command, tmp_path, **variables)
    assert server.process.wait(60) != 0
    assert sentence in server.log_text()
    assert "Traceback" not in server.log_text()
    assert not server.data.exists()


@pytest.mark.processes
def test_the_command_that_runs_the_app_says_where_errors_go_that_it_lets_nobody_else_in(tmp_path):
    environment = {**environment_with_data(tmp_path / "data"), "STREAMLIT_SERVER_ADDRESS": ELSEWHERE}
    command = [sys.executable, "-m", "assessment", "run", "--port", "8501"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "answers on localhost only" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def own_address():
    """An address of this machine that others reach; None where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # Sends nothing: it only chooses the way out.
        except OSError:
            return None
        return asking.getsockname()[0]


@pytest.mark.processes
@pytest.mark.skipif(own_address() is None, reason="this machine has no other address than its own")
@pytest.mark.parametrize(("keep", "status"), [("here", 403), ("visit", 200)])
def test_an_asgi_server_told_to_listen_to_others_refuses_them_unless_each_visit_keeps_its_own(keep, status, tmp_path):
    server = AppServer(uvicorn_command("assessment.ui.server:app", f"--host={ELSEWHERE}"), tmp_path, CALLBACK_KEEP=keep)
    server.wait("/healthz")
    assert server.get("/", at=own_address(), Host="localhost").status == status
    assert (server.data / "callback.db").exists() == (keep == "here")
    server.stop()
