"""What the app does when it is started, and what it notices while it runs."""

import asyncio
import resource
import shutil
import sys

import psutil
import pytest

from assessment.catalog import data_folder
from assessment.storage import network_share
from assessment.ui import resources, serving
from tests.server_process import AppServer, uvicorn_command
from tests.support import INSTRUMENT, run_async


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


@pytest.mark.processes
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_server_raises_its_limit_of_descriptors_as_far_as_it_may(tmp_path):
    most = min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 4096)

    def command(port):
        return ["sh", "-c", f'ulimit -Sn 256; ulimit -Hn {most}; exec "$@"', "sh", *uvicorn_command()(port)]

    server = AppServer(command, tmp_path)
    server.wait()
    limits = psutil.Process(server.process.pid).rlimit(psutil.RLIMIT_NOFILE)
    server.stop()
    assert limits == (most, most)
