"""A page under test."""

import pytest
from visits import TODAY, Visit

from assessment.ui import state


@pytest.fixture
def visit(monkeypatch):
    """A first visit, on a fixed day."""
    monkeypatch.setattr(state, "today", lambda: TODAY)
    return Visit()
