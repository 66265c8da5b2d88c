"""What all tests share: no deadlines, marks that follow from fixtures, an empty database, Chromium and PostgreSQL."""

import gc
import os
import shutil

import pytest
from hypothesis import Phase, settings

from tests.storage.postgres import Server, find_binaries
from tests.support import EXAMPLES_OF

for name, count in EXAMPLES_OF.items():
    settings.register_profile(name, deadline=None, max_examples=count)
settings.register_profile(
    "mutation",
    deadline=None,
    max_examples=EXAMPLES_OF["quick"],
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
"""For mutmut, which only asks whether a test fails: without looking for the shortest example of a failure."""

FIXTURE_MARKS = {
    "chromium": "browser",
    "either_server": "processes",
    "own_database": "pages",
    "postgres_server": "postgres",
    "server_url": "postgres",
    "start_server": "processes",
    "uvicorn_server": "processes",
}
"""Fixture -> the mark of the tests that use it."""
SLOW_MARKS = {"browser", "dask", "libreoffice", "pages", "postgres", "processes", "wheel"}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first is the one without a window, which opens a page with half the work."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    # All tabs of one browser share a process, which has Streamlit's scripts compiled already.
    "--process-per-site",
]


def pytest_configure(config):
    """Keep what is compiled, look for garbage seldom, and try fewer examples of laws if only quick tests are wanted."""
    # Where it is set, every worker and every process that a test starts would compile the program and the tests anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    gc.set_threshold(50_000, 20, 50)
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("quick" if config.option.markexpr == "quick" else "suite")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark tests by the fixtures they use, and as quick those that have no other mark."""
    for item in items:
        for fixture in FIXTURE_MARKS.keys() & set(item.fixturenames):
            item.add_marker(FIXTURE_MARKS[fixture])
        if hasattr(item, "callspec") and "postgres" in item.callspec.params.values():
            item.add_marker("postgres")
        if not SLOW_MARKS & {mark.name for mark in item.iter_markers()}:
            item.add_marker(pytest.mark.quick)


def pytest_collection_finish():
    """Look for no garbage among the modules: that took a fourteenth of the time of the pages' tests."""
    gc.collect()
    gc.freeze()


def skip_or_fail(reason):
    """Skip a test for which something is missing; under CI it fails."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server of our own, which tests may stop and kill."""
    binaries = find_binaries()
    if binaries is None:
        skip_or_fail("NO POSTGRESQL: set PG_BINDIR, or install the extra `test` or a postgresql package")
    started = Server(binaries)
    yield started
    started.close()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """The file of a database without applications, made once; tests copy it instead of making one anew."""
    from assessment.storage.opening import open_storage

    path = tmp_path_factory.mktemp("empty") / "callback.db"
    open_storage(path).close()
    return path


def browser_path():
    """Where the first of the browsers is that this machine has; None where it has none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium. Without one the tests are skipped, and fail under CI."""
    path = browser_path()
    if path is None:
        skip_or_fail("no Chromium on this machine: install the package chromium-headless-shell or chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
