"""What the tests of the data files share."""

import shutil
from pathlib import Path

import pytest

from tests.catalog.specimens import VALID


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the valid instrument, to be broken."""
    return Path(shutil.copytree(VALID, tmp_path / "data"))
