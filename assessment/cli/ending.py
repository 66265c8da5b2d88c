"""How a command ends: its exit code, and one sentence on standard error for each thing that went wrong."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from secrets import token_hex
from tempfile import NamedTemporaryFile

from assessment import __version__
from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import one_line

MOST_LINES = 100
DONE, OUR_FAULT, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""


def exit_code_of(command: Callable[[], int]) -> int:
    """Run a command to its end; what it raises becomes sentences and an exit code, and never a traceback."""
    try:
        code = command()
        sys.stdout.flush()
    except AssessmentError as error:
        return _refuse(error.problems)
    except BrokenPipeError:
        _discard_output()
        return DONE
    except OSError as error:
        if error.filename is not None:
            return _refuse([f"{error.filename}: it cannot be used: {error.strerror}."])
        _discard_output()
        return _refuse([f"standard output: it cannot be written: {error.strerror}."])
    except MemoryError:
        return _refuse(["There is not enough memory for this; give less at once, or close other programs."])
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _report_fault(error)
    return code


def _refuse(problems: Sequence[str]) -> int:
    """Print a line for each of the first problems."""
    print(*map(one_line, problems[:MOST_LINES]), sep="\n", file=sys.stderr)
    if (more := len(problems) - MOST_LINES) > 0:
        print(f"There are {more:,} more problems.", file=sys.stderr)
    return WRONG_INPUT


def _discard_output() -> None:
    """Send the rest of the output nowhere, so that closing it at exit does not raise the same error again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report_fault(error: Exception) -> int:
    """Print a reference for the error and the place of its log, which only this user can read."""
    reference = token_hex(4)
    try:
        with NamedTemporaryFile(
            "w",
            encoding="utf-8",
            errors="backslashreplace",
            prefix=f"callback-{reference}-",
            suffix=".log",
            delete=False,
        ) as log:
            log.write(f"Callback {__version__}, Python {sys.version}\n")
            traceback.print_exception(error, file=log)
        place = f"its log is {log.name}"
    except OSError as failure:
        place = f"its log could not be written: {failure.strerror}"
    fault = f"{type(error).__name__}, reference {reference}"
    print(f"Something went wrong, and that is our fault ({fault}): {place}.", file=sys.stderr)
    return OUR_FAULT
