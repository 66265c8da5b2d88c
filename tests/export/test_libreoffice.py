"""The exported plan goes through the real LibreOffice, is edited there and saved again, and comes back."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.plan.merge import PlanFileRow
from assessment.export.plan_import import read_plan_csv
from tests.export.example_plan import IDS, STEPS, exported

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (apt: libreoffice-calc)"),
]

AS_UTF_8 = "CSV:44,34,76,1"
TO_CSV = "csv:Text - txt - csv (StarCalc):{separator},34,{encoding},1"
SEMICOLON, TAB, COMMA = 59, 9, 44
UTF_8, WINDOWS_1252 = 76, 1
GERMAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>de-DE</value></prop></item></oor:items>"""

FIRST, SECOND, THIRD = STEPS[:3]
PROGRESS = {
    FIRST.id: StepProgress(FIRST.id, done=True, day=date(2026, 12, 4), note="=1+1"),
    SECOND.id: StepProgress(SECOND.id, done=False, note='café; "quoted", -5\nsecond line'),
    THIRD.id: StepProgress(THIRD.id, done=True, note="+49 30 1234"),
}
EXPORT = "tnqzwbpfxk"
OWN = OwnStep("own-1", "Call José, then write", date(2026, 11, 27), 25)


class Office:
    """LibreOffice without a window, with a profile that is not the person's own."""

    def __init__(self, folder, profile):
        self.folder = folder
        self.profile = profile

    def convert(self, path, to, infilter=None):
        """The file converted; `to` is the ending, with the filter and its options if any."""
        out = self.folder / f"out-{len(list(self.folder.iterdir()))}"
        options = [f"--infilter={infilter}"] if infilter else []
        command = [
            SOFFICE,
            f"-env:UserInstallation={self.profile.as_uri()}",
            "--headless",
            *options,
            "--convert-to",
            to,
            "--outdir",
            str(out),
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return out / f"{path.stem}.{to.split(':')[0]}"


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    return tmp_path_factory.mktemp("office") / "profile"


@pytest.fixture
def office(tmp_path, profile):
    return Office(tmp_path, profile)


@pytest.fixture
def german_office(tmp_path):
    """LibreOffice as most people in Germany have it."""
    user = tmp_path / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(GERMAN)
    return Office(tmp_path, tmp_path / "profile")


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "callback-plan.csv"
    path.write_bytes(exported(progress=PROGRESS, own_steps=[OWN], export=EXPORT).encode())
    return path


def expected_rows():
    planned = [PlanFileRow(step.id, EXPORT, False, "", step.day, has_day_cell=True) for step in STEPS]
    rows = {row.step_id: row for row in planned}
    for step_id, step_progress in PROGRESS.items():
        day = step_progress.day or rows[step_id].day
        rows[step_id] = replace(rows[step_id], done=step_progress.done, note=step_progress.note, day=day)
    own = PlanFileRow(OWN.id, EXPORT, False, "", OWN.day, has_day_cell=True, title=OWN.title, minutes=OWN.minutes)
    return {**rows, OWN.id: own}


def read(path):
    file = read_plan_csv(path.read_bytes(), IDS)
    return {row.step_id: row for row in file.rows}, file


@pytest.mark.parametrize("form", ["ods", "xlsx"])
@pytest.mark.parametrize(
    ("separator", "encoding", "notices"),
    [(COMMA, UTF_8, 0), (SEMICOLON, WINDOWS_1252, 1), (TAB, UTF_8, 0)],
)
def test_ticks_days_and_notes_survive_every_way_of_saving(office, plan_file, form, separator, encoding, notices):
    saved = office.convert(plan_file, form, AS_UTF_8)
    rows, file = read(office.convert(saved, TO_CSV.format(separator=separator, encoding=encoding)))
    assert file.problems == ()
    assert len(file.notices) == notices
    assert rows == expected_rows()


def test_a_file_opened_in_the_wrong_encoding_is_read(office, plan_file):
    saved = office.convert(plan_file, "ods")
    for encoding in (UTF_8, WINDOWS_1252):
        rows, file = read(office.convert(saved, TO_CSV.format(separator=SEMICOLON, encoding=encoding)))
        assert file.problems == ()
        assert rows == expected_rows()


def test_an_edit_in_german_comes_back(german_office, plan_file):
    sheet = german_office.convert(plan_file, "fods", AS_UTF_8)
    sheet.write_text(edited(sheet.read_text(encoding="utf-8")), encoding="utf-8")
    back = german_office.convert(sheet, TO_CSV.format(separator=SEMICOLON, encoding=WINDOWS_1252))
    assert re.search(rb";03\.12\.(20)?26[ ;]", back.read_bytes())
    assert b";WAHR;" in back.read_bytes()
    rows, file = read(back)
    assert file.problems == ()
    expected = expected_rows()
    assert rows == {**expected, SECOND.id: replace(expected[SECOND.id], done=True, day=date(2026, 12, 3))}


def edited(xml):
    """The flat spreadsheet with the second step moved to a day, and ticked by a formula's TRUE."""
    (row,) = [row for row in re.findall(r"<table:table-row.*?</table:table-row>", xml, re.DOTALL) if SECOND.id in row]
    day = '<table:table-cell table:style-name="Default" office:value-type="date" office:date-value="2026-12-03">'
    changed = re.sub(
        r'<table:table-cell [^>]*office:value-type="date".*?</table:table-cell>', cell(day), row, flags=re.DOTALL
    )
    done = '<table:table-cell table:formula="of:=TRUE()" office:value-type="boolean" office:boolean-value="true">'
    changed = re.sub(r"<table:table-cell [^>]*>\s*<text:p>no</text:p>\s*</table:table-cell>", cell(done), changed)
    return xml.replace(row, changed)


def cell(opening):
    return f"{opening}</table:table-cell>"
