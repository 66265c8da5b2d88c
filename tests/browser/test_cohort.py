"""The cohort page in a real browser: uploads, downloads, hostile names, and a phone."""

import csv
import io
from zipfile import ZipFile

from playwright.sync_api import expect

HOSTILE = "![x](http://outside.test/x.png) <img src=y> a@b.test"
ROW = ",waiting,none,none\n"
HEADING = "person,stage,practice,story_bank\n"


FITS = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return main.scrollWidth === main.clientWidth;
}"""


def open_cohort(open_tab, *window):
    tab = open_tab(*window)
    tab.open_page("For coaches", "Cohort")
    return tab


def upload(tab, content, name="clients.csv"):
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    tab.page.locator("input[type=file]").first.set_input_files(file)


def downloaded(tab, button):
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name=button).click()
    return download.value.path().read_bytes()


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_made_up_cohort_opens_with_one_click(open_tab):
    tab = open_cohort(open_tab)
    tab.press("Look at a made-up cohort")
    tab.wait_for_heading("30 people")
    tab.page.locator("[role=graphics-document]").nth(2).wait_for()
    assert "This is a made-up cohort" in tab.page.inner_text("body")
    assert tab.page.locator("ol > li").count() == 20
    tab.press("Close file")
    tab.wait_for_heading("Your own table")


def test_nothing_scrolls_sideways_on_a_phone(open_tab):
    tab = open_cohort(open_tab, "phone", "dark")
    tab.press("Look at a made-up cohort")
    tab.wait_for_heading("30 people")
    tab.press("Learn from made-up outcomes")
    tab.page.get_by_role("button", name="Unlearn").wait_for()
    for width in (390, 320):
        tab.page.set_viewport_size({"width": width, "height": 844})
        assert tab.sideways_scroll() <= 0
        tab.page.wait_for_function(FITS, timeout=5_000)


def test_an_upload_is_shown_as_typed_taken_away_and_forgotten(open_tab, server):
    tab = open_cohort(open_tab)
    upload(tab, HEADING + HOSTILE + ROW + "=Bo,wating,none,none\n")
    tab.wait_for_heading("2 people")
    shown = tab.page.inner_text("body").replace("\u2060", "")
    assert "clients.csv: 2 rows in, 2 rows out, 1 with problems." in shown
    assert HOSTILE[:40] in shown
    assert tab.page.locator("img, a[href*='outside'], a[href^=mailto]").count() == 0
    assert [row["person"] for row in rows(downloaded(tab, "Scores (CSV)"))] == [HOSTILE, "'=Bo"]
    with ZipFile(io.BytesIO(downloaded(tab, "A plan for each (zip)"))) as archive:
        assert [row["person"] for row in rows(archive.read("people.csv"))] == [HOSTILE, "'=Bo"]
        assert rows(archive.read(archive.namelist()[0]))
    tab.open_page("Method", "Method")
    tab.open_page("For coaches", "2 people")
    tab.page.goto(tab.url)
    tab.open_page("For coaches", "Your own table")
    files = [*server.data.rglob("*"), server.log]
    assert server.data / "callback.db" in files
    assert not any(b"outside.test" in file.read_bytes() for file in files if file.is_file())


def test_the_empty_table_comes_back_filled_in(open_tab):
    tab = open_cohort(open_tab)
    heading = downloaded(tab, "Empty table (CSV)").decode("utf-8-sig").strip()
    assert {"person", "stage", "outcome"} <= set(heading.split(","))
    assert {row["column"] for row in rows(downloaded(tab, "Allowed answers (CSV)"))} == set(heading.split(","))
    filled = ["Ana" if name == "person" else "none" if name == "practice" else "" for name in heading.split(",")]
    upload(tab, f"{heading}\n{','.join(filled)}\n")
    tab.wait_for_heading("1 person")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(open_tab, tmp_path):
    tab = open_cohort(open_tab)
    large = tmp_path / "large.csv"
    large.write_bytes(HEADING.encode() + b"x" * (51 * 1024 * 1024))
    tab.page.locator("input[type=file]").first.set_input_files(large)
    tab.page.get_by_text("50.0MB or smaller").wait_for()
    tab.wait_for_heading("Your own table")


def test_of_many_people_only_those_shown_reach_the_browser(open_tab):
    tab = open_cohort(open_tab)
    upload(tab, HEADING + "".join(f"Client {number:05d}{ROW}" for number in range(20_000)))
    tab.wait_for_heading("20,000 people")
    assert tab.page.locator("ol > li").count() == 20
    assert tab.page.inner_text("body").count("Open Client ") == 20
    tab.page.get_by_role("button", name="Next page").last.click()
    expect(tab.page.locator("ol").first).to_have_attribute("start", "21")
    assert tab.page.locator("ol > li").count() == 20
    field = tab.page.get_by_label("Find a person")
    field.fill("19999")
    field.press("Enter")
    expect(tab.page.locator("ol > li")).to_have_count(1)
