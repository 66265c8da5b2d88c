"""The printed sheet: one page with the numbers, the chart and the plan, and nothing in it but what we wrote."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given

from assessment import charts
from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.model.process import Outcome, Person, Process
from assessment.core.plan.key_dates import key_days
from assessment.core.plan.marked_days import marked_days
from assessment.core.plan.plan import Plan
from assessment.core.plan.progress import apply_progress
from assessment.core.plan.schedule import Step, planned_minutes
from assessment.core.scoring.probability import percent_int
from assessment.core.text.cleaning import clean_text
from assessment.core.text.i18n import format_day, format_duration
from assessment.export import printable
from assessment.export.printable import printable_page
from tests.export.example_plan import EXAMPLE, STEPS, TODAY, case_of, hostile_text, random_progress
from tests.support import INSTRUMENT, processes, responses

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "section", "div", "footer", "figure", "figcaption"),
    *("h1", "h2", "h3", "p", "span", "small", "ul", "li", "svg", "g", "path", "line", "circle", "text"),
}
INERT = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "aria-label", "role", "viewbox", "transform", "d"),
    *("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "text-anchor"),
}


class Page(HTMLParser):
    """What a browser would find in a page: its tags, its attributes and its text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.words = set(), set(), []
        self.feed(html)
        self.text = "".join(self.words)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.words.append(data)


def printed(case=EXAMPLE, progress=None, own_steps=(), today=TODAY, plan=None, advice=True):
    plan = apply_progress(plan or case.plan, progress or {}, own_steps)
    days, drawing = key_days(INSTRUMENT.outlook.silence, case.process), None
    if days:
        marked = marked_days(days, plan.steps, today)
        drawing = charts.printed_outlook(INSTRUMENT, case.assessment, case.process, today, marked=marked, advice=advice)
    return printable_page(case.assessment, plan, progress or {}, case.process, today, drawing=drawing, advice=advice)


def totals(steps, done):
    return f"{len(steps)} steps, {format_duration(planned_minutes(steps))} in all, {done} done"


@given(hostile_text, hostile_text, hostile_text)
def test_whatever_is_typed_is_text_and_nothing_else(typed, other, note):
    process = Process(employer=typed, role=other, people=(Person(typed, other),))
    step = Step("a", typed, other, other, 10, "own", day=TODAY)
    case = replace(EXAMPLE, process=process)
    html = printed(case, {"a": StepProgress("a", note=note)}, plan=Plan((step,), (step,), (step,)))
    page = Page(html)
    assert page.tags <= TAGS
    assert page.attributes <= INERT
    for text in (typed, other, note.strip()):
        assert clean_text(text) in page.text


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</style>", "$title ${days} $$"]
)
def test_an_attack_is_shown_as_it_was_typed(attack):
    html = printed(replace(EXAMPLE, process=replace(EXAMPLE.process, employer=attack)))
    in_title_and_heading = 2
    assert Page(html).text.count(attack) == in_title_and_heading


def test_the_page_asks_for_nothing_from_outside():
    html = printed()
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert not re.search(r"https?:|url\(|@import|src=|href=|<script", html)


@given(responses(), processes(), random_progress())
def test_every_person_gets_a_sheet_with_the_numbers_of_the_other_pages(answers, facts, progress):
    process, today = facts
    case = case_of(answers, process, today)
    page = Page(printed(case, progress, today=today))
    outlook = case.assessment.outlook
    assert f"{percent_int(outlook.value)} in 100" in page.text
    assert f"between {percent_int(outlook.low)} and {percent_int(outlook.high)}" in page.text
    assert ("whole process ends with an offer" in page.text) == (answers.get("last_round") == "no")
    for step in case.steps:
        assert clean_text(step.title) in page.text
    assert ("svg" in page.tags) == (process.interview_date is not None)


def test_the_plan_stands_in_the_order_of_its_days():
    text = Page(printed()).text.partition(totals(EXAMPLE.plan.steps, done=0))[2]
    places = [text.index(format_day(step.day)) for step in EXAMPLE.plan.steps]
    assert places == sorted(places)


