"""What stands between every request and Streamlit: refusals, careful headers, and whose headers are believed."""

import re
from base64 import b64encode
from contextlib import nullcontext
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from assessment.core.text.i18n import mark_for_translation, tr
from assessment.settings import Keep, read_keep
from assessment.sign_in_settings import read_sign_in
from assessment.ui import metrics

STREAMLIT_PAGE = Path(st.__file__).with_name("static") / "index.html"
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def content_security_policy(page: str) -> str:
    """The policy for this page: nothing from another host, and of inline scripts only those of the page itself.

    Streamlit writes styles into the page, draws pictures that it made itself, and loads a component's script, such as
    ours, as a blob, which only a script that already runs can make.
    """
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in INLINE_SCRIPT.findall(page)]
    scripts = " ".join(["'self'", "blob:", *(f"'sha256-{each}'" for each in hashes)])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


SAFE_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"no-referrer",
    b"content-security-policy": content_security_policy(STREAMLIT_PAGE.read_text("utf-8")).encode(),
}
"""No guessed content types, frames from the same origin only, no referrer, and nothing from other hosts."""
METRICS = "/_stcore/metrics"
UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/")
"""The path of an uploaded file, with the session it belongs to."""
OTHER_ADDRESS = mark_for_translation(
    "Callback keeps everything on this machine and asks nobody who they are, so it answers on localhost only: leave "
    "the address at 127.0.0.1, or set CALLBACK_KEEP=visit, with which each visit is kept in its tab only, or "
    "CALLBACK_KEEP=signed-in, with which people sign in."
)


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches the address, a number or `localhost`."""
    try:
        number = ip_address(address.strip("[]"))
    except ValueError:
        return address == "localhost"
    return (getattr(number, "ipv4_mapped", None) or number).is_loopback


class SafeHeaders:
    """Adds the headers to every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = dict(message["headers"])
                added = [header for header in SAFE_HEADERS.items() if header[0] not in own]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class Refusals:
    """Refuses what came to another address than this machine's own, where answers are kept on it; and all metrics.

    The address is the one that the connection reached, which no header can change. A proxy on this machine, or a
    Unix socket, is this machine. A file for a session that this server does not have is answered with 404 and not, as
    Streamlit does, with 400: the proxy then asks the next server, where the visitor came back after theirs had ended.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif read_keep() is Keep.HERE and not _reached_here(scope):
            await _refuse(tr(OTHER_ADDRESS), 403)(scope, receive, send)
        elif scope["path"].endswith(METRICS) or _is_for_another_server(scope["path"]):
            await _refuse(tr("Not found."), 404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class BelievedHeaders:
    """Where a proxy says who somebody is: takes its headers away from whatever comes from another address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and read_keep() is Keep.SIGNED_IN:
            settings = read_sign_in()
            client, _ = scope.get("client") or ("", 0)
            if settings.proxy_header and not settings.is_proxy(client):
                refused = {settings.proxy_header.encode(), settings.coach_claim.lower().encode()}
                scope = {**scope, "headers": [each for each in scope["headers"] if each[0].lower() not in refused]}
        await self._app(scope, receive, send)


class CountedTabs:
    """Counts the tabs that are connected, for the figures of whoever runs the server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with metrics.open_tab() if scope["type"] == "websocket" else nullcontext():
            await self._app(scope, receive, send)


def _reached_here(scope: Scope) -> bool:
    host, port = scope.get("server") or ("", 0)
    return port is None or is_loopback(host)


def _is_for_another_server(path: str) -> bool:
    """Whether it is the path of a file for a session that this server does not have."""
    upload = UPLOAD.search(path)
    return upload is not None and not (runtime.exists() and runtime.get_instance().is_active_session(upload[1]))


def _refuse(sentence: str, status: int) -> ASGIApp:
    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        await PlainTextResponse(f"{sentence}\n", status_code=status)(scope, receive, send)

    return refuse
