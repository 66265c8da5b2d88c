"""The plan page: steps are moved, noted, added, exported and imported, and answers tried out."""

import csv
import io
from datetime import date, timedelta
from functools import partial
from uuid import uuid5

import pytest
from icalendar import Calendar

from assessment import assess
from assessment.core.applications.records import StepProgress
from assessment.core.model.process import Outcome, Person, Process
from assessment.core.plan.plan import make_plan
from assessment.core.text.date_parsing import DayOrder
from assessment.export.ics import STEPS
from assessment.storage.errors import DiskFullError
from assessment.ui import resources
from assessment.ui.components import day_book, what_if
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.session import visit as session_visit
from tests.support import INSTRUMENT
from tests.ui.page_visit import NOW, SKIPPED, TODAY, store_application, unfold_step


@pytest.fixture
def first_page():
    return "plan"


@pytest.fixture
def waiting(open_page):
    """Opens the plan of somebody who had the interview today."""
    return partial(open_page, "plan", {"stage": "waiting"}, interview_date=TODAY)


def choose(visit, label, value):
    (box,) = [box for box in visit.app.selectbox if box.label == label]
    box.set_value(value)
    return visit.run()


def labelled(fields, label):
    (field,) = [field for field in fields if field.label == label]
    return field


def test_a_step_can_be_moved_and_noted(waiting):
    visit = waiting()
    unfold_step(visit, "Write down the interview while it is fresh")
    labelled(visit.app.date_input, "Moved to").set_value(TODAY + timedelta(2))
    labelled(visit.app.text_area, "Note").set_value("ask *Ana*")
    visit.run()
    step_progress = visit.repository().stored_application(visit.application()).progress["debrief"]
    assert (step_progress.day, step_progress.note) == (TODAY + timedelta(2), "ask *Ana*")
    assert "Note: ask \\*Ana\\*" in visit.words()
    headings = [heading.value for heading in visit.app.subheader]
    assert "Today, Wednesday 18 November" not in headings
    assert "Friday 20 November" in headings
    assert labelled(visit.app.date_input, "Moved to").value == TODAY + timedelta(2), "the row stays open"
    (taken_back,) = [button for button in visit.app.button if button.key.startswith("clear:day:")]
    taken_back.click()
    visit.run()
    assert visit.repository().stored_application(visit.application()).progress["debrief"].day is None
    assert "Today, Wednesday 18 November" in [heading.value for heading in visit.app.subheader]


@pytest.mark.parametrize("day", [TODAY - timedelta(1), date(26, 11, 20), date(9999, 1, 1)])
def test_a_day_for_which_nothing_can_be_planned_is_refused_in_our_own_words(waiting, day):
    visit = waiting()
    unfold_step(visit, "Write down the interview while it is fresh")
    labelled(visit.app.date_input, "Moved to").set_value(day)
    visit.run()
    assert "expected a day from 2026-11-18 to 2200-12-31" in visit.words()
    assert "debrief" not in visit.repository().stored_application(visit.application()).progress
    labelled(visit.app.text_input, "New step").set_value("Buy a notebook")
    labelled(visit.app.date_input, "On").set_value(day)
    visit.click("add_step")
    assert visit.repository().stored_application(visit.application()).own_steps == ()


def test_an_own_step_can_be_added_and_removed(waiting):
    visit = waiting().click("add_step")
    assert "Give the step a name first." in visit.words()
    labelled(visit.app.text_input, "New step").set_value("Buy a *new* notebook")
    visit.click("add_step")
    assert any("Buy a \\*new\\* notebook" in box.label for box in visit.app.checkbox)
    unfold_step(visit, "Buy a \\*new\\* notebook")
    visit.click_label("Remove this step")
    assert not any("notebook" in box.label for box in visit.app.checkbox)


def test_of_two_own_steps_with_one_title_each_is_moved_and_removed_in_its_own_row(waiting):
    visit = waiting()
    for _ in range(2):
        labelled(visit.app.text_input, "New step").set_value("Call Ana")
        visit.click("add_step")
    first, second = sorted(step.id for step in visit.repository().stored_application(visit.application()).own_steps)
    unfold_step(visit, "Call Ana", number=1)
    labelled(visit.app.date_input, "Moved to").set_value(TODAY + timedelta(2))
    visit.run()
    assert "Now: Fri 20 Nov" in visit.words()
    (moved,) = visit.repository().stored_application(visit.application()).progress
    visit.click(f"remove:{moved}")
    (left,) = [step.id for step in visit.repository().stored_application(visit.application()).own_steps]
    assert {moved, left} == {first, second}


