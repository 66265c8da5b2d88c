"""A real Chromium against the running app."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.tab import WAIT_MS, Tab
from tests.server_process import AppServer, streamlit_command
from tests.support import ROOT

WINDOWS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
PICTURES = Path(__file__).parent / "pictures"
FADING_MS = 1_000
"""How long a page may take to fade something in."""
FRAME_MS = 2_500
"""How long the tour shows each of its frames."""

expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="session")
def streamlit_server(tmp_path_factory):
    """The app as a person starts it, once for all tests; it forgets a visit one second after its connection is lost."""
    forgetful = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}
    server = AppServer(streamlit_command(ROOT / "app.py"), tmp_path_factory.mktemp("streamlit"), **forgetful)
    yield server
    server.stop()


@pytest.fixture
def server(streamlit_server):
    """The running app with an empty database; tests may stop and start it; its log must stay free of errors."""
    if streamlit_server.process.poll() is not None:
        streamlit_server.start()
    streamlit_server.wait()
    streamlit_server.empty_database()
    before = len(streamlit_server.log_text())
    yield streamlit_server
    assert errors_in(streamlit_server.log_text()[before:]) == []


def errors_in(log):
    """The lines of a server's log that tell of an error."""
    return [line for line in log.splitlines() if "Traceback" in line or "Error" in line or "script error" in line]


@pytest.fixture(scope="session")
def known_tab(chromium):
    """A tab whose browser keeps Streamlit's scripts, so that it opens a page in a third of the time of a new one.

    Without motion, since drawing what moves while a page loads takes as long as loading it.
    """
    return Tab(chromium.new_context(reduced_motion="reduce", accept_downloads=True).new_page())


@pytest.fixture
def open_tab(known_tab, server):
    """A function that opens a tab by window and colour scheme, which knows nothing of earlier tests.

    Each further one is a second tab of the same browser. All of them must end without a complaint.
    """
    tabs = []

    def open_one(window="desktop", scheme="light", at=server):
        tab = Tab(known_tab.page.context.new_page()) if tabs else known_tab
        tabs.append(tab)
        tab.page.set_viewport_size(WINDOWS[window])
        tab.page.emulate_media(color_scheme=scheme)
        tab.open(at.url)
        return tab

    yield open_one
    found = [(tab.complaints, tab.foreign_requests) for tab in tabs]
    for tab in tabs[1:]:
        tab.page.close()
    if tabs:
        known_tab.forget()
    assert found == [([], [])] * len(tabs)


def pytest_addoption(parser):
    parser.addoption("--pictures", action="store_true", help="write the README's pictures anew")


@pytest.fixture
def take_picture(request):
    """A function that writes a picture for the README, where `--pictures` asks for it."""

    def take(tab, name):
        if request.config.getoption("--pictures"):
            let_settle(tab)
            tab.page.screenshot(path=PICTURES / name)

    return take


def let_settle(tab):
    """Wait until all widgets are drawn and nothing fades, with the mouse where it shows no toolbar."""
    tab.page.mouse.move(0, 0)
    expect(tab.page.get_by_test_id("stSkeleton")).to_have_count(0)
    tab.page.wait_for_timeout(FADING_MS)


@pytest.fixture
def film(request):
    """A function that takes a frame of the README's tour; where `--pictures` asks for it, they become one animation."""
    frames, asked = [], request.config.getoption("--pictures")

    def take(tab):
        if asked:
            let_settle(tab)
            frames.append(tab.page.screenshot(clip={"x": 0, "y": 0, **WINDOWS["desktop"]}))

    yield take
    if frames:
        write_animation(frames, PICTURES / "tour.webp")


def write_animation(frames, path):
    """Write pictures of one size as an animation that begins anew after the last."""
    from PIL import Image

    first, *others = (Image.open(BytesIO(frame)).convert("RGB") for frame in frames)
    first.save(path, save_all=True, append_images=others, duration=FRAME_MS, loop=0, quality=80, method=6)
