"""Only the session modules read and write Streamlit's session state and the address's parameters."""

import ast

import pytest

from tests.support import ROOT

UI = ROOT / "assessment" / "ui"
MODULES = [ROOT / "app.py", *(path for path in UI.rglob("*.py") if UI / "session" not in path.parents)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_module_touches_session_state(path):
    names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
    assert not names & {"session_state", "query_params"}
