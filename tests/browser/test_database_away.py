"""A database that goes away, or is held by another program, in the middle of a visit: nothing chosen is lost."""

import sqlite3
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import expect

from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository
from tests.browser.conftest import errors_in
from tests.browser.tab import QUESTIONS
from tests.browser.test_journeys import choose, question, wait_for_saved
from tests.server_process import AppServer, streamlit_command
from tests.storage.conftest import new_database
from tests.support import INSTRUMENT, ROOT

AWAY, HELD = "The database cannot be reached.", "Another program is using the database."


@pytest.fixture
def postgres(postgres_server):
    """The URL of a new database, on a server that is up again after the test."""
    yield new_database(postgres_server.url())
    if postgres_server.process.poll() is not None:
        postgres_server.start()


@pytest.fixture
def postgres_app(postgres, tmp_path):
    """The app on PostgreSQL; its log must stay free of errors."""
    server = AppServer(streamlit_command(ROOT / "app.py"), tmp_path, CALLBACK_DATABASE_URL=postgres)
    server.wait()
    yield server
    server.stop()
    assert errors_in(server.log_text()) == []


@contextmanager
def stored_in(database):
    """The only application in the database, read beside the app."""
    with closing(open_storage(database)) as storage:
        (application,) = SqlRepository(storage, "local", INSTRUMENT.version).stored_applications()
        yield application


def tick_first_step(tab):
    tab.page.get_by_test_id("stCheckbox").first.locator("label").click()
    tab.wait_until_idle()


def test_what_is_chosen_while_postgresql_is_down_is_shown_kept_and_saved_when_it_is_back(
    open_tab, postgres_app, postgres, postgres_server
):
    tab = open_tab(at=postgres_app)
    choose(tab, {"stage": "waiting", "team_intro": "no"})
    postgres_server.stop()
    choose(tab, {"team_intro": "off_agenda", "finalists": "two"})
    tab.page.get_by_text(f"{AWAY} What you changed is kept in this tab").wait_for()
    tab.fill("Employer", "Acme")
    tab.open_page("Plan", "Plan")
    tick_first_step(tab)
    tab.open_page("Questions", QUESTIONS)
    tab.page.get_by_text(f"{AWAY} What you changed is kept in this tab").wait_for()
    for item, option in {"team_intro": "off_agenda", "finalists": "two"}.items():
        label = INSTRUMENT.items[item].options_by_id[option].label
        expect(question(tab, item).get_by_role("radio", name=label, exact=True)).to_be_checked()
    expect(tab.page.get_by_label("Employer", exact=True)).to_have_value("Acme")
    opened_meanwhile = tab.page.context.new_page()
    opened_meanwhile.goto(postgres_app.url)
    opened_meanwhile.get_by_text(f"{AWAY} This page comes by itself").wait_for()

    postgres_server.start()
    for page in (tab.page, opened_meanwhile):
        page.get_by_role("radiogroup").first.wait_for()
        expect(page.get_by_text(AWAY)).to_have_count(0)
    opened_meanwhile.close()
    tab.wait_until_idle()
    with stored_in(postgres) as stored:
        assert stored.responses == {"stage": "waiting", "team_intro": "off_agenda", "finalists": "two"}
        assert stored.application.process.employer == "Acme"
        assert [step.done for step in stored.progress.values()] == [True]


def test_an_answer_given_while_another_program_holds_the_file_is_saved_when_it_lets_go(open_tab, server):
    tab = open_tab()
    choose(tab, {"stage": "waiting", "team_intro": "no"})
    wait_for_saved(tab, server, {"stage": "waiting", "team_intro": "no"})
    with closing(sqlite3.connect(server.data / "callback.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        choose(tab, {"team_intro": "off_agenda"})
        tab.page.get_by_text(f"{HELD} What you changed is kept in this tab").wait_for()
        choose(tab, {"finalists": "two"})
        assert server.saved_answers() == {"stage": "waiting", "team_intro": "no"}
    expect(tab.page.get_by_text(HELD)).to_have_count(0)
    assert server.saved_answers() == {"stage": "waiting", "team_intro": "off_agenda", "finalists": "two"}
