"""A page under test."""

import sys

import pytest

from assessment.ui.session import clock
from tests.ui.page_visit import NOW, Visit
from tests.ui.server_process import Hosted


@pytest.fixture(autouse=True)
def own_main(monkeypatch):
    """A page under test takes the place of the main module; the processes that later tests start need the real one."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def visit(monkeypatch, tmp_path):
    """A first visit, on a fixed day, with an empty database of its own."""
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CALLBACK_DATABASE_URL", raising=False)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return Visit()


@pytest.fixture
def host():
    """A function that starts a server on a folder of data."""
    started = []

    def hosted(data):
        started.append(Hosted(data))
        return started[-1]

    yield hosted
    for each in started:
        each.process.terminate()
        each.process.wait(20)
