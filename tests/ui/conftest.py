"""A page under test."""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from assessment.ui.session import visit as session_visit
from tests.server_process import AppServer, uvicorn_command
from tests.ui.page_visit import NOW, Visit


@pytest.fixture(autouse=True, scope="session")
def scan_packages_once():
    """Let Streamlit look through the installed packages for components once, instead of once for each visit."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(autouse=True)
def own_main(monkeypatch):
    """A page under test takes the place of the main module; the processes that later tests start need the real one."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def own_database(monkeypatch, tmp_path, empty_database):
    """An empty database of its own for each visit of a test, and a fixed day."""
    shutil.copy(empty_database, tmp_path)
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CALLBACK_DATABASE_URL", raising=False)
    monkeypatch.setattr(session_visit, "now", lambda: NOW)


@pytest.fixture
def visit(own_database):
    """A first visit, on a fixed day, with an empty database of its own."""
    return Visit()


@pytest.fixture
def download_content(monkeypatch):
    """Clicks on a download as the page last drew it, and returns its content."""
    offered, draw = {}, st.download_button

    def drawn(label, **settings):
        offered[settings["key"]] = settings["data"]
        return draw(label, **settings)

    def click(key):
        with ThreadPoolExecutor() as outside_the_run:
            return outside_the_run.submit(offered[key]).result()

    monkeypatch.setattr(st, "download_button", drawn)
    return click


@pytest.fixture(scope="session")
def uvicorn_server(tmp_path_factory):
    """The app as a host serves it, started once."""
    server = AppServer(uvicorn_command(), tmp_path_factory.mktemp("server"))
    server.wait()
    yield server
    server.stop()


@pytest.fixture
def server(uvicorn_server):
    """The running app, with an empty database."""
    uvicorn_server.empty_database()
    return uvicorn_server


@pytest.fixture
def start_server(tmp_path):
    """A function that starts the app on the data folder of this test, for tests that damage the data."""
    started = []

    def start():
        started.append(AppServer(uvicorn_command(), tmp_path))
        return started[-1]

    yield start
    for server in started:
        server.stop()
