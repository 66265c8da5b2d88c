"""The style and the script rely on nothing inside Streamlit that is not listed with its reason."""

import re

from assessment import charts
from assessment.ui.components import style
from assessment.ui.shell.page_script import SCRIPT
from tests.streamlit_parts import REASONS


def test_what_is_relied_on_inside_streamlit_is_listed_and_nothing_else_is():
    text = "\n".join((style.STYLE, charts.STYLE, SCRIPT))
    ids = {f"[data-testid={name}]" for name in re.findall(r"data-testid\^?=([\w-]+)", text)}
    attributes = {f"[{name}]" for name in re.findall(r"data-test-[a-z-]+", text)}
    classes = {f".{name}" for name in re.findall(r"\.(st[A-Z]\w+)", text)}
    assert ids | attributes | classes == set(REASONS)
