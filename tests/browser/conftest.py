"""A real Chromium against the running app. Without a browser these tests skip with a word; under CI they fail."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from assessment.storage import SqlRepository, open_storage
from tests.support import ROOT

QUESTIONS = re.compile("^(Your|Before the|After the) (interview|answer)$")
"""The title of the questions page, whatever the stage."""
SOON_MS = 150
"""How long a browser may take to tell the server of a click."""
WINDOWS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
NOT_OURS = ("ERR_CONNECTION_REFUSED", "WebSocket connection", "No response received", "server is not responding")
"""What the browser and Streamlit's page say while a test has the server stopped."""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


class Server:
    """The app as a person starts it, or another script, on a free port of this machine."""

    def __init__(self, folder, script="app.py"):
        self.script = script
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / f"server-{self.port}.log"
        self.data = folder / "data"
        self.environment = {**os.environ, "CALLBACK_DATA_DIR": str(self.data)}
        self.start()

    def start(self):
        command = ["streamlit", "run", self.script, f"--server.port={self.port}", "--server.headless=true"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=self.log.open("ab"),
            stderr=subprocess.STDOUT,
        )
        for _ in range(300):
            with contextlib.suppress(OSError), urlopen(f"{self.url}/_stcore/health") as health:
                if health.status == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError(self.log.read_text())

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def saved_answers(self):
        """The answers of the one application, as the database has them."""
        storage = open_storage(self.data / "callback.db", read_only=True)
        repository = SqlRepository(storage, "local", "")
        (application,) = repository.applications()
        answers = dict(repository.responses(application.id))
        storage.close()
        return answers

    def problems(self):
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if "Traceback" in line or "Error" in line or "script error" in line]


@pytest.fixture
def server(tmp_path):
    """A server with an empty database; its log must stay free of errors."""
    running = Server(tmp_path)
    yield running
    running.stop()
    assert running.problems() == []


class Tab:
    """One tab of a visitor, with what the browser complained about and which hosts it asked."""

    def __init__(self, page, url):
        self.page, self.url = page, url
        self.complaints, self.outside = [], []
        page.on("console", lambda message: self._hear(message))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._look(request))
        page.goto(url)
        self.heading(QUESTIONS)

    def _hear(self, message):
        if message.type == "error" and not any(each in message.text for each in NOT_OURS):
            self.complaints.append(message.text)

    def _look(self, request):
        if not request.url.startswith((self.url, self.url.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def heading(self, text):
        self.page.get_by_role("heading", name=text).first.wait_for(timeout=30_000)
        self.settled()

    def settled(self):
        self.page.wait_for_timeout(SOON_MS)
        self.page.wait_for_function(
            "() => document.querySelector('.stApp')?.getAttribute('data-test-script-state') === 'notRunning'",
            timeout=30_000,
        )

    def hears(self, words):
        """Wait until a screen reader would say the words; what the style counts is in no text of the page."""
        tree = self.page.context.new_cdp_session(self.page)
        for _ in range(100):
            nodes = tree.send("Accessibility.getFullAXTree")["nodes"]
            if words in "".join(each["name"]["value"] for each in nodes if each["role"]["value"] == "StaticText"):
                return
            self.page.wait_for_timeout(100)
        raise TimeoutError(words)

    def open(self, page, heading):
        self.page.get_by_role("link", name=page, exact=True).first.click()
        self.heading(heading)

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        self.settled()

    def choose(self, stem, option):
        group = self.page.get_by_role("radiogroup", name=stem)
        group.get_by_text(option, exact=True).click()
        self.settled()

    def fill(self, label, value):
        field = self.page.get_by_label(label, exact=True)
        field.fill(value)
        field.blur()
        self.settled()

    def fill_date(self, label, day):
        self.page.get_by_role("group", name=label).get_by_role("spinbutton").first.click()
        self.page.keyboard.type(f"{day:%Y%m%d}", delay=30)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Escape")
        self.settled()

    def date_shown(self, label):
        segments = self.page.get_by_role("group", name=label).get_by_role("spinbutton").all_inner_texts()
        return "-".join(segments)

    def loaded(self):
        """Wait for the scripts that widgets load late: without a server they could not come."""
        self.page.wait_for_load_state("networkidle")

    def wear(self, scheme):
        """Change to the light or the dark theme, as a person's system does at dusk."""
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        self.page.wait_for_function(
            "scheme => getComputedStyle(document.querySelector('.stApp')).colorScheme === scheme", arg=scheme
        )

    def scroll_width(self):
        return self.page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth")


@pytest.fixture
def open_tab(chromium, server):
    """A function that opens a tab by window and colour scheme; all of them must end without a complaint."""
    contexts, tabs = [], []

    def opened(window="desktop", scheme="light", at=None):
        context = chromium.new_context(viewport=WINDOWS[window], color_scheme=scheme, accept_downloads=True)
        contexts.append(context)
        tab = Tab(context.new_page(), (at or server).url)
        tabs.append(tab)
        return tab

    yield opened
    for tab in tabs:
        assert (tab.complaints, tab.outside) == ([], [])
    for context in contexts:
        context.close()


def pytest_addoption(parser):
    parser.addoption("--pictures", action="store_true", help="write the README's pictures anew")


@pytest.fixture
def pictures(request, tmp_path):
    """Where pictures go: into the repository when asked for, else to a temporary folder."""
    return Path(__file__).parent / "pictures" if request.config.getoption("--pictures") else tmp_path
