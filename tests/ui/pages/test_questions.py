"""The questions page: what it asks, and what it saves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.core.model import Stage
from assessment.core.model.process import Outcome, Person, Process
from assessment.ui import resources
from assessment.ui.components import fact_fields
from assessment.ui.questions.sections import MAX_SECTION_ITEMS
from tests.support import INSTRUMENT
from tests.ui.page_visit import SKIPPED, TODAY, Visit

QUICK = [item.id for item in INSTRUMENT.items.values() if item.quick]
STAGE, CONTEXT = INSTRUMENT.roles.stage, [item.id for item in INSTRUMENT.round_items]
ASKED_ABOVE = {STAGE, *CONTEXT}


def test_a_first_visit_preselects_nothing_and_asks_the_quick_path(visit):
    assert visit.asked() == [STAGE, *QUICK]
    assert visit.unfold().asked() == [STAGE, *CONTEXT, *QUICK]
    assert [radio.value for radio in visit.app.radio] == [None] * len(visit.app.radio)
    assert not visit.heard_back()


@pytest.mark.parametrize(
    ("keep", "on_a_server", "said"),
    [
        ("here", False, "Two minutes, private: nothing leaves this computer."),
        ("here", True, "Two minutes, and only you see your answers."),
        ("visit", False, "Two minutes, and nothing is kept once you close this tab."),
    ],
)
def test_a_first_visit_says_how_long_it_takes_and_who_has_the_answers(visit, monkeypatch, keep, on_a_server, said):
    monkeypatch.setenv("CALLBACK_KEEP", keep)
    if on_a_server:
        monkeypatch.setattr(resources.storage(), "path", None)
    assert said in Visit().words()


@pytest.mark.parametrize("stage", list(Stage))
def test_the_stage_decides_what_is_asked(visit, stage):
    visit.answer({STAGE: stage.value})
    expected = [item for item in QUICK if stage in INSTRUMENT.items[item].stages]
    assert [item for item in visit.asked() if item not in ASKED_ABOVE] == expected


def test_answers_survive_page_changes_and_can_be_cleared(visit):
    visit.answer({"finalists": "two", "team_intro": "off_agenda"})
    visit.go("method").go("plan").go("questions")
    assert visit.radio("finalists").value == "two"
    visit.click("clear:finalists")
    assert visit.radio("finalists").value is None
    visit.go("method").go("questions")
    assert (visit.radio("finalists").value, visit.radio("team_intro").value) == (None, "off_agenda")


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("interview_date", TODAY - timedelta(3)),
        ("promised_date", TODAY + timedelta(3)),
    ],
)
def test_a_day_or_a_figure_can_be_taken_back_and_nothing_else_goes_with_it(visit, fact, value):
    visit.type("employer", "Acme").type(fact, value)
    before = visit.repository().application(visit.application()).process
    visit.go("method").go("questions").unfold()
    visit.app.text_input[0].set_value("Acme & Co")
    visit.click(f"clear:{fact}")
    assert visit.field(fact).value is None
    assert visit.field("employer").value == "Acme & Co"
    assert visit.repository().application(visit.application()).process == replace(
        before, employer="Acme & Co", **{fact: None}
    )
    assert not [button for button in visit.app.button if button.key == f"clear:{fact}"]


def test_an_outcome_can_be_taken_back(open_page):
    visit = open_page("questions", {"stage": "waiting"}, outcome=Outcome.REJECTED)
    visit.app.selectbox[0].set_value(Outcome.PENDING)
    visit.run()
    assert visit.repository().application(visit.application()).process.outcome is None
    assert not visit.app.selectbox


def test_who_says_decided_is_asked_how_and_taking_an_outcome_back_waits_again(visit):
    visit.answer({"stage": "decided"})
    (outcome,) = visit.app.selectbox
    assert "Nothing yet" not in outcome.options
    outcome.set_value(Outcome.REJECTED)
    visit.run()
    assert visit.app.selectbox[0].options[0] == "Nothing yet"
    visit.app.selectbox[0].set_value(Outcome.PENDING)
    visit.run()
    assert visit.repository().application(visit.application()).process.outcome is None
    assert visit.repository().stored_application(visit.application()).responses["stage"] == "waiting"


@pytest.mark.parametrize("page", ["questions", "outlook", "plan", "notes", "coach"])
def test_what_they_said_is_recorded_on_every_page_of_an_application(open_page, page):
    visit = open_page(page, {"stage": "waiting"}, SKIPPED, interview_date=TODAY - timedelta(9))
    visit.click("heard_today")
    kept, application = visit.repository(), visit.application()
    assert kept.application(application).process.last_word_date == TODAY
    assert not [button for button in visit.app.button if button.key == "heard_today"]
    assert "Last word from them: today" in visit.words()
    (menu,) = visit.heard_back()
    menu.set_value(Outcome.REJECTED)
    visit.run().run()
    assert kept.application(application).process.outcome is Outcome.REJECTED
    assert kept.stored_application(application).responses["stage"] == "decided"
    assert not visit.heard_back()


def test_a_change_of_an_answer_can_be_undone_and_so_can_its_clearing(visit):
    visit.answer({"timeline": "rough"})
    assert not [button for button in visit.app.button if button.key == "undo:timeline"]
    visit.answer({"timeline": "dated"}).click("undo:timeline")
    assert visit.radio("timeline").value == "rough"
    visit.click("clear:timeline")
    assert visit.radio("timeline").value is None
    visit.click("undo:timeline")
    assert visit.repository().stored_application(visit.application()).responses == {"timeline": "rough"}
    assert not [button for button in visit.app.button if button.key == "undo:timeline"]


def test_who_still_says_invited_after_the_interview_is_asked_whether_it_is_over(open_page):
    visit = open_page("questions", {"stage": "invited"}, SKIPPED, interview_date=TODAY)
    assert "Is the interview over?" not in visit.words()
    visit.type("interview_date", TODAY - timedelta(1))
    for page in ("questions", "plan", "outlook"):
        assert "Is the interview over?** It was on Tue 17 Nov" in visit.go(page).words()
    visit.click("interview_is_over")
    assert "Is the interview over?" not in visit.words()
    assert visit.repository().stored_application(visit.application()).responses["stage"] == "waiting"
    assert any("thank" in box.label for box in visit.go("plan").app.checkbox)


def test_who_says_that_it_is_over_before_its_day_is_asked_whether_it_is_still_to_come(open_page):
    visit = open_page("questions", {"stage": "waiting"}, SKIPPED, interview_date=TODAY)
    assert "Is the interview still to come?" not in visit.words()
    visit.type("interview_date", TODAY + timedelta(1))
    for page in ("questions", "plan", "outlook"):
        assert "Is the interview still to come?** Its day is Thu 19 Nov" in visit.go(page).words()
    visit.click("interview_is_to_come")
    assert "Is the interview still to come?" not in visit.words()
    assert visit.title() == "1 day until your interview on Thu 19 Nov"


def ask_all(visit):
    (path,) = visit.app.segmented_control
    path.set_value("All, 10 minutes")
    return visit.run()


def test_another_application_opens_at_its_own_part_and_a_reload_at_the_part_that_was_open(visit):
    ask_all(visit.type("employer", "Acme")).click("next").click("next")
    assert "Part 3 of" in visit.words()
    first, asked = visit.application(), visit.asked()
    visit.go("applications").click("add_application")
    assert visit.app.segmented_control[0].value == "quick"
    assert "Part " not in visit.words()
    reloaded = Visit()
    reloaded.app.query_params["app"] = first
    assert reloaded.run().asked() == asked
    assert "Part 3 of" in reloaded.words()


def test_the_full_path_asks_every_item_in_sections_of_limited_length(visit):
    ask_all(visit)
    asked = []
    while True:
        part = [item for item in visit.asked() if item not in ASKED_ABOVE]
        assert 0 < len(part) <= MAX_SECTION_ITEMS
        asked += part
        if not [button for button in visit.app.button if button.key == "next"]:
            break
        visit.click("next")
    assert asked == [item for item in INSTRUMENT.items if item not in ASKED_ABOVE]
    visit.click("previous")
    assert visit.app.button(key="next").label == "Next"


def test_an_impossible_date_is_refused_beside_the_field_and_stays_as_typed(visit):
    visit.type_all(employer="Acme", interview_date=TODAY)
    visit.type("promised_date", TODAY - timedelta(3))
    assert [error.value for error in visit.app.error] == [
        f"The promised date, {TODAY - timedelta(3)}, is before the interview, {TODAY}; correct one of the two."
    ]
    visit.go("method").go("questions")
    (promised,) = [each for each in visit.app.date_input if each.key.endswith(":promised_date")]
    assert promised.value == TODAY - timedelta(3)
    kept = visit.repository().application(visit.application()).process
    assert (kept.employer, kept.interview_date, kept.promised_date) == ("Acme", TODAY, None)
    visit.type("promised_date", TODAY + timedelta(3))
    assert list(visit.app.error) == []
    assert visit.repository().application(visit.application()).process.promised_date == TODAY + timedelta(3)


def test_looking_at_the_questions_changes_no_fact_that_its_field_cannot_hold(open_page):
    people = (Person("Roe, Jane", "CTO"), Person("Ana"))
    facts = {"employer": "Acme", "people": people, "mean_wait_days": 10.5, "never_told": 0.333}
    stored, visit = Process(**facts), open_page("questions", **facts).unfold()
    assert visit.field("people").value == "Roe, Jane, CTO\nAna"
    assert visit.repository().application(visit.application()).process == stored
    visit.type("people", "Roe, Jane, CTO\nAna, lead")
    kept = visit.repository().application(visit.application()).process
    assert kept == replace(stored, people=(people[0], Person("Ana", "lead")))


def test_a_problem_with_a_fact_in_the_closed_fold_is_said_all_the_same(visit):
    visit.type("promised_date", TODAY)
    visit.app.session_state[fact_fields.MORE_FOLD] = False
    visit.type("interview_date", TODAY + timedelta(1))
    (error,) = visit.app.error
    assert "is before the interview" in error.value
    visit.type("interview_date", TODAY - timedelta(1))
    assert not visit.app.error


def test_the_fold_stays_open_when_a_problem_in_it_comes_and_goes(visit):
    visit.type("interview_date", TODAY).unfold()
    for day in (TODAY - timedelta(1), TODAY + timedelta(1)):
        visit.type("promised_date", day)
        assert [each.key.split(":")[-1] for each in visit.app.text_area] == ["people"]
        assert bool(visit.app.error) is (day < TODAY)


def test_what_is_too_early_to_tell_is_said_once_in_each_section_that_needs_it(visit):
    assert visit.words().count("Too early to tell? Leave it open.") == len({"signs", "follow_through"})
