"""A person's way through the app, in a real browser."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from assessment import assess
from assessment.catalog.example import load_example
from assessment.core.model.process import Person, Process
from assessment.core.plan.plan import make_plan
from assessment.export.plan_csv import COLUMNS, plan_csv
from tests.browser.tab import QUESTIONS
from tests.support import INSTRUMENT

MORE = "More: role, dates, people, kind of round"
QUICK = [item for item in INSTRUMENT.items.values() if item.quick]
CLICK_THEM_ALL = """() => {
  const groups = [...document.querySelectorAll('[data-testid=stRadio] [role=radiogroup]')];
  for (const group of groups) group.querySelectorAll('input')[1].click();
  return groups.length;
}"""
CHECKED = "[data-testid=stRadio] input:checked"


def choose(tab, answers):
    for name, option in answers.items():
        item = INSTRUMENT.items[name]
        tab.choose(item.stem, item.options_by_id[option].label)


def wait_for_saved(tab, server, answers):
    for _ in range(400):
        if server.saved_answers() == answers:
            return
        tab.page.wait_for_timeout(50)
    assert server.saved_answers() == answers


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
    tab.page.get_by_text(MORE).click()
    tab.fill("Employer", "Acme")
    tab.fill_date("Day of the interview", today)
    tab.fill("People you met or will meet", "Ana Ruiz, Head of data\n=Bo")
    tab.page.get_by_role("button", name="See your outlook").click()
    tab.wait_for_heading("First, your own number")
    tab.fill("Your number, 0 to 100", "40")
    tab.press("Show my outlook")
    tab.wait_for_heading("in 100")

    process = Process(
        employer="Acme",
        people=(Person("Ana Ruiz", "Head of data"), Person("=Bo")),
        interview_date=today,
        minutes_per_day=60,
    )
    assessment = assess(INSTRUMENT, answers, process=process, today=today)
    shown = round(100 * assessment.outlook.value)
    expect(tab.page.get_by_role("heading", level=1)).to_have_text(f"About {shown} in 100")

    tab.open_page("Plan", "Plan")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Download the plan (CSV)").click()
    content = download.value.path().read_bytes().decode()
    plan = make_plan(INSTRUMENT, assessment, process, today, 60)
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))
    assert content == plan_csv(INSTRUMENT, plan, export=rows[0]["export"])
    assert tuple(rows[0]) == COLUMNS
    (export,) = {row["export"] for row in rows}
    assert export
    assert content == plan_csv(INSTRUMENT, plan, export=export)
    assert {row["person"] for row in rows} == {"", "Ana Ruiz", "'=Bo"}


def test_nineteen_answers_as_fast_as_the_browser_can_click_are_all_kept(open_tab):
    tab = open_tab()
    counter, all_answered = tab.page.locator(".st-key-counter"), f"{len(QUICK)} of {len(QUICK)} · saved"
    choose(tab, {"stage": "waiting"})
    expect(tab.page.locator("[data-testid=stRadio]")).to_have_count(len(QUICK) + 1)
    assert tab.page.evaluate(CLICK_THEM_ALL) == len(QUICK) + 1
    expect(counter).to_contain_text(all_answered)
    tab.wait_until_idle()
    tab.open_page("Method", "Method")
    tab.open_page("Questions", QUESTIONS)
    expect(counter).to_contain_text(all_answered)
    expect(tab.page.locator(CHECKED)).to_have_count(len(QUICK) + 1)


def test_the_counter_counts_the_answers_of_the_part_that_is_shown(open_tab):
    tab = open_tab()
    counter = tab.page.locator(".st-key-counter")
    tab.page.get_by_text("All, 10 minutes").click()
    tab.wait_until_idle()
    for part, answered in ((1, 3), (2, 1)):
        expect(counter).to_contain_text(f"Part {part} of")
        expect(counter).to_have_text(re.compile(r"^0 of \d+ ·"))
        for number in range(answered):
            tab.page.get_by_test_id("stRadio").nth(-1 - number).locator("label:has(input)").first.click()
            expect(counter).to_have_text(re.compile(rf"^{number + 1} of \d+ ·"))
            tab.wait_until_idle()
        tab.press("Next")
    tab.press("Previous")
    expect(counter).to_have_text(re.compile(r"^1 of \d+ ·"))


def test_an_answer_is_kept_when_the_page_changes_right_after_it(open_tab):
    tab = open_tab()
    tab.page.get_by_role("link", name="Method", exact=True).first.wait_for()
    tab.page.evaluate(
        """() => {
          document.querySelector('[data-testid=stRadio] input').click();
          const method = [...document.querySelectorAll('a')].find(link => link.innerText.trim() === 'Method');
          setTimeout(() => method.click(), 100);
        }"""
    )
    tab.wait_for_heading("Method")
    tab.open_page("Questions", QUESTIONS)
    expect(tab.page.locator(CHECKED)).to_have_count(1)


def test_the_example_opens_and_leaves_with_one_click(open_tab, take_picture, film):
    tab = open_tab()
    tab.page.get_by_role("radio").first.wait_for()
    tab.wait_until_loaded()
    take_picture(tab, "questions.png")
    film(tab)
    tab.press("Look at an example first")
    tab.wait_for_heading("in 100")
    example = load_example(date.today())
    outlook = assess(INSTRUMENT, example.responses, process=example.process, today=date.today()).outlook
    expect(tab.page.get_by_role("heading", level=1)).to_have_text(f"About {round(100 * outlook.value)} in 100")
    tab.page.locator("[role=graphics-document]").nth(3).wait_for()
    for heading in ("When you will hear", "What to do next"):
        expect(tab.page.get_by_role("heading", name=heading)).to_be_in_viewport()
    tab.page.set_viewport_size({"width": 1280, "height": 1180})
    expect(tab.page.locator("[role=graphics-document]").first).to_be_in_viewport(ratio=1)
    for scheme, name in (("dark", "outlook-dark.png"), ("light", "outlook.png")):
        tab.use_theme(scheme)
        take_picture(tab, name)
    film(tab)
    tab.page.set_viewport_size({"width": 1280, "height": 920})
    tab.page.get_by_text(re.compile("signs, with grade and source")).click()
    tab.page.locator("[role=graphics-document]").nth(4).wait_for()
    show = tab.page.get_by_role("heading", name="Why")
    show.evaluate("heading => heading.scrollIntoView()")
    take_picture(tab, "balance.png")
    film(tab)
    tab.open_page("Plan", "Plan")
    take_picture(tab, "plan.png")
    film(tab)
    tab.page.get_by_text(re.compile("the biggest win · details")).click()
    expect(tab.page.get_by_text(re.compile("^Why:")).filter(visible=True)).to_have_count(1)
    film(tab)
    tab.press("Leave the example")
    tab.wait_for_heading(QUESTIONS)
    expect(tab.page.locator(CHECKED)).to_have_count(0)


def test_nothing_scrolls_sideways_on_a_phone(open_tab):
    tab = open_tab("phone", "dark")

    def fits():
        for width in (390, 320):
            tab.page.set_viewport_size({"width": width, "height": 844})
            assert tab.sideways_scroll() <= 0, width

    fits()
    tab.press("Look at an example first")
    tab.wait_for_heading("in 100")
    fits()
    for name in ("Plan", "Method", "Questions"):
        tab.open_page(name, {"Questions": QUESTIONS}.get(name, name))
        fits()
    # The first step is on the first screen in the longer language too, with the example's banner.
    tab.page.set_viewport_size({"width": 390, "height": 844})
    tab.press("More")
    tab.page.get_by_role("menuitem", name="Español").click()
    tab.wait_for_heading(re.compile("¿Cómo fue|Después de"))
    tab.open_page("Perspectiva", "de cada 100")
    expect(tab.page.get_by_test_id("stCheckbox").first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    ("locale", "typed", "shown"),
    [
        ("de-DE", "5.1.2027", ["05", "01", "2027"]),
        ("en-US", "11/16/2026", ["11", "16", "2026"]),
        ("sv-SE", "2026-11-16", ["2026", "11", "16"]),
    ],
)
def test_a_date_is_typed_as_where_the_visitor_is(open_tab, server, locale, typed, shown):
    tab = open_tab(locale=locale)
    parts = tab.page.get_by_role("group", name="Day of the interview").get_by_role("spinbutton")
    parts.first.click()
    tab.page.keyboard.type(typed, delay=30)
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("button", name="Clear").wait_for()
    tab.wait_until_idle()
    assert parts.all_inner_texts() == shown
    with server.repository() as repository:
        (application,) = repository.applications()
    day = application.process.interview_date
    assert {f"{day:%d}", f"{day:%m}", f"{day:%Y}"} == set(shown)


BROWSER_TRANSLATES = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  for (const text of found.filter(each => each.data.trim() && !each.parentElement.closest('script, style'))) {
    const outer = document.createElement('font'), translated = document.createElement('font');
    translated.textContent = text.data.toUpperCase();
    outer.append(translated);
    text.replaceWith(outer);
  }
}"""


