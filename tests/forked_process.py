"""Processes forked from one that has imported what the app needs: a server starts with a third of the work."""

import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

FORKS = sys.platform == "linux"
"""Elsewhere what is imported may not survive a fork, or there is none."""
CONTEXT = multiprocessing.get_context("forkserver" if FORKS else "spawn")
CONTEXT.set_forkserver_preload(
    [
        "alembic.command",
        "altair",
        "assessment.cli",
        "assessment.ui.serving",
        "assessment.ui.shell.run_page",
        "psycopg",
        "pyarrow",
        "streamlit.web.bootstrap",
        "streamlit.web.cli",
        "tests.storage.child_processes",
        "uvicorn.main",
    ]
)
"""Nothing that reads the environment or a setting when it is imported: each process has its own."""


class ForkedProcess:
    """A module that runs as a program, as `python -m` would run it, with what tests use of `subprocess.Popen`."""

    def __init__(
        self, command: Sequence[str | Path], environment: Mapping[str, str], folder: Path, log: Path | None
    ) -> None:
        module, *arguments = map(str, command)
        settings = (module, arguments, dict(environment), folder, log or os.devnull)
        self._process = CONTEXT.Process(target=_run_module, args=settings, daemon=True)
        self._process.start()
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """The exit code, negative after a signal; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code once it has ended; raises TimeoutExpired."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return self._process.exitcode

    def terminate(self) -> None:
        """End it as an administrator would."""
        self._process.terminate()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


def _run_module(
    module: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path | str
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(output, stream)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
