"""Every word of every page and file can be translated: in a made-up language, none stays English."""

from dataclasses import replace
from datetime import timedelta
from inspect import signature

import pytest

from assessment.core.applications.coaching import ClientFile, CoachFile, CoachStep, GivenStep
from assessment.core.applications.notes import (
    AskedQuestion,
    EmployerFact,
    Landed,
    MyQuestion,
    Need,
    Note,
    PersonNote,
    Story,
)
from assessment.core.applications.records import PEOPLE_LIMIT, Guess
from assessment.core.applications.snapshots import first_reveal
from assessment.core.model.process import Outcome, Person, Process
from assessment.core.scoring.assess import assess
from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.i18n import ENGLISH, set_language, tr
from assessment.export.coach_files import client_file_json, coach_file_json
from assessment.storage.export_import import export_json
from assessment.ui import resources
from assessment.ui.session import answers
from assessment.ui.session.identity import LOCAL
from tests.ui.page_visit import NOW, TODAY, Visit
from tests.ui.pages.test_applications import failing
from tests.ui.pages.test_notes import view
from tests.ui.pseudo_language import PSEUDO, TextCollector, bare_words, example_words, marked, use_pseudo_language


@pytest.fixture
def collector(monkeypatch, own_database):
    """A first visit in the made-up language that remembers all it is shown."""
    use_pseudo_language(monkeypatch)
    set_language(PSEUDO)
    yield TextCollector(monkeypatch)
    set_language(ENGLISH)


OWN = {"Qq1", "Qq2", "Qq3", "Qq4", "Made-up person", "Not saved: the disk is full."}
"""Words that the person typed, or that come from the made-up table or a failing save."""


TABLE = {"stage", "invted", "invited", "interview_date", "promised_date", "csv", "json"}
"""Columns and cells of the person's own table, and the ids that it should have had."""


def first_visit(visit):
    visit.go("outlook").click("seal")
    for page in ("plan", "applications", "your_data", "method", "cohort", "notes", "coach", "questions"):
        visit.go(page)


def all_questions(visit):
    (path,) = visit.app.segmented_control
    quick, full = path.options
    for stage in ("invited", "waiting", "decided"):
        choose_path(visit, full)
        visit.answer({"stage": stage})
        while any(button.key == "next" for button in visit.app.button):
            visit.click("next")
        choose_path(visit, quick)


def choose_path(visit, path):
    visit.app.segmented_control[0].set_value(path)
    visit.run()


def waiting(visit):
    type_facts(visit)
    visit.answer({"stage": "waiting", "finalists": "two", "references": "contacted", "team_intro": "off_agenda"})
    visit.reveal()
    visit.app.toggle(key="without_advice").set_value(True)
    visit.run()
    choose_last(visit)
    visit.go("plan").go("applications")


def type_facts(visit):
    visit.type_all(employer="Qq1", role="Qq2", people="Qq3, Qq4")
    visit.type_all(interview_date=TODAY - timedelta(12), promised_date=TODAY - timedelta(2))


def choose_last(visit):
    """Choose something in every list that waits for it."""
    for box in visit.app.selectbox:
        if box.value is None and box.options:
            box.select_index(len(box.options) - 1)
    visit.run()


def invited(visit):
    visit.answer({"stage": "invited", "practice": "none", "story_bank": "none", "own_questions": "none"})
    visit.type("interview_date", TODAY + timedelta(9)).reveal()
    visit.go("plan").click("add_step")
    choose_last(visit)
    for box in visit.app.checkbox:
        box.check()
    for field in visit.app.text_area:
        field.set_value("Qq1")
    visit.run()


def notes(visit):
    repository, application = visit.repository(), visit.application()
    repository.save_process(application, Process(people=(Person("Qq1", "Qq2"),)), last_seen=Process())
    contents = {
        "asked": AskedQuestion("Qq1", story="s", landed=Landed.SOLID),
        "story": Story("Qq2", needs=("n",)),
        "people": PersonNote("Qq3", "Qq1", "Qq2"),
        "employer": MyQuestion("Qq4", "Qq1", asked=True, answer="Qq2", item="work_itself"),
    }
    for name, content in contents.items():
        owner = "" if name == "story" else application
        repository.save_note(Note(name, content, owner, 2 if name == "asked" else 1), last_seen=None)
    repository.save_note(Note("n", Need("Qq1"), application), last_seen=None)
    repository.save_note(Note("f", EmployerFact("Qq1"), application), last_seen=None)
    repository.save_note(Note("a", Story("Qq1"), archived=True), last_seen=None)
    visit.go("notes")
    for name in (*contents, "next_round", "search"):
        view(visit, name)
        opened = [b.key for b in visit.app.button if b.key and b.key.startswith(("open_note:", "support:"))]
        for key in opened:
            visit.click(key)
    visit.app.text_input[0].set_value("qq1")
    visit.run()


