"""Cookies of sign-ins over the app's own protocol: forged, old, stolen, of another site, and of who has signed out."""

import asyncio
import json
import time
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string

from assessment.storage.opening import open_prepared
from assessment.storage.repository import SqlRepository
from tests.bench.visitor import Visitor
from tests.server_process import free_port
from tests.support import run_async
from tests.ui.hosted_server import HostedServer

ISSUER = "https://login.test"
SECRET, CLIENT_SECRET = "only-for-this-test-" * 3, "top-secret-of-the-client"
MOST_LOOKS, NOT_FOUND = 100, 404
TOKEN = generate_xsrf_token_string()
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "x" * 22 + "==",
}


@pytest.fixture(scope="module")
def hosted(postgres_server, tmp_path_factory):
    """A server for people who sign in with a provider; it is not asked, since they come with its cookie."""
    port = free_port()
    server = HostedServer(
        postgres_server.url(),
        tmp_path_factory.mktemp("hosted"),
        port=port,
        CALLBACK_PROXY_HEADER="",
        CALLBACK_PROXY_ADDRESS="",
        CALLBACK_PUBLIC_URL=f"http://127.0.0.1:{port}",
        CALLBACK_COOKIE_SECRET=SECRET,
        CALLBACK_OIDC_METADATA_URL=f"{ISSUER}/.well-known/openid-configuration",
        CALLBACK_OIDC_CLIENT_ID="callback",
        CALLBACK_OIDC_CLIENT_SECRET=CLIENT_SECRET,
        CALLBACK_COACH_CLAIM="realm_access.roles=coach",
        STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="1",
    )
    server.wait("/healthz")
    yield server
    server.stop()
    assert not any(secret in server.log_text() for secret in (SECRET, CLIENT_SECRET, TOKEN))


def cookie(server, name, secret=SECRET, **claims):
    """What Streamlit gives a browser that has signed in."""
    signed_in = {"is_logged_in": True, "iss": ISSUER, "sub": name, "iat": time.time(), "origin": server.url, **claims}
    return create_signed_value(secret, "_streamlit_user", json.dumps(signed_in)).decode()


async def opened(server, signed_in, *, token=TOKEN, session=()):
    """A tab of a browser with this cookie."""
    cookies = f"_streamlit_user={signed_in}; _streamlit_xsrf={TOKEN}"
    visitor = Visitor(server.url, headers={"Cookie": cookies}, origin=server.url)
    await visitor.open("", token, *session)
    return visitor


def stored(server, name):
    with closing(open_prepared(server.database)) as storage:
        applications = SqlRepository(storage, f"{ISSUER} {name}", "1").stored_applications()
        return [dict(each.responses) for each in applications]


def answers(visitor):
    return [key for key in visitor.radios if key.startswith("answer:")]


def ways_on(visitor):
    """The buttons of the page, without those that choose a language."""
    return {key for key in visitor.buttons if not key.startswith("language:")}


def test_only_a_cookie_that_is_whole_fresh_ours_and_comes_with_its_token_is_somebody(hosted):
    good = cookie(hosted, "alice")

    async def look():
        nobody = {
            "forged": await opened(hosted, cookie(hosted, "alice", "another-secret-" * 4)),
            "cut": await opened(hosted, good[:-4]),
            "expired": await opened(hosted, cookie(hosted, "alice", iat=time.time() - 13 * 3600)),
            "of another site": await opened(hosted, cookie(hosted, "alice", origin="http://elsewhere.test")),
            "without issuer": await opened(hosted, cookie(hosted, "alice", iss="")),
            "without its token": await opened(hosted, good, token=generate_xsrf_token_string()),
        }
        return await opened(hosted, good), nobody

    alice, nobody = run_async(look())
    assert answers(alice)
    assert {case: (ways_on(visitor), answers(visitor)) for case, visitor in nobody.items()} == dict.fromkeys(
        nobody, ({"sign_in"}, [])
    )


@pytest.mark.parametrize("named", ["Origin", "Host"])
def test_pages_of_other_sites_and_other_names_of_this_host_get_no_connection(hosted, named):
    ours = urlsplit(hosted.url).netloc
    headers = {"Host": ours, "Origin": hosted.url, **HANDSHAKE}
    assert hosted.get("/_stcore/stream", **headers).status == 101
    headers[named] = headers[named].replace(ours, "elsewhere.test")
    assert hosted.get("/_stcore/stream", **headers).status == 403


def test_a_coach_is_who_has_the_role(hosted):
    async def pages(**claims):
        return (await opened(hosted, cookie(hosted, "carol", **claims))).pages

    assert "Cohort" in run_async(pages(realm_access={"roles": ["coach"]}))
    assert "Cohort" not in run_async(pages(realm_access={"roles": ["student"]}))


def test_an_open_tab_ends_with_the_sign_in_and_a_session_is_nobody_elses(hosted):
    async def take_turns():
        mine = cookie(hosted, "dora")
        tab, other_tab = await opened(hosted, mine), await opened(hosted, mine)
        await tab.choose(answers(tab)[0], 0)
        thief = await opened(hosted, cookie(hosted, "eve"), session=(tab.session,))
        await other_tab.press("sign_out")
        still_open = answers(tab)[1]
        await tab.choose(still_open, 0)
        again = await opened(hosted, mine)
        return tab, thief, again

    tab, thief, again = run_async(take_turns())
    assert thief.session != tab.session
    assert [len(application) for application in stored(hosted, "dora")] == [1]
    assert [len(application) for application in stored(hosted, "eve")] == [0]
    for ended in (tab, again):
        assert ways_on(ended) == {"sign_in"}


def test_the_address_of_a_saved_file_is_of_one_visit_and_ends_with_it(hosted):
    async def save_all(tab):
        saved = {}
        for page in ("Your data", "Plan", "Work with a coach"):
            await tab.open_page(page)
            saved |= {key: await tab.save(key) for key in tab.downloads}
        return saved

    async def save_and_leave():
        mine = cookie(hosted, "fay")
        tab, stale_tab, other = [await opened(hosted, each) for each in (mine, mine, cookie(hosted, "gil"))]
        saved, of_another = await save_all(tab), await save_all(other)
        same = [hosted.get(each["export:guesses"]).content for each in (saved, of_another)]
        await stale_tab.open_page("Your data")
        await tab.press("sign_out")
        refused = await stale_tab.save("export:guesses")
        for each in (tab, stale_tab):
            await each.close()
        for _ in range(MOST_LOOKS):
            if hosted.get(saved["export:guesses"]).status == NOT_FOUND:
                return saved, of_another, same, refused
            await opened(hosted, cookie(hosted, "gil"))
            await asyncio.sleep(0.5)
        raise AssertionError("the file is still there")

    saved, of_another, (content, same_content), refused = run_async(save_and_leave())
    assert len(saved) > 10
    assert {key for key, address in saved.items() if not address} == set()
    assert content == same_content != b""
    assert not set(saved.values()) & set(of_another.values())
    assert refused == ""


@pytest.mark.parametrize(
    "path", ["/media/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/../../../../etc/passwd", "//etc/passwd"]
)
def test_no_path_leads_out_of_the_files_that_are_served(hosted, path):
    answer = hosted.get(path)
    assert b"root:" not in answer.content
    assert urlsplit(answer.headers.get("location", "")).netloc == ""
