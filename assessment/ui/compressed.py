"""Streamlit's own scripts and styles, compressed once: it sends 2.6 MB as they lie on the disk to a first visit."""

import asyncio
import gzip
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER, KINDS = "/static/", (".js", ".css")
MOST_KEPT = 2_000
"""Files kept at most; the names hold a hash of the content, so what is kept is never out of date."""
NOT_ASKED_FOR = {b"range", b"if-none-match", b"if-modified-since"}
OF_THE_PLAIN_FILE = {b"content-length", b"accept-ranges", b"etag"}


@dataclass(frozen=True, slots=True)
class Compressed:
    """One file as it is sent."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class CompressedFiles:
    """Sends scripts and styles compressed where the browser takes that; everything else passes through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, Compressed] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_wanted(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        file = self._kept.get(path) or await self._compress(scope, receive, send)
        if file is None:
            return
        if len(self._kept) < MOST_KEPT:
            self._kept[path] = file
        await send({"type": "http.response.start", "status": 200, "headers": file.headers})
        await send({"type": "http.response.body", "body": file.body})

    async def _compress(self, scope: Scope, receive: Receive, send: Send) -> Compressed | None:
        """The whole file, compressed; None where there is none, after that answer was passed on."""
        answer: list[Message] = []

        async def collect(message: Message) -> None:
            answer.append(message)

        headers = [header for header in scope["headers"] if header[0] not in NOT_ASKED_FOR]
        await self._app({**scope, "headers": headers}, receive, collect)
        if answer[0]["status"] != 200:
            for message in answer:
                await send(message)
            return None
        plain = b"".join(message.get("body", b"") for message in answer[1:])
        body = await asyncio.to_thread(gzip.compress, plain, 6)
        kept = [header for header in answer[0]["headers"] if header[0] not in OF_THE_PLAIN_FILE]
        own = {b"content-encoding": b"gzip", b"vary": b"accept-encoding", b"content-length": str(len(body)).encode()}
        return Compressed([*kept, *own.items()], body)


def _is_wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers: dict[bytes, Any] = dict(scope["headers"])
    path: str = scope["path"]
    return path.startswith(FOLDER) and path.endswith(KINDS) and b"gzip" in headers.get(b"accept-encoding", b"")
