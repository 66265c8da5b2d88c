"""What only a browser shows: text that survives a reload, what a phone can reach, and a menu with all its entries."""

from pathlib import Path

from playwright.sync_api import expect

from assessment.charts import palette
from tests.browser.tab import QUESTIONS


def test_text_typed_in_a_field_survives_a_reload_at_once_and_nothing_asks_to_press_enter(open_tab):
    tab = open_tab()
    field = tab.page.get_by_label("Employer", exact=True)
    field.press_sequentially("Acme")
    expect(tab.page.get_by_test_id("InputInstructions").filter(visible=True)).to_have_count(0)
    tab.page.wait_for_timeout(400)
    tab.wait_until_idle()
    tab.page.reload()
    tab.wait_for_heading(QUESTIONS)
    expect(tab.page.get_by_label("Employer", exact=True)).to_have_value("Acme")


DRAWN_ANEW = """(link, chart) => {
  const place = chart.parentElement;
  chart.remove();
  link.click();
  setTimeout(() => place.append(chart), 200);
}"""
"""Follow a link while its chart is away, as it is for a moment when Streamlit draws it again."""


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


def test_on_a_phone_pictures_are_saved_and_the_copy_button_of_a_letter_is_in_sight(open_tab):
    tab = open_tab("phone")
    tab.press("Look at an example first")
    tab.wait_for_heading("in 100")
    tab.page.locator("summary", has_text="The hundred in words and numbers").press("Enter")
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        assert_saved_as_seen(tab, kind, start)
    tab.open_page("Plan", "Plan")
    button = tab.page.locator("[data-testid=stCode] button, [data-testid=stCode] ~ * button").first
    button.scroll_into_view_if_needed()
    assert button.evaluate("""button => {
      for (let each = button; each; each = each.parentElement)
        if (getComputedStyle(each).opacity !== "1" || getComputedStyle(each).visibility === "hidden") return false;
      return true;
    }""")


def test_the_menu_of_an_application_shows_all_its_entries(open_tab):
    tab = open_tab()
    tab.open_page("Applications", "Applications")
    tab.press("Change")
    button = tab.page.get_by_role("button", name="Delete", exact=True)
    button.wait_for()
    box = button.bounding_box()
    assert box["y"] + box["height"] <= 800
