"""`assessment plan`: the plan as CSV, and every way in which a file could be lost."""

import json
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.cli.forked_command import run_forked
from tests.cli.running import CASE, CASE_FILE, LINUX, POSIX, Ended, call, plan_steps, refusal
from tests.support import INSTRUMENT


def test_the_plan_is_the_documented_table(tmp_path):
    out = tmp_path / "plan.csv"
    ended = call("plan", CASE_FILE, "--csv", out)
    assert ended == Ended(0, "", "")
    rows = plan_steps(out.read_bytes().decode())
    assert len({row["step_id"] for row in rows}) == len(rows) > 0
    days = [row["date"] for row in rows if row["date"]]
    assert days == sorted(days)
    assert all(date.fromisoformat(day) >= date(2026, 11, 9) for day in days)
    assert {row["done"] for row in rows} == {"no"}
    assert {row["item"] for row in rows} <= {"", *INSTRUMENT.items}
    assert call("plan", CASE_FILE, "--csv", "-").out == out.read_bytes().decode()
    assert list(tmp_path.iterdir()) == [out]


def test_two_people_get_two_plans():
    other = {"responses": {"thank_you": "none", "search_continues": "stopped"}, "process": CASE["process"]}
    ids = [
        {row["step_id"] for row in plan_steps(call("plan", "-", "--csv", "-", given=json.dumps(case).encode()).out)}
        for case in (CASE, other)
    ]
    assert ids[0] - ids[1]
    assert ids[1] - ids[0]


def test_no_typed_text_is_a_formula_in_the_plan():
    case = {"process": {"people": [{"name": "=1+1"}, {"name": "\u202e@cmd"}], "employer": "-2", "role": "+3"}}
    rows = plan_steps(call("plan", "-", "--csv", "-", given=json.dumps(case).encode()).out)
    assert {row["person"] for row in rows} > {"'=1+1", "'@cmd"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_a_plan_does_not_overwrite_the_files_it_is_made_from(tmp_path):
    case, learned = tmp_path / "case.json", tmp_path / "learned.toml"
    case.write_bytes(CASE_FILE.read_bytes())
    learned.write_text(f'instrument_version = "{INSTRUMENT.version}"\noutcomes = [0, 0]\n[counts]\n')
    for out in (case, learned):
        sentences = refusal(call("plan", case, "--learned", learned, "--csv", out))
        assert sentences == [f"{out}: it is one of the files to read; name another."]
    assert case.read_bytes() == CASE_FILE.read_bytes()
    assert learned.read_text().startswith("instrument_version")


@pytest.mark.processes
@LINUX
def test_a_plan_does_not_overwrite_the_case_on_standard_input(tmp_path):
    case = tmp_path / "case.json"
    case.write_bytes(CASE_FILE.read_bytes())
    with case.open("rb") as file:
        command = [sys.executable, "-m", "assessment", "plan", "-", "--csv", str(case)]
        done = subprocess.run(command, stdin=file, capture_output=True, text=True, check=False)
    sentences = refusal(Ended(done.returncode, done.stdout, done.stderr))
    assert sentences == [f"{case}: it is one of the files to read; name another."]
    assert case.read_bytes() == CASE_FILE.read_bytes()


@POSIX
def test_a_new_plan_replaces_the_old_one_behind_a_link_with_its_mode(tmp_path):
    kept, link = tmp_path / "kept.csv", tmp_path / "link.csv"
    kept.write_text("old")
    kept.chmod(0o600)
    link.symlink_to(kept)
    assert call("plan", CASE_FILE, "--csv", link).code == 0
    assert plan_steps(kept.read_bytes().decode())
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert link.is_symlink()


KILLED = "import os, signal\nos.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)"


FULL = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"


@pytest.mark.processes
@POSIX
@pytest.mark.parametrize("old", [None, "old"])
@pytest.mark.parametrize(("event", "code"), [(KILLED, -9), (FULL, 2)])
def test_an_interrupted_plan_leaves_the_old_file(tmp_path, event, code, old):
    out = tmp_path / "plan.csv"
    if old:
        out.write_text(old)
    ended = Ended(*run_forked("plan", CASE_FILE, "--csv", out, first=event))
    assert ended.code == code
    assert (out.read_text() if out.exists() else None) == old
    if code == 2:
        assert refusal(ended) == [f"{out}: it cannot be written: File too large."]
        assert list(tmp_path.iterdir()) == ([out] if old else [])
    assert call("plan", CASE_FILE, "--csv", out).code == 0, "the next try works"
    assert plan_steps(out.read_bytes().decode())


def test_a_path_that_cannot_be_written_is_refused(tmp_path):
    for place, reason in (
        (tmp_path / "none" / "plan.csv", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (CASE_FILE / "plan.csv", "Not a directory"),
    ):
        assert refusal(call("plan", CASE_FILE, "--csv", place)) == [f"{place}: it cannot be written: {reason}."]
    assert list(tmp_path.iterdir()) == []


@LINUX
def test_a_read_only_path_is_refused(tmp_path):
    (sentence,) = refusal(call("plan", CASE_FILE, "--csv", "/proc/version"))
    assert sentence.startswith("/proc/version: it cannot be written: ")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="a mode does not stop root")
def test_a_read_only_file_is_refused_and_unchanged(tmp_path):
    out = tmp_path / "plan.csv"
    out.write_text("old")
    out.chmod(0o400)
    assert refusal(call("plan", CASE_FILE, "--csv", out)) == [f"{out}: it cannot be written: Permission denied."]
    assert out.read_text() == "old"


@LINUX
def test_a_device_is_written_and_not_replaced():
    assert call("plan", CASE_FILE, "--csv", os.devnull).code == 0
    assert Path(os.devnull).is_char_device()
    sentences = refusal(call("plan", CASE_FILE, "--csv", "/dev/full"))
    assert sentences == ["/dev/full: it cannot be written: No space left on device."]
    assert Path("/dev/full").is_char_device()
