"""Two servers behind a proxy that signs people in: killed, cut off from PostgreSQL and started again under visitors."""

import asyncio
import random
from base64 import b64encode
from contextlib import closing

import httpx
import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.exceptions import ConnectionClosed, InvalidStatus

from assessment.storage.opening import open_prepared
from assessment.storage.repository import SqlRepository
from assessment.ui.session.widget_key import WidgetKey
from tests.bench.visitor import Visitor
from tests.proxy import COOKIE, GROUPS, PASSWORD, Proxy
from tests.support import INSTRUMENT, run_async
from tests.ui.hosted_server import HEADER, HostedServer

NAMES = [f"visitor{number}" for number in range(6)]
ANSWERS = 8
"""How many each visitor gives, of which a third before their server is killed."""
BELOW = "/below"
AWAY = "The database cannot be reached."


@pytest.fixture(scope="module")
def replicas(postgres_server, tmp_path_factory):
    variables = {"STREAMLIT_SERVER_BASE_URL_PATH": BELOW.strip("/"), "CALLBACK_COACH_CLAIM": f"{GROUPS}=coaches"}
    first = HostedServer(postgres_server.url(), tmp_path_factory.mktemp("first"), **variables)
    second = HostedServer(postgres_server.url(), tmp_path_factory.mktemp("second"), beside=first, **variables)
    for server in (first, second):
        server.wait(f"{BELOW}/healthz")
    yield first, second
    for server in (first, second):
        if server.process.poll() is None:
            server.stop()


@pytest.fixture(scope="module")
def proxy(replicas):
    started = Proxy(
        [server.port for server in replicas],
        {**dict.fromkeys([*NAMES, "alice", "mallory"], ""), "coach": "staff coaches"},
    )
    yield started
    started.stop()


def signed_in(name):
    return {"Authorization": f"Basic {b64encode(f'{name}:{PASSWORD}'.encode()).decode()}"}


def stored(server, name):
    """The answers in the database of the only application of a person."""
    with closing(open_prepared(server.database)) as storage:
        (application,) = SqlRepository(storage, f"{HEADER.lower()} {name}", "1").stored_applications()
        return dict(application.responses)


class Answering(Visitor):
    """A visitor who answers at random, comes back when the connection is lost, and knows what was acknowledged."""

    def __init__(self, proxy, name):
        super().__init__(f"{proxy.url}{BELOW}", headers=signed_in(name))
        self.name, self.acknowledged, self.returns = name, {}, 0
        self._random = random.Random(name)

    async def answer(self, times):
        while times:
            key = self._random.choice([key for key in self.radios if key.startswith("answer:")])
            item = WidgetKey.parse(key).name
            options = list(INSTRUMENT.items[item].options_by_id)
            number = self._random.randrange(len(options))
            try:
                await self.choose(key, number)
                self.acknowledged[item] = options[number]
                times -= 1
            except ConnectionClosed:
                await self.come_back()

    async def come_back(self):
        self.returns += 1
        while True:
            try:
                await self.open()
                return
            except (OSError, ConnectionClosed, InvalidStatus):
                await asyncio.sleep(0.05)


@pytest.fixture
def both(replicas):
    """Both servers, running whatever the test before did to them."""
    for server in replicas:
        if server.process.poll() is not None:
            server.start()
        server.wait(f"{BELOW}/healthz")
    return replicas


def statuses(servers, name):
    return [server.get(f"{BELOW}/{name}").status for server in servers]


