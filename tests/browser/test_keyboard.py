"""The whole journey without a mouse: every stop is seen, nothing traps, and the plan is downloaded at the end."""

import csv
import io
import re
from datetime import date

from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import expect

from assessment import assess
from assessment.core.model.process import Person, Process
from assessment.core.plan.plan import make_plan
from assessment.export.plan_csv import COLUMNS, plan_csv
from tests.browser.tab import MORE
from tests.support import INSTRUMENT

MOST_STOPS = 160
LOOK = """now => {
  const row = now.closest('label') || now;
  const around = [now, ...row.querySelectorAll('*'), row, now.parentElement, now.parentElement?.parentElement,
    now.closest('[data-testid^=st] > div'), now.closest('[role=group]')].filter(Boolean);
  return around.map(each => {
    const style = getComputedStyle(each);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
      style.backgroundColor, style.textDecorationLine].join(' ');
  }).join('|');
}"""
NAME = """() => {
  const now = document.activeElement;
  const own = now.matches('a, button, summary, [role]') ? now.innerText : '';
  const named = now.getAttribute('aria-label') || now.labels?.[0]?.innerText || own || now.title || '';
  const group = now.closest('[role=radiogroup], [role=group]')?.getAttribute('aria-label') || '';
  const of = now.closest('[role=group]')?.getAttribute('aria-labelledby')?.split(' ')
    .map(id => document.getElementById(id)?.innerText || '').join(' ') || '';
  return [now.tagName.toLowerCase(), `${group} ${of}`.trim(), named.trim()].join('|');
}"""


class Keys:
    """A person at the keyboard, who notices when the focus cannot be seen."""

    def __init__(self, tab):
        self.tab, self.keyboard, self.page, self.unseen = tab, tab.page.keyboard, tab.page, []

    def name(self):
        return self.page.evaluate(NAME)

    def go_to(self, wanted, key="Tab"):
        """Press Tab until the stop has this in its name."""
        passed = []
        for _ in range(MOST_STOPS):
            if wanted in self.name():
                self.notice()
                return
            self.keyboard.press(key)
            passed.append(self.name())
        raise AssertionError(f"{wanted!r} was not reached; passed {passed}")

    def notice(self):
        """Note the stop if it looks the same without the focus: twice, since its look may come late under load."""
        if not (self._changes_without_focus() or self._changes_without_focus()):
            self.unseen.append(self.page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)"))

    def _changes_without_focus(self):
        """Whether the stop looks otherwise once the focus has left it; the focus comes back."""
        self.tab.wait_until_idle()
        stop = self.page.evaluate_handle("() => document.activeElement")
        look = [stop, stop.evaluate(LOOK)]
        stop.evaluate("each => each.blur()")
        try:
            self.page.wait_for_function(f"([each, before]) => ({LOOK})(each) !== before", arg=look, timeout=5_000)
        except PlaywrightTimeoutError:
            return False
        finally:
            stop.evaluate("each => each.focus({preventScroll: true})")
        return True

    def press(self, *keys):
        for key in keys:
            self.keyboard.press(key)
        self.tab.wait_until_idle()

    def type(self, words):
        self.keyboard.type(words, delay=20)
        self.press("Tab")


ANSWERS = {"stage": "waiting", "finalists": "three", "team_intro": "off_agenda"}
INTERVIEW = date.today()
PROCESS = Process(
    employer="Acme",
    people=(Person("Ana Ruiz", "Head of data"), Person("=Bo")),
    interview_date=INTERVIEW,
    minutes_per_day=60,
)


def say_what_happened(keys):
    items = INSTRUMENT.items
    keys.go_to(items["stage"].stem)
    keys.press("ArrowDown")
    keys.go_to("Employer")
    keys.type("Acme")
    keys.go_to("month, Day of the interview")
    keys.type(f"{INTERVIEW:%m%d%Y}")
    keys.press("Escape")
    keys.go_to(MORE)
    keys.press("Enter")
    keys.go_to("textarea||People you met or will meet")
    keys.type("Ana Ruiz, Head of data\n=Bo")
    for item, downs in (("finalists", 2), ("team_intro", 0)):
        keys.go_to(items[item].stem)
        keys.press("Space", *["ArrowDown"] * downs)


def see_the_outlook(keys, assessment):
    keys.go_to("See your outlook")
    keys.press("Enter")
    keys.tab.wait_for_heading("First, your own number")
    keys.go_to("Your number, 0 to 100")
    keys.type("30")
    keys.go_to("Show my outlook")
    keys.press("Enter")
    shown = round(100 * assessment.outlook.value)
    expect(keys.page.get_by_role("heading", level=1)).to_have_text(f"About {shown} in 100")
    keys.tab.use_theme("dark")
    keys.go_to("Without advice-only signs")
    keys.press("Space")
    expect(keys.page.get_by_text("are left out of everything on this page")).to_be_visible()


