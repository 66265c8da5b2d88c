"""The applications page: several processes side by side, their history, and what came of them."""

import json
import re
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from assessment import assess
from assessment.core.applications.records import Guess, StepProgress
from assessment.core.applications.snapshots import first_reveal, take_snapshot
from assessment.core.model.process import Outcome, Process
from assessment.storage.backups import list_backups
from assessment.storage.export_import import export_json, export_tables
from assessment.storage.repository import SqlRepository
from assessment.ui import resources
from assessment.ui.applications.lines import MAX_LINES
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.pages import your_data
from assessment.ui.session.identity import LOCAL
from tests.support import INSTRUMENT
from tests.ui.page_visit import NOW, SKIPPED, TODAY, Visit, store_application


@pytest.fixture
def first_page():
    return "applications"


def keep(process, answers=None, guess=50):
    """An application that was revealed with these answers."""
    repository = resources.repository(LOCAL.owner)
    application = repository.create(process, at=NOW)
    repository.save_answers(application, answers or {}, last_seen={})
    repository.save_guess(application, Guess(guess, NOW))
    assessment = assess(INSTRUMENT, answers or {}, process=Process(), today=TODAY)
    repository.save_reveal(application, first_reveal(assessment, at=NOW))
    return application


def bars(visit):
    """The words beside the bars of the listed applications."""
    found = [words for bar in visit.app.get("html") for words in re.findall("<p>(.*)</p>", bar.proto.body)]
    return [re.sub("</?small>", "", words) for words in found]


def test_each_application_stands_with_outlook_range_and_next_step(visit):
    keep(Process(employer="Acme", role="Analyst", interview_date=TODAY), {"finalists": "two"})
    visit.run()
    words = visit.words()
    assert "Acme, Analyst" in visit.titles()
    assert bars(visit) == ["53 in 100 (40–65)"]
    assert "Waiting · " in words
    assert " · today: " in words
    assert "Application added Wed 18 Nov (showing now)" in visit.titles()
    assert "Not looked at yet" in words


def test_from_its_second_day_on_a_row_says_what_the_outlook_was(visit):
    application = keep(Process(employer="Acme"), {"finalists": "two"})
    for ago, outlook, process in ((2, {}, Process()), (1, {"finalists": "two"}, Process(outcome=Outcome.REJECTED))):
        assessment = assess(INSTRUMENT, outlook, process=process, today=TODAY)
        day = TODAY - timedelta(ago)
        snapshot = take_snapshot(assessment, outlook, process, day=day, at=NOW - timedelta(ago), round=1)
        visit.repository().save_snapshot(application, snapshot)
    visit.run()
    assert bars(visit) == ["53 in 100 (40–65) · 25 on Mon 16 Nov"]
    visit.repository().begin_round(application, last=replace(snapshot, day=TODAY), keep=())
    assert bars(visit.run()) == ["25 in 100 (15–40)"]


def test_the_chance_of_at_least_one_offer_comes_with_its_range(visit):
    for answer in ("one", "two"):
        keep(Process(employer=answer), {"finalists": answer})
    visit.repository().delete(visit.application())
    visit.run()
    assert "At least one offer from 2 open applications" in [metric.label for metric in visit.app.metric]
    assert visit.metrics()[0] == "95 in 100"
    assert "if they are independent" in visit.words()


def test_applications_that_were_not_looked_at_yet_are_counted_as_open(visit):
    keep(Process(employer="Acme"), {"finalists": "two"})
    store_application(employer="Brill")
    store_application(employer="Cora", outcome=Outcome.REJECTED)
    visit.repository().delete(visit.application())
    assert "0 offers. 2 still open. 1 closed without a forecast" in visit.run().words()


def test_many_good_chances_are_never_shown_as_certain(visit):
    for number in range(3):
        keep(Process(employer=f"Acme {number}"), {"finalists": "one", "offer_intent": "yes"})
    visit.repository().delete(visit.application())
    assert visit.run().metrics()[0] == "99 in 100"
    assert "99–99, if they are independent" in visit.words()


