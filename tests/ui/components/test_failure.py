"""What went wrong is shown as text, in one place; whatever it quotes, no browser takes it for Markdown."""

import ast

import pytest

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import LINE_LENGTH
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.session import answers
from tests.support import ROOT

BOXES = {"error", "warning"}
UI = ROOT / "assessment" / "ui"


@pytest.mark.parametrize(
    "text", ["![x](http://example.test/x.png)", "**/data/my_file_of_mine**: `1` < 2", ":red[r] $a$"]
)
def test_an_error_of_a_page_is_shown_as_text(visit, monkeypatch, text):
    def refuse():
        raise AssessmentError([text])

    monkeypatch.setattr(answers, "responses", refuse)
    visit.app.run()
    (error,) = visit.app.error
    assert error.value == escape_markdown(text)


def test_an_error_without_an_end_is_cut(visit, monkeypatch):
    def refuse():
        raise AssessmentError(["x" * 4_000_000])

    monkeypatch.setattr(answers, "responses", refuse)
    visit.app.run()
    assert len(visit.app.error[0].value) <= LINE_LENGTH


def box_calls(file):
    """The calls in a file that draw a box for something wrong."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in BOXES:
            yield node


def is_own_text(argument):
    """Whether it is a text of ours with nothing of somebody else's in it."""
    if not isinstance(argument, ast.Call):
        return False
    function = ast.unparse(argument.func)
    return function == "few_signs_warning" or (function == "tr" and not argument.keywords)


def test_every_other_box_holds_a_text_of_ours_or_escapes_what_it_quotes():
    others = [
        f"{file.name}:{call.lineno}"
        for file in UI.rglob("*.py")
        if file.name not in ("failure.py", "upload_fields.py")
        for call in box_calls(file)
        if ast.unparse(call.func.value) != "LOG" and not is_own_text(call.args[0])
    ]
    assert others == []
