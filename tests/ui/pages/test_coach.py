"""From client to coach and back by file: the client's page and the coach's, as Streamlit runs them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.core.applications.coaching import PRIVATE, CoachFile, CoachStep, GivenPart
from assessment.core.applications.giving import choose_parts
from assessment.core.applications.notes import AskedQuestion, Landed, Note, Story
from assessment.core.applications.records import OwnStep
from assessment.core.model.process import Person, Process
from assessment.export.coach_files import client_file_json, coach_file_json, read_client_file, read_coach_file
from assessment.ui import resources
from assessment.ui.session.identity import LOCAL
from tests.core.applications.test_giving import everything
from tests.support import INSTRUMENT
from tests.ui.page_visit import SKIPPED, TODAY, Visit, store_application

FACTS = {
    "employer": "Acme Works",
    "role": "Analyst",
    "people": (Person("Ada Obi"),),
    "interview_date": TODAY - timedelta(3),
    "your_name": "Eve Roe",
}


@pytest.fixture
def first_page():
    return "cohort"


@pytest.fixture
def client(own_database):
    """Somebody who waits, with a note, a step of their own and names everywhere, on the page for their coach."""
    repository = resources.repository(LOCAL.owner)
    application = store_application({"stage": "waiting", "rapport": "warm"}, SKIPPED, **FACTS)
    repository.save_plan_changes(application, steps=[OwnStep("own-1", "Ask Ada about Acme Works")])
    story = Note("s1", Story("The launch at Acme Works"))
    asked = Note("q1", AskedQuestion("Why *us*?", story="s1", landed=Landed.PARTLY), application)
    for note in (story, asked):
        repository.save_note(note, last_seen=None)
    return Visit("coach")


def give(visit, *parts):
    """Tick these parts beside those ticked at first."""
    for box in visit.app.checkbox:
        if box.key.split(":give:")[-1] in parts:
            box.set_value(True)
    return visit.run()


def upload(visit, label, *files):
    (field,) = [each for each in visit.app.file_uploader if each.label == label]
    if len(files) == 1:
        field.upload(*files[0], "application/json")
    else:
        field.set_value([(name, content, "application/json") for name, content in files])
    return visit.run()


def open_files(visit, *files):
    return upload(visit, "Files from clients (JSON)", *files)


def bring_in(visit, content):
    return upload(visit, "File from your coach (JSON)", ("back.json", content))


def errors(visit):
    return [error.value for error in visit.app.error]


def part(visit, name):
    (control,) = [each for each in visit.app.segmented_control if "part:" in each.key]
    control.set_value(name)
    return visit.run()


def given_steps(visit):
    """The steps of a client's plan, none of which can be ticked."""
    lines = [element.value.partition(": ") for element in visit.app.markdown]
    return [title for mark, _, title in lines if mark.startswith(":material/check_box")]


def test_nothing_private_is_ticked_and_the_file_is_what_the_preview_says(client, download_content):
    ticked = {box.key.split(":give:")[-1] for box in client.run().app.checkbox if ":give:" in box.key and box.value}
    assert ticked == set(GivenPart) - PRIVATE
    content = download_content("give_to_coach")
    assert not [word for word in ("Acme", "Ada", "Obi", "Eve", "launch", "us*", "Ask Person") if word in content]
    file = read_client_file(content.encode())
    assert (file.application, file.day) == (client.application(), TODAY)
    assert any("Person 1" in step for step in given_steps(part(client, "steps")))
    client.unfold("file_for_coach")
    assert client.app.code[0].value == content


def test_what_is_ticked_leaves_and_with_no_tick_nothing_does(client, download_content):
    give(client, *GivenPart)
    file = read_client_file(download_content("give_to_coach").encode())
    assert file.process.employer == "Acme Works"
    assert [step.title for step in file.steps if step.own] == ["Ask Ada about Acme Works"]
    part(client, "notes")
    assert ":small[They asked · The launch at Acme Works · Partly]  \n**Why \\*us\\*?**" in client.words()
    for box in client.app.checkbox:
        box.set_value(False)
    client.run()
    assert "Tick what your coach may see." in client.words()
    assert not client.app.get("download_button")


def test_a_coach_opens_many_files_beside_a_table_and_gives_steps_back(visit, download_content):
    visit.click("made_up_cohort")
    whole = choose_parts(everything(), set(GivenPart))
    other = replace(whole, application="other", process=Process(), notes=None, scores=None, responses=None)
    newer = client_file_json(whole).replace('coach": 1', 'coach": 2')
    files = ((name, text.encode()) for name, text in (("a.json", client_file_json(whole)), ("n.json", newer)))
    open_files(visit, *files, ("b.json", client_file_json(other).encode()))
    assert [error for error in errors(visit) if error.startswith("n.json was not opened: A newer Callback")]
    labels = [button.label for button in visit.app.button if "client:" in button.key]
    assert labels == ["Evequix Roewort · 29 in 100 · 1 step open", "b.json · 1 step open"]
    visit.click("open_note:client:app")
    assert "Riverquix" in visit.words()
    assert any("planquix" in step for step in given_steps(part(visit, "steps")))
    visit.click("add_coach_step:app")
    assert "Give the step a name first." in errors(visit)
    for field, words in (("title", "Call *them*"), ("note", "before noon")):
        (box,) = [each for each in (*visit.app.text_input, *visit.app.text_area) if each.key.endswith(f":0:{field}")]
        box.set_value(words)
    visit.click("add_coach_step:app")
    assert "Call \\*them\\*" in visit.words()
    (name,) = [each for each in visit.app.text_input if each.label.startswith("Your name")]
    name.set_value("Sam")
    visit.run()
    back = read_coach_file(download_content("give_back:app").encode())
    assert back == CoachFile("app", TODAY, "Sam", (CoachStep("Call *them*", 15, None, "before noon"),))
    later = Visit("cohort").click("open_note:client:app")
    assert "Call \\*them\\*" in later.words()
    assert read_coach_file(download_content("give_back:app").encode()) == back
    later.click("remove_coach_step:app:0")
    assert "Call \\*them\\*" not in later.words()


