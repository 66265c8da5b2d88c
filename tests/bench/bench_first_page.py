"""How soon the first question is to be seen in a browser, beside an empty Streamlit app and an ordinary one.

Run it with `.venv/bin/python tests/bench/bench_first_page.py`. Each app is opened in turns in the same Chromium, with
and without what an earlier visit left in its cache, at a desk and as a phone: a processor that is four times slower,
and a slow 4G line. It prints milliseconds and ratios with the aim beside them, and asserts nothing.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.bench.server_process import CALLBACK, EMPTY_APP, ORDINARY_APP, MeasuredServer
from tests.conftest import FLAGS, browser_path

FIRST_SHOWN = {EMPTY_APP: "[data-testid=stMarkdownContainer] p"} | dict.fromkeys(
    (CALLBACK, ORDINARY_APP), "[role=radiogroup] input"
)
"""What a page is opened for: a question, or the only line of the empty app."""
SHOWN_AFTER = """selector => new Promise(resolve => {
  const look = () => document.querySelector(selector) ? resolve(performance.now()) : requestAnimationFrame(look);
  look();
})"""
DESK, PHONE = "at a desk", "on a phone"
WINDOWS = {DESK: {"width": 1280, "height": 800}, PHONE: {"width": 390, "height": 844}}
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
SLOWER_PROCESSOR = 4
AIM = 1.5
TEMPLATE_SECONDS = 6
"""After this time a server has built the templates of its charts."""


@contextmanager
def running_apps(folder: Path) -> Iterator[Mapping[str, MeasuredServer]]:
    """The three apps, running."""
    servers = {app: MeasuredServer(app, folder / app) for app in FIRST_SHOWN}
    try:
        for server in servers.values():
            server.wait()
        time.sleep(TEMPLATE_SECONDS)
        yield servers
    finally:
        for server in servers.values():
            server.stop()


def milliseconds_to_first(context: BrowserContext, app: str, url: str, where: str) -> float:
    """From the request in a new tab until what the page is opened for is there."""
    page = context.new_page()
    if where == PHONE:
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
    page.goto(url, wait_until="commit")
    milliseconds: float = page.evaluate(SHOWN_AFTER, FIRST_SHOWN[app])
    page.close()
    return milliseconds


def measure(browser: Browser, servers: Mapping[str, MeasuredServer], where: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each app by `cold` and `warm`, in turns."""
    times: dict[str, list[float]] = {f"{app}, {cache}": [] for app, cache in product(servers, ("cold", "warm"))}
    for _ in range(rounds):
        for app, server in servers.items():
            context = browser.new_context(viewport=WINDOWS[where])
            for cache in ("cold", "warm"):
                times[f"{app}, {cache}"].append(milliseconds_to_first(context, app, server.url, where))
            context.close()
    return times


def print_times(times: Mapping[str, list[float]], where: str) -> None:
    """Print the medians as times and as ratios to the empty app's."""
    for cache in ("cold", "warm"):
        empty, ordinary, callback = (median(times[f"{app}, {cache}"]) for app in (EMPTY_APP, ORDINARY_APP, CALLBACK))
        print(
            f"first question {where}, {cache} cache: {callback:.0f} ms, empty app {empty:.0f}, "
            f"{callback / empty:.2f} times (aim: {AIM}); ordinary app {ordinary:.0f}, {ordinary / empty:.2f} times"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="openings of each app, each with a cold and a warm cache")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name, running_apps(Path(name)) as servers, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for where in (DESK, PHONE):
            print_times(measure(browser, servers, where, rounds), where)
        browser.close()


if __name__ == "__main__":
    main()
