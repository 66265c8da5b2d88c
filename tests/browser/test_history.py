"""Back and Forward: one step of the browser's history for each page, and the first page lets people leave."""

import re

from tests.browser.conftest import WINDOWS
from tests.browser.tab import QUESTIONS

SPANISH_QUESTIONS = "¿Cómo fue tu segunda entrevista?"


def follow_links_at_the_top(tab):
    tab.open_page("Notes", "Notes")
    yield "Notes"


def follow_the_menu_of_a_phone(tab):
    tab.use_look(WINDOWS["phone"], "light")
    tab.open_page("Method", "Method")
    yield "Method"
    tab.open_page("Questions", QUESTIONS)
    yield QUESTIONS
    tab.use_look(WINDOWS["desktop"], "light")


def press_buttons_and_links_inside_the_pages(tab):
    tab.press("Look at an example first")
    tab.wait_for_heading("in 100")
    yield "First, your own number"  # What Back shows of this page once the example is left.
    tab.page.get_by_role("link", name=re.compile("more this week")).click()
    tab.wait_for_heading("Plan")
    yield "Plan"
    tab.press("Leave the example")
    tab.wait_for_heading(QUESTIONS)
    yield QUESTIONS


def go_back(tab, heading):
    tab.page.go_back()
    tab.wait_for_heading(heading)


def history_length(tab):
    return tab.page.evaluate("history.length")


def test_each_page_is_one_step_back_and_before_the_first_is_what_was_open_before(open_tab):
    tab, headings = open_tab(), [QUESTIONS]
    before = history_length(tab)
    for walk in (
        follow_links_at_the_top,
        follow_the_menu_of_a_phone,
        press_buttons_and_links_inside_the_pages,
    ):
        for heading in walk(tab):
            headings.append(heading)
            assert history_length(tab) == before + len(headings) - 1, heading
    for heading in reversed(headings[:-1]):
        go_back(tab, heading)
    tab.page.go_back()
    assert tab.page.url == "about:blank"


def test_the_language_stays_in_the_links_and_back_still_leaves(open_tab):
    tab = open_tab()
    tab.press("Español")
    tab.wait_for_heading(SPANISH_QUESTIONS)
    before = history_length(tab)
    tab.open_page("Método", "Método")
    assert "lang=es" in tab.page.url
    assert history_length(tab) == before + 1
    go_back(tab, SPANISH_QUESTIONS)
