"""What was chosen while the database could not take it: shown, kept from page to page, and saved later."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from assessment.core.applications.records import Guess, StepProgress
from assessment.core.model.process import Process
from assessment.storage.database import Storage
from assessment.storage.errors import BusyError, UnreachableError
from assessment.ui.session import visit as session_visit
from tests.ui.page_visit import NOW, TODAY, unfold_step

NOT_DONE = "What you pressed was not done, and nothing was changed."
HELD, AWAY = "Another program is using the database.", "The database cannot be reached."


@pytest.fixture(autouse=True)
def ask_again_in_every_run(monkeypatch):
    monkeypatch.setattr(session_visit, "RETRY_SECONDS", 0)


@contextmanager
def refusing(error, *methods):
    """The database refuses to be written, or to be written and read."""

    def refuse(*_arguments):
        raise error

    with pytest.MonkeyPatch.context() as patch:
        for method in methods:
            patch.setattr(Storage, method, refuse)
        yield


def held():
    return refusing(BusyError("held"), "write")


def away():
    return refusing(UnreachableError("away"), "read", "write")


def add_step(visit, title):
    next(field for field in visit.app.text_input if field.label == "New step").set_value(title)
    visit.click("add_step")


def stored(visit):
    return visit.repository().stored_application(visit.application())


@pytest.mark.parametrize(("stop", "words"), [(held, HELD), (away, AWAY)])
def test_answers_and_facts_are_shown_on_every_page_and_saved_later(open_page, stop, words):
    visit = open_page("questions", {"stage": "waiting", "finalists": "two", "team_intro": "no"}).unfold()
    with stop():
        visit.answer({"finalists": "one"}).type("employer", "Acme").click("clear:team_intro")
        visit.go("method").go("questions")
        assert words in visit.words()
        assert (visit.radio("finalists").value, visit.radio("team_intro").value) == ("one", None)
        assert visit.field("employer").value == "Acme"
        assert "not saved yet" in visit.words()
    assert stored(visit).responses == {"stage": "waiting", "finalists": "two", "team_intro": "no"}
    visit.go("method")
    assert words not in visit.words()
    assert stored(visit).responses == {"stage": "waiting", "finalists": "one"}
    assert stored(visit).application.process == Process(employer="Acme")


@pytest.mark.parametrize("stop", [held, away])
def test_ticks_and_minutes_are_shown_and_saved_later(open_page, stop):
    visit = open_page("plan", {"stage": "waiting"})
    with stop():
        visit.app.checkbox[0].check()
        visit.app.number_input[0].set_value(45)
        visit.run().go("questions").go("plan")
        assert visit.app.checkbox[-1].value
        assert visit.app.number_input[0].value == 45
    assert stored(visit).progress == {}
    visit.go("method")
    (progress,) = stored(visit).progress.values()
    assert progress == StepProgress(progress.step_id, done=True, done_on=TODAY)
    assert stored(visit).application.process == Process(minutes_per_day=45)


def test_what_another_tab_saved_meanwhile_is_not_overwritten(open_page):
    visit = open_page("questions", {"finalists": "two", "team_intro": "no"}, employer="Acme")
    with held():
        visit.answer({"finalists": "one"}).type("employer", "Mine")
    before = stored(visit)
    visit.repository().save_answers(visit.application(), {"finalists": "three"}, last_seen=before.responses)
    process = before.application.process
    visit.repository().save_process(visit.application(), replace(process, employer="Theirs"), last_seen=process)
    visit.run()
    assert "was changed in another tab. Here: Only me. There: Three." in visit.words()
    assert "These facts were changed in another tab too" in visit.words()
    assert stored(visit).responses["finalists"] == "three"
    assert stored(visit).application.process.employer == "Theirs"
    visit.click("conflict:finalists:mine").click("conflict:facts:mine")
    assert stored(visit).responses["finalists"] == "one"
    assert stored(visit).application.process.employer == "Mine"


def test_what_was_put_back_meanwhile_is_as_it_was(open_page):
    visit = open_page("questions", {"finalists": "two"}, employer="Acme")
    with held():
        visit.answer({"finalists": "one"}).type("employer", "Mine")
        visit.answer({"finalists": "two"}).type("employer", "Acme")
    visit.run()
    assert stored(visit).responses == {"finalists": "two"}
    assert stored(visit).application.process == Process(employer="Acme")


def test_it_is_saved_in_its_own_application_when_another_one_is_open(open_page):
    visit = open_page("questions", {"finalists": "two"})
    first, other = visit.application(), visit.repository().create(Process(employer="Other"), at=NOW)
    with held():
        visit.answer({"finalists": "one"})
        visit.go("applications").click(f"open:{other}")
        assert HELD in visit.words()
    visit.go("questions")
    assert visit.application() == other
    assert visit.repository().stored_application(first).responses == {"finalists": "one"}
    assert visit.repository().stored_application(other).responses == {}
    assert HELD not in visit.words()


def test_several_things_that_wait_for_a_deleted_application_are_dropped(open_page):
    visit = open_page("plan", {"stage": "waiting"})
    first, other = visit.application(), visit.repository().create(Process(employer="Other"), at=NOW)
    with held():
        add_step(visit, "Call Ana")
        add_step(visit, "Call Bea")
        visit.go("applications").click(f"open:{other}")
    visit.repository().delete(first)
    visit.go("questions").run()
    assert "Something went wrong" not in visit.words()
    assert HELD not in visit.words()


def test_what_waits_for_a_deleted_application_is_dropped(open_page):
    visit = open_page("questions", {"finalists": "two"})
    first, other = visit.application(), visit.repository().create(Process(employer="Other"), at=NOW)
    with held():
        visit.answer({"finalists": "one"})
        visit.go("applications").click(f"open:{other}")
    visit.repository().delete(first)
    visit.go("questions").run()
    assert HELD not in visit.words()
    visit.repository().undelete(first)
    assert visit.repository().stored_application(first).responses == {"finalists": "two"}


@pytest.mark.parametrize("stop", [held, away])
def test_steps_of_ones_own_are_shown_and_saved_later(open_page, stop):
    visit = open_page("plan", {"stage": "waiting"})
    add_step(visit, "Call Bea")
    (first,) = stored(visit).own_steps
    with stop():
        add_step(visit, "Call Ana")
        unfold_step(visit, "Call Bea")
        visit.click(f"remove:{first.id}").go("questions").go("plan")
        assert [box.label for box in visit.app.checkbox if box.label.startswith("Call ")] == ["Call Ana"]
    assert [step.title for step in stored(visit).own_steps] == ["Call Bea"]
    visit.go("method")
    assert [step.title for step in stored(visit).own_steps] == ["Call Ana"]


@pytest.mark.parametrize("stop", [held, away])
@pytest.mark.parametrize(("button", "value"), [("seal", 40), ("skip_guess", None)])
def test_the_guess_opens_the_outlook_and_is_saved_later_before_it(open_page, stop, button, value):
    visit = open_page("outlook", {"stage": "waiting", "finalists": "two"})
    with stop():
        visit.app.number_input(key="guess").set_value(40)
        visit.click(button)
        assert "in 100" in visit.words()
        visit.go("questions").go("outlook")
        assert "guess" not in [field.key for field in visit.app.number_input]
    assert (stored(visit).guess, stored(visit).reveal) == (None, None)
    visit.go("outlook")
    assert stored(visit).guess == Guess(value, NOW)
    assert stored(visit).reveal


@pytest.mark.parametrize("stop", [held, away])
@pytest.mark.parametrize(("action", "changed"), [("archive", "archived"), ("round", "round")])
def test_what_was_pressed_is_refused_in_a_sentence_and_can_be_pressed_again(open_page, stop, action, changed):
    visit = open_page("applications", {"stage": "waiting", "finalists": "two"})
    before = stored(visit)
    visit.open_menu(visit.application())
    with stop():
        visit.click(f"{action}:{visit.application()}")
        assert NOT_DONE in visit.words()
    assert stored(visit) == before
    visit.run()
    assert NOT_DONE not in visit.words()
    visit.open_menu(visit.application()).click(f"{action}:{visit.application()}")
    application = visit.repository().application(before.application.id)
    assert getattr(application, changed) == getattr(before.application, changed) + 1


def test_after_a_failure_no_other_save_of_the_run_waits_for_the_database(open_page, monkeypatch):
    visit = open_page("questions", {"stage": "waiting", "finalists": "two"})
    asked = []

    def refuse(*_arguments):
        asked.append(True)
        raise BusyError("held")

    monkeypatch.setattr(Storage, "write", refuse)
    monkeypatch.setattr(session_visit, "RETRY_SECONDS", 60)
    visit.answer({"finalists": "one"}).type("employer", "Acme").reveal()
    assert len(asked) == 1
