"""What the access tests share: a person with a past, the places to look at, and questions to the page."""

import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assessment import assess
from assessment.catalog.example import load_example
from assessment.core.applications.records import Guess
from assessment.core.applications.snapshots import first_reveal, take_snapshot
from assessment.core.model.process import Outcome, Process
from tests.browser.tab import MORE, QUESTIONS
from tests.support import INSTRUMENT

LISTED = tomllib.loads((Path(__file__).parent / "from_streamlit.toml").read_text())["violation"]
AXE = Axe().axe_script + "axe.configure({rules: [{id: 'color-contrast', selector: '*:not(.stVegaLiteChart svg *)'}]})"
"""axe-core, but for the colours of charts: it reads `color`, and `fill` paints them. `CHART_COLOURS` asks for that."""
VIOLATIONS = """() => axe.run({resultTypes: ['violations']})
  .then(found => found.violations.flatMap(
    ({id, nodes}) => nodes.map(node => [id, node.target.join(' '), node.html])
  ))"""
"""Only what is wrong: to name all that is right would take axe-core five times as long."""
FADING_MS = 1_000
"""How long Streamlit may take to fade something in."""
OUTCOMES = (Outcome.OFFER, Outcome.REJECTED, Outcome.REJECTED, Outcome.NO_ANSWER, Outcome.DECLINED_BY_ME)


def store_past_applications(server):
    """Two open applications with snapshots and five that have ended, so that every chart has something to show."""
    with server.repository() as repository:
        for number, outcome in enumerate((*OUTCOMES, None, None)):
            store_past_application(repository, number, outcome)


def store_past_application(repository, number, outcome):
    today, example = date.today(), load_example(date.today())
    created_at = datetime.now(UTC) - timedelta(60 - number)
    process = Process(employer=f"Firm {number}", interview_date=today - timedelta(30))
    application = repository.create(process, at=created_at)
    repository.save_answers(application, example.responses, last_seen={})
    assessment = assess(INSTRUMENT, example.responses, process=Process(), today=today)
    repository.save_guess(application, Guess(10 * number, created_at))
    repository.save_reveal(application, first_reveal(assessment, at=created_at))
    for days in (9, 2):
        day = today - timedelta(days)
        snapshot = take_snapshot(assessment, example.responses, Process(), day=day, at=created_at, round=1)
        repository.save_snapshot(application, snapshot)
    repository.save_process(application, Process(employer=process.employer, outcome=outcome), last_seen=process)


def open_all_folds(tab):
    tab.page.evaluate("() => document.querySelectorAll('details:not([open]) > summary').forEach(each => each.click())")
    tab.wait_until_idle()


def a_first_visit_with_an_impossible_date(tab):
    tab.page.get_by_text(MORE).click()
    tab.wait_until_idle()
    # On a slow machine the page may still draw a field anew while its first characters are typed.
    for label, day in (
        ("Day of the interview", date.today()),
        ("Day they promised an answer by", date.today() - timedelta(2)),
    ):
        for _ in range(3):
            if tab.shown_date(label) != f"{day:%Y-%m-%d}":
                tab.fill_date(label, day)
    tab.page.get_by_text("is before the interview").wait_for()


def the_full_set(tab):
    tab.page.get_by_text("All, 10 minutes").click()
    tab.press("Next")


def the_guess(tab):
    tab.open_page("Outlook", "First, your own number")


def an_outlook_of_nothing(tab):
    tab.press("Skip")
    tab.wait_for_heading("in 100")
    open_all_folds(tab)


def the_example(tab):
    tab.open_page("Questions", QUESTIONS)
    tab.press("Look at an example first")
    tab.wait_for_heading("in 100")
    tab.page.locator("[role=graphics-document]").nth(3).wait_for()
    open_all_folds(tab)


def the_plan(tab):
    tab.open_page("Plan", "Plan")
    open_all_folds(tab)


def the_notes(tab):
    tab.open_page("Notes", "Notes")
    tab.fill("What did they ask?", "Why us?")
    tab.press("1: Why us?")


def giving_to_a_coach(tab):
    tab.open_page("Give to a coach", "Work with a coach")
    open_all_folds(tab)


def the_method(tab):
    tab.open_page("Method", "Method")
    open_all_folds(tab)


