"""The app as it is hosted: warm before it answers, healthy or not, compressed, and in our own words."""

import re


def test_it_is_healthy_compressed_and_says_what_it_is(server):
    health = server.wait("/healthz")
    assert health.content == b"ok\n"
    page = server.get("/")
    assert page.status == 200
    assert (page.headers["x-content-type-options"], page.headers["x-frame-options"]) == ("nosniff", "SAMEORIGIN")
    script = re.search(rb'src="\.?(/static/js/[^"]+\.js)"', page.content)[1].decode()
    packed, plain = server.get(script, **{"Accept-Encoding": "gzip"}), server.get(script)
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert "content-encoding" not in plain.headers
    assert (server.data / "callback.db").exists()


def test_a_database_that_cannot_be_opened_is_said_and_the_pages_still_answer(start_server, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "callback.db").write_bytes(b"this is no database" * 100)
    server = start_server()
    health = server.wait("/healthz", 503)
    assert b"callback.db" in health.content
    assert server.get("/").status == 200