def test_a_page_that_the_browser_has_translated_shows_the_new_numbers_in_heading_and_sentences(open_tab):
    tab = open_tab()
    tab.press("Look at an example first")
    tab.wait_for_heading("in 100")
    headline = tab.page.locator("h1")
    tab.page.get_by_text(re.compile(r"would be \d+ in 100")).wait_for()
    without_advice = re.search(r"would be (\d+) in 100", tab.page.inner_text("body"))[1]
    expect(headline).not_to_have_text(f"About {without_advice} in 100")
    span = re.search(r"as low as \d+ or as high as \d+", tab.page.inner_text("body"))[0]
    tab.page.evaluate(BROWSER_TRANSLATES)
    assert span.upper() in tab.page.inner_text("body")
    tab.page.get_by_test_id("stCheckbox").filter(has_text="Without advice").locator("label").click()
    tab.wait_until_idle()
    expect(headline).to_have_text(f"About {without_advice} in 100")
    expect(tab.page.get_by_text(span.upper())).to_have_count(0)
    tab.open_page("QUESTIONS", QUESTIONS)
    item, before = INSTRUMENT.items["finalists"], load_example(date.today()).responses["finalists"]
    group = tab.page.get_by_role("radiogroup", name=item.stem)
    tab.page.evaluate(BROWSER_TRANSLATES)
    group.locator("label").last.click()
    tab.wait_until_idle()
    expect(tab.page.get_by_role("button", name=f"Undo: {item.option_label(before)}")).to_be_visible()
    expect(group).to_have_accessible_description(re.compile(re.escape(item.help), re.IGNORECASE))


