"""What follows from declaring a text and a whole number; test_adding_a_fact.py runs this where they are declared."""

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import assessment
from assessment.catalog import language_for
from assessment.cohort.plan_archive import cohort_people
from assessment.cohort.reader.responses import read_responses
from assessment.cohort.template import data_dictionary, template_frame
from assessment.core.applications.snapshots import clear_for_next_round
from assessment.core.errors import AssessmentError
from assessment.core.model.process import FACTS, Process
from assessment.export.case import read_case
from assessment.storage.export_import import export_json, export_tables, import_json
from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, SNAPSHOT
from tests.support import INSTRUMENT, ROOT
from tests.ui.page_visit import Visit

BOTH = Process(employer="Acme", team="Core", headcount=9)
TODAY = date(2026, 11, 18)


def test_the_program_is_the_copy():
    assert Path(assessment.__file__).is_relative_to(ROOT)
    assert Path.cwd() == ROOT
    assert list(FACTS)[-2:] == ["team", "headcount"]


def test_the_form_asks_for_them_saves_them_and_shows_them_again(visit):
    visit.type_all(team="  Core ", headcount=9)
    process = visit.repository().application(visit.application()).process
    assert (process.team, process.headcount) == ("Core", 9)
    again = Visit().unfold()
    assert (again.field("team").value, again.field("headcount").value) == ("Core", 9)
    assert (again.field("headcount").min, again.field("headcount").max) == (2, 50)
    again.click("clear:headcount")
    assert visit.repository().application(visit.application()).process == replace(process, headcount=None)


def test_two_tabs_that_change_them_are_asked_which_to_keep(visit):
    visit.type("team", "Core")
    other = Visit().unfold()
    visit.type_all(team="Web", headcount=9)
    other.field("team").set_value("Data")
    other.field("headcount").set_value(12)
    other.run()
    assert "changed in another tab too: made-up headcount, made-up team." in other.words()
    other.click("conflict:facts:mine")
    process = visit.repository().application(visit.application()).process
    assert (process.team, process.headcount) == ("Data", 12)


def test_an_older_database_is_brought_up_to_date():
    storage = open_storage(Path(os.environ["OLD_DATABASE"]))
    repository = SqlRepository(storage, "local", "1")
    (application,) = repository.applications()
    assert application.process == ACME
    assert repository.snapshots(application.id) == (SNAPSHOT,)
    changed = replace(ACME, team="Core", headcount=9)
    assert repository.save_process(application.id, changed, last_seen=ACME) is None
    assert repository.application(application.id).process == changed
    storage.close()


def test_the_storage_refuses_what_is_out_of_its_limits(tmp_path):
    repository = SqlRepository(open_storage(tmp_path / "callback.db"), "local", "1")
    with pytest.raises(AssessmentError, match=r"process: headcount: It is 99; expected a number from 2 to 50\."):
        repository.create(replace(BOTH, headcount=99), at=SNAPSHOT.taken_at)


def test_everything_leaves_and_comes_back(tmp_path):
    here, there = (open_storage(tmp_path / f"{name}.db") for name in ("here", "there"))
    repository = SqlRepository(here, "local", "1")
    repository.save_snapshot(repository.create(BOTH, at=SNAPSHOT.taken_at), replace(SNAPSHOT, process=BOTH))
    exported = export_json(here, "local")
    (application,) = import_json(there, "local", exported).added
    assert SqlRepository(there, "local", "1").application(application).process == BOTH
    assert SqlRepository(there, "local", "1").snapshots(application)[0].process == BOTH
    with pytest.raises(AssessmentError, match="headcount"):
        import_json(there, "other", exported.replace('"headcount": 9', '"headcount": 99'))
    table = export_tables(here, "local")["applications"]
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert (row["team"], row["headcount"]) == ("Core", 9)


def test_a_case_may_hold_them_within_their_limits():
    case = read_case(INSTRUMENT, '{"process": {"employer": "Acme", "team": " Core ", "headcount": 9}}')
    assert case.process == BOTH
    with pytest.raises(AssessmentError) as refused:
        read_case(INSTRUMENT, '{"process": {"team": 7, "headcount": 51, "teams": 1}}')
    assert sorted(refused.value.problems) == [
        f"process: 'teams' is not a key; expected {', '.join(FACTS)}, today.",
        "process: headcount: It is 51; expected a number from 2 to 50.",
        "process: team: '7' is no text; expected text in quotes.",
    ]
    with pytest.raises(AssessmentError, match=r"^process: headcount: '9.5' is no whole number\.$"):
        read_case(INSTRUMENT, '{"process": {"headcount": 9.5}}')


def test_a_cohort_has_the_column_that_is_declared_as_one():
    assert "team" in template_frame(INSTRUMENT).columns
    assert "headcount" not in template_frame(INSTRUMENT).columns
    about = data_dictionary(INSTRUMENT).set_index("column")["about"]
    assert about["team"] == "the made-up team"
    table = read_responses(io.BytesIO(b"person,Team,stage\nA,Core,waiting\nB,,waiting\n"), INSTRUMENT, today=TODAY)
    assert table.problems.empty
    people = [process for _, process, _ in cohort_people(table.frame, INSTRUMENT, today=TODAY)]
    assert people == [Process(team="Core"), Process()]


def test_a_new_round_clears_the_one_that_says_so():
    assert clear_for_next_round(BOTH) == replace(BOTH, team="")


def test_their_texts_are_translated():
    assert language_for("es").message(FACTS["headcount"].label) == "Headcount (es)"
