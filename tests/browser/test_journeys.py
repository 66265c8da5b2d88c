"""A person's way through the app, in a real browser."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from support import INSTRUMENT

from assessment import assess
from assessment.catalog.example import load_example
from assessment.core.plan import make_plan
from assessment.core.process import Person, Process
from assessment.export.plan_csv import COLUMNS, plan_csv

QUICK = [item for item in INSTRUMENT.items.values() if item.quick]
CLICK_THEM_ALL = """() => {
  const groups = [...document.querySelectorAll('[data-testid=stRadio] [role=radiogroup]')];
  for (const group of groups) group.querySelectorAll('input')[1].click();
  return groups.length;
}"""
CHECKED = "() => document.querySelectorAll('[data-testid=stRadio] input:checked').length"


def choose(tab, answers):
    for name, option in answers.items():
        item = INSTRUMENT.items[name]
        tab.choose(item.stem, item.by_option[option].label)


def test_from_the_first_answer_to_a_plan_in_a_spreadsheet(open_tab):
    tab, today = open_tab(), date.today()
    answers = {
        "stage": "waiting",
        "team_intro": "off_agenda",
        "timeline": "dated",
        "thank_you": "none",
        "story_bank": "none",
    }
    choose(tab, answers)
    tab.page.get_by_text("Who and when: employer, dates, people").click()
    tab.fill("Employer", "Acme")
    tab.fill_date("Day of the interview", today)
    tab.fill("People you met or will meet", "Ana Ruiz, Head of data\n=Bo")
    tab.page.get_by_role("button", name="See your outlook").click()
    tab.heading("First, your own number")
    tab.fill("Your number, 0 to 100", "40")
    tab.press("Seal it and show the outlook")
    tab.heading("in 100")

    process = Process(
        employer="Acme",
        people=(Person("Ana Ruiz", "Head of data"), Person("=Bo")),
        interview_date=today,
        minutes_per_day=60,
    )
    assessment = assess(INSTRUMENT, answers, process=process, today=today)
    shown = round(100 * assessment.outlook.value)
    assert tab.page.get_by_test_id("stMetricValue").first.inner_text() == f"{shown} in 100"

    tab.open("Plan", "Plan")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download the plan (CSV)").click()
    content = download.value.path().read_bytes().decode()
    plan = make_plan(INSTRUMENT, assessment, process, today, 60)
    assert content == plan_csv(INSTRUMENT, plan)
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert {row["person"] for row in rows} == {"", "Ana Ruiz", "'=Bo"}


def test_nineteen_answers_as_fast_as_the_browser_can_click_are_all_kept(open_tab):
    tab = open_tab()
    choose(tab, {"stage": "waiting"})
    assert tab.page.evaluate(CLICK_THEM_ALL) >= len(QUICK) + 1
    tab.page.get_by_text(f"{len(QUICK)} of {len(QUICK)} answered").wait_for()
    tab.open("Method", "Method")
    tab.open("Questions", "After the interview")
    tab.page.get_by_text(f"{len(QUICK)} of {len(QUICK)} answered").wait_for()
    assert tab.page.evaluate(CHECKED) >= len(QUICK)


def test_an_answer_is_kept_when_the_page_changes_right_after_it(open_tab):
    tab = open_tab()
    tab.page.get_by_test_id("stRadio").first.wait_for()
    tab.page.evaluate(
        """() => {
          document.querySelector('[data-testid=stRadio] input').click();
          const method = [...document.querySelectorAll('a')].find(link => link.innerText.trim() === 'Method');
          setTimeout(() => method.click(), 60);
        }"""
    )
    tab.heading("Method")
    tab.open("Questions", "After the interview")
    assert tab.page.evaluate(CHECKED) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_example_opens_and_leaves_with_one_click(open_tab, pictures, scheme):
    tab = open_tab(scheme=scheme)
    tab.press("Look at an example first")
    tab.heading("in 100")
    example = load_example(date.today())
    outlook = assess(INSTRUMENT, example.responses, process=example.process, today=date.today()).outlook
    assert tab.page.get_by_test_id("stMetricValue").first.inner_text() == f"{round(100 * outlook.value)} in 100"
    tab.page.locator("[role=graphics-document]").nth(3).wait_for()
    tab.page.screenshot(path=pictures / f"outlook-{scheme}.png", clip={"x": 250, "y": 0, "width": 780, "height": 800})
    tab.press("Leave the example")
    tab.heading("After the interview")
    assert tab.page.evaluate(CHECKED) == 0


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_scrolls_sideways_on_a_phone(open_tab, width):
    tab = open_tab("phone", "dark")
    tab.page.set_viewport_size({"width": width, "height": 844})
    assert tab.scroll_width() <= 0
    tab.press("Look at an example first")
    tab.heading("in 100")
    assert tab.scroll_width() <= 0
    for name in ("Plan", "Method", "Questions"):
        tab.open(name, {"Questions": "After the interview"}.get(name, name))
        assert tab.scroll_width() <= 0


def test_free_text_is_shown_as_it_was_typed(open_tab):
    hostile = (
        "![x](http://outside.test/x.png) <img src=http://outside.test/y> **b** $a$ :red[r] a@b.test"
    )
    tab = open_tab()
    choose(tab, {"stage": "waiting"})
    tab.page.get_by_text("Who and when: employer, dates, people").click()
    tab.fill("Employer", hostile)
    tab.fill("People you met or will meet", hostile)
    tab.page.get_by_role("button", name="See your outlook").click()
    tab.press("Skip")
    tab.heading("in 100")
    assert hostile in tab.page.inner_text("body").replace("\u2060", "")
    tab.open("Plan", "Plan")
    assert hostile in tab.page.inner_text("body").replace("\u2060", "")
    assert tab.page.locator("img, a[href*='outside'], a[href^=mailto]").count() == 0


def test_an_impossible_date_is_refused_beside_its_field(open_tab):
    tab, today = open_tab(), date.today()
    tab.page.get_by_text("Who and when: employer, dates, people").click()
    tab.fill_date("Day of the interview", today)
    tab.fill_date("Day they promised an answer", today - timedelta(2))
    tab.page.get_by_text(re.compile("is before the interview")).wait_for()
    tab.open("Method", "Method")
    tab.open("Questions", "After the interview")
    tab.page.get_by_text("Who and when: employer, dates, people").click()
    assert tab.date_shown("Day they promised an answer") == (today - timedelta(2)).isoformat()
