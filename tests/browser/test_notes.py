"""Notes on a phone, the whole way from a first interview to the second, with a coach in between."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.tab import MORE
from tests.support import INSTRUMENT

STAGE = INSTRUMENT.items[INSTRUMENT.roles.stage]


def choose_button(tab, label):
    """Click one of the buttons of which one is chosen, such as a kind of notes or how an answer landed."""
    tab.page.get_by_test_id("stButtonGroup").get_by_text(label, exact=True).first.click()
    tab.wait_until_idle()


def save_file(tab, name, folder):
    """What the button with this name saves."""
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name=name).first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def upload(tab, label, path):
    tab.page.locator("[data-testid=stFileUploader]", has_text=label).locator("input[type=file]").set_input_files(path)
    tab.wait_until_idle()


def open_foot(tab, name, heading):
    tab.page.get_by_role("link", name=name, exact=True).click()
    tab.wait_for_heading(heading)
    tab.wait_until_idle()


def after_the_first_interview(tab):
    """Say where one stands, with whom one spoke and when."""
    tab.choose(STAGE.stem, STAGE.option_label("waiting"))
    tab.fill("Employer", "Acme")
    tab.fill_date("Day of the interview", date.today() - timedelta(1))
    tab.page.get_by_text(MORE).click()
    tab.wait_until_idle()
    tab.fill("People you met or will meet", "Ada Obi, Head of data")


def debrief(tab):
    """Write down what was asked, from the step of the plan; nothing typed is lost by Back or by leaving."""
    tab.open_page("Plan", "Plan")
    tab.page.get_by_role("link", name="Write it down").click()
    tab.wait_for_heading("Notes")
    tab.fill("What did they ask?", "Why us?\nTell us about a failure")
    tab.press("2: Tell us about a failure")
    tab.page.get_by_label("What was missing?").press_sequentially("the number")
    tab.page.go_back()
    tab.wait_for_heading("Plan")
    tab.page.go_forward()
    tab.wait_for_heading("Notes")
    expect(tab.page.get_by_label("What was missing?")).to_have_value("the number")
    # Reloaded below the root, Streamlit would first ask for addresses that are not there.
    tab.page.goto(tab.url)
    tab.open_page("Notes", "Notes")
    tab.press("2: Tell us about a failure")
    expect(tab.page.get_by_label("What was missing?")).to_have_value("the number")
    choose_button(tab, "Missed")
    assert tab.sideways_scroll() <= 0


def write_a_story_and_the_moment(tab):
    choose_button(tab, "Stories")
    tab.fill("New stories", "The late launch")
    tab.press("The late launch")
    tab.fill("Result", "On time after all")
    choose_button(tab, "People")
    tab.press("Ada Obi, Head of data")
    tab.fill("Which moment will you thank them for?", "the map on the wall")


def send_the_thank_you(tab):
    tab.open_page("Plan", "Plan")
    expect(tab.page.locator("[data-testid=stCode]").first).to_contain_text("the map on the wall")
    tab.press("I sent this")
    tab.page.get_by_text("Sent; its step in the plan is ticked.").wait_for()


def ask_a_coach(tab, folder):
    """Give a file, open it as the coach would, and bring in the step that comes back."""
    open_foot(tab, "Give to a coach", "Work with a coach")
    tab.page.get_by_text("Notes: stories, questions, people, needs and facts").click()
    tab.wait_until_idle()
    given = save_file(tab, "Save the file for my coach (JSON)", folder)
    assert "The late launch" in given.read_text()
    assert not re.search("Ada|Obi|Acme", given.read_text())
    open_foot(tab, "For coaches", "Cohort")
    upload(tab, "Files from clients (JSON)", given)
    tab.press(re.compile(r"callback-for-coach-.*open"))
    choose_button(tab, "Notes")
    tab.page.get_by_text("The late launch").first.wait_for()
    tab.fill("New step", "Rehearse the failure with the number")
    tab.press("Add the step")
    tab.fill("Your name, to stand beside each step", "Sam")
    back = save_file(tab, "Give the steps back (JSON)", folder)
    open_foot(tab, "Give to a coach", "Work with a coach")
    upload(tab, "File from your coach (JSON)", back)
    tab.press("Add 1 step to my plan")
    tab.page.get_by_role("link", name="See them in your plan").click()
    tab.wait_for_heading("Plan")
    tab.page.get_by_text("Note: From Sam").wait_for()


def go_to_the_second_interview(tab, folder):
    """Begin the round, and take the page along."""
    tab.open_page("Applications", "Applications")
    tab.press("Change")
    tab.press("Begin a new round")
    tab.open_page("Notes", "Notes")
    choose_button(tab, "Next round")
    for words in ("Ada Obi, Head of data", "The late launch", "Tell us about a failure", "the number"):
        tab.page.get_by_text(words, exact=True).first.wait_for()
    assert tab.sideways_scroll() <= 0
    assert "Tell us about a failure" in save_file(tab, "Page to take along", folder).read_text()


def test_the_way_from_a_first_interview_to_the_second_on_a_phone(open_tab, tmp_path):
    tab = open_tab("phone")
    after_the_first_interview(tab)
    debrief(tab)
    write_a_story_and_the_moment(tab)
    send_the_thank_you(tab)
    ask_a_coach(tab, tmp_path)
    go_to_the_second_interview(tab, tmp_path)
