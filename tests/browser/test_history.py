"""Back and Forward: one step of the browser's history for each page, and the first page lets people leave."""

import re

import pytest

from tests.browser.tab import QUESTIONS

HEADINGS = {"Questions": QUESTIONS, "Outlook": "First, your own number", "Plan": "Plan", "Method": "Method"}
SPANISH_QUESTIONS = "¿Cómo fue tu segunda entrevista?"


def history_length(tab):
    return tab.page.evaluate("history.length")


def go_back(tab, heading):
    tab.page.go_back()
    tab.wait_for_heading(heading)


@pytest.mark.parametrize("window", ["desktop", "phone"])
def test_each_page_is_one_step_back_and_before_the_first_is_what_was_open_before(open_tab, window):
    tab = open_tab(window)
    walk, before = ["Plan", "Method", "Outlook", "Questions", "Plan"], history_length(tab)
    for page in walk:
        tab.open_page(page, HEADINGS[page])
    assert history_length(tab) == before + len(walk)
    for page in (*reversed(walk[:-1]), "Questions"):
        go_back(tab, HEADINGS[page])
    tab.page.go_back()
    assert tab.page.url == "about:blank"


def test_buttons_and_links_inside_a_page_are_one_step_too(open_tab):
    tab = open_tab()
    before = history_length(tab)
    tab.press("Look at an example first")
    tab.wait_for_heading("in 100")
    tab.page.get_by_role("link", name=re.compile("more this week")).click()
    tab.wait_for_heading("Plan")
    tab.press("Leave the example")
    tab.wait_for_heading(QUESTIONS)
    tab.press("See your outlook")
    tab.wait_for_heading(HEADINGS["Outlook"])
    assert history_length(tab) == before + 4
    go_back(tab, QUESTIONS)
    go_back(tab, "Plan")


def test_the_language_stays_in_the_links_and_back_still_leaves(open_tab):
    tab = open_tab()
    tab.press("Español")
    tab.wait_for_heading(SPANISH_QUESTIONS)
    tab.open_page("Plan", "Plan")
    assert "lang=es" in tab.page.url
    before = history_length(tab)
    tab.open_page("Método", "Método")
    assert history_length(tab) == before + 1
    go_back(tab, "Plan")
    go_back(tab, SPANISH_QUESTIONS)