def test_the_history_shows_no_readiness_that_the_outlook_withholds(open_page):
    visit = open_page("outlook", {"stage": "waiting", "stories": "most"}, guess=SKIPPED)
    assert any("How ready you are: not enough answers yet" in label for label in visit.links())
    (trend,) = visit.go("applications").charts()
    assert trend.alt.endswith("No readiness yet. One day so far.")


def test_an_application_can_be_deleted_and_taken_back(visit):
    application = keep(Process(employer="Acme"))
    visit.open_menu(application)
    visit.app.checkbox(key=f"sure:{application}").check()
    visit.run().click(f"delete:{application}")
    assert "Acme" not in visit.titles()
    visit.click("undo_delete")
    assert "Acme" in visit.titles()


def test_a_deletion_can_be_undone_for_a_day_whatever_other_visits_do(visit, monkeypatch):
    application = keep(Process(employer="Acme"))
    visit.open_menu(application)
    visit.app.checkbox(key=f"sure:{application}").check()
    visit.run().click(f"delete:{application}")
    assert "undo_delete" not in [button.key for button in Visit("applications").app.button]
    visit.click("undo_delete")
    assert "Acme" in [each.process.employer for each in visit.repository().applications()]


def test_putting_away_and_duplicating(visit):
    application = keep(Process(employer="Acme"), {"finalists": "two"})
    visit.open_menu(application).click(f"duplicate:{application}")
    copies = [each for each in visit.repository().applications() if each.process.employer == "Acme"]
    assert len(copies) == 2
    assert visit.repository().stored_application(copies[1].id).responses == {"finalists": "two"}
    visit.click(f"archive:{application}")
    assert visit.repository().application(application).archived
    assert "Put away (1)" in [expander.label for expander in visit.app.expander]


def test_a_new_round_keeps_preparation_and_asks_the_rest_again(visit):
    answers = {"stage": "waiting", "finalists": "two", "story_bank": "none", "team_intro": "off_agenda"}
    application = keep(Process(employer="Acme", interview_date=TODAY - timedelta(9)), answers)
    visit.open_menu(application).click(f"round:{application}")
    assert visit.title() == "Before the interview"
    kept = visit.repository()
    assert kept.application(application).round == 2
    assert kept.stored_application(application).responses == {"story_bank": "none", "stage": "invited"}
    assert (kept.application(application).process.employer, kept.application(application).process.interview_date) == (
        "Acme",
        None,
    )
    (snapshot,) = kept.snapshots(application)
    assert dict(snapshot.responses) == answers
    assert "This round starts afresh" in visit.go("outlook").words()


def test_showing_the_outlook_keeps_the_reveal_and_one_snapshot_a_day(open_page):
    visit = open_page("outlook", {"finalists": "two"}, SKIPPED)
    kept, application = visit.repository(), visit.application()
    assert kept.stored_application(application).reveal.outlook == pytest.approx(0.5265, abs=0.0001)
    visit.go("questions").answer({"team_intro": "off_agenda"}).go("outlook")
    assert kept.stored_application(application).reveal.outlook == pytest.approx(0.5265, abs=0.0001)
    (snapshot,) = kept.snapshots(application)
    assert dict(snapshot.responses) == {"finalists": "two", "team_intro": "off_agenda"}
    visit.go("applications")
    assert "How this application moved: Application added Wed 18 Nov" in visit.words()


def test_the_example_leaves_no_trace(visit):
    visit.go("questions").click("open_example")
    visit.go("plan").go("outlook").go("applications")
    assert [
        dict(visit.repository().stored_application(each.id).responses) for each in visit.repository().applications()
    ] == [{}]
    assert [visit.repository().snapshots(each.id) for each in visit.repository().applications()] == [()]


def test_below_five_outcomes_there_are_only_counts(visit):
    for number in range(4):
        keep(Process(employer=str(number), outcome=Outcome.REJECTED))
    visit.run()
    assert "4 applications decided, 0 offers." in visit.words()
    assert "Brier" not in visit.words()


def test_from_five_outcomes_guess_model_and_base_rate_stand_side_by_side(visit):
    for number in range(5):
        outcome = Outcome.OFFER if number == 0 else Outcome.REJECTED
        keep(Process(employer=str(number), outcome=outcome), {"finalists": "two"}, guess=0)
    keep(Process(outcome=Outcome.WITHDREW))
    visit.run()
    words = visit.words().replace("\\", "")
    assert "These are too few to tell skill from luck." in words
    assert "1 not scored" in words
    assert "| Your guess | 0.200 |" in words
    model = (0.5265 - 1) ** 2 / 5 + 4 * 0.5265**2 / 5
    assert f"| The model | {model:.3f} | the same |" in words


