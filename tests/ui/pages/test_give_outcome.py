"""Giving an outcome to the counts of the host: offered only where the host learns, and to be taken back."""

import pytest

from assessment import settings
from assessment.core.model.process import Outcome, Process
from assessment.ui.outlook import after_decision
from tests.ui.page_visit import NOW

WORDS = "Your host may count your answers from before this outcome"


@pytest.fixture
def decided(open_page):
    """A visit to the outlook page of a process that ended with an offer."""
    return open_page("outlook", outcome=Outcome.OFFER)


def buttons(visit):
    return [each.label for each in visit.app.button if each.key.startswith("give_outcome")]


def test_it_is_offered_only_where_the_host_learns(decided):
    assert WORDS not in decided.words()
    assert buttons(decided) == []


def test_it_is_given_and_taken_back_by_a_click(decided, monkeypatch):
    monkeypatch.setattr(after_decision, "learns_from_outcomes", lambda: True)
    decided.run()
    assert WORDS in decided.words()
    assert not decided.repository().outcome_is_given(decided.application())
    decided.click_label("Count mine too")
    assert decided.repository().outcome_is_given(decided.application())
    assert "You gave this outcome to the counts of your host." in decided.words()
    decided.click_label("Take it back")
    assert not decided.repository().outcome_is_given(decided.application())
    assert buttons(decided) == ["Count mine too"]


def test_what_says_nothing_about_an_offer_is_not_asked_for(decided, monkeypatch):
    monkeypatch.setattr(after_decision, "learns_from_outcomes", lambda: True)
    stored = decided.repository().application(decided.application()).process
    withdrew = Process(outcome=Outcome.WITHDREW)
    decided.repository().save_process(decided.application(), withdrew, last_seen=stored)
    decided.run()
    assert buttons(decided) == []


def test_the_page_of_data_lists_what_was_given_and_takes_each_back(decided, monkeypatch):
    repository, first = decided.repository(), decided.application()
    second = repository.create(Process("Acme *Works*", outcome=Outcome.REJECTED), at=NOW)
    for application in (first, second):
        repository.give_outcome(application, given=True)
    assert taken_back(decided.go("your_data")) == []
    monkeypatch.setattr(settings, "learns_from_outcomes", lambda: True)
    assert taken_back(decided.run()) == [f"take_back:{first}", f"take_back:{second}"]
    assert "Take back Acme \\*Works\\*" in [button.label for button in decided.app.button]
    decided.click(f"take_back:{second}")
    assert repository.applications_with_given_outcome() == (first,)
    assert taken_back(decided.click(f"take_back:{first}")) == []


def taken_back(visit):
    return [button.key for button in visit.app.button if button.key.startswith("take_back:")]
