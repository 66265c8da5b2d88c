"""What is refused before Streamlit sees it, told by the address that a connection reached."""

import pytest

from assessment.ui.middleware import BelievedHeaders, Refusals, content_security_policy, is_loopback
from tests.support import run_async


async def passed_on(_scope, _receive, send):
    """Stands for the app: answers everything with 200."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def first_message(kind="http", server=("127.0.0.1", 8501), path="/", **scope):
    """What is sent first as an answer to a request that reached this address."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "server": server, "path": path, "headers": [(b"host", b"localhost")], **scope}
    run_async(Refusals(passed_on)(scope, None, send))
    return sent[0]


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]", "::ffff:127.0.0.1"])
def test_only_this_machine_reaches_its_loopback_addresses(address):
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "::ffff:192.0.2.7", "example.test", ""])
def test_every_other_address_is_reached_by_others(address):
    assert not is_loopback(address)


@pytest.mark.parametrize("server", [("192.0.2.7", 8501), ("2001:db8::7", 8501), None])
def test_what_reached_another_address_is_refused_whatever_host_it_names(server, monkeypatch):
    monkeypatch.delenv("CALLBACK_KEEP", raising=False)
    assert first_message(server=server)["status"] == 403
    assert first_message("websocket", server=server, path="/_stcore/stream")["type"] == "websocket.close"


@pytest.mark.parametrize("server", [("127.0.0.1", 8501), ("::1", 8501), ("/run/callback.sock", None)])
def test_what_reached_this_machine_is_passed_on_from_a_proxy_too(server, monkeypatch):
    monkeypatch.delenv("CALLBACK_KEEP", raising=False)
    assert first_message(server=server, client=("192.0.2.9", 1234))["status"] == 200


def test_where_each_visit_keeps_its_own_every_address_answers(monkeypatch):
    monkeypatch.setenv("CALLBACK_KEEP", "visit")
    assert first_message(server=("192.0.2.7", 8501))["status"] == 200


@pytest.mark.parametrize(("client", "passed"), [("10.0.0.2", True), ("10.0.0.3", False), ("127.0.0.1", False)])
def test_who_somebody_is_and_their_groups_are_believed_from_the_proxy_alone(client, passed, monkeypatch):
    variables = {"KEEP": "signed-in", "PROXY_HEADER": "X-User", "PROXY_ADDRESS": "10.0.0.2", "COACH_CLAIM": "X-G=coach"}
    for name, value in variables.items():
        monkeypatch.setenv(f"CALLBACK_{name}", value)
    seen = []

    async def look(scope, _receive, _send):
        seen.extend(scope["headers"])

    headers = [(b"x-user", b"alice"), (b"X-USER", b"bob"), (b"x-g", b"coach"), (b"host", b"h")]
    run_async(BelievedHeaders(look)({"type": "websocket", "client": (client, 1), "headers": headers}, None, None))
    assert seen == (headers if passed else headers[-1:])


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/below/_stcore/metrics"])
def test_metrics_are_served_to_nobody(path):
    assert first_message(path=path)["status"] == 404


@pytest.mark.parametrize("below", ["", "/below"])
def test_a_file_for_a_session_of_another_server_is_not_found_so_that_the_proxy_asks_the_next(below):
    assert first_message(path=f"{below}/_stcore/upload_file/{'0' * 32}/1", method="PUT")["status"] == 404


def test_of_inline_scripts_only_those_of_the_page_may_run():
    policy = content_security_policy("<script>alert(1)</script><script src='x.js'></script>")
    assert "script-src 'self' blob: 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';" in policy
    assert "script-src 'self' blob:;" in content_security_policy("")
