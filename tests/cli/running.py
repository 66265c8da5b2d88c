"""How these tests run the command line, and what they expect of a refusal."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple
from unittest.mock import patch

import pytest

from assessment.cli import main
from tests.support import EXAMPLES, ROOT

CASE_FILE = EXAMPLES / "case.json"


CASE = json.loads(CASE_FILE.read_text("utf-8"))


VALID = ROOT / "tests" / "catalog" / "broken" / "valid"


PLAN_COLUMNS = [
    "step_id",
    "date",
    "title",
    "why",
    "minutes",
    "kind",
    "person",
    "item",
    "source",
    "done",
    "note",
    "export",
]


CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e]")


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="uses /dev and /proc as Linux has them")


POSIX = pytest.mark.skipif(os.name != "posix", reason="uses signals, modes and links as POSIX has them")


class Ended(NamedTuple):
    """Exit code and output of a command."""

    code: int
    out: str
    err: str


def call(*arguments, given=b""):
    """Run the command inside this process, with `given` as its standard input."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    stdin = io.TextIOWrapper(io.BytesIO(given))
    with patch("sys.stdin", stdin), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
        for stream in (out, err):
            stream.flush()
    return Ended(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())


def run_process(*arguments, first="", given=b"", **options):
    """Run the command as a process of its own; with `first`, after running this Python code in it."""
    program = ["-c", f"import sys\n{first}\nfrom assessment.cli import main\nsys.exit(main())"]
    command = [sys.executable, *(program if first else ["-m", "assessment"]), *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, timeout=60, check=False, **options)
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def case_with(**process):
    """The case with other facts of the process, as JSON."""
    return json.dumps({**CASE, "process": {**CASE["process"], **process}}).encode()


def refusal(ended):
    """The sentences of a refusal, which has exit code 2, no output, and one printable sentence on each line."""
    assert ended.code == 2
    assert ended.out == ""
    lines = ended.err.removesuffix("\n").split("\n")
    assert all(line.endswith(".") and not CONTROL.search(line) for line in lines)
    return lines


def plan_steps(text):
    """The rows of a plan, by column."""
    assert text.startswith("\ufeff")
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert header == PLAN_COLUMNS
    return [dict(zip(header, row, strict=True)) for row in rows]


def run_cohort(*arguments):
    """The exit code of `assessment cohort` with these arguments."""
    return main(["cohort", *map(str, arguments)])
