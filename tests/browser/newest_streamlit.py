"""Opens every page against the newest Streamlit that pip finds, and says what moved; none of that is a failure.

`python -m tests.browser.newest_streamlit`. Where pip finds nothing newer than what is installed, it ends in a second.
Without a browser, or where pip cannot install what it found, it ends with an error.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.browser.access import PLACES, store_past_applications
from tests.browser.tab import Tab
from tests.conftest import FLAGS, browser_path
from tests.server_process import AppServer, streamlit_command
from tests.streamlit_parts import REASONS
from tests.support import ROOT

PIP = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
FOUND = "names => names.filter(name => document.querySelector(name.replace('testid=', 'testid^=')))"
WINDOW = {"width": 1280, "height": 800}


def newer_version() -> str:
    """The version that pip would upgrade Streamlit to; empty where there is none or pip finds no index."""
    command = [*PIP, "--dry-run", "--upgrade", "--report", "-", "streamlit"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    installs = json.loads(answer.stdout)["install"] if answer.returncode == 0 else []
    return installs[0]["metadata"]["version"] if installs else ""


def walk(packages: str, folder: Path) -> tuple[set[str], list[str]]:
    """The parts met on a walk through all pages, and the places that could not be reached; `packages` come first."""
    path = f"{packages}:{ROOT}" if packages else str(ROOT)
    server, met, lost = AppServer(streamlit_command(ROOT / "app.py"), folder, forked=False, PYTHONPATH=path), set(), []
    try:
        server.wait()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
            tab = Tab(browser.new_context(viewport=WINDOW, locale="en-US").new_page())
            tab.open(server.url)
            store_past_applications(server)
            for place in PLACES:
                try:
                    place(tab)
                except (Error, AssertionError) as error:
                    lost.append(f"{place.__name__}: {str(error).splitlines()[0]}")
                met.update(tab.page.evaluate(FOUND, list(REASONS)))
            browser.close()
    except (Error, RuntimeError) as error:
        lost.append(f"the start: {str(error).splitlines()[0]}")
    finally:
        server.stop()
    return met, lost


def main() -> None:
    """Compare a walk with the installed version with one with the newer, where there is a newer one."""
    version = newer_version()
    if not version:
        print("pip finds no Streamlit newer than the installed one.")
        return
    with tempfile.TemporaryDirectory() as folder:
        packages = str(Path(folder, "packages"))
        subprocess.run([*PIP, "--target", packages, f"streamlit=={version}"], check=True)
        before, _ = walk("", Path(folder, "before"))
        after, lost = walk(packages, Path(folder, "after"))
    print(f"Streamlit {version}: {len(before - after)} parts are gone, {len(lost)} places could not be reached.")
    for part in sorted(before - after):
        print(f"  {part}: {REASONS[part]}")
    for place in lost:
        print(f"  {place}")


if __name__ == "__main__":
    main()
