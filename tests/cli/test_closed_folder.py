"""A data folder that nobody may enter is named by every command, and the app starts without it."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.cli.running import POSIX, Ended, refusal

pytestmark = [pytest.mark.processes, POSIX]

WITHOUT_ROOTS_POWER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Root enters every folder; without these capabilities modes count for it as for anybody."""
VISIT = """
from tests.ui.page_visit import Visit
visit = Visit()
print(visit.words())
print(visit.answer({"finalists": "two"}).words())
"""


@pytest.fixture
def closed(tmp_path):
    """A data folder with mode 000."""
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("as root, needs setpriv")
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    yield folder
    folder.chmod(0o700)


def run_without_power(folder, *arguments):
    """Run Python as somebody for whom the mode of the folder counts."""
    command = [*(WITHOUT_ROOTS_POWER if os.geteuid() == 0 else []), sys.executable, *map(str, arguments)]
    environment = {**os.environ, "CALLBACK_DATA_DIR": str(folder)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("verb", [["export", "out.json"], ["import", "export.json"], ["backups"], ["restore", "x.db"]])
def test_a_command_names_the_folder(closed, tmp_path, verb):
    export = tmp_path / "export.json"
    export.write_text('{"callback_export": 1, "exported_at": "2026-11-02T09:30:00Z", "applications": []}')
    arguments = [str(export) if name == "export.json" else name for name in verb]
    (sentence,) = refusal(run_without_power(closed, "-m", "assessment", "data", *arguments))
    assert str(closed) in sentence
    assert "standard output" not in sentence


def test_the_app_starts_and_keeps_what_is_typed_in_the_tab(closed):
    ended = run_without_power(closed, "-c", VISIT)
    assert ended.code == 0, ended.err
    assert f"The folder {closed} cannot be entered or written to" in ended.out.replace("\\", "")
    assert "**1** of 19 " in ended.out
    assert "in this tab only" in ended.out