@pytest.fixture
def ticked(open_page):
    """A plan in which all that a preparation lacks was just ticked."""
    visit = open_page("plan", {"stage": "invited", "practice": "none"}, interview_date=TODAY + timedelta(9))
    for box in visit.app.checkbox:
        if "tip-practice" in box.key:
            box.check()
    visit.run()
    assert "You ticked a step." in visit.words()
    return visit


def test_an_answer_may_stay_though_its_steps_are_ticked(ticked):
    ticked.click("keep:practice")
    assert "You ticked a step." not in ticked.words()
    assert ticked.repository().stored_application(ticked.application()).responses["practice"] == "none"


def test_ticking_what_closes_a_gap_may_update_the_answer(ticked):
    assert ticked.repository().stored_application(ticked.application()).responses["practice"] == "none"
    ticked.click("update:practice")
    assert ticked.repository().stored_application(ticked.application()).responses["practice"] == "with_a_person"
    ticked.go("questions")
    assert ticked.radio("practice").value == "with_a_person"


def test_trying_an_answer_saves_nothing_until_it_is_kept(open_page):
    visit = open_page("outlook", {"stage": "waiting", "finalists": "four_to_six"}, SKIPPED, interview_date=TODAY)
    before = visit.title()
    assert not [box for box in visit.app.selectbox if box.label == "Question"]
    visit.unfold(what_if.EXPANDER)
    choose(visit, "Question", "references")
    labelled(visit.app.radio, INSTRUMENT.items["references"].stem).set_value("contacted")
    visit.run()
    assert "Outlook: 22 in 100 now, 32 with the other answer." in visit.words()
    assert visit.title() == before
    assert "references" not in visit.repository().stored_application(visit.application()).responses
    visit.click("discard_trial")
    assert "with the other answer" not in visit.words()
    choose(visit, "Question", "references")
    labelled(visit.app.radio, INSTRUMENT.items["references"].stem).set_value("contacted")
    visit.run().click("keep_trial")
    assert visit.title() == "About 32 in 100"
    visit.go("questions")
    assert visit.radio("references").value == "contacted"


def test_the_role_is_asked_for_letters_that_name_it_and_not_for_one_about_another_application(open_page):
    store_application(employer="Alder Health")
    visit = open_page("plan", {"stage": "decided"}, employer="Acme", role="Analyst", outcome=Outcome.OFFER)
    letters, asked = visit.app.selectbox[0], [field.label for field in visit.app.text_input]
    assert (letters.options[0], "Role" in asked) == ("Tell them that you have an offer: Alder Health", False)
    letters.select_index(1)
    assert "Role" in [field.label for field in visit.run().app.text_input]
    assert "Analyst" in visit.app.code[0].value
    letters.select_index(3)
    visit.run().go("questions").app.selectbox[0].set_value(Outcome.REJECTED)
    assert "Role" in [field.label for field in visit.run().go("plan").app.text_input]


def test_the_letter_that_stands_first_is_the_next_one_to_send(open_page):
    """The thank-yous are sent, by the answer or by the tick, so a check-in comes next; it stays once it is sent."""
    answers = {"stage": "waiting", "thank_you": "tailored"}
    visit = open_page("plan", answers, interview_date=TODAY - timedelta(2), people=(Person("Ana Ruiz"),))
    chosen = visit.app.selectbox[0]
    assert chosen.options[chosen.index] == "First check-in: Ana Ruiz"
    visit.click("letter_sent")
    assert "Sent; its step in the plan is ticked." in visit.words()
    chosen = visit.app.selectbox[0]
    assert chosen.options[chosen.index] == "First check-in: Ana Ruiz"
    chosen = visit.go("outlook").go("plan").app.selectbox[0]
    assert chosen.options[chosen.index] == "Second and last check-in: Ana Ruiz"


def test_the_letters_are_filled_with_the_facts(open_page):
    people = (Person("Ana Ruiz", "Head of data"),)
    visit = open_page("plan", {"stage": "waiting"}, interview_date=TODAY, employer="Acme", people=people)
    (draft,) = [code.value for code in visit.app.code]
    assert draft.startswith("Subject: ")
    assert "Ana Ruiz" in draft
    assert "[" in draft


def test_a_plan_that_rests_on_no_stage_says_so(visit, open_page):
    said = "You have not said where you stand yet"
    assert said in visit.words()
    assert said not in open_page("plan", {"stage": "waiting"}).words()


