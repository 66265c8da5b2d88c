"""Phones, and windows with text of twice the size: nothing is cut off or scrolls sideways, and all is in reach."""

from pathlib import Path

from playwright.sync_api import expect

from assessment.charts import palette
from tests.browser.conftest import WINDOWS
from tests.browser.tab import QUESTIONS

NARROW_PHONE = ({"width": 320, "height": 844}, "100%")
AT_200_PERCENT = ({"width": 640, "height": 400}, "36px")
"""A window, and the size of text in it."""
CUT_OFF = """() => [...document.querySelectorAll('button p, h1, h2, [data-testid=stMetricValue] > div, label p')]
  .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
  .map(each => each.innerText)"""
MAIN_FITS = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return main.scrollWidth === main.clientWidth;
}"""
IS_IN_SIGHT = """button => {
  for (let each = button; each; each = each.parentElement)
    if (getComputedStyle(each).opacity !== "1" || getComputedStyle(each).visibility === "hidden") return false;
  return true;
}"""
DRAWN_ANEW = """(link, chart) => {
  const place = chart.parentElement;
  chart.remove();
  link.click();
  setTimeout(() => place.append(chart), 200);
}"""
"""Follow a link while its chart is away, as it is for a moment when Streamlit draws it again."""


def assert_fits(tab, window, text):
    tab.page.evaluate("size => document.documentElement.style.fontSize = size", text)
    tab.use_look(window, "light")
    assert tab.sideways_scroll() <= 0, (window, text)
    tab.page.wait_for_function(MAIN_FITS, timeout=5_000)
    assert tab.page.evaluate(CUT_OFF) == [], (window, text)


def assert_saved_as_seen(tab, kind, start):
    """The picture of the hundred is saved as a file of this kind, an SVG in the colours of the theme.

    The link is followed without a mouse, since the page moves while its charts are drawn.
    """
    chart = tab.page.locator(".st-key-picture_hundred_chart svg.marks").element_handle()
    link = tab.page.locator(f"a[href='#{kind}:hundred_chart']")
    with tab.page.expect_download() as download:
        link.evaluate(DRAWN_ANEW, chart) if kind == "svg" else link.press("Enter")
    content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == f"hundred_chart.{kind}"
    assert content.startswith(start)
    lift = tuple(bytes.fromhex(palette.LIFT.light[1:]))
    assert kind == "png" or f'fill="rgb{lift}"' in content.decode()


def the_questions(tab):
    tab.wait_for_heading(QUESTIONS)


def the_example_with_pictures_to_save(tab):
    tab.press("Look at an example first")
    tab.wait_for_heading("in 100")
    tab.page.locator("summary", has_text="The hundred in words and numbers").press("Enter")
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        assert_saved_as_seen(tab, kind, start)


def the_plan_with_letters_to_copy(tab):
    tab.open_page("Plan", "Plan")
    button = tab.page.locator("[data-testid=stCode] button, [data-testid=stCode] ~ * button").first
    button.scroll_into_view_if_needed()
    assert button.evaluate(IS_IN_SIGHT)


def the_method(tab):
    tab.open_page("Method", "Method")


def the_applications(tab):
    tab.open_page("Applications", "Applications")


def the_made_up_cohort(tab):
    tab.open_page("For coaches", "Cohort")
    tab.press("Look at a made-up cohort")
    tab.wait_for_heading("30 people")
    tab.page.locator("[role=graphics-document]").nth(2).wait_for()
    tab.press("Learn from made-up outcomes")
    tab.page.get_by_role("button", name="Unlearn").wait_for()


def see_the_first_step_on_the_first_screen_in_the_longer_language(tab):
    """With the banner of the example, too."""
    tab.page.evaluate("document.documentElement.style.fontSize = ''")
    tab.use_look(WINDOWS["phone"], "light")
    tab.press("More")
    tab.page.get_by_role("menuitem", name="Español").click()
    tab.wait_for_heading("30 personas")
    tab.open_page("Perspectiva", "de cada 100")
    expect(tab.page.get_by_test_id("stCheckbox").first).to_be_in_viewport(ratio=1)


def test_nothing_is_cut_off_or_scrolls_sideways_on_a_phone_and_at_200_percent(open_tab):
    tab, settings = open_tab("phone"), [NARROW_PHONE, AT_200_PERCENT]
    for place in (
        the_questions,
        the_example_with_pictures_to_save,
        the_plan_with_letters_to_copy,
        the_method,
        the_applications,
        the_made_up_cohort,
    ):
        place(tab)
        for setting in settings:
            assert_fits(tab, *setting)
        settings.reverse()  # A change draws all anew, so the next page begins as this one ends.
    see_the_first_step_on_the_first_screen_in_the_longer_language(tab)


def test_the_menu_of_an_application_shows_all_its_entries(open_tab):
    tab = open_tab()
    tab.open_page("Applications", "Applications")
    tab.press("Change")
    button = tab.page.get_by_role("button", name="Delete", exact=True)
    button.wait_for()
    box = button.bounding_box()
    assert box["y"] + box["height"] <= WINDOWS["desktop"]["height"]
