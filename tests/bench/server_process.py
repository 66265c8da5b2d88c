"""Callback, an empty Streamlit app or an ordinary one, in a process whose time and memory are measured."""

import time
from pathlib import Path

import psutil

from tests.server_process import ROOT, ServerProcess, environment_with_data, streamlit_command, uvicorn_command

CALLBACK, EMPTY_APP, ORDINARY_APP = "Callback", "empty app", "ordinary app"
LESS_FAST = "Callback without a mechanism"
ASGI_OBJECTS = {
    CALLBACK: "assessment.ui.server:app",
    EMPTY_APP: "tests.bench.empty_server:app",
    LESS_FAST: "tests.bench.without_app:app",
}
SCRIPTS = {
    CALLBACK: ROOT / "app.py",
    EMPTY_APP: Path(__file__).with_name("empty_app.py"),
    ORDINARY_APP: Path(__file__).with_name("ordinary_app.py"),
}


class MeasuredServer(ServerProcess):
    """One of the apps, served by uvicorn or by `streamlit run`.

    The ordinary app is served as tutorials do it: by `streamlit run`, from a folder without settings.
    """

    poll_seconds = 0.01

    def __init__(self, app: str, data: Path, *, by_script: bool = False, **variables: str) -> None:
        if by_script or app == ORDINARY_APP:
            command = streamlit_command(SCRIPTS[app])
        else:
            command = uvicorn_command(ASGI_OBJECTS[app], "--ws-per-message-deflate=false")
        data.mkdir(parents=True, exist_ok=True)
        environment = {**environment_with_data(data), **variables}
        super().__init__(command, environment, folder=data if app == ORDINARY_APP else ROOT)
        self._probe = psutil.Process(self.process.pid)

    def age_ms(self) -> float:
        """Milliseconds since its process was started."""
        return (time.perf_counter() - self.started_at) * 1000

    def cpu_ms(self) -> float:
        """Milliseconds of CPU time that it has used so far."""
        used = self._probe.cpu_times()
        return (used.user + used.system) * 1000

    def memory_mib(self) -> float:
        """MiB of memory that it holds now."""
        return self._probe.memory_info().rss / 2**20
