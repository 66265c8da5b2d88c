"""A server in a process of its own, on a free port of this machine."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path

from assessment.core.applications.repository import Repository
from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository
from tests.forked_process import FORKS, ForkedProcess
from tests.support import INSTRUMENT, ROOT

START_SECONDS, STOP_SECONDS, REQUEST_SECONDS = 60, 20, 30
"""How long a server may take to start, to end, and to answer."""
Command = Callable[[int], list[str | Path]]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def streamlit_command(script: str | Path) -> Command:
    """The command that serves a script, by port."""
    start = [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true"]
    return lambda port: [*start, f"--server.port={port}"]


def uvicorn_command(app: str = "assessment.ui.server:app", *options: str) -> Command:
    """The command that serves an ASGI object, by port."""
    start = [sys.executable, "-m", "uvicorn", app, "--log-level=warning", *options]
    return lambda port: [*start, f"--port={port}"]


def environment_with_data(folder: Path) -> dict[str, str]:
    """The variables of this process, with another data folder."""
    return {**os.environ, "CALLBACK_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}


class ServerProcess:
    """A server that tests start, ask, stop and start again; it keeps its port."""

    poll_seconds = 0.05
    """How long to pause between two looks whether it answers."""

    def __init__(
        self,
        command: Command,
        environment: Mapping[str, str],
        *,
        log: Path | None = None,
        folder: Path = ROOT,
        port: int | None = None,
    ) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = log
        self._command, self._environment, self._folder = command(self.port), environment, folder
        self.start()

    def start(self) -> None:
        """Start the process; `wait` says when it answers."""
        with contextlib.ExitStack() as files:
            output = files.enter_context(self.log.open("ab")) if self.log else subprocess.DEVNULL
            self.started_at = time.perf_counter()
            self.process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def wait(self, path: str = "/_stcore/health", status: int = 200) -> HTTPResponse:
        """The first response with this status; raises RuntimeError, with the log, when there is none."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError, HTTPException):
                response = self.get(path)
                if response.status == status:
                    return response
            time.sleep(self.poll_seconds)
        raise RuntimeError(f"{self._command} did not answer {path} with {status}\n{self.log_text()}")

    def get(self, path: str, *, at: str = "127.0.0.1", **headers: str) -> HTTPResponse:
        """The response to a request to one of this machine's addresses, its whole body in `content`."""
        connection = HTTPConnection(at, self.port, timeout=REQUEST_SECONDS)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.content = response.read()
        connection.close()
        return response

    def log_text(self) -> str:
        """What the server has written so far."""
        return self.log.read_text(errors="replace") if self.log else ""

    def stop(self) -> None:
        """End the process as an administrator would, and wait for its end."""
        self.process.terminate()
        self.process.wait(STOP_SECONDS)


class AppServer(ServerProcess):
    """Callback with a data folder of its own; forked, it starts sooner than with a Python of its own."""

    def __init__(
        self, command: Command, folder: Path, *, port: int | None = None, forked: bool = True, **variables: str
    ) -> None:
        self.data, log = folder / "data", folder / "server.log"
        log.touch()
        self._forked = forked and FORKS
        environment = {**environment_with_data(self.data), **variables}
        super().__init__(command, environment, log=log, port=port)

    def start(self) -> None:
        """Start the process; `wait` says when it answers."""
        if self._forked:
            _python, _m, *program = self._command
            self.process = ForkedProcess(program, self._environment, self._folder, self.log)
        else:
            super().start()

    @contextlib.contextmanager
    def repository(self, *, read_only: bool = False) -> Iterator[Repository]:
        """The applications of the only owner, opened beside the server."""
        with contextlib.closing(open_storage(self.data / "callback.db", read_only=read_only)) as storage:
            yield SqlRepository(storage, "local", INSTRUMENT.version)

    def saved_answers(self) -> dict[str, str]:
        """The answers of the only application; another program may be writing."""
        with self.repository(read_only=True) as repository:
            (application,) = repository.applications()
            return dict(repository.stored_application(application.id).responses)

    def empty_database(self) -> None:
        """Delete all applications, so that the next visit is a first one."""
        with self.repository() as repository:
            for application in repository.applications():
                repository.delete(application.id)
            repository.purge_deleted()
