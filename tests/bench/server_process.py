"""A server in a process of its own: started, looked at, and ended."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parents[2]
BENCH = Path(__file__).parent
OURS, FLOOR = "ours", "floor"
ASGI = {OURS: "assessment.ui.server:app", FLOOR: "tests.bench.empty_server:app"}
SCRIPTS = {OURS: ROOT / "app.py", FLOOR: BENCH / "empty_app.py"}
LONGEST_START_SECONDS = 60


class Served:
    """One app on a free port of this machine, by uvicorn or by `streamlit run`."""

    def __init__(self, name: str, data: Path, *, by_script: bool = False) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.begun = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", *self._command(name, by_script)],
            cwd=ROOT,
            env={**os.environ, "CALLBACK_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._probe = psutil.Process(self._process.pid)

    def _command(self, name: str, by_script: bool) -> list[str]:
        if by_script:
            return ["streamlit", "run", str(SCRIPTS[name]), f"--server.port={self.port}", "--server.headless=true"]
        return ["uvicorn", ASGI[name], f"--port={self.port}", "--log-level=warning", "--ws-per-message-deflate=false"]

    def wait(self) -> None:
        """Wait until it answers."""
        while time.perf_counter() - self.begun < LONGEST_START_SECONDS:
            try:
                with urlopen(f"{self.url}/_stcore/health"):
                    return
            except (URLError, ConnectionError):
                time.sleep(0.01)
        raise TimeoutError(f"{self._process.args} does not answer")

    def age_ms(self) -> float:
        """How long ago its process was begun."""
        return (time.perf_counter() - self.begun) * 1000

    def cpu_ms(self) -> float:
        """The CPU time it has used so far."""
        used = self._probe.cpu_times()
        return (used.user + used.system) * 1000

    def memory_mib(self) -> float:
        """The memory it holds now."""
        return self._probe.memory_info().rss / 2**20

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(20)
