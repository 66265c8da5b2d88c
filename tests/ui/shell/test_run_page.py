"""What holds on every page: the example, free text, and errors."""

import pytest

from assessment.core.errors import AssessmentError
from assessment.ui import resources
from assessment.ui.session import answers
from tests.ui.page_visit import SKIPPED, TODAY, Visit


def test_the_example_opens_with_one_click_and_leaves_the_own_answers_alone(visit):
    visit.answer({"finalists": "two"})
    assert visit.repository().stored_application(visit.application()).responses == {"finalists": "two"}
    other = Visit()
    assert other.radio("finalists").value == "two"
    other.click("clear:finalists")
    other.click("open_example")
    assert "An example." in other.words()
    assert other.title() == "About 25 in 100"
    assert len(other.charts()) == 4
    other.go("questions")
    other.answer({"finalists": "one"})
    other.click("leave_example")
    assert other.radio("finalists").value is None
    assert "An example." not in other.words()


HOSTILE = [
    "![x](http://example.test/x.png) [y](http://example.test) **bold** <b>b</b> $a$ :red[r] :smile: `c` # h",
    '=HYPERLINK("http://example.test")',
    "\u202eevil\u202c \u0645\u0631\u062d\u0628\u0627 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a\x00b\x07c",
    "x" * 10_000,
    "{name} {0} {employer.__class__}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_free_text_does_no_harm_on_any_page(open_page, text):
    visit = open_page("questions", {"stage": "waiting"}, SKIPPED)
    visit.type_all(employer=text, role=text, people=f"{text}, boss\nAna", interview_date=TODAY)
    visit.go("outlook").go("plan")
    kept = visit.repository().application(visit.application()).process
    assert len(kept.employer) <= 200
    assert "\x00" not in kept.employer
    kept.employer.encode()


def test_data_files_that_cannot_be_read_are_named_and_nothing_else_is_shown(visit, monkeypatch):
    def broken():
        raise AssessmentError(["weights.toml: it is missing", "tips.toml: line 3 is no TOML"])

    monkeypatch.setattr(resources, "instrument", broken)
    visit.app.run()
    assert [text.value for text in visit.app.text] == ["weights.toml: it is missing", "tips.toml: line 3 is no TOML"]
    assert len(visit.app.radio) == 0


def test_a_page_that_fails_says_so_in_one_sentence_with_a_reference(visit, monkeypatch, caplog):
    monkeypatch.setattr(answers, "responses", lambda: 1 / 0)
    visit.app.run()
    (error,) = visit.app.error
    reference = error.value.rsplit(maxsplit=1)[1].rstrip(".")
    assert "ZeroDivisionError" not in error.value
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text
