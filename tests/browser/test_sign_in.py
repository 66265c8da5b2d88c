"""Two people sign in with a real provider in two browsers: each has their own, and signing out ends it everywhere."""

import re
import sys
from time import monotonic, sleep

import pytest
from playwright.sync_api import expect
from sqlalchemy import make_url

from assessment.storage import SqlRepository, open_prepared, prepare
from tests.browser.conftest import errors_in
from tests.browser.tab import QUESTIONS, WAIT_MS
from tests.server_process import AppServer, ServerProcess, free_port, uvicorn_command
from tests.storage.conftest import new_database

WORDS_ABOUT_THE_PROVIDER = ('"GET ', "starlette_auth")
"""In lines of the log that tell of a refusal, and of a provider that is away."""


@pytest.fixture
def provider(tmp_path):
    """A real provider of OpenID Connect on this machine, with a student and a coach."""
    people = [
        '{"sub": "alice", "email": "same@example.test"}',
        '{"sub": "bob", "email": "same@example.test", "groups": ["coaches"]}',
    ]
    claims = [part for person in people for part in ("--user-claims", person)]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", *claims]
    server = ServerProcess(lambda port: [*command, "--port", str(port)], {"PATH": ""}, log=tmp_path / "provider.log")
    server.wait("/.well-known/openid-configuration")
    yield server
    server.stop()


class HostedServer(AppServer):
    """Callback for people who sign in, with what the database holds of them."""

    def stored(self, name):
        storage = open_prepared(self.database)
        stored = SqlRepository(storage, f"{self.issuer} {name}", "1").stored_applications()
        storage.close()
        return stored

    def answers_of(self, name):
        """The number of answers in each application of the person."""
        return [len(each.responses) for each in self.stored(name)]

    def applications_of(self, name):
        return [each.application.id for each in self.stored(name)]


@pytest.fixture
def hosted(provider, postgres_server, tmp_path):
    """The app for people who sign in, on a prepared PostgreSQL."""
    admin = new_database(postgres_server.url())
    database = make_url(admin).set(username="callback_app").render_as_string(hide_password=False)
    prepare(admin, database)
    port = free_port()
    server = HostedServer(
        uvicorn_command(),
        tmp_path,
        port=port,
        CALLBACK_KEEP="signed-in",
        CALLBACK_DATABASE_URL=database,
        CALLBACK_PUBLIC_URL=f"http://127.0.0.1:{port}",
        CALLBACK_COOKIE_SECRET="only-for-this-test-" * 3,
        CALLBACK_OIDC_METADATA_URL=f"{provider.url}/.well-known/openid-configuration",
        CALLBACK_OIDC_CLIENT_ID="callback",
        CALLBACK_OIDC_CLIENT_SECRET="only-for-this-test",
        CALLBACK_COACH_CLAIM="groups=coaches",
    )
    server.wait("/healthz")
    server.database, server.issuer = database, provider.url
    yield server
    server.stop()
    errors = errors_in(server.log_text())
    assert [line for line in errors if not any(words in line for words in WORDS_ABOUT_THE_PROVIDER)] == []
    assert not re.search("same@example|only-for-this-test", server.log_text())


def wait_for(holds):
    """Wait until the database holds what a click asked for."""
    deadline = monotonic() + WAIT_MS / 1000
    while not holds():
        assert monotonic() < deadline
        sleep(0.1)


def sign_in(page, server, name):
    page.goto(server.url)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill(name)
    page.get_by_role("button", name=re.compile("^authori[sz]e$", re.IGNORECASE)).click()
    expect(page.get_by_role("heading", name=QUESTIONS)).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_two_people_have_their_own_and_signing_out_ends_it_in_every_tab(chromium, provider, hosted):
    alices, bobs = (chromium.new_context(locale="en-US", reduced_motion="reduce") for _ in range(2))
    alice, bob = alices.new_page(), bobs.new_page()
    sign_in(alice, hosted, "alice")
    group = alice.get_by_role("radiogroup").first
    group.locator("label").first.click()
    wait_for(lambda: hosted.answers_of("alice") == [1])
    (application,) = hosted.applications_of("alice")
    expect(alice.get_by_role("link", name="For coaches")).to_have_count(0)

    sign_in(bob, hosted, "bob")
    expect(bob.get_by_role("link", name="For coaches")).to_be_visible()
    bob.goto(f"{hosted.url}/?app={application}")
    expect(bob.get_by_role("button", name="Sign out")).to_be_visible()
    expect(bob.locator("input:checked[type=radio]")).to_have_count(0)

    alice.goto(f"{hosted.url}/cohort")
    expect(alice.get_by_text("Page not found")).to_be_visible()
    alice.goto(hosted.url)

    stolen = [cookie for cookie in alices.cookies() if cookie["name"].startswith("_streamlit_user")]
    alice.get_by_role("button", name="Sign out").click()
    alice.wait_for_url(re.compile("end_session|oauth2callback|" + re.escape(hosted.url)), timeout=WAIT_MS)
    thief = chromium.new_context(locale="en-US")
    thief.add_cookies(stolen)
    copied = thief.new_page()
    copied.goto(hosted.url)
    expect(copied.get_by_role("button", name="Sign in")).to_be_visible()
    thief.add_cookies([{**cookie, "value": cookie["value"][:-4] + "AAAA"} for cookie in stolen])
    copied.reload()
    expect(copied.get_by_role("button", name="Sign in")).to_be_visible()

    provider.stop()
    bob.reload()
    expect(bob.get_by_role("button", name="Sign out")).to_be_visible()
    copied.get_by_role("button", name="Sign in").click()
    expect(copied.get_by_text("Authentication error")).to_be_visible()
    for context in (alices, bobs, thief):
        context.close()

    assert (hosted.answers_of("alice"), hosted.answers_of("bob")) == ([1], [0])
    assert application not in hosted.applications_of("bob")