def the_applications(tab):
    tab.press("Leave the example")
    tab.open_page("Applications", "Applications")
    tab.page.locator("[role=graphics-document]").first.wait_for()
    open_all_folds(tab)
    tab.press("Change")
    expect(tab.page.get_by_role("button", name="Duplicate").first).to_be_visible()


def the_data(tab):
    tab.page.keyboard.press("Escape")
    tab.open_page("Your data", "Your data")
    open_all_folds(tab)


def an_end(tab):
    tab.open_page("Applications", "Applications")
    tab.page.get_by_role("button", name="Firm 0").click()
    tab.wait_for_heading(re.compile("Congratulations"))
    open_all_folds(tab)


def the_cohort(tab):
    tab.open_page("For coaches", "Cohort")


def the_cohort_of_many(tab):
    tab.press("Look at a made-up cohort")
    tab.wait_for_heading("30 people")
    tab.press("Learn from made-up outcomes")
    tab.page.locator("[role=graphics-document]").nth(2).wait_for()
    open_all_folds(tab)


PLACES = (
    a_first_visit_with_an_impossible_date,
    the_full_set,
    the_guess,
    an_outlook_of_nothing,
    the_example,
    the_plan,
    the_notes,
    giving_to_a_coach,
    the_method,
    the_applications,
    the_data,
    an_end,
    the_cohort,
    the_cohort_of_many,
)
"""The places in the order of one walk; each begins where the one before ends."""


def violations(tab):
    """(rule, selector, markup) of everything that axe-core finds, of any level, once nothing fades in any more."""
    found = _violations(tab)
    if all(listed(each) for each in found):
        return found
    tab.page.wait_for_timeout(FADING_MS)
    return _violations(tab)


def _violations(tab):
    if not tab.page.evaluate("() => 'axe' in window"):
        tab.page.evaluate(AXE)
    return tab.page.evaluate(VIOLATIONS)


def listed(violation):
    """The entry of the list that the violation belongs to; None when it is ours."""
    rule, _, markup = violation
    return next((entry["markup"] for entry in LISTED if entry["rule"] == rule and entry["markup"] in markup), None)


CHART_COLOURS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('.stVegaLiteChart svg')) {
    for (const text of svg.querySelectorAll('text')) {
      const style = getComputedStyle(text);
      if (text.textContent.trim() && style.fill !== 'none') found.push(['text', style.fill, text.textContent]);
    }
    for (const mark of svg.querySelectorAll('.mark-symbol path, .mark-rect path, .mark-line path, .mark-rule line')) {
      const style = getComputedStyle(mark);
      for (const part of ['fill', 'stroke']) {
        const painted = mark.hasAttribute(part) && style[part] !== 'none' && style.opacity > 0;
        if (painted) found.push(['mark', style[part], mark.outerHTML.slice(0, 200)]);
      }
    }
  }
  return found;
}"""

TOO_SMALL = """least => [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
  .filter(each => each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map(each => each.matches('input[type=radio], input[type=checkbox]') ? each.closest('label') : each)
  .map(each => each?.matches('input[type=range]') ? each.closest('[role=group]') : each)
  .filter(each => each && !each.closest('p, li, td'))
  .map(each => [each.outerHTML.slice(0, 120), each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < least || box.height < least))
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""

TOO_LOW = """least => [...document.querySelectorAll('[data-testid=stRadio] label, [data-testid=stCheckbox] label')]
  .filter(each => each.checkVisibility() && each.querySelector('input') && each.getBoundingClientRect().height < least)
  .map(each => `${Math.round(each.getBoundingClientRect().height)} ${each.innerText}`)"""

UNNAMED = """() => [...document.querySelectorAll('input, select, textarea, button, [role=radiogroup], [role=switch]')]
  .filter(each => each.checkVisibility() && each.type !== 'hidden' && each.tabIndex >= 0)
  .filter(each => !(each.getAttribute('aria-label') || each.getAttribute('aria-labelledby') || each.labels?.length
    || each.title || each.innerText?.trim() || each.closest('label')?.innerText?.trim()))
  .map(each => each.outerHTML.slice(0, 160))"""

MARKED_UP = """() => [...document.querySelectorAll('[aria-label], [title], [alt]')]
  .flatMap(each => ['aria-label', 'title', 'alt'].map(name => each.getAttribute(name)))
  .filter(name => name && /\\\\|:\\w+\\[|[*]{2}|`/.test(name))"""

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter(each => each.checkVisibility()).map(each => Number(each.tagName[1]))"""
