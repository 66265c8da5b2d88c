"""How the app is served, whichever way it is started: checks, what is opened first, health and middleware."""

import asyncio
import gc
import logging
import sys
import webbrowser
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import config

from assessment import __version__, charts
from assessment.catalog import available_languages, language_for
from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr
from assessment.settings import (
    Keep,
    has_cohort_page,
    learns_from_outcomes,
    read_keep,
    read_metrics_address,
    read_settings,
)
from assessment.sign_in_settings import PROXY_HEADER, check_signed_in, provider_section, read_sign_in
from assessment.storage.network_share import network_type
from assessment.ui import logs, metrics, resources
from assessment.ui.components.failure import show_failure
from assessment.ui.middleware import OTHER_ADDRESS, BelievedHeaders, CountedTabs, Refusals, SafeHeaders, is_loopback
from assessment.ui.process_limits import allow_many_visitors, share_one_arena

LOG = logging.getLogger(__name__)
FIRST_PAGE_SECONDS = 1
"""How long the templates wait, so that they take nothing from a visitor who waited for the server to start."""

COLLECT_EVERY = 2_000, 5, 5
"""How rarely the collector looks at new, older and all objects. Looking at all takes a quarter of a second with 300
visitors; looked at less often, what each answer leaves behind would pile up for thousands of answers."""

WATCH_SECONDS = 30
"""How often to look whether a data file has changed."""
ENDED_SECONDS = 10
"""How often to look who has signed out on another server."""
NO_PROXY_HEADERS = "--no-proxy-headers"


def check_settings(address: str | None = "localhost") -> None:
    """End the program with one sentence where the settings cannot be, or where others reach answers kept here.

    `address` is the one it is about to listen on, as far as that is known; None is every address of this machine.
    """
    try:
        keep = read_keep()
        read_metrics_address()
        learns_from_outcomes()
        has_cohort_page()
        database = read_settings().database
        if keep is Keep.SIGNED_IN:
            has_secrets = st.secrets.load_if_toml_exists() and "auth" in st.secrets
            check_signed_in(database, has_secrets=has_secrets)
            check_proxy_is_seen(sys.argv)
    except AssessmentError as error:
        raise SystemExit(" ".join(error.problems)) from error
    if keep is Keep.HERE and not is_loopback(address or "0.0.0.0"):  # noqa: S104 - compared, not bound
        raise SystemExit(tr(OTHER_ADDRESS))


def choose_log() -> None:
    """Where others are served, log JSON lines in which nobody is found again."""
    if read_keep() is not Keep.HERE:
        logs.write_json_lines()


def check_proxy_is_seen(command: Sequence[str]) -> None:
    """Raise AssessmentError where the server would show the address in a proxy's header, not the proxy's own."""
    if read_sign_in().proxy_header and NO_PROXY_HEADERS not in command:
        raise AssessmentError(
            [
                tr(
                    "{variable} needs `assessment serve`, or uvicorn with {option}: else the proxy's own address is "
                    "not seen.",
                    variable=PROXY_HEADER,
                    option=NO_PROXY_HEADERS,
                )
            ]
        )


def secrets() -> Mapping[str, Any] | None:
    """The provider to sign in with, as Streamlit wants it, where the environment names one."""
    section = provider_section() if read_keep() is Keep.SIGNED_IN else {}
    return {"auth": section} if section else None


def share_cookie_secret() -> None:
    """Let any of our servers finish a sign-in that another has begun.

    Streamlit signs the cookie of a sign-in under way before it looks at the secrets it is given, and would take a
    secret of this process alone.
    """
    if given := secrets():
        config.set_option("server.cookieSecret", given["auth"]["cookie_secret"])


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open what all visits share before the first one, and load the rest after it."""
    share_one_arena()
    allow_many_visitors()
    loaded = resources.data_file_states()
    await run_in_threadpool(open_shared)
    work = [load_the_rest(), watch_data_files(loaded)]
    if read_keep() is Keep.SIGNED_IN:
        work.append(watch_ended_sign_ins())
    tasks = [asyncio.create_task(each) for each in work]
    LOG.info("started: version %s, %s", __version__, read_keep())
    yield
    LOG.info("stopped")
    for task in tasks:
        task.cancel()


@asynccontextmanager
async def lifespan_with_browser(app: st.App) -> AsyncIterator[None]:
    """The same, and open the person's browser, as `streamlit run` does for a script."""
    async with lifespan(app):
        if not st.get_option("server.headless"):
            address = st.get_option("browser.serverAddress")
            path = st.get_option("server.baseUrlPath").strip("/")
            url = f"http://{address}:{st.get_option('server.port')}/{path}"
            await run_in_threadpool(webbrowser.open, url)
        yield