def test_an_older_answer_that_no_longer_exists_is_kept_and_not_scored(open_page):
    visit = open_page("outlook", {"retired_item": "yes", "finalists": "two"}, SKIPPED)
    assert visit.title() == "About 53 in 100"
    visit.go("questions")
    assert "From an older version" in visit.words()
    assert visit.repository().stored_application(visit.application()).responses["retired_item"] == "yes"


def test_a_place_that_cannot_be_written_is_named_and_the_app_goes_on(own_database, monkeypatch, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(blocked))
    other = Visit()
    assert escape_markdown("CALLBACK_DATA_DIR") in other.words()
    other.answer({"finalists": "two"})
    other.reveal()
    assert other.title() == "About 53 in 100"
    other.go("plan").go("your_data")
    assert "lives in this tab only" in other.words()


def test_where_each_visit_keeps_its_own_nothing_is_written_and_others_see_nothing(own_database, monkeypatch, tmp_path):
    monkeypatch.setenv("CALLBACK_KEEP", "visit")
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(tmp_path / "nothing"))
    mine, other = Visit(), Visit()
    mine.answer({"finalists": "two"})
    assert "in this tab only" in mine.words()
    assert "Give to a coach" in mine.links()
    assert "For coaches" not in mine.links()
    assert other.run().radio("finalists").value is None
    mine.go("your_data")
    assert "Nothing is saved here" in mine.words()
    assert "What was saved before" not in mine.words()
    assert not (tmp_path / "nothing").exists()


def test_where_each_visit_keeps_its_own_all_of_it_is_taken_along_and_brought_into_another(
    own_database, monkeypatch, download_content
):
    monkeypatch.setenv("CALLBACK_KEEP", "visit")
    mine = Visit()
    assert "**Kept in this tab only.** Closing it deletes everything." in mine.words()
    mine.answer({"finalists": "two"})
    everything = download_content("take_along")
    other = Visit("your_data")
    assert bring_in(other, everything.encode()).go("questions").radio("finalists").value == "two"
    (sure,) = [box for box in other.go("your_data").app.checkbox if box.label == "Yes, delete everything"]
    sure.check()
    other.run().click("delete_everything")
    assert other.go("questions").radio("finalists").value is None


def test_visits_that_brought_in_the_same_file_each_see_the_numbers_of_their_own_answers(own_database, monkeypatch):
    kept = [keep(Process(employer=answer), {"finalists": "two"}) for answer in ("Acme", "Bolt")]
    everything = export_json(resources.storage(), LOCAL.owner).encode()
    monkeypatch.setenv("CALLBACK_KEEP", "visit")
    visits = {answer: bring_in(Visit("your_data"), everything) for answer in ("one", "three")}
    for answer, each in visits.items():
        repository = resources.repository(LOCAL.owner, each.app.session_state["visit"].memory)
        for application in kept:
            repository.save_answers(application, {"finalists": answer}, last_seen={"finalists": "two"})
    first, second = (each.go("applications").metrics()[0] for each in visits.values())
    assert first != second


def test_a_save_that_fails_is_said_and_tried_again(own_database, monkeypatch):
    visit = Visit()
    with monkeypatch.context() as full:
        full.setattr(type(resources.storage()), "write", failing)
        visit.answer({"finalists": "two"})
        assert "Not saved: the disk is full." in visit.words()
        assert visit.radio("finalists").value == "two"
        assert visit.repository().stored_application(visit.application()).responses == {}
    visit.run()
    assert visit.repository().stored_application(visit.application()).responses == {"finalists": "two"}
    assert "Not saved" not in visit.words()


def failing(storage, *_work):
    from assessment.storage.errors import DiskFullError

    raise DiskFullError("Not saved: the disk is full.")


