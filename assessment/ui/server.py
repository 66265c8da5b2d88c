"""The app as an ASGI object for hosting: `uvicorn assessment.ui.server:app`.

Data files and database are open before the server answers; the templates of the charts are built soon after. The
settings are those beside the script, as with `streamlit run`, and the same environment variables win over them.
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

from assessment import charts
from assessment.catalog import available_languages, language_for
from assessment.core.errors import AssessmentError
from assessment.settings import app_file
from assessment.ui import resources
from assessment.ui.components.failure import LOG, show_failure
from assessment.ui.session import current_application

FIRST_PAGE_SECONDS = 1
"""How long the templates wait, so that they take nothing from a visitor who waited for the server to start."""

COLLECT_EVERY = 2_000, 5, 5
"""How rarely the collector looks at new, older and all objects. Looking at all takes a quarter of a second with 300
visitors; looked at less often, what each answer leaves behind would pile up for thousands of answers."""

SAFE_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"no-referrer",
}
"""No guessed content types, frames from the same origin only, no referrer."""


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
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open what all visits share before the first one, and build the templates of the charts after it."""
    await run_in_threadpool(open_shared)
    building = asyncio.create_task(build_templates())
    yield
    building.cancel()


def open_shared() -> None:
    """Open data files and database. When one fails, the server starts all the same and the pages say what is wrong."""
    try:
        resources.repository(current_application.OWNER).applications()
    except AssessmentError as error:
        LOG.warning(" ".join(error.problems))


async def build_templates() -> None:
    """Build the templates of the charts in a thread; what is loaded by then the collector never looks at again."""
    await asyncio.sleep(FIRST_PAGE_SECONDS)
    languages = [language_for(code) for code in available_languages()]
    await run_in_threadpool(charts.build_templates, languages)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_EVERY)


def show_script_error(_error: Exception) -> bool:
    """Show our own message when a run fails; True keeps Streamlit's box away."""
    show_failure()
    return True


async def health(_request: Request) -> PlainTextResponse:
    """200 while the database answers a real read, else 503 and one sentence."""
    try:
        await run_in_threadpool(lambda: resources.repository(current_application.OWNER).applications())
    except AssessmentError as error:
        return PlainTextResponse(f"{error.problems[0]}\n", status_code=503)
    return PlainTextResponse("ok\n")


def apply_environment() -> None:
    """Let the STREAMLIT_ variables override the settings of the files, as `streamlit run` does."""
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
    lifespan=lifespan,
    routes=[Route("/healthz", health)],
    middleware=[Middleware(SafeHeaders)],
    on_script_error=show_script_error,
)
apply_environment()
