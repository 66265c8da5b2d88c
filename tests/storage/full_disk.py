"""A small disk that can be full, and the sentence of an error."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from assessment.storage.errors import StorageError


def problem_of(error: pytest.ExceptionInfo[StorageError]) -> str:
    """The one sentence of the error, which may not show the database library."""
    (only,) = error.value.problems
    assert "sqlalchemy" not in only.lower()
    assert "Traceback" not in only
    return only


@contextmanager
def mounted(folder: Path, options: str):
    """A small disk of its own; skipped where we may not mount."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("may not mount a disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