def open_shared() -> None:
    """Open data files and database. When one fails, the server starts all the same and the pages say what is wrong."""
    try:
        metrics.serve_figures()
        resources.instrument()
        if read_keep() is not Keep.VISIT:
            resources.check_database()
            warn_of_network_share(read_settings().database)
    except AssessmentError as error:
        LOG.warning(" ".join(error.problems))


def warn_of_network_share(database: Path | str) -> None:
    """Log it where the database is a file that other machines may use at the same time."""
    if isinstance(database, Path) and (kind := network_type(database)):
        LOG.warning(
            tr(
                "{path} lies on a network share ({kind}), where SQLite cannot keep two machines apart and may lose or "
                "damage data. Name a folder of this machine in CALLBACK_DATA_DIR, or a PostgreSQL database in "
                "CALLBACK_DATABASE_URL.",
                path=database,
                kind=kind,
            )
        )


async def watch_ended_sign_ins() -> None:
    """Read which sign-ins have ended on other servers, from the first moment on."""
    while True:
        with suppress(AssessmentError):  # While the database is away, nobody can read or save anything either.
            await run_in_threadpool(resources.read_ended_sign_ins)
        await asyncio.sleep(ENDED_SECONDS)


async def watch_data_files(loaded: Mapping[str, object]) -> None:
    """Log it when a data file is no longer as it was loaded: the running app stays with what it has read."""
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        present = await run_in_threadpool(resources.data_file_states)
        changed = sorted(name for name in {*loaded, *present} if loaded.get(name) != present.get(name))
        if changed:
            LOG.warning(
                tr(
                    "Changed under the running app: {files}. It stays with version {version} until it is restarted.",
                    files=", ".join(changed),
                    version=resources.instrument().version,
                )
            )
        loaded = present


async def load_the_rest() -> None:
    """Load all languages and build the templates of the charts in a thread; the collector never looks at them again."""
    await asyncio.sleep(FIRST_PAGE_SECONDS)
    await run_in_threadpool(load_languages)
    languages = [language_for(code) for code in available_languages()]
    await run_in_threadpool(charts.build_templates, languages)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_EVERY)


def load_languages() -> None:
    """Load the questions in every language, so that one chosen later is of the same version as those in use."""
    with suppress(AssessmentError):  # The log has said so since the start, and the pages do.
        resources.translations()


def show_script_error(_error: Exception) -> bool:
    """Show our own message when a run fails; True keeps Streamlit's box away."""
    show_failure()
    return True


async def live(_request: Request) -> PlainTextResponse:
    """200 while this process answers, whatever the database does: a restart of it would mend nothing there."""
    return PlainTextResponse("ok\n")


async def health(_request: Request) -> PlainTextResponse:
    """200 while the database answers a real read, or where none is used; else 503 and one sentence."""
    try:
        if read_keep() is not Keep.VISIT:
            await run_in_threadpool(resources.check_database)
    except AssessmentError as error:
        return PlainTextResponse(f"{error.problems[0]}\n", status_code=503)
    return PlainTextResponse("ok\n")


ROUTES = [
    Route(f"{below}/{name}", answer)
    for name, answer in (("healthz", health), ("livez", live))
    for below in ("", "/{base_path:path}")
]
MIDDLEWARE = [Middleware(SafeHeaders), Middleware(Refusals), Middleware(BelievedHeaders), Middleware(CountedTabs)]