def take_the_plan_along(keys, assessment):
    """Tick a step and download the plan, which holds what the pages showed."""
    keys.go_to("Plan", "Shift+Tab")
    keys.press("Enter")
    keys.tab.wait_for_heading("Plan")
    keys.go_to("Download the plan (CSV)", "Shift+Tab")
    with keys.page.expect_download() as download:
        keys.press("Enter")
    content = download.value.path().read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    (export,) = {row["export"] for row in rows}
    assert export
    assert {row["person"] for row in rows} == {"", "Ana Ruiz", "'=Bo"}
    assert content == plan_csv(INSTRUMENT, make_plan(INSTRUMENT, assessment, PROCESS, date.today(), 60), export=export)
    keys.go_to("Write down the interview")
    keys.press("Space")
    expect(keys.page.get_by_text("1 done", exact=True)).to_be_visible()


def test_from_the_first_answer_to_the_downloaded_plan_by_keyboard(open_tab, server):
    keys = Keys(open_tab())
    assessment = assess(INSTRUMENT, ANSWERS, process=PROCESS, today=date.today())
    say_what_happened(keys)
    see_the_outlook(keys, assessment)
    take_the_plan_along(keys, assessment)
    assert server.saved_answers() == ANSWERS
    with server.repository() as repository:
        (application,) = repository.applications()
    assert application.process.interview_date == INTERVIEW
    assert keys.unseen == []


MOVING = """() => [...document.querySelectorAll('.stApp *')].map(each => getComputedStyle(each))
  .filter(style => [style.transitionProperty === 'none' ? '0s' : style.transitionDuration, style.animationDuration]
    .join().split(',')
    .some(each => parseFloat(each) * (each.includes('ms') ? 1 : 1000) > 10)).length"""
RING = """() => {
  const now = document.activeElement;
  const ring = getComputedStyle(now.matches('[type=radio], [type=checkbox]') ? now.closest('label') : now);
  return [ring.outlineStyle, ring.outlineWidth, ring.outlineColor].join(' ');
}"""
STOPS = ("Questions", "Look at an example first", "Where do you stand?", "Employer", "See your outlook")
"""Stops of each kind in the order of the keyboard; the first is the link of the open page."""


def see_the_ring(keys, colour):
    keys.page.wait_for_function(f"ring => ({RING})() === ring", arg=f"solid 2px {colour}", timeout=5_000)


def test_tab_goes_on_and_back_without_a_trap_each_stop_has_a_ring_and_runs_leave_the_focus(open_tab):
    keys = Keys(open_tab())
    go_through_the_questions_and_back(keys)
    take_away_what_has_the_focus(keys)


def go_through_the_questions_and_back(keys):
    tab = keys.tab
    assert tab.page.evaluate(MOVING) == 0, "less motion is asked for"
    for stop in ("a|", *STOPS):
        keys.go_to(stop)
        see_the_ring(keys, "rgb(17, 24, 39)")
    tab.use_theme("dark")
    for stop in reversed(STOPS):
        keys.go_to(stop, "Shift+Tab")
        see_the_ring(keys, "rgb(229, 231, 235)")


def take_away_what_has_the_focus(keys):
    """The focus goes to what takes the place, or to the heading of a new page."""
    tab = keys.tab
    keys.go_to("Where do you stand?")
    stage = tab.page.get_by_role("radiogroup", name="Where do you stand?")
    expect(stage).to_have_accessible_description(re.compile("counts as a second interview"))
    keys.press("ArrowDown")
    expect(tab.page.get_by_role("button", name="Clear")).to_have_count(1)
    tab.wait_until_idle()
    expect(tab.page.get_by_role("radio", name="Waiting").first).to_be_focused()
    keys.press("Shift+Tab")
    expect(tab.page.get_by_role("button", name="Clear")).to_be_focused()
    keys.press("Enter")
    expect(stage.get_by_role("radio").first).to_be_focused()
    tab.open_page("Outlook", "First, your own number")
    tab.page.set_viewport_size({"width": 640, "height": 400})
    tab.page.get_by_role("button", name="Skip").press("Enter")
    tab.wait_for_heading("in 100")
    headline = tab.page.get_by_role("heading", name="in 100").first
    expect(headline).to_be_focused()
    expect(headline).to_be_in_viewport()
    assert tab.page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0