def test_an_impossible_date_is_refused_beside_its_field(open_tab):
    tab, today = open_tab(), date.today()
    tab.page.get_by_text(MORE).click()
    tab.fill_date("Day of the interview", today)
    tab.fill_date("Day they promised an answer by", today - timedelta(2))
    tab.page.get_by_text(re.compile("is before the interview")).wait_for()
    tab.open_page("Method", "Method")
    tab.open_page("Questions", QUESTIONS)
    tab.page.get_by_text(re.compile("is before the interview")).wait_for()
    assert tab.shown_date("Day they promised an answer by") == (today - timedelta(2)).isoformat()


def test_a_reload_a_new_browser_and_a_restarted_server_show_everything_again(open_tab, server):
    tab = open_tab()
    choose(tab, {"stage": "waiting", "team_intro": "off_agenda"})
    tab.page.reload()
    tab.wait_for_heading(QUESTIONS)
    expect(tab.page.locator(CHECKED)).to_have_count(2)
    other = open_tab()
    expect(other.page.locator(CHECKED)).to_have_count(2)
    for each in (tab, other):
        each.wait_until_loaded()
    server.stop()
    server.start()
    server.wait()
    other.page.reload()
    other.wait_for_heading(QUESTIONS)
    expect(other.page.locator(CHECKED)).to_have_count(2)


