"""The first screen of a visit, which is sent alone where a browser shows nothing yet."""

import pytest
import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state import SafeSessionState

from tests.support import INSTRUMENT
from tests.ui.page_visit import Visit

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
STAGE = INSTRUMENT.roles.stage


@pytest.fixture
def own_browser(own_database, monkeypatch):
    monkeypatch.setattr(type(st.context), "headers", {"User-Agent": FIREFOX})


@pytest.mark.usefixtures("own_browser")
def test_a_browser_gets_the_first_question_alone_and_the_rest_with_any_run_after_it():
    visit = Visit()
    assert (visit.asked(), "For coaches" in visit.links()) == ([STAGE], False)
    visit.run()
    assert (len(visit.asked()) > 1, "For coaches" in visit.links()) == (True, True)


@pytest.mark.usefixtures("own_browser")
def test_an_answer_that_comes_before_the_rest_is_asked_for_is_saved():
    visit = Visit().answer({STAGE: "waiting"})
    assert visit.repository().stored_application(visit.application()).responses == {STAGE: "waiting"}
    assert len(visit.asked()) > 1


@pytest.mark.usefixtures("own_browser")
def test_a_browser_that_comes_back_to_a_restarted_server_gets_its_whole_page_at_once(monkeypatch):
    monkeypatch.setattr(SafeSessionState, "get_widget_states", lambda _state: [WidgetState(id="sent by the browser")])
    assert len(Visit().asked()) > 1


def test_a_program_that_is_no_browser_gets_the_whole_page(visit):
    assert len(visit.asked()) > 1