def test_a_plan_for_an_open_preparation_asks_for_the_answers(open_page):
    assert "Nothing about your preparation is answered yet." in open_page("plan", {"stage": "invited"}).words()
    words = open_page("plan", {"stage": "invited", "practice": "none"}).words()
    assert "Nothing about your preparation" not in words
    assert "10 points to gain, the first step of the biggest win" in words


@pytest.mark.parametrize("outcome", [Outcome.NO_ANSWER, Outcome.WITHDREW, Outcome.ROLE_CANCELLED])
def test_what_ended_without_an_answer_is_not_called_answered(open_page, outcome):
    words = open_page("plan", {"stage": "decided"}, outcome=outcome).words()
    assert "This one is over: close it well" in words
    assert "After an answer" not in words


def test_while_waiting_no_answer_is_promised_to_bring_what_would_win_most(waiting):
    assert "Nothing about your preparation" not in waiting().words()


def test_the_biggest_win_is_marked_on_its_step_and_a_thank_you_that_is_too_late_is_none(open_page):
    answers = {"stage": "waiting", "thank_you": "none", "practice": "none"}
    (marked,) = [line for line in open_page("plan", answers).words().split("\n") if "the biggest win" in line]
    assert "20\u00a0min" in marked
    words = open_page("plan", answers, interview_date=TODAY - timedelta(9)).words()
    assert "the biggest win" not in words
    assert "Send each person a short thank-you" in words.partition("For the next time")[2]


def test_a_check_in_that_was_sent_late_is_followed_a_week_after_its_tick(open_page, monkeypatch):
    answers = {"stage": "waiting", "thank_you": "tailored"}
    visit = open_page("plan", answers, SKIPPED, interview_date=TODAY - timedelta(9))
    labelled(visit.app.checkbox, "Send a first check-in").check()
    visit.run()
    monkeypatch.setattr(session_visit, "now", lambda: NOW + timedelta(1))
    words = visit.run().words()
    assert "Wednesday 25 November" in words
    rows = visit.go("outlook").words()
    assert "Wed 25 Nov | " in rows
    assert [line for line in rows.split("\n") if "last check-in" in line and "Wed 25 Nov" in line]


def test_the_last_tick_can_be_taken_back(waiting):
    visit = waiting()
    labelled(visit.app.checkbox, "Write down the interview while it is fresh").check()
    visit.run()
    assert visit.repository().stored_application(visit.application()).progress["debrief"].done
    assert visit.app.button(key="undo_tick").label == "Undo the tick: Write down the interview while it is fresh"
    visit.click("undo_tick")
    assert visit.repository().stored_application(visit.application()).progress["debrief"] == StepProgress("debrief")
    assert not labelled(visit.app.checkbox, "Write down the interview while it is fresh").value
    assert not [button for button in visit.app.button if button.key == "undo_tick"]


def test_a_written_offer_names_the_others_that_are_open_with_a_step_and_a_letter(open_page):
    store_application(employer="Alder Health", role="Analyst")
    visit = open_page("plan", {"stage": "decided"}, employer="Acme", outcome=Outcome.OFFER)
    assert visit.app.checkbox[0].label == "Tell Alder Health that you have an offer"
    assert "Alder Health" in visit.app.code[0].value
    assert "Subject: Analyst: I have another offer" in visit.app.code[0].value
    visit.go("applications")
    assert "Tell Alder Health that you have an offer" in visit.words()


def test_after_so_long_without_a_word_the_plan_asks_for_no_check_in(open_page):
    visit = open_page("plan", {"stage": "waiting"}, interview_date=TODAY - timedelta(60))
    assert "So long without a word: move on in your mind" in visit.words()
    assert "check in twice" not in visit.words()
    assert list(visit.app.code) == []


@pytest.mark.parametrize("outcome", [Outcome.OFFER, Outcome.REJECTED])
def test_after_an_answer_nothing_asks_what_would_have_been(open_page, outcome):
    words = open_page("plan", {"stage": "decided", "practice": "none"}, outcome=outcome).words()
    assert "the biggest win" not in words
    assert "What if an answer had been different?" not in words
    assert ("close it well" in words) == (outcome is Outcome.REJECTED)


EDITED_PLAN = (
    b"step_id,date,title,kind,done,note\r\ndebrief,2026-11-18,x,debrief,yes,hello\r\n,2026-11-25,Call Ana,,no,\r\n"
)


def bring_back(visit, content):
    visit.app.file_uploader[0].upload("plan.csv", content, "text/csv")
    return visit.run().click("import_plan")


