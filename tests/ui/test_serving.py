"""What the app does when it is started, and what it notices while it runs."""

import asyncio
import re
import shutil

import pytest

from assessment import settings, sign_in_settings
from assessment.catalog import data_folder
from assessment.storage import network_share
from assessment.ui import resources, serving
from tests.support import INSTRUMENT, ROOT, run_async


def test_a_database_on_a_network_share_is_warned_of(tmp_path, monkeypatch, caplog):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"files:/export {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr(network_share, "MOUNTS", mounts)
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("CALLBACK_DATABASE_URL", raising=False)
    serving.open_shared()
    assert f"{tmp_path}/data/callback.db lies on a network share (nfs4)" in caplog.text
    assert "CALLBACK_DATA_DIR" in caplog.text


def test_a_changed_data_file_is_logged_with_the_version_that_stays(tmp_path, monkeypatch, caplog):
    shutil.copytree(data_folder(), tmp_path / "data")
    monkeypatch.setattr(resources, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(serving, "WATCH_SECONDS", 0)
    loaded = resources.data_file_states()
    with (tmp_path / "data" / "tips.toml").open("a") as file:
        file.write("# mended\n")
    (tmp_path / "data" / "letters.toml").unlink()

    async def watch_until_noticed():
        watching = asyncio.create_task(serving.watch_data_files(loaded))
        while not caplog.records:
            await asyncio.sleep(0)
        for _ in range(20):
            await asyncio.sleep(0.001)
        watching.cancel()

    run_async(watch_until_noticed())
    (record,) = caplog.records
    assert record.message.startswith("Changed under the running app: letters.toml, tips.toml. It stays with version ")
    assert INSTRUMENT.version in record.message


VARIABLES = {
    value
    for module in (settings, sign_in_settings)
    for name in vars(module)
    for value in ([getattr(module, name)] if name != "PROVIDER" else module.PROVIDER.values())
    if isinstance(value, str) and re.fullmatch("CALLBACK_[A-Z_]+", value)
}
SIGN_IN = {
    "CALLBACK_KEEP": "signed-in",
    "CALLBACK_DATABASE_URL": "postgresql://app@host/callback",
    "CALLBACK_OIDC_METADATA_URL": "https://login.test/.well-known/openid-configuration",
    "CALLBACK_OIDC_CLIENT_ID": "callback",
    "CALLBACK_OIDC_CLIENT_SECRET": "secret",
    "CALLBACK_COOKIE_SECRET": "secret" * 6,
    "CALLBACK_PUBLIC_URL": "https://callback.test",
}
WRONG = {
    "CALLBACK_KEEP": "there",
    "CALLBACK_DATABASE_URL": "mysql://host",
    "CALLBACK_OIDC_METADATA_URL": "login.test",
    "CALLBACK_OIDC_CLIENT_ID": "",
    "CALLBACK_OIDC_CLIENT_SECRET": "",
    "CALLBACK_COOKIE_SECRET": "short",
    "CALLBACK_PUBLIC_URL": "callback.test",
    "CALLBACK_COACH_CLAIM": "coaches",
    "CALLBACK_SIGN_IN_HOURS": "half a day",
    "CALLBACK_PROXY_HEADER": "X-User",
    "CALLBACK_PROXY_ADDRESS": "proxy",
    "CALLBACK_LEARN": "yes",
    "CALLBACK_COHORT_PAGE": "yes",
    "CALLBACK_METRICS": "9100",
}
"""Variable -> a value that cannot be. A folder may have any name, and the administrator's URL is for a command."""


def test_every_variable_is_in_the_readmes_table_and_refused_at_the_start_where_it_cannot_be(monkeypatch):
    table = (ROOT / "README.md").read_text("utf-8").partition("| variable | what |")[2].partition("\n\n")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")]
    assert set(re.findall("CALLBACK_[A-Z_]+", " ".join(rows))) == VARIABLES
    assert {*WRONG, "CALLBACK_DATA_DIR", "CALLBACK_ADMIN_DATABASE_URL"} == VARIABLES
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in SIGN_IN.items():
        monkeypatch.setenv(name, value)
    serving.check_settings()
    for name, value in WRONG.items():
        with monkeypatch.context() as wrong:
            wrong.setenv(name, value)
            with pytest.raises(SystemExit, match=name) as refused:
                serving.check_settings()
        assert refused.value.code.count(". ") <= 1, name
        assert "secretsecret" not in refused.value.code
