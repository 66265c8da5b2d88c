"""The applications page: several processes side by side, their history, and what came of them."""

import sqlite3
from datetime import timedelta

import pytest
from support import INSTRUMENT
from visits import NOW, TODAY, Visit

from assessment import assess
from assessment.core.history import first_reveal
from assessment.core.process import Outcome, Process
from assessment.core.records import Guess
from assessment.storage import export_json, open_storage
from assessment.ui import resources


def keep(visit, process, answers=None, guess=50):
    """An application that was revealed with these answers."""
    records = visit.records()
    application = records.create(process, at=NOW)
    records.save_responses(application, answers or {}, seen={})
    records.seal_guess(application, Guess(guess, NOW))
    assessment = assess(INSTRUMENT, answers or {}, process=Process(), today=TODAY)
    records.keep_reveal(application, first_reveal(assessment, at=NOW))
    return application


def test_each_application_stands_with_outlook_range_and_next_step(visit):
    keep(visit, Process(employer="Acme", role="Analyst", interview_date=TODAY), {"finalists": "two"})
    visit.go("applications")
    words = visit.words()
    assert "**Acme, Analyst**" in words
    assert "Strong contender, 53 in 100 (40–65)" in words
    assert "Next: Today, Wed 18 Nov" in words
    assert "**Application without a name** (open now)" in words


def test_the_chance_of_at_least_one_offer_comes_with_its_range(visit):
    for answer in ("one", "two"):
        keep(visit, Process(employer=answer), {"finalists": answer})
    visit.records().delete(visit.application())
    visit.go("applications")
    assert "At least one offer from 2 open applications" in [metric.label for metric in visit.app.metric]
    assert visit.metrics()[0] == "95 in 100"
    assert "if they are independent" in visit.words()


def test_an_application_can_be_deleted_and_taken_back(visit):
    application = keep(visit, Process(employer="Acme"))
    visit.go("applications")
    visit.app.checkbox(key=f"sure:{application}").check()
    visit.run().click(f"delete:{application}")
    assert "**Acme**" not in visit.words()
    visit.click("undo_delete")
    assert "**Acme**" in visit.words()


def test_a_deletion_is_final_with_the_next_visit(visit):
    application = keep(visit, Process(employer="Acme"))
    visit.go("applications")
    visit.app.checkbox(key=f"sure:{application}").check()
    visit.run().click(f"delete:{application}")
    assert "undo_delete" not in [button.key for button in Visit().go("applications").app.button]
    assert [each.process.employer for each in visit.records().applications()] == [""]


def test_putting_away_and_duplicating(visit):
    application = keep(visit, Process(employer="Acme"), {"finalists": "two"})
    visit.go("applications").click(f"duplicate:{application}")
    copies = [each for each in visit.records().applications() if each.process.employer == "Acme"]
    assert len(copies) == 2
    assert visit.records().responses(copies[1].id) == {"finalists": "two"}
    visit.click(f"archive:{application}")
    assert visit.records().application(application).archived
    assert "Put away (1)" in [expander.label for expander in visit.app.expander]


def test_a_new_round_keeps_preparation_and_asks_the_rest_again(visit):
    answers = {"stage": "waiting", "finalists": "two", "story_bank": "none", "team_intro": "off_agenda"}
    application = keep(visit, Process(employer="Acme", interview_date=TODAY - timedelta(9)), answers)
    visit.go("applications").click(f"round:{application}")
    assert visit.title() == "After the interview"
    kept = visit.records()
    assert kept.application(application).round == 2
    assert kept.responses(application) == {"story_bank": "none"}
    assert (kept.process(application).employer, kept.process(application).interview_date) == ("Acme", None)
    (snapshot,) = kept.snapshots(application)
    assert dict(snapshot.responses) == answers


def test_showing_the_outlook_keeps_the_reveal_and_one_snapshot_a_day(visit):
    visit.answer({"finalists": "two"})
    visit.reveal()
    kept, application = visit.records(), visit.application()
    assert kept.reveal(application).outlook == pytest.approx(0.5265, abs=0.0001)
    visit.go("questions").answer({"team_intro": "off_agenda"}).go("outlook")
    assert kept.reveal(application).outlook == pytest.approx(0.5265, abs=0.0001)
    (snapshot,) = kept.snapshots(application)
    assert dict(snapshot.responses) == {"finalists": "two", "team_intro": "off_agenda"}
    visit.go("applications")
    assert "How this application moved" in visit.words()


def test_the_example_leaves_no_trace(visit):
    visit.click("open_example")
    visit.go("plan").go("outlook").go("applications")
    assert [dict(visit.records().responses(each.id)) for each in visit.records().applications()] == [{}]
    assert [visit.records().snapshots(each.id) for each in visit.records().applications()] == [()]