def test_visitors_of_a_killed_server_come_back_on_the_other_and_lose_no_saved_answer(both, proxy):
    victim, survivor = both

    async def visit():
        visitors = [Answering(proxy, name) for name in NAMES]
        await asyncio.gather(*(visitor.open() for visitor in visitors))
        await asyncio.gather(*(visitor.answer(ANSWERS // 3) for visitor in visitors))
        going_on = [asyncio.create_task(visitor.answer(ANSWERS)) for visitor in visitors]
        while not all(visitor.acknowledged for visitor in visitors):
            await asyncio.sleep(0.01)
        victim.process.kill()
        await asyncio.gather(*going_on)
        return visitors

    visitors = run_async(visit())
    victim.process.wait()
    assert sorted(visitor.returns for visitor in visitors) == [0] * 3 + [1] * 3
    for visitor in visitors:
        assert stored(survivor, visitor.name).items() >= visitor.acknowledged.items()


def test_while_postgresql_is_away_servers_live_and_start_and_what_is_chosen_is_saved_when_it_is_back(
    both, proxy, postgres_server
):
    staying, restarted = both

    async def choose_while_away():
        visitor = Visitor(f"{staying.url}{BELOW}", headers={HEADER: "patient"})
        await visitor.open()
        first, second, *_ = [key for key in visitor.radios if key.startswith("answer:")]
        await visitor.choose(first, 0)
        postgres_server.stop()
        restarted.stop()
        restarted.start()
        await visitor.choose(second, 0)
        restarted.wait(f"{BELOW}/livez")
        assert (statuses(both, "livez"), statuses(both, "healthz")) == ([200, 200], [503, 503])
        postgres_server.start()
        for server in both:
            server.wait(f"{BELOW}/healthz")
        while len(stored(staying, "patient")) < 2:
            await visitor.rerun()
            await asyncio.sleep(0.5)  # The app tries again after five seconds only.

    run_async(choose_while_away())
    assert all(option == INSTRUMENT.items[item].options[0].id for item, option in stored(restarted, "patient").items())


def test_a_file_goes_to_the_server_where_the_visit_is_though_the_cookie_names_the_other(both, proxy):
    token = generate_xsrf_token_string()

    async def upload():
        visitor = Visitor(f"{proxy.url}{BELOW}", headers=signed_in(NAMES[0]))
        await visitor.open()
        own = int(visitor.headers["Cookie"].removeprefix(f"{COOKIE}="))
        path = f"/_stcore/upload_file/{visitor.session}/1"
        cookies = f"{COOKIE}={1 - own}; _streamlit_xsrf={token}"
        headers = {**signed_in(NAMES[0]), "Cookie": cookies, "X-Xsrftoken": token}
        wrong_server = httpx.put(f"{both[1 - own].url}{BELOW}{path}", files={"file": b"{}"}, headers=headers)
        through_proxy = httpx.put(f"{proxy.url}{BELOW}{path}", files={"file": b"{}"}, headers=headers)
        without_token = httpx.put(f"{proxy.url}{BELOW}{path}", files={"file": b"{}"}, headers=signed_in(NAMES[0]))
        return [answer.status_code for answer in (wrong_server, through_proxy, without_token)]

    assert run_async(upload()) == [404, 204, 403]


def test_who_somebody_is_is_believed_from_the_proxy_alone(both, proxy):
    async def look(headers, at=proxy, address=""):
        visitor = Visitor(f"{at.url}{BELOW}", headers=headers, address=address)
        await visitor.open()
        return visitor

    async def all_looks():
        alice = await look(signed_in("alice"))
        await alice.choose(next(key for key in alice.radios if key.startswith("answer:")), 0)
        claiming = await look({**signed_in("mallory"), HEADER: "alice", GROUPS: "coaches"})
        coach = await look(signed_in("coach"))
        stranger = await look({HEADER: "alice"}, both[0], "127.0.0.2")
        return alice, claiming, coach, stranger

    with pytest.raises(InvalidStatus, match="401"):
        run_async(look({HEADER: "alice"}))
    alice, claiming, coach, stranger = run_async(all_looks())
    assert [len(stored(both[0], name)) for name in ("alice", "mallory")] == [1, 0]
    assert ["Cohort" in visitor.pages for visitor in (alice, claiming, coach)] == [False, False, True]
    assert stranger.radios == {}
    assert any("You are not signed in." in text for text in stranger.markdown)