def test_two_visits_on_one_answer_never_overwrite_silently(own_database):
    visit, other = Visit(), Visit()
    visit.answer({"finalists": "two"})
    other.answer({"finalists": "three", "team_intro": "no"})
    assert "Here: Three. There: Two." in other.words()
    assert visit.repository().stored_application(visit.application()).responses == {
        "finalists": "two",
        "team_intro": "no",
    }
    other.click("conflict:finalists:mine")
    assert visit.repository().stored_application(visit.application()).responses["finalists"] == "three"
    assert "was changed in another tab" not in other.words()


def test_two_visits_on_the_facts_merge_different_fields_and_ask_about_the_same(own_database):
    visit, other = Visit(), Visit()
    visit.type("employer", "Acme")
    other.type("role", "Analyst")
    process = visit.repository().application(visit.application()).process
    assert (process.employer, process.role) == ("Acme", "Analyst")
    other.type("employer", "Bolt")
    assert visit.repository().application(visit.application()).process.employer == "Bolt"
    visit.run().type("role", "Engineer")
    other.type("role", "Director")
    assert "changed in another tab too: role" in other.words()
    assert visit.repository().application(visit.application()).process.role == "Engineer"
    other.click("conflict:facts:theirs")
    (role,) = [field for field in other.app.text_input if field.key.endswith(":role")]
    assert role.value == "Engineer"
    visit.run().type("role", "Lead")
    other.type("role", "Chief")
    other.click("conflict:facts:mine")
    assert visit.repository().application(visit.application()).process.role == "Chief"


@pytest.mark.parametrize(("choice", "kept"), [("theirs", Outcome.REJECTED), ("mine", Outcome.OFFER)])
def test_two_visits_on_the_outcome_ask_and_keep_what_is_chosen(open_page, choice, kept):
    visit, other = open_page("questions", {"stage": "decided"}), Visit()
    visit.app.selectbox[0].set_value(Outcome.REJECTED)
    visit.run()
    other.app.selectbox[0].set_value(Outcome.OFFER)
    other.run().go("method")
    other.click(f"conflict:facts:{choice}")
    assert visit.repository().application(visit.application()).process.outcome is kept
    assert other.go("questions").app.selectbox[0].value is kept


def test_two_visits_on_the_plan_keep_each_others_ticks_notes_and_days(open_page):
    visit = open_page("plan", {"stage": "waiting"}, interview_date=TODAY)
    other = Visit("plan")
    box = next(box for box in other.app.checkbox if "debrief" in box.key)
    box.check()
    other.run()
    visit.run()
    assert visit.repository().stored_application(visit.application()).progress["debrief"].done
    assert next(box for box in visit.app.checkbox if "debrief" in box.key).value is True
    visit.repository().save_plan_changes(
        visit.application(), progress=[StepProgress("check_in", note="from elsewhere")]
    )
    visit.run().run()
    assert visit.repository().stored_application(visit.application()).progress["check_in"].note == "from elsewhere"


def test_facts_that_contradict_each_other_never_take_the_pages_down(visit):
    facts = Process(employer="Acme", interview_date=TODAY, promised_date=TODAY - timedelta(5))
    application = keep(facts)
    visit.run()
    assert "Acme" in visit.titles()
    visit.click(f"open:{application}")
    visit.go("plan").go("questions")
    assert "is before the interview" in visit.words()


def test_one_impossible_date_holds_up_no_other_fact(own_database):
    visit = Visit()
    visit.type_all(interview_date=TODAY - timedelta(9), promised_date=TODAY - timedelta(2))
    visit.type_all(interview_date=TODAY, employer="Acme")
    process = visit.repository().application(visit.application()).process
    assert (process.employer, process.interview_date) == ("Acme", TODAY - timedelta(9))
    assert "is before the interview" in visit.words()


def test_once_it_is_known_how_it_ended_no_guess_is_asked_and_no_forecast_kept(open_page):
    visit = open_page("outlook", {"stage": "decided"}, outcome=Outcome.REJECTED)
    assert visit.title() == "They said no"
    assert visit.repository().stored_application(visit.application()).reveal is None
    visit.go("applications")
    assert "1 closed without a forecast, not counted." in visit.words()


def test_answers_saved_in_another_tab_are_taken_in(open_page):
    visit, other = open_page("outlook", guess=SKIPPED), Visit()
    other.answer({"finalists": "two"})
    assert visit.run().title() == "About 53 in 100"
    (snapshot,) = visit.repository().snapshots(visit.application())
    assert dict(snapshot.responses) == {"finalists": "two"}


