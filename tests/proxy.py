"""What stands before several servers: nginx with our own file, and a small proxy that also signs people in."""

import asyncio
import os
import shutil
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import compare_digest
from threading import Event, Thread

from tests.server_process import START_SECONDS, STOP_SECONDS, free_port
from tests.support import ROOT

COOKIE, PERSON, GROUPS = "callback_server", "X-User", "X-Groups"
PASSWORD = "only-for-this-test"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
END = b"\r\n\r\n"


class Proxy:
    """What `deploy/nginx.conf` does, as far as tests need it, and what an authenticating proxy does.

    A cookie leads to the same server; where that does not answer, or lacks what is asked for (404), to the next.
    `people` are names with their groups, who sign in by HTTP Basic with one password; None lets everybody pass and
    names nobody.
    """

    def __init__(
        self, ports: Sequence[int], people: Mapping[str, str] | None = None, *, port: int | None = None
    ) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._ports, self._people, self._turn = ports, people, 0
        self._is_ready = Event()
        self._thread = Thread(target=asyncio.run, args=(self._run(),), daemon=True)
        self._thread.start()
        self._is_ready.wait()

    async def _run(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self._is_ready.set()
        await self._end.wait()

    def stop(self) -> None:
        """Close all connections."""
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            first, *lines = (await reader.readuntil(END)).decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
            headers = {
                name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
            }
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            if self._people is not None and not self._sign_in(headers):
                writer.write(b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nConnection: close" + END)
            else:
                if "upgrade" not in headers:
                    headers["connection"] = "close"
                request = "\r\n".join([first, *(f"{name}: {value}" for name, value in headers.items())])
                await self._pass_on(request.encode("latin-1") + END + body, headers, reader, writer)
            await writer.drain()
        writer.close()

    def _sign_in(self, headers: dict[str, str]) -> bool:
        """Whether name and password are right; nobody else says who somebody is."""
        for claimed in (PERSON, GROUPS):
            headers.pop(claimed.lower(), None)
        name, _, password = b64decode(headers.pop("authorization", "").removeprefix("Basic ")).decode().partition(":")
        if name not in self._people or not compare_digest(password, PASSWORD):
            return False
        headers |= {PERSON.lower(): name, GROUPS.lower(): self._people[name]}
        return True

    def _servers(self, cookies: str) -> list[int]:
        """The places of all servers, the visitor's own first; who has none yet gets the next in turn."""
        named = [each.removeprefix(f"{COOKIE}=") for each in cookies.split("; ") if each.startswith(f"{COOKIE}=")]
        if not named:
            self._turn += 1
        own = int(named[0]) if named else self._turn % len(self._ports)
        return [*range(own, len(self._ports)), *range(own)]

    async def _pass_on(self, request: bytes, headers: Mapping[str, str], reader, writer) -> None:
        servers = self._servers(headers.get("cookie", ""))
        for server in servers:
            try:
                theirs, to_server = await asyncio.open_connection("127.0.0.1", self._ports[server])
                to_server.write(request)
                answer = await theirs.readuntil(END)
            except (OSError, asyncio.IncompleteReadError):
                continue
            if answer.split(maxsplit=2)[1] == b"404" and server != servers[-1]:
                to_server.close()
                continue
            cookie = f"\r\nset-cookie: {COOKIE}={servers[0]}; Path=/; HttpOnly; SameSite=Lax".encode()
            writer.write(answer.removesuffix(END) + cookie + END)
            ways = [asyncio.create_task(_copy(theirs, writer)), asyncio.create_task(_copy(reader, to_server))]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            to_server.close()
            return
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close" + END)


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while part := await source.read(65_536):
            target.write(part)
            await target.drain()


class Nginx:
    """A real nginx with `deploy/nginx.conf`, where only ports and places are those of a test."""

    def __init__(self, ports: Sequence[int], folder: Path, *, port: int, plain_port: int | None = None) -> None:
        self.url = f"https://127.0.0.1:{port}"
        key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
        of_itself = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1"]
        subprocess.run([*of_itself, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        servers = " ".join(f"server 127.0.0.1:{each} max_fails=1 fail_timeout=5s;" for each in ports)
        changes = {
            "server app:8501 max_fails=1 fail_timeout=5s;": servers,
            "listen 80;": f"listen 127.0.0.1:{plain_port or free_port()};",
            "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
            "http2 on;": "",  # Debian's nginx is older than that line.
            "certificates/": f"{folder}/",
            "include mime.types;": "",
            "/dev/stdout": f"{folder}/access.log",
        }
        settings = (ROOT / "deploy" / "nginx.conf").read_text()
        for shipped, here in changes.items():
            assert shipped in settings, shipped
            settings = settings.replace(shipped, here)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
        (folder / "nginx.conf").write_text(settings.replace("server_tokens off;", f"server_tokens off; {places}"))
        own = "user root; " if os.geteuid() == 0 else ""
        options = f"{own}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;"
        self._process = subprocess.Popen([NGINX or "nginx", "-c", folder / "nginx.conf", "-g", options])
        self._wait(port)

    def _wait(self, port: int) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                return
            time.sleep(0.05)
        raise RuntimeError("nginx did not start")

    def stop(self) -> None:
        """End it, and wait for its end."""
        self._process.terminate()
        self._process.wait(STOP_SECONDS)


def front_url(port: int) -> str:
    """The address of what `start_front` starts."""
    return f"{'https' if NGINX else 'http'}://127.0.0.1:{port}"


def start_front(ports: Sequence[int], folder: Path, *, port: int) -> "Nginx | Proxy":
    """nginx as we ship it; the small proxy where there is none."""
    return Nginx(ports, folder, port=port) if NGINX else Proxy(ports, port=port)