def test_the_first_action_after_a_restart_of_the_server_is_saved(open_tab, server):
    tab = open_tab()
    choose(tab, {"stage": "waiting", "team_intro": "off_agenda"})
    wait_for_saved(tab, server, {"stage": "waiting", "team_intro": "off_agenda"})
    tab.wait_until_loaded()
    server.stop()
    state = tab.page.locator(".stApp")
    expect(state).not_to_have_attribute("data-test-connection-state", "CONNECTED", timeout=30_000)
    server.start()
    expect(state).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)
    group = tab.page.get_by_role("radiogroup", name=INSTRUMENT.items["team_intro"].stem)
    group.get_by_text("No", exact=True).click()
    wait_for_saved(tab, server, {"stage": "waiting", "team_intro": "no"})
    tab.page.reload()
    expect(group.get_by_role("radio", name="No", exact=True)).to_be_checked()


def test_a_second_tab_never_overwrites_silently(open_tab):
    first, second = open_tab(), open_tab()
    choose(first, {"finalists": "two"})
    choose(second, {"finalists": "three", "team_intro": "no"})
    second.page.get_by_text("was changed in another tab").wait_for()
    assert "Here: Three. There: Two." in second.page.inner_text("body")
    second.press("Take what is there")
    group = second.page.get_by_role("radiogroup", name=INSTRUMENT.items["finalists"].stem)
    expect(group.get_by_role("radio", name="Two", exact=True, checked=True)).to_have_count(1)
    second.wait_until_idle()
    expect(group.get_by_role("radio", name="Two", exact=True)).to_be_checked()
    first.page.reload()
    first.wait_for_heading(QUESTIONS)
    expect(first.page.locator(CHECKED)).to_have_count(2)


def test_after_next_and_after_a_page_change_focus_and_scroll_are_at_the_new_heading(open_tab):
    tab = open_tab("phone")
    tab.page.get_by_text("All, 10 minutes").click()
    tab.press("Next")
    expect(tab.page.get_by_role("heading", name="Signs from them, 1 of 2")).to_be_focused()
    expect(tab.page.get_by_role("heading", name="Signs from them, 1 of 2")).to_be_in_viewport()
    tab.open_page("Method", "Method")
    expect(tab.page.get_by_role("heading", name="Method", exact=True)).to_be_focused()
    assert tab.page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0


def test_the_first_action_after_a_connection_was_lost_for_longer_than_its_session_lives_is_saved(
    open_tab, short_session_server
):
    server = short_session_server
    tab, ends, cut = open_tab(at=server), [], []

    def relay(socket):
        if cut:
            socket.close()
        else:
            ends.extend((socket, socket.connect_to_server()))

    tab.page.route_web_socket(re.compile("_stcore/stream"), relay)
    tab.page.reload()
    tab.wait_for_heading(QUESTIONS)
    choose(tab, {"stage": "waiting", "team_intro": "off_agenda"})
    wait_for_saved(tab, server, {"stage": "waiting", "team_intro": "off_agenda"})
    tab.wait_until_loaded()
    cut.append(True)
    for end in ends:
        end.close()
    state = tab.page.locator(".stApp")
    expect(state).not_to_have_attribute("data-test-connection-state", "CONNECTED", timeout=30_000)
    tab.page.wait_for_timeout(2_000)
    cut.clear()
    expect(state).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)
    group = tab.page.get_by_role("radiogroup", name=INSTRUMENT.items["team_intro"].stem)
    group.get_by_text("No", exact=True).click()
    wait_for_saved(tab, server, {"stage": "waiting", "team_intro": "no"})
