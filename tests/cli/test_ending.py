"""However a command ends, nobody sees a traceback: one sentence, and for a fault of ours a log to report it with."""

import json
import re
import tempfile
from pathlib import Path

import pytest

from tests.cli.forked_command import run_forked
from tests.cli.running import CASE_FILE, LINUX, Ended, call, refusal

SOME_MEMORY = """
import resource, sys
import assessment.storage.export_reading, assessment.storage.export_import
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 20_000_000,) * 2)
"""


@pytest.fixture
def broken(monkeypatch):
    """The program with a fault in it, which names an answer."""

    def fail(*_):
        raise RuntimeError("the answer 'too_many'")

    monkeypatch.setattr("assessment.cli.read_case", fail)


def test_a_fault_of_ours_is_one_sentence_and_its_traceback_lies_in_a_log_for_the_user_alone(
    broken, monkeypatch, tmp_path
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = call("score", CASE_FILE)
    (log,) = tmp_path.iterdir()
    reference = log.name.split("-")[1]
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"Something went wrong, and that is our fault (RuntimeError, reference {reference}): its log is {log}.\n"
    )
    assert "RuntimeError: the answer 'too_many'" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_of_very_many_problems_the_first_are_printed():
    case = {"responses": {f"a{number}": 1 for number in range(5_000)}}
    *lines, last = call("score", "-", given=json.dumps(case).encode()).err.splitlines()
    assert len(lines) == 100
    assert last == "There are 4,900 more problems."


def test_without_a_place_for_the_log_the_sentence_says_so(broken, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    ended = call("score", CASE_FILE)
    assert ended.code == 1
    sentence = r"Something .+ reference [0-9a-f]{8}\): its log could not be written: No such file or directory\.\n"
    assert re.fullmatch(sentence, ended.err)


@pytest.mark.processes
@LINUX
def test_an_import_that_does_not_fit_into_memory_is_refused(tmp_path):
    (tmp_path / "callback.json").write_bytes(b" " * 40_000_000)
    ended = Ended(*run_forked("data", "import", tmp_path / "callback.json", first=SOME_MEMORY))
    assert refusal(ended) == ["There is not enough memory for this; give less at once, or close other programs."]


@pytest.mark.parametrize("name", ["utf-7", "unicode_escape", "raw_unicode_escape", "idna", "hex", "none"])
def test_an_encoding_that_yields_what_no_file_can_hold_is_refused(name, tmp_path):
    (tmp_path / "people.csv").write_bytes(b"person,rapport\n+2AA-,warm\n")
    ended = call("cohort", "score", tmp_path / "people.csv", "-o", tmp_path / "out.csv", "--encoding", name)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1].endswith(f"'{name}' is no encoding of text; name one like cp1252 or utf-16")
    assert not Path(tmp_path / "out.csv").exists()


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_day_too_far_away_is_refused(day, tmp_path):
    ended = call("cohort", "summary", tmp_path / "people.csv", "--today", day)
    assert ended.code == 2
    assert f"'{day}' is no day from 1900-01-01 to 2200-12-31" in ended.err