def coaching(visit):
    repository, application = visit.repository(), visit.application()
    repository.save_process(application, Process("Qq1", "Qq2", (Person("Qq3"),), your_name="Qq4"), last_seen=Process())
    repository.save_note(Note("q", AskedQuestion("Qq1", landed=Landed.SOLID), application), last_seen=None)
    repository.save_answers(application, {"stage": "waiting", "rapport": "warm"}, last_seen={})
    visit.run().go("coach")
    for box in visit.app.checkbox:
        box.check()
    file = ClientFile("qq1", TODAY, "Qq1", Process(your_name="Qq4"), steps=(GivenStep("Qq1", 5),), notes=())
    back = CoachFile(application, TODAY, "Qq1", (CoachStep("Qq2", note="Qq3"), CoachStep("Qq4")))
    for content in (coach_file_json(replace(back, application="qq2")), client_file_json(file), coach_file_json(back)):
        upload(visit, content, name="Qq1.json")
    visit.click("add_coach_steps").go("cohort")
    for content in (client_file_json(replace(file, responses={})), coach_file_json(back), "{}", client_file_json(file)):
        upload(visit, content, name="Qq1.json")
    visit.click("open_note:client:qq1").click("add_coach_step:qq1")
    visit.app.text_input[0].set_value("Qq2")
    visit.click("add_coach_step:qq1")


def facts_that_cannot_be(visit):
    type_facts(visit)
    visit.type("promised_date", TODAY - timedelta(20))
    visit.type("interview_date", TODAY + timedelta(400))
    visit.type("people", "\n".join(f"Qq3 {number}" for number in range(PEOPLE_LIMIT + 1)))
    visit.go("outlook").go("plan").go("applications")


def every_outcome(visit):
    visit.answer({"stage": "decided"})
    for outcome in set(Outcome) - {Outcome.PENDING}:
        visit.go("questions").app.selectbox[0].set_value(outcome)
        visit.run()
        for page in ("outlook", "plan", "applications"):
            visit.go(page)


def track_record(visit):
    type_facts(visit)
    for outcome in (*[Outcome.REJECTED] * 4, Outcome.OFFER, Outcome.OFFER, Outcome.WITHDREW, Outcome.PENDING):
        revealed_application(visit, Process(employer="Qq1", outcome=outcome))
    visit.repository().archive(revealed_application(visit, Process(employer="Qq2")), archived=True)
    application = visit.application()
    visit.open_menu(application).click(f"duplicate:{application}")
    visit.app.checkbox(key=f"sure:{application}").check()
    visit.run().click(f"delete:{application}").click("undo_delete")
    visit.open_menu(application).click(f"round:{application}").go("applications")


def revealed_application(visit, process):
    """An application with a guess and a look at its outlook."""
    repository = visit.repository()
    application = repository.create(process, at=NOW)
    repository.save_answers(application, {"finalists": "two"}, last_seen={})
    repository.save_guess(application, Guess(50, NOW))
    assessment = assess(resources.instrument(), {"finalists": "two"}, process=Process(), today=TODAY)
    repository.save_reveal(application, first_reveal(assessment, at=NOW))
    return application


def example(visit):
    visit.click("open_example")
    for page in ("outlook", "plan", "questions", "applications", "your_data"):
        visit.go(page)
    visit.click("leave_example")


def two_tabs(visit):
    other = Visit()
    visit.answer({"finalists": "two"}).type("role", "Qq1").answer({"stage": "decided"})
    other.answer({"finalists": "three"}).type("role", "Qq2")
    visit.answer({"finalists": "one"}).type("role", "Qq3")
    other.answer({"finalists": "four_to_six"}).type("role", "Qq4")
    visit.run()
    visit.repository().delete(visit.application())
    visit.run()


