"""The cohort page in a real browser: uploads, downloads and hostile names."""

import csv
import io
from zipfile import ZipFile

HOSTILE = "![x](http://outside.test/x.png) <img src=y> a@b.test"
ROW = ",waiting,none,none\n"
HEADING = "person,stage,practice,story_bank\n"


def upload(tab, file):
    """Hand in a file by its path, or a table by its text."""
    if isinstance(file, str):
        file = {"name": "clients.csv", "mimeType": "text/csv", "buffer": file.encode()}
    tab.page.locator("input[type=file]").first.set_input_files(file)


def downloaded(tab, button):
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name=button).click()
    return download.value.path().read_bytes()


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def refuse_what_is_too_large(tab, folder):
    """More than the server takes is refused before it is sent."""
    large = folder / "large.csv"
    large.write_bytes(HEADING.encode() + b"x" * (51 * 1024 * 1024))
    upload(tab, large)
    tab.page.get_by_text("50.0MB or smaller").wait_for()
    tab.wait_for_heading("Your own table")


def bring_back_the_empty_table(tab):
    """The table that is offered empty comes back with a person in it."""
    heading = downloaded(tab, "Empty table (CSV)").decode("utf-8-sig").strip()
    assert {"person", "stage", "outcome"} <= set(heading.split(","))
    assert {row["column"] for row in rows(downloaded(tab, "Allowed answers (CSV)"))} == set(heading.split(","))
    filled = ["Ana" if name == "person" else "none" if name == "practice" else "" for name in heading.split(",")]
    upload(tab, f"{heading}\n{','.join(filled)}\n")
    tab.wait_for_heading("1 person")
    tab.press("Close file")
    tab.wait_for_heading("Your own table")


def show_hostile_names_as_typed(tab):
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


def test_tables_come_in_and_go_out_as_typed_and_too_large_ones_are_refused(open_tab, server, tmp_path):
    tab = open_tab()
    tab.open_page("For coaches", "Cohort")
    refuse_what_is_too_large(tab, tmp_path)
    bring_back_the_empty_table(tab)
    show_hostile_names_as_typed(tab)
    tab.page.goto(tab.url)
    tab.open_page("For coaches", "Your own table")
    files = [*server.data.rglob("*"), server.log]
    assert server.data / "callback.db" in files
    assert not any(b"outside.test" in file.read_bytes() for file in files if file.is_file())