def test_an_application_that_vanished_elsewhere_is_said_so(visit):
    keep(Process(employer="Other"))
    visit.repository().delete(visit.application())
    visit.run()
    assert "was deleted, in another tab" in visit.words()
    visit.run()
    assert "was deleted, in another tab" not in visit.words()


def test_opening_an_own_application_leaves_the_example(visit):
    application = keep(Process(employer="Acme"), {"finalists": "two"})
    visit.go("questions").click("open_example")
    visit.go("applications")
    assert "the example is not among them" in visit.words()
    visit.click(f"open:{application}")
    assert "An example." not in visit.words()
    assert visit.title() == "About 53 in 100"


def test_a_guess_that_cannot_be_sealed_reveals_nothing(open_page, monkeypatch):
    visit = open_page("outlook")
    monkeypatch.setattr(type(resources.storage()), "write", failing)
    visit.click("skip_guess")
    assert "Not saved: the disk is full." in visit.words()
    assert visit.metrics() == []


def test_everything_can_be_deleted(own_folder):
    keep(Process(employer="Acme"))
    path = resources.storage().path
    visit = Visit("your_data")
    (sure,) = [box for box in visit.app.checkbox if box.label == "Yes, delete everything"]
    sure.check()
    visit.run().click("delete_everything")
    assert [each.process for each in visit.repository().applications()] == [Process()]
    assert path.exists()


def test_a_database_of_a_newer_version_can_be_taken_along(own_folder):
    keep(Process(employer="Acme"))
    path = resources.storage().path
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'zz99'")
    connection.close()
    resources._opened.cache_clear()
    other = Visit()
    assert "newer version" in other.words()
    other.go("your_data")
    assert "What was saved before can still be read:" in other.words()
    assert "Acme" in export_json(resources.readable_storage(), "local")


def test_many_applications_come_a_page_at_a_time_and_all_count_together(visit):
    for number in range(45):
        keep(Process(employer=f"Firm {number}"), {"finalists": "four_to_six"})
    visit.run()
    assert f"from {45} open applications" in visit.app.metric[0].label
    shown = [button.key for button in visit.app.button if button.key.startswith("open:")]
    assert len(shown) == MAX_LINES
    visit.app.pagination(key="page:lines").set_value(5)
    visit.run()
    assert len([button for button in visit.app.button if button.key.startswith("open:")]) == 46 - 4 * MAX_LINES


def test_of_many_applications_only_those_on_screen_and_those_that_changed_are_read(visit, monkeypatch):
    kept = [keep(Process(employer=f"Firm {number}"), {"finalists": "two"}) for number in range(25)]
    visit.run()
    assert "from 25 open applications" in visit.app.metric[0].label
    wanted_ids, read = SqlRepository.stored_applications, []
    monkeypatch.setattr(
        SqlRepository,
        "stored_applications",
        lambda repository, ids=None: read.append(ids) or wanted_ids(repository, ids),
    )
    visit.run()
    assert max(map(len, read)) <= MAX_LINES + 1
    for application in kept[2:]:
        visit.repository().save_answers(application, {"finalists": None}, last_seen={"finalists": "two"})
    visit.run()
    assert "from 2 open applications" in visit.app.metric[0].label


def bring_in(visit, content):
    (field,) = [each for each in visit.app.file_uploader if each.label == "Exported file (JSON)"]
    field.upload("callback.json", content, "application/json")
    return visit.run().click("import_json")


def give_tracker(visit, content, name="tracker.csv"):
    (field,) = [each for each in visit.app.file_uploader if each.label.startswith("Table of a tracker")]
    field.upload(name, content, "text/csv")
    return visit.run()