def successes(visit):
    return [success.value for success in visit.app.success]


def test_a_plan_brought_back_days_later_takes_over_what_was_edited_and_pins_nothing(waiting, monkeypatch):
    visit = waiting()
    monkeypatch.setattr(session_visit, "now", lambda: NOW + timedelta(2))
    bring_back(visit.run(), EDITED_PLAN)
    assert successes(visit) == ["2 changes applied."]
    repository, application = visit.repository(), visit.application()
    assert repository.stored_application(application).progress == {
        "debrief": StepProgress("debrief", done=True, note="hello", done_on=TODAY + timedelta(2))
    }
    assert [step.title for step in repository.stored_application(application).own_steps] == ["Call Ana"]


def test_of_dates_that_do_not_show_their_order_one_question_is_asked(waiting, download):
    visit = waiting()
    (row,) = [{**row, "date": "3/12/2026"} for row in download() if row["step_id"] == "check_in"]
    visit.app.file_uploader[0].upload("plan.csv", written([row]), "text/csv")
    visit.run()
    (button,) = [each for each in visit.app.button if each.key == "import_plan"]
    assert button.disabled
    labelled(visit.app.radio, "What comes first in dates such as 3/12/2026?").set_value(DayOrder.DAY_FIRST)
    visit.run().click("import_plan")
    assert successes(visit) == ["1 change applied."]
    assert visit.repository().stored_application(visit.application()).progress["check_in"].day == date(2026, 12, 3)
    assert "3/12/2026" not in visit.words()


def test_a_plan_that_cannot_be_saved_is_not_called_taken_over_and_can_be_tried_again(waiting, monkeypatch):
    visit = waiting()
    bring_back(visit, b"step_id,done\r\ncheck_in,yes\r\n")
    assert successes(visit) == ["1 change applied."]
    with monkeypatch.context() as full:
        full.setattr(type(resources.storage()), "write", failing)
        bring_back(visit, EDITED_PLAN)
        assert successes(visit) == []
        assert "Not saved: the disk is full." in visit.words()
    assert visit.repository().stored_application(visit.application()).own_steps == ()
    visit.click("import_plan")
    assert successes(visit) == ["2 changes applied."]
    assert "Not saved" not in visit.words()


def test_what_a_file_cannot_change_is_named_by_its_line_and_its_step(open_page, download):
    visit = open_page("plan", {"stage": "waiting"}, interview_date=TODAY - timedelta(3))
    rows = download()
    (row,) = [row for row in rows if row["step_id"] == "check_in"]
    others = [row for row in rows if row["step_id"] != "check_in"]
    edited = [{**others[0], "title": "Mine"}, {**row, "date": "2026-11-17"}, *others[1:], {"step_id": "nothing-known"}]
    bring_back(visit, written(edited))
    assert successes(visit) == ["0 changes applied."]
    texts = [text.value for text in visit.app.text]
    assert f"1 step was given a day that has passed and stays where it was: {row['title']}." in texts
    assert "Row 2: not applied: title; of a step of the plan only date, done and note are read." in texts
    assert any("'nothing-known' in row" in text for text in texts)


def test_a_downloaded_plan_is_compared_with_what_it_said_when_it_comes_back(waiting, download, monkeypatch):
    visit = waiting()
    rows = download()
    (row,) = [row for row in rows if row["step_id"] == "check_in"]
    row.update({"date": "2026-12-03", "note": "in the file"})
    repository, application = visit.repository(), visit.application()
    repository.save_plan_changes(application, progress=[StepProgress("check_in", note="here")])
    repository.save_plan_changes(application, progress=[StepProgress("debrief", done=True)])
    monkeypatch.setattr(session_visit, "now", lambda: NOW + timedelta(2))
    bring_back(visit.run(), written(rows))
    assert successes(visit) == ["1 change applied."]
    assert repository.stored_application(application).progress == {
        "check_in": StepProgress("check_in", day=date(2026, 12, 3), note="here\nin the file"),
        "debrief": StepProgress("debrief", done=True),
    }
    assert not any("export" in text.value for text in visit.app.text)


def test_a_file_that_does_not_say_its_export_only_adds(waiting, download):
    visit = waiting()
    rows = [{name: cell for name, cell in row.items() if name != "export"} for row in download()]
    repository, application = visit.repository(), visit.application()
    repository.save_plan_changes(application, progress=[StepProgress("check_in", done=True, note="here")])
    bring_back(visit.run(), written(rows))
    assert successes(visit) == ["0 changes applied."]
    assert any("do not say which export of this application they came from" in text.value for text in visit.app.text)
    assert repository.stored_application(application).progress == {
        "check_in": StepProgress("check_in", done=True, note="here")
    }


