"""Whatever somebody types or brings in is text: on every page, in every file, in every field that is declared."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from assessment.core.applications.coaching import ClientFile, CoachFile, CoachStep, GivenStep
from assessment.core.applications.notes import KINDS, Note, PersonNote
from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.model.day_book import DayBookEntry, Happening
from assessment.core.model.process import TEXTS, Person, Process
from assessment.export.coach_files import client_file_json, coach_file_json
from assessment.storage.export_import import export_json
from assessment.ui import resources
from assessment.ui.session.identity import LOCAL
from tests.cli.running import call
from tests.cohort.reader.reading import parquet_bytes
from tests.table_reading.workbooks import workbook_of
from tests.ui.hostile_texts import CONTROLS, NAMED, HostileCollector, declared, file_problems, filled, hostile
from tests.ui.page_visit import TODAY
from tests.ui.pages.test_notes import view

EMAIL = "`c`**b**$x$Zqemail@example.org"
PERSON = filled(Person, email=EMAIL)
WROTE = filled(DayBookEntry, kind=Happening.WROTE, day=TODAY - timedelta(3), step_id="")
PROCESS = filled(Process, people=(PERSON,), day_book=(WROTE,), interview_date=TODAY - timedelta(9))
NOTES = [
    Note(
        kind,
        filled(content, **({"name": PERSON.name} if content is PersonNote else {})),
        "" if kind == "story" else "1",
    )
    for kind, content in KINDS.items()
]
OWN_STEP = filled(OwnStep, id="own-1", day=TODAY, minutes=20)
PROGRESS = filled(StepProgress, step_id="own-1")


@pytest.fixture
def collector(monkeypatch, own_database):
    return HostileCollector(monkeypatch)


def write_everywhere(visit):
    repository, application = visit.repository(), visit.application()
    repository.save_process(application, PROCESS, last_seen=Process())
    repository.save_answers(application, {"stage": "waiting", "rapport": "warm", "finalists": "two"}, last_seen={})
    repository.save_plan_changes(application, steps=[OWN_STEP])
    repository.save_plan_changes(application, progress=[PROGRESS])
    for note in NOTES:
        repository.save_note(replace(note, application=note.application and application), last_seen=None)
    return visit.run()


def test_what_somebody_writes_is_text_on_every_page_and_in_every_file(collector):
    write_everywhere(collector)
    collector.open_folds().reveal()
    for page in ("outlook", "plan", "your_data", "coach"):
        collector.go(page).open_folds()
    collector.open_menu(collector.application()).go("notes")
    for name in ("asked", "people", "employer", "story", "next_round", "search"):
        view(collector, name)
    collector.app.text_input[0].set_value("zq")
    collector.run().look_into_files()
    fields = declared(PROCESS, PERSON, WROTE, OWN_STEP, PROGRESS, *(note.content for note in NOTES))
    assert sorted(fields - collector.named) == []
    assert not collector.bare, "\n".join(sorted(collector.bare))


STEP = filled(GivenStep, minutes=5, sources=(), item="", stage_step="")
CLIENT = filled(ClientFile, application="zq1", day=TODAY, process=PROCESS, steps=(STEP,), notes=NOTES)
COACH = filled(CoachFile, application="zq2", day=TODAY, steps=(filled(CoachStep),))
CELLS = [hostile("cell"), hostile("answer"), "2026-13-45", "7"]
TABLE = [[hostile("heading"), "stage", "interview_date", "practice"], CELLS]
PLAN = [["step_id", "title", "date", "done", "minutes", "note", hostile("heading")]]
PLAN += [[hostile("id"), hostile("title"), hostile("day"), hostile("done"), hostile("minutes"), hostile("note"), "x"]]
PLAN += [["", hostile("title"), "2026-12-01", "no", "20", hostile("note"), "x"]]


def csv_of(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def parquet_of(rows):
    heading, *cells = rows
    columns = dict(zip(heading, zip(*cells, strict=True), strict=True))
    return parquet_bytes(pd.DataFrame({name: list(column) for name, column in columns.items()}))


def upload(visit, label, content, kind):
    """Choose a file with a hostile name in the field with this label."""
    (field,) = [each for each in visit.app.file_uploader if each.label == label]
    field.upload(f"{hostile('file')}.{kind}".replace("/", "|"), content)
    return visit.run()


def json_of(value):
    """The value as JSON, with half a character in each hostile text."""
    return json.dumps(value).replace("\\u202e", "\\u202e\\ud800").encode()


def everything_with(changes):
    """The file with everything, with these keys and values in its first application."""
    whole = json.loads(export_json(resources.storage(), LOCAL.owner))
    whole["applications"][0] |= changes
    return json_of(whole)


def test_what_somebody_brings_in_is_text_however_it_is_refused_or_read(collector):
    write_everywhere(collector).go("plan")
    for content, kind in ((csv_of(PLAN), "csv"), (workbook_of({"Notes": [["x"]], "`c`$x$<img Zqsheet": PLAN}), "xlsx")):
        upload(collector, "Edited plan (CSV or spreadsheet)", content, kind)
    collector.click("import_plan").go("your_data")
    answers = {"responses": [{"item": hostile("item"), "option": hostile("option")}]}
    for changes in ({hostile("key"): hostile("value")}, answers, {}):
        upload(collector, "Exported file (JSON)", everything_with(changes), "json").click("import_json")
    for content, kind in ((csv_of(TABLE), "csv"), (json_of([dict(zip(*TABLE, strict=True))]), "json")):
        upload(collector, "Table of a tracker (CSV, spreadsheet or JSON)", content, kind)
    for text in (client_file_json(CLIENT), coach_file_json(COACH)):
        upload(collector.go("coach"), "File from your coach (JSON)", text.encode(), "json")
    collector.go("cohort")
    for text in (coach_file_json(COACH), client_file_json(CLIENT)):
        upload(collector, "Files from clients (JSON)", text.encode(), "json")
    collector.click("open_note:client:zq1")
    collector.open_folds().click("close_client:zq1")
    for content, kind in ((csv_of(TABLE), "csv"), (parquet_of(TABLE), "parquet"), (workbook_of({"x": TABLE}), "xlsx")):
        upload(collector, "Table of people (CSV, spreadsheet or Parquet)", content, kind)
        collector.open_folds().click("close_cohort")
    collector.look_into_files()
    fields = declared(PROCESS, PERSON, STEP, COACH.steps[0], *(note.content for note in NOTES))
    assert sorted({*fields, "heading", "cell", "answer", "sheet", "title", "file"} - collector.named) == []
    assert not collector.bare, "\n".join(sorted(collector.bare))


def test_a_case_for_the_command_line_is_text_however_it_is_refused_or_read():
    facts = {name: getattr(PROCESS, name) for name in TEXTS} | {"people": [{"name": PERSON.name, "role": PERSON.role}]}
    read = call("plan", "-", "--csv", "-", given=json_of({"process": facts}))
    assert (read.code, read.err, list(file_problems("plan.csv", read.out))) == (0, "", [])
    assert "Person.name" in NAMED.findall(read.out)
    refused = call("plan", "-", "--csv", "-", given=json_of({"process": {hostile("key"): 1}, hostile("kind"): {}}))
    assert (refused.code, sorted(NAMED.findall(refused.err))) == (2, ["key", "kind"])
    assert not CONTROLS.search(refused.err)