def test_a_tracker_is_matched_shown_and_then_added_once(visit):
    visit.go("your_data")
    before = visit.repository().applications()
    content = b"Company,What,Status\nAcme *x*,Dev,Ghosted\n,,Offer\n"
    give_tracker(visit, content)
    assert visit.repository().applications() == before
    assert "1 row is left out: neither employer nor role." in [text.value for text in visit.app.text]
    (role,) = [each for each in visit.app.selectbox if each.label == "Role"]
    assert role.value is None
    role.set_value(1)
    assert "Dev, Acme *x*: No answer came, and you closed it" in [text.value for text in visit.run().app.text]
    visit.click("import_tracker")
    assert [success.value for success in visit.app.success] == ["1 application added."]
    added = [each.process for each in visit.repository().applications()][-1]
    assert (added.employer, added.role, added.outcome) == ("Acme *x*", "Dev", Outcome.NO_ANSWER)
    give_tracker(visit, content.replace(b"What", b"Position"))
    assert not any(button.key == "import_tracker" for button in visit.app.button)


def test_what_is_no_tracker_is_refused_beside_its_field(visit):
    give_tracker(visit.go("your_data"), b"{}", "tracker.json")
    assert ["it is JSON without a list" in error.value for error in visit.app.error] == [True]


def test_what_is_here_already_does_not_keep_the_new_out(visit):
    keep(Process(employer="Acme"))
    repository = visit.repository()
    exported = json.loads(export_json(resources.storage(), LOCAL.owner))
    new = {**exported["applications"][-1], "id": "f" * 32}
    new["process"] = {**new["process"], "employer": "Newcomer"}
    exported["applications"].append(new)
    before = [each.id for each in repository.applications()]
    bring_in(visit.go("your_data"), json.dumps(exported).encode())
    assert [success.value for success in visit.app.success] == ["1 application added."]
    assert [text.value for text in visit.app.text if "is here already and stays as it is" in text.value]
    assert [each.id for each in repository.applications()] == [*before, "f" * 32]


def test_what_is_brought_in_stands_in_the_list_at_once_and_is_told_once(visit):
    application = keep(Process(employer="Acme"))
    exported = export_json(resources.storage(), LOCAL.owner).encode()
    for each in visit.repository().applications():
        visit.repository().delete(each.id)
    visit.run().go("applications")
    assert "Acme" not in visit.titles()
    bring_in(visit.go("your_data"), exported)
    assert [success.value for success in visit.app.success] == ["2 applications added."]
    assert application in [each.id for each in visit.repository().applications()]
    assert list(visit.run().app.success) == []
    assert "Acme (showing now)" in visit.go("applications").titles()


@pytest.mark.parametrize("content", [b'{"callb', b'{"a": 1}'])
def test_what_is_no_export_is_refused_in_one_sentence(visit, content):
    bring_in(visit.go("your_data"), content)
    sentences = [text.value for text in visit.app.get("text") if "no Callback export" in text.value]
    assert len(sentences) == 1
    assert "Input" not in str([text.value for text in visit.app.get("text")])


def test_the_page_tells_of_backups_and_how_to_put_one_back(own_folder, open_page):
    visit = open_page("your_data", {"finalists": "three"})
    assert "A backup from " in visit.words()
    assert "To go back to it, run `assessment data restore`." in visit.words()
    (backup,) = list_backups(resources.storage().path)
    backup.path.unlink()
    assert "A backup from" not in visit.run().words()


def test_the_file_that_can_come_back_stands_out_from_the_tables(visit):
    visit.go("your_data")
    kinds = {each.proto.id.split("-")[-1]: each.proto.type for each in visit.app.get("download_button")}
    assert [key for key, kind in kinds.items() if kind == "primary"] == ["export_json"]
    assert "it is the one that can come back" in visit.words()
    assert "As tables, for a spreadsheet:" in visit.words()


def test_an_application_is_renamed_where_its_name_stands(visit):
    application = keep(Process(employer="Acme"))
    visit.open_menu(application).click(f"rename:{application}")
    assert (visit.title(), visit.application()) == ("How did your second interview go?", application)
    visit.go("questions").type_all(employer="Bolt", role="Analyst")
    assert "Bolt, Analyst (showing now)" in visit.go("applications").titles()


def test_every_exported_table_is_offered_and_read_when_asked_for(own_database):
    store_application({"stage": "waiting"})
    storage = resources.storage()
    assert list(your_data.TABLE_LABELS) == list(export_tables(storage, LOCAL.owner))
    header, row = your_data.table_csv(storage, LOCAL.owner, "responses").splitlines()
    assert "item" in header
    assert "waiting" in row
