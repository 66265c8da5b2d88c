"""A person's way through the app, in a real browser."""

import re
from datetime import date

from playwright.sync_api import expect

from assessment import assess
from assessment.catalog.example import load_example
from tests.browser.tab import QUESTIONS
from tests.support import INSTRUMENT

QUICK = [item for item in INSTRUMENT.items.values() if item.quick]
CLICK_THEM_ALL = """() => {
  const groups = [...document.querySelectorAll('[data-testid=stRadio] [role=radiogroup]')];
  for (const group of groups) group.querySelectorAll('input')[1].click();
  return groups.length;
}"""
CHECKED = "[data-testid=stRadio] input:checked"
COUNTER, ALL_ANSWERED = ".st-key-counter", f"{len(QUICK)} of {len(QUICK)} · saved"
CONNECTION = "data-test-connection-state"


def question(tab, item):
    return tab.page.get_by_role("radiogroup", name=INSTRUMENT.items[item].stem)


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


def type_the_employer(tab):
    """What is typed is kept though the page is left before anything else is done."""
    tab.page.get_by_label("Employer", exact=True).press_sequentially("Acme")
    expect(tab.page.get_by_test_id("InputInstructions").filter(visible=True)).to_have_count(0)
    tab.page.wait_for_timeout(400)
    tab.wait_until_idle()
    tab.page.reload()
    tab.wait_for_heading(QUESTIONS)
    expect(tab.page.get_by_label("Employer", exact=True)).to_have_value("Acme")


def answer_all_at_once(tab):
    """As fast as the browser can click; the stage decides what is asked."""
    choose(tab, {"stage": "waiting"})
    expect(tab.page.get_by_test_id("stRadio")).to_have_count(len(QUICK) + 1)
    assert tab.page.evaluate(CLICK_THEM_ALL) == len(QUICK) + 1
    expect(tab.page.locator(COUNTER)).to_contain_text(ALL_ANSWERED)
    tab.wait_until_idle()


def change_the_last_answer_and_leave(tab):
    tab.page.evaluate(
        """() => {
          [...document.querySelectorAll('[data-testid=stRadio]')].at(-1).querySelector('input').click();
          const method = [...document.querySelectorAll('a')].find(link => link.innerText.trim() === 'Method');
          setTimeout(() => method.click(), 100);
        }"""
    )
    tab.wait_for_heading("Method")


def test_what_is_typed_or_clicked_fast_and_right_before_leaving_is_all_kept(open_tab):
    tab = open_tab()
    type_the_employer(tab)
    answer_all_at_once(tab)
    change_the_last_answer_and_leave(tab)
    tab.open_page("Questions", QUESTIONS)
    expect(tab.page.locator(COUNTER)).to_contain_text(ALL_ANSWERED)
    expect(tab.page.locator(CHECKED)).to_have_count(len(QUICK) + 1)
    expect(tab.page.get_by_test_id("stRadio").last.get_by_role("radio").first).to_be_checked()


def test_the_counter_counts_what_is_shown_and_focus_and_scroll_go_to_the_new_heading(open_tab):
    tab = open_tab("phone")
    counter = tab.page.locator(COUNTER)
    tab.page.get_by_text("All, 10 minutes").click()
    tab.wait_until_idle()
    for part, answered in ((1, 3), (2, 1)):
        expect(counter).to_contain_text(f"Part {part} of")
        expect(counter).to_have_text(re.compile(r"^0 of \d+ ·"))
        for number in range(answered):
            tab.page.get_by_test_id("stRadio").nth(-1 - number).locator("label:has(input)").first.click()
            expect(counter).to_have_text(re.compile(rf"^{number + 1} of \d+ ·"))
            tab.wait_until_idle()
        if part == 1:
            tab.press("Next")
            heading = tab.page.get_by_role("heading", name="Signs from them, 1 of 2")
            expect(heading).to_be_focused()
            expect(heading).to_be_in_viewport()
    tab.press("Previous")
    expect(counter).to_have_text(re.compile(r"^3 of \d+ ·"))
    tab.open_page("Method", "Method")
    expect(tab.page.get_by_role("heading", name="Method", exact=True)).to_be_focused()
    assert tab.page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0


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


def test_a_date_is_typed_as_where_the_visitor_is(open_tab, server):
    tab, label = open_tab(), "Day of the interview"
    for locale, typed, shown in (
        ("de-DE", "5.1.2027", ["05", "01", "2027"]),
        ("sv-SE", "2026-11-16", ["2026", "11", "16"]),
    ):
        with tab.in_locale(locale):
            tab.type_date(label, typed)
            assert tab.shown_parts(label) == shown
        with server.repository() as repository:
            (application,) = repository.applications()
        day = application.process.interview_date
        assert {f"{day:%d}", f"{day:%m}", f"{day:%Y}"} == set(shown)


def lose_the_connection(tab):
    """Cut it, and let nothing through for longer than the server keeps the visit."""
    health = re.compile("_stcore/health")
    tab.page.route(health, lambda route: route.abort("connectionrefused"))
    tab.page.evaluate("connection.close()")
    wait_until_disconnected(tab)
    tab.page.wait_for_timeout(2_000)
    tab.page.unroute(health)


def stop_and_start(server, tab):
    server.stop()
    wait_until_disconnected(tab)
    server.start()


def wait_until_disconnected(tab):
    expect(tab.page.locator(".stApp")).not_to_have_attribute(CONNECTION, "CONNECTED", timeout=30_000)


def answer_as_soon_as_connected(tab, option):
    expect(tab.page.locator(".stApp")).to_have_attribute(CONNECTION, "CONNECTED", timeout=60_000)
    label = INSTRUMENT.items["team_intro"].option_label(option)
    question(tab, "team_intro").get_by_text(label, exact=True).click()


def test_the_first_action_after_a_lost_connection_and_after_a_restart_of_the_server_is_saved(open_tab, server):
    tab = open_tab()
    choose(tab, {"stage": "waiting", "team_intro": "off_agenda"})
    wait_for_saved(tab, server, {"stage": "waiting", "team_intro": "off_agenda"})
    tab.wait_until_loaded()
    lose_the_connection(tab)
    answer_as_soon_as_connected(tab, "no")
    wait_for_saved(tab, server, {"stage": "waiting", "team_intro": "no"})
    tab.wait_until_idle()
    stop_and_start(server, tab)
    answer_as_soon_as_connected(tab, "on_agenda")
    wait_for_saved(tab, server, {"stage": "waiting", "team_intro": "on_agenda"})
    tab.page.reload()
    tab.wait_for_heading(QUESTIONS)
    expect(tab.page.locator(CHECKED)).to_have_count(2)


def test_a_second_tab_never_overwrites_silently(open_tab):
    first, second = open_tab(), open_tab()
    choose(first, {"finalists": "two"})
    choose(second, {"finalists": "three", "team_intro": "no"})
    second.page.get_by_text("was changed in another tab").wait_for()
    assert "Here: Three. There: Two." in second.page.inner_text("body")
    second.press("Take what is there")
    group = question(second, "finalists")
    expect(group.get_by_role("radio", name="Two", exact=True, checked=True)).to_have_count(1)
    second.wait_until_idle()
    expect(group.get_by_role("radio", name="Two", exact=True)).to_be_checked()
    first.page.reload()
    first.wait_for_heading(QUESTIONS)
    expect(first.page.locator(CHECKED)).to_have_count(2)
