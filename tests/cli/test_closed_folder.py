"""A data folder that nobody may enter is named by every command, and the app starts without it."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.cli.running import POSIX, Ended, refusal
from tests.support import ROOT

pytestmark = [pytest.mark.processes, POSIX]

WITHOUT_ROOTS_POWER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Root enters every folder; without these capabilities modes count for it as for anybody."""
VERBS = [["export", "out.json"], ["import", "export.json"], ["backups"], ["restore", "x.db"]]
PROGRAM = """
import json, sys
from tests.cli.running import call
from tests.ui.page_visit import Visit
said = [call("data", *verb) for verb in json.loads(sys.argv[1])]
visit = Visit()
print(json.dumps([said, visit.words(), visit.answer({"finalists": "two"}).words()]))
"""
EXPORT = '{"callback_export": 1, "exported_at": "2026-11-02T09:30:00Z", "applications": []}'


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """A data folder with mode 000, and what each command and the first page say about it, all in one process."""
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("as root, needs setpriv")
    here = tmp_path_factory.mktemp("here")
    (here / "export.json").write_text(EXPORT)
    folder = here / "closed"
    folder.mkdir(mode=0)
    power = WITHOUT_ROOTS_POWER if os.geteuid() == 0 else []
    done = subprocess.run(
        [*power, sys.executable, "-c", PROGRAM, json.dumps(VERBS)],
        cwd=here,
        env={**os.environ, "CALLBACK_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    folder.chmod(0o700)
    assert done.returncode == 0, done.stderr
    said, *pages = json.loads(done.stdout.splitlines()[-1])
    return folder, dict(zip(map(tuple, VERBS), (Ended(*each) for each in said), strict=True)), "".join(map(str, pages))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_a_command_names_the_folder(closed, verb):
    folder, said, _ = closed
    (sentence,) = refusal(said[tuple(verb)])
    assert str(folder) in sentence
    assert "standard output" not in sentence


def test_the_app_starts_and_keeps_what_is_typed_in_the_tab(closed):
    folder, _, pages = closed
    assert f"The folder {folder} cannot be entered or written to" in pages.replace("\\", "")
    assert "**1** of 19 " in pages
    assert "in this tab only" in pages