def clients_of(visit):
    return [button.label for button in visit.app.button if "open_note:client:" in button.key]


def test_a_closed_file_is_deleted_at_once_and_this_visit_alone_can_bring_it_back(visit):
    content = client_file_json(choose_parts(everything(), set(GivenPart))).encode()
    open_files(visit, ("a.json", content))
    visit.click("open_note:client:app").click("close_client:app")
    assert (clients_of(visit), visit.repository().clients()) == ([], ())
    assert clients_of(Visit("cohort")) == []
    visit.click("open_client_again")
    assert clients_of(Visit("cohort")) == clients_of(visit) != []


def test_where_each_visit_is_kept_in_its_tab_no_file_of_a_client_is_written(own_database, monkeypatch):
    monkeypatch.setenv("CALLBACK_KEEP", "visit")
    monkeypatch.setenv("CALLBACK_COHORT_PAGE", "on")
    visit, content = Visit("cohort"), client_file_json(choose_parts(everything(), set(GivenPart)))
    open_files(visit, ("a.json", content.encode()))
    assert "Files and steps live in this tab until you close it." in visit.words()
    assert (len(clients_of(visit)), visit.repository().clients()) == (1, ())


def test_a_coach_sees_the_pictures_and_the_plan_that_the_client_sees(client, download_content):
    client.repository().save_answers(client.application(), {INSTRUMENT.roles.story_bank: "none"}, last_seen={})
    client.run()
    content = download_content("give_to_coach").encode()
    client.go("outlook").unfold("domains")
    own = [chart.alt for chart in client.charts()]
    plan = client.go("plan")
    boxes = [box for box in plan.app.checkbox if box.key.startswith("done:") and "Acme" not in box.label]
    titles = [box.label for box in boxes]
    open_files(client.go("cohort"), ("a.json", content))
    client.click(f"open_note:client:{client.application()}")
    shown = [chart.alt for chart in client.charts()]
    shown += [chart.alt for chart in part(client, "readiness").charts()]
    assert sorted(shown) == sorted(own)
    steps = given_steps(part(client, "steps"))
    assert [title.replace("Person 1", "Ada Obi") for title in steps] == titles
    client.unfold(f"fold:{client.application()[:8]}:0::{client.application()}.0")
    assert "Why: " in client.words()
    assert not [button for button in client.app.button if button.label in ("Yes, update my answer", "I heard back")]


def test_steps_come_into_the_plan_one_by_one_and_once(client):
    steps = (CoachStep("Call *them*", 20, TODAY + timedelta(1), "before noon"), CoachStep("Rest"))
    content = coach_file_json(CoachFile(client.application(), TODAY, "Sam", steps)).encode()
    bring_in(client, content)
    (rest,) = [box for box in client.app.checkbox if box.label.startswith("Rest")]
    rest.set_value(False)
    client.run().click_label("Add 1 step to my plan")
    repository, application = client.repository(), client.application()
    own = {step.title: step for step in repository.stored_application(application).own_steps}
    assert set(own) == {"Ask Ada about Acme Works", "Call *them*"}
    assert own["Call *them*"].day == TODAY + timedelta(1)
    assert repository.stored_application(application).progress[own["Call *them*"].id].note == "From Sam: before noon"
    assert [box.label.split(" :")[0] for box in client.app.checkbox if ":give:" not in box.key] == ["Rest"]
    assert len(repository.stored_application(application).own_steps) == 2
    assert "From Sam: before noon" in client.go("plan").words()


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        ("elsewhere", "These steps were made for an application that is not here."),
        ("other", "These steps were made for another application of yours: Beta \\*Ltd\\*."),
    ],
)
def test_steps_for_another_application_are_named_as_such(client, of, sentence):
    repository = client.repository()
    other = repository.create(Process("Beta *Ltd*"), at=repository.application(client.application()).created_at)
    file = CoachFile(other if of == "other" else of, TODAY, "", (CoachStep("Rest"),))
    bring_in(client, coach_file_json(file).encode())
    assert sentence in [warning.value for warning in client.app.warning]


def test_a_changed_file_is_refused_by_both_with_one_sentence(visit):
    changed = "This file was changed after Callback made it. Ask for it again, as it was saved."
    given = client_file_json(choose_parts(everything(), set(GivenPart))).replace("warm", "cool")
    open_files(visit, ("a.json", given.encode()))
    assert errors(visit) == [f"a.json was not opened: {changed}"]
    back = coach_file_json(CoachFile("app", TODAY, "Sam", (CoachStep("Rest"),))).replace("Rest", "Pay")
    bring_in(visit.go("coach"), back.encode())
    assert errors(visit) == [changed]
    assert not [box for box in visit.app.checkbox if "Pay" in box.label]


def test_the_employers_of_other_applications_never_leave(client, download_content):
    repository = client.repository()
    repository.create(Process("Beta Ltd"), at=repository.application(client.application()).created_at)
    repository.save_plan_changes(client.application(), steps=[OwnStep("own-2", "Tell beta ltd")])
    give(client, *GivenPart)
    assert "beta ltd" not in download_content("give_to_coach").casefold()
