"""How an answer reaches the database."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from assessment.ui.session import answers
from tests.support import ROOT

MOST_CALLS = 8


@pytest.fixture
def calls_to_database():
    """Statement -> the functions of ours that were running when it was executed, outermost first."""
    calls = {}

    def note(_connection, _cursor, statement, *_rest):
        frame, names = sys._getframe(), []
        while frame := frame.f_back:
            if Path(frame.f_code.co_filename).is_relative_to(ROOT / "assessment"):
                names.append(frame.f_code.co_name)
        calls[statement] = names[::-1]

    event.listen(Engine, "before_cursor_execute", note)
    yield calls
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("caller", ["save_widget_values", "ask"])
def test_an_answer_is_in_the_database_eight_calls_after_its_widget_at_most(
    visit, calls_to_database, monkeypatch, caller
):
    if caller == "ask":
        # Without the save before the page is shown, as in the run of one question alone.
        monkeypatch.setattr(answers, "save_widget_values", lambda values: None)
    calls_to_database.clear()
    visit.answer({"stage": "waiting"})
    saves = {statement: names for statement, names in calls_to_database.items() if statement.startswith(("INS", "UPD"))}
    assert len(saves) == 2
    for statement, names in saves.items():
        path = names[names.index(caller) + 1 :]
        assert len(path) <= MOST_CALLS, (statement, path)
        assert "save_answers" in path
