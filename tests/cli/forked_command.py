"""A command in a forked process, for what would end or starve that of the tests."""

import io
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing.connection import Connection
from pathlib import Path

from assessment.cli import main
from tests.forked_process import CONTEXT


def run_forked(*arguments: str | Path, first: str) -> tuple[int | None, str, str]:
    """Exit code and output of the command, run after this Python code; where a signal ends it, the code is negative.

    This module imports neither pytest nor what the tests share: each forked process would import it anew.
    """
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_run, args=(theirs, first, [*map(str, arguments)]), daemon=True)
    process.start()
    theirs.close()
    process.join(60)
    out, err = ours.recv() if process.exitcode in (0, 1, 2) else ("", "")
    return process.exitcode, out, err


def _run(pipe: Connection, first: str, arguments: Sequence[str]) -> None:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        exec(first, {})
        code = main(arguments)
    pipe.send((out.getvalue(), err.getvalue()))
    sys.exit(code)
