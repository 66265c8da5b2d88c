"""The app as an ASGI object for hosting: `uvicorn assessment.ui.server:app`.

What the first visitor needs is open before the server answers, and the pictures are built soon after. The settings
are those beside the script, as with `streamlit run`, and the same environment variables win over them.
"""

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.core.errors import AssessmentError
from assessment.settings import app_file
from assessment.ui import resources
from assessment.ui.components.failure import LOG, show_failure
from assessment.ui.compressed import CompressedFiles
from assessment.ui.session import current_application
from assessment.ui.templates import build_elsewhere

FIRST_PAGE_SECONDS = 1
"""Left to the first visitor alone, who may have been waiting for the server to start."""
COLLECT_EVERY = 2_000, 5, 5
"""How rarely the collector looks at new, older and all objects. Looking at all takes a quarter of a second with 300
visitors; looked at less often, what each answer leaves behind would pile up for thousands of answers."""
SAFE_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"no-referrer",
}
"""Nothing is taken for what it is not, no other site frames the pages, and no link tells where one came from."""


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


@asynccontextmanager
async def warmed(_app: st.App) -> AsyncIterator[None]:
    """Open what the first visitor needs, and build the pictures soon after, while that one reads the questions."""
    await run_in_threadpool(open_shared)
    building = asyncio.create_task(build_pictures())
    yield
    building.cancel()


def open_shared() -> None:
    """Open what all visits share; data files or a database that fail stop nothing: the pages say what is wrong."""
    try:
        resources.repository(current_application.OWNER).applications()
    except AssessmentError as error:
        LOG.warning(" ".join(error.problems))


async def build_pictures() -> None:
    """Build the templates of all pictures, and keep the collector from ever looking at what is loaded by then."""
    await asyncio.sleep(FIRST_PAGE_SECONDS)
    await run_in_threadpool(build_elsewhere)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_EVERY)


def fail(_error: Exception) -> bool:
    """Say that a run failed, in our own words; True keeps Streamlit's box away."""
    show_failure()
    return True


async def health(_request: Request) -> PlainTextResponse:
    """200 while the database answers a real read, else 503 and one sentence."""
    try:
        await run_in_threadpool(lambda: resources.repository(current_application.OWNER).applications())
    except AssessmentError as error:
        return PlainTextResponse(f"{error.problems[0]}\n", status_code=503)
    return PlainTextResponse("ok\n")


def settle_environment() -> None:
    """Take the STREAMLIT_ variables over the settings of the files, as `streamlit run` does."""
    if not any(name.startswith("STREAMLIT_") for name in os.environ):
        return
    import click
    from streamlit.web import bootstrap
    from streamlit.web.cli import configurator_options

    @click.command()
    @configurator_options
    def from_environment(**flags: object) -> None:
        bootstrap.load_config_options(flags)

    from_environment.main([], prog_name="assessment", standalone_mode=False)


app = st.App(
    app_file(),
    lifespan=warmed,
    routes=[Route("/healthz", health)],
    middleware=[Middleware(SafeHeaders), Middleware(CompressedFiles)],
    on_script_error=fail,
)
settle_environment()