def test_below_five_outcomes_there_are_only_counts(visit):
    for number in range(4):
        keep(visit, Process(employer=str(number), outcome=Outcome.REJECTED))
    visit.go("applications")
    assert "4 applications resolved, 0 offers." in visit.words()
    assert "Brier" not in visit.words()


def test_from_five_outcomes_guess_model_and_base_rate_stand_side_by_side(visit):
    for number in range(5):
        outcome = Outcome.OFFER if number == 0 else Outcome.REJECTED
        keep(visit, Process(employer=str(number), outcome=outcome), {"finalists": "two"}, guess=0)
    keep(visit, Process(outcome=Outcome.WITHDREW))
    visit.go("applications")
    words = visit.words().replace("\\", "")
    assert "These are too few to tell skill from luck." in words
    assert "1 not scored" in words
    assert "| Your guess | 0.200 |" in words
    model = (0.5265 - 1) ** 2 / 5 + 4 * 0.5265**2 / 5
    assert f"| The model | {model:.3f} | the same |" in words


def test_an_older_answer_that_no_longer_exists_is_kept_and_not_scored(visit):
    records, application = visit.records(), visit.application()
    records.save_responses(application, {"retired_item": "yes", "finalists": "two"}, seen={})
    later = Visit()
    later.reveal()
    assert later.metrics()[0] == "53 in 100"
    later.go("questions")
    assert "From an older version" in later.words()
    assert records.responses(application)["retired_item"] == "yes"


def test_a_place_that_cannot_be_written_is_named_and_the_app_goes_on(visit, monkeypatch, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(blocked))
    other = Visit()
    assert "CALLBACK_DATA_DIR" in other.words()
    other.answer({"finalists": "two"})
    other.reveal()
    assert other.metrics()[0] == "53 in 100"
    other.go("plan").go("applications")
    assert "lives in this tab only" in other.words()


def test_a_save_that_fails_is_said_and_tried_again(visit, monkeypatch):
    storage = resources.storage()
    other = open_storage(storage.path, wait_ms=100)
    monkeypatch.setattr(resources, "storage", lambda: other)
    monkeypatch.setattr(other, "cannot_save", "Not saved: the disk is full.")
    monkeypatch.setattr(type(other), "write", failing)
    visit.answer({"finalists": "two"})
    assert "Not saved: the disk is full." in visit.words()
    assert visit.radio("finalists").value == "two"
    monkeypatch.undo()


def failing(storage, work):
    from assessment.storage.faults import DiskFullError

    raise DiskFullError("Not saved: the disk is full.")


def test_two_visits_on_one_answer_never_overwrite_silently(visit):
    other = Visit()
    visit.answer({"finalists": "two"})
    other.answer({"finalists": "three", "team_intro": "no"})
    assert "Here: Three. There: Two." in other.words()
    assert visit.records().responses(visit.application()) == {"finalists": "two", "team_intro": "no"}
    other.click("clash:finalists:mine")
    assert visit.records().responses(visit.application())["finalists"] == "three"
    assert "was changed in another tab" not in other.words()


def test_two_visits_on_the_facts_merge_different_fields_and_ask_about_the_same(visit):
    other = Visit()
    visit.type("employer", "Acme")
    other.type("role", "Analyst")
    process = visit.records().process(visit.application())
    assert (process.employer, process.role) == ("Acme", "Analyst")
    other.type("employer", "Bolt")
    assert "changed in another tab too: employer" in other.words()
    other.click("clash:facts:theirs")
    assert visit.records().process(visit.application()).employer == "Acme"
    (employer,) = [field for field in other.app.text_input if field.key.endswith(":employer")]
    assert employer.value == "Acme"


def test_everything_can_be_deleted(visit):
    keep(visit, Process(employer="Acme"))
    path = resources.storage().path
    visit.go("applications")
    (sure,) = [box for box in visit.app.checkbox if box.label == "Yes, delete everything"]
    sure.check()
    visit.run().click("delete_everything")
    assert [each.process for each in visit.records().applications()] == [Process()]
    assert path.exists()


def test_a_database_of_a_newer_version_can_be_taken_along(visit):
    keep(visit, Process(employer="Acme"))
    path = resources.storage().path
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'zz99'")
    connection.close()
    resources._opened.cache_clear()
    other = Visit()
    assert "newer version" in other.words()
    other.go("applications")
    assert "What was saved before can still be read:" in other.words()
    assert "Acme" in export_json(resources.readable_storage(), "local")
