"""A small reverse proxy for tests: signs people in, and leads each browser to the same of several servers."""

import asyncio
from base64 import b64decode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from secrets import compare_digest
from threading import Event, Thread

from tests.server_process import free_port

COOKIE, PERSON, GROUPS = "callback_server", "X-User", "X-Groups"
PASSWORD = "only-for-this-test"
END = b"\r\n\r\n"


class Proxy:
    """What `deploy/nginx.conf` does, as far as tests need it, and what an authenticating proxy does.

    A cookie leads to the same server; where that does not answer, or lacks what is asked for (404), to the next.
    `people` are names with their groups, who sign in by HTTP Basic with one password; None lets everybody pass and
    names nobody.
    """

    def __init__(self, ports: Sequence[int], people: Mapping[str, str] | None = None) -> None:
        self.port = free_port()
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