def test_ticks_moves_notes_and_own_steps_are_on_the_sheet():
    first = EXAMPLE.plan.steps[0]
    progress = {first.id: StepProgress(first.id, done=True, day=date(2026, 12, 24), note="They were kind")}
    own = OwnStep("own-1", "Call Ana")
    text = Page(printed(progress=progress, own_steps=[own])).text
    duration = format_duration(planned_minutes(EXAMPLE.plan.steps) + own.minutes)
    assert f"{len(EXAMPLE.plan.steps) + 1} steps, {duration} in all, 1 done" in text
    assert text.index("Thu 24 Dec") < text.index(first.title) < text.index("They were kind")
    assert text.index("No day yet") < text.index("Call Ana")
    assert text.count("✓") == 1


def test_after_an_answer_there_is_no_outlook():
    process = replace(EXAMPLE.process, outcome=Outcome.REJECTED)
    text = Page(printed(case_of(EXAMPLE.assessment.responses, process))).text
    assert "in 100" not in text.replace("of 100", "")
    assert "Readiness" in text


def test_after_an_answer_the_footer_speaks_of_no_outlook():
    process = replace(EXAMPLE.process, outcome=Outcome.REJECTED)
    assert "The outlook starts from" in printed()
    assert "The outlook starts from" not in printed(case_of(EXAMPLE.assessment.responses, process))


def test_a_score_of_fewer_than_half_of_the_answers_is_not_printed():
    few = {"stage": "waiting", "stories": "some", "work_itself": "mixed"}
    text = Page(printed(case_of(few, Process()))).text
    for credits in (INSTRUMENT.readiness, INSTRUMENT.fit):
        assert re.search(rf"–\s+1 of {len(credits)} answered", text)
    assert "of 100" not in text


@pytest.mark.parametrize("room", range(20, 200, 12))
def test_every_step_says_how_while_there_is_room(room):
    """A step without its explanation would not have found room on the sheets that the plan takes anyway."""
    case = invited(21)
    lines = printable._lines_without_explanations(case.plan, {})
    sheets = printable._room_on_sheets(lines, room)
    first = {step.how: step for step in reversed(case.plan.steps) if step.how}
    shown = printable._explained(case.plan, {}, room)
    taken = lines + sum(printable._lines(step.how) for step in first.values() if step.id in shown)
    assert shown <= {step.id for step in first.values()}
    assert taken <= max(sheets, lines)
    assert sheets == room or 0 <= sheets - lines < printable.MOST_LINES
    for step in first.values():
        assert step.id in shown or taken + printable._lines(step.how) > sheets


def test_the_footer_says_what_was_left_out():
    assert "rest on advice alone" in printed(advice=False)
    assert "rest on advice alone" not in printed()


# what a real browser makes of it

WORST = {item: min(credit.options, key=credit.options.get) for item, credit in INSTRUMENT.readiness.items()}
UNPREPARED = {**EXAMPLE.assessment.responses, **WORST}


def invited(days):
    process = replace(EXAMPLE.process, interview_date=TODAY + timedelta(days), promised_date=None)
    return case_of({**UNPREPARED, "stage": "invited"}, process)


@pytest.fixture
def browser(chromium):
    return chromium


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    "case",
    [
        EXAMPLE,
        case_of({**UNPREPARED, "stage": "waiting"}, EXAMPLE.process),
        invited(2),
        invited(21),
        case_of({}, Process()),
    ],
    ids=["example", "unprepared", "two days left", "three weeks left", "first visit"],
)
def test_a_browser_prints_one_sheet_with_all_of_the_text(browser, case, paper):
    from pypdf import PdfReader

    asked = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(printed(case))
    sheet = PdfReader(io.BytesIO(page.pdf(format=paper)))
    page.close()
    assert asked == []
    assert len(sheet.pages) == 1
    text = " ".join(sheet.pages[0].extract_text().split())
    outlook = case.assessment.outlook
    assert f"{percent_int(outlook.value)} in 100" in text
    for step in case.steps:
        assert step.title in text
    assert {format_day(step.day) for step in case.plan.steps} <= set(re.findall(r"\w{3} \d{1,2} \w{3}", text))


@pytest.mark.browser
def test_a_browser_runs_nothing_that_was_typed(browser):
    attack = "<img src=https://example.org/x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
    process = Process(employer=attack, role=attack, people=(Person(attack, attack),))
    progress = {step.id: StepProgress(step.id, note=attack) for step in STEPS}
    asked = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(printed(replace(EXAMPLE, process=process), progress))
    assert asked == []
    assert "hit" not in page.title().replace(attack, "")
    assert page.evaluate("document.images.length + document.scripts.length") == 0
    page.close()


@pytest.mark.browser
def test_a_phone_shows_it_without_scrolling_sideways(browser):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content(printed())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
