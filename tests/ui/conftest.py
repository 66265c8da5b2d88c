"""A page under test."""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test, local_script_runner

from assessment.storage.tables import METADATA
from assessment.ui import resources
from assessment.ui.session import visit as session_visit
from tests.server_process import AppServer, uvicorn_command
from tests.ui.page_visit import NOW, Visit, store_application


@pytest.fixture(autouse=True, scope="session")
def share_what_is_the_same_in_every_run():
    """Let AppTest do once what it does for each visit or run, and wait for a run without looking every millisecond.

    Once: to look through the installed packages for components, to compile the pages, to stand in for a server.
    """
    scripts = ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        for module in (app_test, local_script_runner):
            patch.setattr(module, "ScriptCache", lambda: scripts)
        patch.setattr(app_test, "MagicMock", cache(app_test.MagicMock))
        look = local_script_runner.require_widgets_deltas
        patch.setattr(local_script_runner, "require_widgets_deltas", partial(wait_for_run, look))
        yield


def wait_for_run(look, runner, timeout):
    """Return when the run has ended; let `look` raise what Streamlit raises where it does not end in time."""
    runner._script_thread.join(timeout)
    look(runner, timeout=0.01)


@pytest.fixture(autouse=True)
def own_main(monkeypatch):
    """A page under test takes the place of the main module; the processes that later tests start need the real one."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, empty_database):
    """A data folder whose database stays open: to open one and compile its statements took a third of a test."""
    folder = tmp_path_factory.mktemp("visits")
    shutil.copy(empty_database, folder)
    return folder


@pytest.fixture
def own_database(monkeypatch, shared_folder):
    """An empty database for the visits of a test, and a fixed day."""
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(shared_folder))
    monkeypatch.delenv("CALLBACK_DATABASE_URL", raising=False)
    monkeypatch.setattr(session_visit, "now", lambda: NOW)
    resources.storage().write(delete_all_rows)


def delete_all_rows(connection):
    for table in reversed(METADATA.sorted_tables):
        connection.execute(table.delete())


@pytest.fixture
def own_folder(own_database, monkeypatch, tmp_path, empty_database):
    """The data folder of one test alone, which damages the database or looks at the files beside it."""
    shutil.copy(empty_database, tmp_path)
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def first_page():
    """The page on which `visit` begins; modules about another page name that."""
    return "questions"


@pytest.fixture
def visit(own_database, first_page):
    """A first visit, on a fixed day, with an empty database of its own."""
    return Visit(first_page)


@pytest.fixture
def open_page(own_database):
    """A function that stores an application as an earlier visit left it, and opens a page on it."""

    def opened(page, responses=None, guess=None, **facts):
        store_application(responses, guess, **facts)
        return Visit(page)

    return opened


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
