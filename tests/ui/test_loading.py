"""What a process has to load: a page waits for no library that only later pages or actions need."""

import os
import subprocess
import sys

import pytest

from assessment.storage.opening import open_storage
from tests.support import ROOT

pytestmark = pytest.mark.processes

LATER = {"altair", "pandas", "numpy", "pyarrow", "alembic", "icalendar", "PIL", "dask"}

PAGES = """
import sys
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=30).run()
assert len(page.radio) > 10 and not page.error
print(" ".join(sys.modules))
import assessment.ui.pages.cohort
print(" ".join(sys.modules))
"""


def printed(command, folder):
    environment = {**os.environ, "CALLBACK_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return run.stdout


def test_the_first_page_loads_nothing_that_only_later_pages_need_nor_that_of_the_cohort_pandas(tmp_path):
    open_storage(tmp_path / "callback.db").close()
    lines = printed(["-c", PAGES], tmp_path).splitlines()
    first, with_cohort = ({name.partition(".")[0] for name in line.split()} for line in lines)
    assert {"streamlit", "sqlalchemy"} <= first
    assert first & LATER == set()
    assert with_cohort & {"pandas", "pyarrow"} == set()