def test_the_example_knows_its_own_exports_too(visit, download):
    visit.go("questions").click("open_example").go("plan")
    rows = download()
    assert {row["export"] for row in rows} != {""}
    bring_back(visit, written([{**row, "done": "yes"} for row in rows]))
    assert successes(visit) == [f"{len(rows)} changes applied."]
    assert not any("export" in text.value for text in visit.app.text)


def test_a_plan_can_be_downloaded_where_nothing_can_be_saved(waiting, download, monkeypatch):
    waiting()
    monkeypatch.setattr(type(resources.storage()), "write", failing)
    assert {row["export"] for row in download()} == {""}


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.xls", "plan.ods"])
def test_a_damaged_spreadsheet_is_refused_in_our_own_words(waiting, name):
    visit = waiting()
    visit.app.file_uploader[0].upload(name, b"PK\x03\x04", "application/octet-stream")
    visit.run().click("import_plan")
    assert any("save the table as CSV" in text.value for text in visit.app.text)


def test_after_an_answer_the_calendar_cancels_what_was_to_be_done_while_waiting(waiting, download_content):
    visit = waiting()
    before = events(download_content("download_calendar"))
    visit.go("questions").answer({"stage": "decided"})
    choose(visit, "How did it end?", Outcome.REJECTED)
    visit.go("plan")
    after = events(download_content("download_calendar"))
    assert before.keys() <= after.keys()
    gone = {str(uuid5(STEPS, f"{visit.application()}\n{step}")) for step in ("debrief", "check_in", "treat_as_no")}
    assert gone <= before.keys() & {uid for uid, event in after.items() if event["status"] == "CANCELLED"}
    assert {event["status"] for uid, event in after.items() if uid not in before} == {"CONFIRMED"}
    assert all(after[uid]["sequence"] > event["sequence"] for uid, event in before.items())


def test_a_calendar_can_be_downloaded_where_nothing_can_be_saved(waiting, download_content, monkeypatch):
    waiting()
    monkeypatch.setattr(type(resources.storage()), "write", failing)
    assert events(download_content("download_calendar"))


def events(content):
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


@pytest.fixture
def download(download_content):
    """Clicks on the download of the plan as the page last drew it, and returns the rows of its file."""

    def click():
        content = download_content("download_plan")
        return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline="")))

    return click


def written(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def headings(visit):
    return [heading.value for heading in visit.app.subheader]


def test_after_an_answer_the_days_count_from_when_it_was_recorded_unless_another_is_given(open_page, monkeypatch):
    monkeypatch.setattr(resources.storage(), "clock", lambda: NOW)
    visit = open_page("plan", {"stage": "decided"}, outcome=Outcome.REJECTED)
    for days in (0, 1, 5):
        monkeypatch.setattr(session_visit, "now", lambda days=days: NOW + timedelta(days))
        visit.run()
        assert "The days count from Wed 18 Nov, when you told us how it ended." in visit.words()
        assert "Wednesday 2 December" in headings(visit)
    visit.unfold(day_book.FOLD).type("happened_on", TODAY - timedelta(1)).click("day_book_heard")
    assert "The days count from" not in visit.words()
    assert "Tuesday 1 December" in headings(visit)


def failing(storage, *_work):
    raise DiskFullError("Not saved: the disk is full.")


def test_the_plan_lists_each_person_and_counts_what_is_done(open_page):
    people = (Person("Ana Ruiz", "Head of data"), Person("Bo"))
    visit = open_page("plan", {"stage": "waiting", "search_continues": "stopped"}, interview_date=TODAY, people=people)
    labels = [box.label for box in visit.app.checkbox]
    assert any("Ana Ruiz" in label for label in labels)
    assert any("Bo" in label for label in labels)
    visit.app.checkbox[0].check()
    visit.run().go("outlook").go("plan")
    assert [box.value for box in visit.app.checkbox].count(True) == 1
    assert visit.app.checkbox[-1].value, "what is done stands last"
    assert "1 done" in visit.words()


def test_a_plan_without_any_answer_still_helps(visit):
    assessment = assess(INSTRUMENT, {}, process=Process(), today=TODAY)
    steps = make_plan(INSTRUMENT, assessment, Process(), TODAY).steps
    assert [box.label for box in visit.app.checkbox] == [escape_markdown(step.title) for step in steps]
    assert len(steps) > 1
