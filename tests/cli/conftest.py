"""Commands that run inside the process of the tests load the shipped instrument once for each language."""

from functools import cache

import pytest

from assessment.catalog import load_instrument

load_once = cache(load_instrument)


@pytest.fixture(autouse=True)
def instrument_loaded_once(monkeypatch):
    """Those that run in a process of their own, and `check`, load it anew."""
    for module in ("cohort", "cohort_inputs", "data", "learned_figures"):
        monkeypatch.setattr(f"assessment.cli.{module}.load_instrument", load_once)
