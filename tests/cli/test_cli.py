"""`assessment`: usage, help, version, `check`, and output that nobody can receive."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assessment import __version__
from assessment.catalog import data_folder
from tests.cli.running import CASE_FILE, LINUX, POSIX, VALID, Ended, call, run_process
from tests.support import INSTRUMENT


@pytest.mark.parametrize(
    "arguments", [[], ["guess"], ["score"], ["plan", "x"], ["run", "--port", "0"], ["score", "--x"]]
)
def test_a_wrong_command_prints_the_usage(arguments):
    ended = call(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("usage: assessment")


@pytest.mark.processes
@POSIX
@pytest.mark.parametrize("command", [["score", CASE_FILE], ["plan", CASE_FILE, "--csv", "-"], ["check", VALID]])
def test_a_closed_pipe_is_no_error(command):
    program = [sys.executable, "-m", "assessment", *map(str, command)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.processes
@LINUX
@pytest.mark.parametrize("command", [["score", CASE_FILE], ["plan", CASE_FILE, "--csv", "-"]])
def test_a_full_disk_behind_standard_output_is_reported(command):
    with Path("/dev/full").open("wb") as full:
        program = [sys.executable, "-m", "assessment", *map(str, command)]
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    message = "standard output: it cannot be written: No space left on device.\n"
    assert (done.returncode, done.stderr) == (2, message)


def test_check_accepts_the_shipped_data():
    ended = call("check")
    assert (ended.code, ended.err) == (0, "")
    found = f"{data_folder()}: {len(INSTRUMENT.items)} items, version {INSTRUMENT.version}, nothing wrong.\n"
    assert ended.out == found


def test_check_asks_for_a_new_version_of_changed_data(tmp_path):
    folder = shutil.copytree(data_folder(), tmp_path / "data")
    sources = folder / "sources.toml"
    sources.write_text(sources.read_text("utf-8") + "# changed\n", "utf-8")
    ended = call("check", folder)
    assert (ended.code, ended.out) == (2, "")
    assert "the data files changed since" in ended.err


def test_check_reports_every_problem_of_a_folder(tmp_path):
    assert call("check", VALID).code == 0
    ended = call("check", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        f"{name}.toml: the file is missing; expected it in {tmp_path}."
        for name in ("questionnaire", "weights", "tips", "letters", "sources")
    ]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ([], ["score", "plan", "check", "run", "--version"]),
        (["score"], ["FILE", "standard input"]),
        (["plan"], ["FILE", "--csv OUT"]),
        (["check"], ["DIR"]),
        (["run"], ["--port"]),
    ],
)
def test_each_command_has_help(command, words):
    ended = call(*command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(" ".join(["usage: assessment", *command]))
    assert [word for word in words if word not in ended.out] == []


@pytest.mark.processes
def test_the_version_is_that_of_the_package():
    assert run_process("--version") == Ended(0, f"assessment {__version__}\n", "")