def nothing_can_be_saved(visit, monkeypatch, tmp_path):
    with monkeypatch.context() as full:
        full.setattr(type(resources.storage()), "write", failing)
        visit.answer({"finalists": "two"})
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(blocked))
    for page in ("questions", "plan", "your_data"):
        visit.go(page)


SPOILT_PLAN = """step_id,title,date,done,minutes,note,extra
debrief,x,2026-11-31,perhaps,x,,
debrief,x,3/4/2026,yes,,,
,,,,,,
,Qq1,45000,no,9999,,
a,b
"""


def files_brought_in(visit):
    visit.answer({"stage": "waiting"}).go("plan")
    for content in (
        SPOILT_PLAN.encode(),
        SPOILT_PLAN.encode("utf-16"),
        b"PK\x03\x04",
        b"a,b\n1,2\n",
        b"\xff\xfe\x00",
        b"",
    ):
        visit.app.file_uploader[0].upload("plan.csv", content, "text/csv")
        visit.run()
        for order in (each for each in visit.app.radio if "3/4/2026" in each.label):
            order.set_value(DayOrder.DAY_FIRST)
            visit.run()
        visit.click("import_plan")
    visit.go("your_data")
    whole = export_json(resources.storage(), LOCAL.owner)
    for content in (b"{}", b"[", whole.replace("2026", "x").encode(), whole.encode()):
        visit.app.file_uploader[0].upload("callback.json", content, "application/json")
        visit.run().click("import_json")


def cohort(visit):
    visit.go("cohort").click("made_up_cohort")
    visit.click("made_up_outcomes")
    choose_last(visit)
    visit.go("method").go("cohort")


def cohort_with_problems(visit):
    visit.go("cohort")
    cells = "Qq1,invted,x,none,2026-13-01,\nQq2,waiting\nQq3,waiting,x,none,2026-11-02,2026-11-01\n"
    upload(visit, f"person,stage,x,practice,interview_date,promised_date\n{cells}")
    upload(visit, "practice\nnone\n")
    for content in ("", "person,stage\n", "a:b\n", "%PDF-1.7\n", "<!DOCTYPE html>", '[{"a": 1}]', "stage,stage\nx,y\n"):
        choose_file(visit, content)
        upload(visit, content, field=-1)


def upload(visit, content, field=0, name="Qq1.csv"):
    choose_file(visit, content, field, name)
    visit.run()


def choose_file(visit, content, field=0, name="Qq1.csv"):
    of_this_type = [each for each in visit.app.file_uploader if name[-4:].strip(".") in str(each.proto.type)]
    of_this_type[field].upload(name, content.encode())


def a_page_that_fails(visit, monkeypatch):
    monkeypatch.setattr(answers, "responses", lambda: 1 / 0)
    visit.app.run()
    visit.collect()


SCENES = (
    first_visit,
    all_questions,
    waiting,
    invited,
    notes,
    coaching,
    facts_that_cannot_be,
    every_outcome,
    track_record,
    example,
    two_tabs,
    nothing_can_be_saved,
    files_brought_in,
    cohort,
    cohort_with_problems,
    a_page_that_fails,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (marked("In {x}"), []),
        ("Today", ["Today"]),
        (f"{marked('a')} min", ["min"]),
        (marked(f"one {marked('two')} three"), []),
        (f"{marked('one')} and {marked('two')}", ["and"]),
        (f":small[{marked('a')}] [{marked('b')}](https://example.test/x(y)z) :material/add:", []),
        (f"**{marked('a')}** <b>{marked('b')}</b> 27 D", []),
        ("Callback, Qq1", []),
    ],
)
def test_what_stands_outside_the_marks_is_found(text, words):
    assert bare_words(text, OWN) == words


def test_a_text_that_cannot_be_extracted_stays_bare(collector):
    assert tr("No catalog has this") == "No catalog has this"
    assert bare_words(tr("Questions")) == []


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_no_text_stays_english(collector, request, scene, tmp_path):
    scene(collector, *(request.getfixturevalue(name) for name in list(signature(scene).parameters)[1:]))
    own = OWN | (TABLE if scene is cohort_with_problems else set())
    found = collector.not_translated({*own, str(tmp_path), resources.instrument().version, *example_words()})
    assert not found, "\n" + "\n".join(found)
