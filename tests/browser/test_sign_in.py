"""Two people sign in with a real provider, in two browsers, at two servers behind the proxy that we ship."""

import re
import sys
from contextlib import contextmanager
from time import monotonic, sleep

import psutil
import pytest
from playwright.sync_api import expect
from sqlalchemy import make_url

from assessment.storage.opening import open_prepared
from assessment.storage.repository import SqlRepository
from assessment.storage.row_level_security import prepare
from tests.browser.conftest import errors_in
from tests.browser.tab import QUESTIONS, WAIT_MS
from tests.proxy import front_url, start_front
from tests.server_process import AppServer, ServerProcess, free_port, uvicorn_command
from tests.storage.conftest import new_database
from tests.support import INSTRUMENT

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


class Host:
    """Two servers behind one address for people who sign in, with what the database holds of them."""

    def __init__(self, servers, front, database, issuer):
        self.servers, self.front, self.url, self.database, self.issuer = servers, front, front.url, database, issuer

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

    def server_of_open_tab(self):
        """The server that the only open tab is connected to."""
        (server,) = [each for each in self.servers if is_connected(each)]
        return server


def is_connected(server):
    """Whether a tab is connected to the server; other connections end with their answers."""
    connections = psutil.Process(server.process.pid).net_connections("tcp")
    return any(each.laddr.port == server.port and each.status == psutil.CONN_ESTABLISHED for each in connections)


@pytest.fixture
def hosted(provider, postgres_server, tmp_path):
    """Two servers of the app for people who sign in, on a prepared PostgreSQL, behind the proxy that we ship."""
    admin = new_database(postgres_server.url())
    database = make_url(admin).set(username="callback_app").render_as_string(hide_password=False)
    prepare(admin, database)
    port = free_port()
    settings = {
        "CALLBACK_KEEP": "signed-in",
        "CALLBACK_DATABASE_URL": database,
        "CALLBACK_PUBLIC_URL": front_url(port),
        "CALLBACK_COOKIE_SECRET": "only-for-this-test-" * 3,
        "CALLBACK_OIDC_METADATA_URL": f"{provider.url}/.well-known/openid-configuration",
        "CALLBACK_OIDC_CLIENT_ID": "callback",
        "CALLBACK_OIDC_CLIENT_SECRET": "only-for-this-test",
        "CALLBACK_COACH_CLAIM": "groups=coaches",
    }
    servers = [AppServer(uvicorn_command(), folder_of(tmp_path, name), **settings) for name in ("first", "second")]
    for server in servers:
        server.wait("/healthz")
    front = start_front([server.port for server in servers], tmp_path, port=port)
    yield Host(servers, front, database, provider.url)
    front.stop()
    for server in servers:
        server.stop()
        errors = errors_in(server.log_text())
        assert [line for line in errors if not any(words in line for words in WORDS_ABOUT_THE_PROVIDER)] == []
        assert not re.search("same@example|only-for-this-test", server.log_text())


def folder_of(parent, name):
    (parent / name).mkdir()
    return parent / name


def wait_for(holds):
    """Wait until the database holds what a click asked for."""
    deadline = monotonic() + WAIT_MS / 1000
    while not holds():
        assert monotonic() < deadline
        sleep(0.1)


@contextmanager
def killed(server):
    """The server dies at once, and is back at the end."""
    server.process.kill()
    server.process.wait()
    yield
    server.start()
    server.wait("/healthz")


def sign_in(page, server, name):
    page.goto(server.url)
    ask_provider(page, name)
    authorise(page)


def ask_provider(page, name):
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill(name)


def authorise(page):
    page.get_by_role("button", name=re.compile("^authori[sz]e$", re.IGNORECASE)).click()
    expect(page.get_by_role("heading", name=QUESTIONS)).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def choose_first_option(page, item):
    page.get_by_role("radiogroup", name=INSTRUMENT.items[item].stem).locator("label").first.click()


def delete_account(page):
    page.get_by_text("Delete my account").click()
    page.get_by_text("Yes, delete everything").click()
    page.get_by_role("button", name="Delete everything").click()


def test_two_people_have_their_own_and_signing_out_ends_it_though_a_server_is_killed(chromium, provider, hosted):
    settings = {"locale": "en-US", "reduced_motion": "reduce", "ignore_https_errors": True}
    alices, bobs = (chromium.new_context(**settings) for _ in range(2))
    alice, bob = alices.new_page(), bobs.new_page()
    alice.goto(hosted.url)
    expect(alice.get_by_role("button", name="Sign in")).to_be_visible()
    begun_on = hosted.server_of_open_tab()
    ask_provider(alice, "alice")
    with killed(begun_on):
        authorise(alice)
    choose_first_option(alice, "stage")
    wait_for(lambda: hosted.answers_of("alice") == [1])
    (application,) = hosted.applications_of("alice")
    expect(alice.get_by_role("link", name="For coaches")).to_have_count(0)

    with killed(hosted.server_of_open_tab()):
        choose_first_option(alice, "finalists")
        wait_for(lambda: hosted.answers_of("alice") == [2])

    sign_in(bob, hosted, "bob")
    expect(bob.get_by_role("link", name="For coaches")).to_be_visible()
    bob.goto(f"{hosted.url}/?app={application}")
    expect(bob.get_by_role("button", name="Sign out")).to_be_visible()
    expect(bob.locator("input:checked[type=radio]")).to_have_count(0)

    alice.get_by_role("button", name="Sign out").click()
    expect(alice.get_by_role("heading", name="End Session")).to_be_visible()
    assert (hosted.answers_of("alice"), hosted.answers_of("bob")) == ([2], [0])
    assert application not in hosted.applications_of("bob")

    sign_in(alice, hosted, "alice")
    alice.get_by_role("link", name="Your data").click()
    delete_account(alice)
    wait_for(lambda: (hosted.answers_of("alice"), hosted.answers_of("bob")) == ([], [0]))
    expect(alice.get_by_role("heading", name="End Session")).to_be_visible()
    alice.goto(hosted.url)
    expect(alice.get_by_role("button", name="Sign in")).to_be_visible()

    provider.stop()
    bob.reload()
    expect(bob.get_by_role("button", name="Sign out")).to_be_visible()
    alice.get_by_role("button", name="Sign in").click()
    expect(alice.get_by_text("Authentication error")).to_be_visible()
    for context in (alices, bobs):
        context.close()
