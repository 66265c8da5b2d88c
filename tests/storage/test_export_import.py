"""Take it with you: out and in again, whole or not at all."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.core.applications.records import UnknownApplicationError
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Process
from assessment.core.text.cleaning import NOTE_LENGTH
from assessment.storage.backups import list_backups
from assessment.storage.erasing import delete_everything
from assessment.storage.export_import import export_json, export_tables, import_json
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, ANSWERS, AT, GUESS, REVEAL, SNAPSHOT, create_full_application


@pytest.fixture
def repository(storage, owner):
    return SqlRepository(storage, owner, "1")


def applications(text):
    return json.loads(text)["applications"]


def test_everything_comes_back_on_another_machine_the_same(
    storage, owner, repository, reopen, empty_database, tmp_path
):
    first, second = create_full_application(repository), repository.create(Process("Later"), at=AT)
    repository.begin_round(first, last=SNAPSHOT, keep={"finalists"})
    repository.archive(second, archived=True)
    exported = export_json(storage, owner)
    elsewhere = reopen(Path(shutil.copy(empty_database, tmp_path)))
    assert import_json(elsewhere, "somebody", exported).added == (first, second)
    assert applications(export_json(elsewhere, "somebody")) == applications(exported)
    there = SqlRepository(elsewhere, "somebody", "1")
    assert there.stored_application(first).responses == {"finalists": "two"}
    assert there.save_answers(first, {"rapport": "warm"}, last_seen={}) == {}
    assert there.stored_application(first).responses == {"finalists": "two", "rapport": "warm"}


def test_what_plan_exports_said_comes_along(storage, owner, repository, reopen, empty_database, tmp_path):
    application = create_full_application(repository)
    elsewhere = reopen(Path(shutil.copy(empty_database, tmp_path)))
    import_json(elsewhere, "somebody", export_json(storage, owner))
    assert SqlRepository(elsewhere, "somebody", "1").plan_exports(application) == repository.plan_exports(application)


def test_a_file_from_before_there_were_plan_exports_is_taken_over(storage, owner, repository):
    application = create_full_application(repository)
    everything = json.loads(export_json(storage, owner))
    del everything["applications"][0]["plan_exports"]
    (taken,) = import_json(storage, f"{owner}-bob", json.dumps(everything)).added
    bob = SqlRepository(storage, f"{owner}-bob", "1")
    assert (bob.plan_exports(taken), bob.stored_application(taken).progress) == (
        {},
        repository.stored_application(application).progress,
    )


def test_a_file_from_before_any_fact_was_asked_is_taken_over(storage, owner, repository):
    create_full_application(repository)
    (taken,) = import_json(storage, f"{owner}-bob", spoil(export_json(storage, owner), ["process"], {})).added
    assert SqlRepository(storage, f"{owner}-bob", "1").application(taken).process == Process()


def test_an_export_leaves_nothing_out(storage, owner, repository):
    create_full_application(repository)
    (stored,) = applications(export_json(storage, owner))
    assert stored["process"]["people"] == [
        {"name": "Ada Obi", "role": "Head of data", "email": "ada@example.org"},
        {"name": "Bo", "role": "", "email": ""},
    ]
    assert [(row["item"], row["option"], row["instrument_version"]) for row in stored["responses"]] == [
        ("finalists", "two", "1"),
        ("practice", "alone", "1"),
        ("practice", None, "1"),
        ("rapport", "warm", "1"),
        ("rapport", "cool", "1"),
    ]
    assert stored["guesses"] == [{"value": 60, "sealed_at": AT.isoformat(), "answer_day": "2026-11-20"}]
    assert stored["reveals"][0]["outlook"] == REVEAL.outlook
    assert stored["snapshots"][0]["responses"] == ANSWERS
    assert stored["step_marks"][0]["note"] == "posted\nto Ada"
    assert stored["own_steps"][0]["title"] == "Ask Bo about the budget"
    assert [step["step_id"] for step in stored["plan_exports"][0]["steps"]] == ["tip-thanks", "own-1"]


def test_an_export_carried_over_a_deletion_brings_the_application_back(storage, owner, repository):
    application = create_full_application(repository)
    exported = export_json(storage, owner)
    repository.delete(application)
    assert import_json(storage, owner, exported).added == (application,)
    assert repository.stored_application(application).guess == GUESS


def test_what_is_here_already_stays_and_is_named_and_the_new_is_taken(storage, owner, repository):
    first = create_full_application(repository)
    second = repository.create(Process("Later"), at=AT)
    exported = export_json(storage, owner)
    repository.delete(second)
    before = applications(export_json(storage, owner))
    imported = import_json(storage, owner, exported)
    (notice,) = imported.notices
    assert imported.added == (second,)
    assert notice.startswith(f"The application Acme · Zürich ({first}) is here already and stays as it is")
    assert applications(export_json(storage, owner))[:1] == before
    assert import_json(storage, owner, exported.encode("utf-16")).added == ()


def test_a_text_that_is_too_long_is_cut_and_said(storage, owner, repository):
    create_full_application(repository)
    long = spoil(export_json(storage, owner), ["step_marks", 0, "note"], "x" * (NOTE_LENGTH + 1))
    imported = import_json(storage, f"{owner}-bob", long)
    assert "1 text in the file was too long and was cut." in imported.notices
    (application,) = applications(export_json(storage, f"{owner}-bob"))
    assert application["step_marks"][0]["note"] == "x" * NOTE_LENGTH


def test_an_application_without_a_name_below_letters_gets_the_one_that_is_known_here(storage, owner, repository):
    unsigned = repository.create(Process("Later"), at=AT)
    exported = export_json(storage, owner)
    bob = SqlRepository(storage, f"{owner}-bob", "1")
    bob.create(ACME, at=AT)
    (taken,) = import_json(storage, f"{owner}-bob", exported).added
    assert bob.application(taken).process == replace(repository.application(unsigned).process, your_name=ACME.your_name)


def test_an_id_that_somebody_else_has_is_replaced_and_theirs_is_left_alone(storage, owner, repository):
    application = create_full_application(repository)
    exported = export_json(storage, owner)
    (taken,) = import_json(storage, f"{owner}-bob", exported).added
    assert taken != application
    assert SqlRepository(storage, f"{owner}-bob", "1").application(taken).process == ACME
    assert applications(export_json(storage, owner)) == applications(exported)


@pytest.fixture(scope="module")
def exported_two(storage):
    """The export of somebody who has two applications, the first with something of everything."""
    repository = SqlRepository(storage, "two", "1")
    create_full_application(repository)
    repository.create(Process("Second"), at=AT)
    return export_json(storage, "two")


def spoil(exported, path, value):
    everything = json.loads(exported)
    target = everything["applications"][0] if path[0] != "callback_export" else everything
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return json.dumps(everything)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (["callback_export"], 0, "callback_export: Input should be 1"),
        (["callback_export"], 2, "This export was made by a newer version of Callback (its schema is 2, ours 1)"),
        (["process", "interview_date"], "2026-02-30", "applications: 1: process: interview_date: Input should be a"),
        (
            ["process", "interview_date"],
            "9999-12-31",
            "interview_date: Input should be less than or equal to 2200-12-31",
        ),
        (
            ["created_at"],
            "0001-01-01T00:00:00+23:59",
            "created_at: Input should be greater than or equal to 1900-01-01",
        ),
        (["outcome_at"], "9999-12-31T23:59:59-23:59", "outcome_at: Input should be less than or equal to 2200-12-31"),
        (["process", "outcome"], "hired", "process: outcome: Input should be 'offer'"),
        (["process", "salary"], 1, "process: salary: Extra inputs are not permitted"),
        (["process", "employer"], "x" * 201, "process: employer: String should have at most 200 characters"),
        (["responses", 1, "option"], "=1+1", "responses: 2: option: String should match pattern"),
        (["responses", 1, "saved_at"], "2026-11-02T10:00:00", "saved_at: Input should have timezone info"),
        (["responses", 4, "version"], 1, "responses: Value error, two rows have the same item, version"),
        (["responses", 1, "version"], 2**63, "responses: 2: version: "),
        (["snapshots", 0, "scores", "outlook"], 1e999, "outlook"),
        (["guesses", 0, "value"], 101, "guesses: 1: value: Input should be less than or equal to 100"),
        (
            ["plan_exports", 0, "steps", 1, "step_id"],
            "tip-thanks",
            "steps: Value error, two rows have the same step_id",
        ),
        (["plan_exports", 0, "id"], "=1", "plan_exports: 1: id: String should match pattern"),
        (["id"], "../../etc", "id: String should match pattern"),
    ],
)
def test_a_spoiled_file_is_refused_whole(storage, owner, repository, exported_two, path, value, sentence):
    with pytest.raises(AssessmentError) as refused:
        import_json(storage, owner, spoil(exported_two, path, value))
    assert any(sentence in problem for problem in refused.value.problems), refused.value.problems
    assert repository.applications() == ()


WRONG_ROWS = '{"callback_export": 1, "exported_at": "2026-11-02T09:30:00Z", "applications": [%s]}'


@pytest.mark.parametrize(
    "content",
    [
        WRONG_ROWS % ",".join(["{}"] * 30_000),
        WRONG_ROWS % ",".join(["1"] * 30_000),
        WRONG_ROWS % ('{"responses": [' + ",".join(["{}"] * 30_000) + "]}"),
        WRONG_ROWS % ("{" + ",".join(['"a": 1'] * 30_000) + "}"),
        json.dumps(dict.fromkeys(map(str, range(30_000)))),
    ],
    ids=["objects", "numbers", "rows", "one key", "keys"],
)
def test_a_file_full_of_wrong_rows_is_not_read_to_its_end(storage, owner, content):
    with pytest.raises(AssessmentError) as refused:
        import_json(storage, owner, content)
    assert len(refused.value.problems) <= 20


def test_a_name_that_stands_twice_is_refused_and_nothing_is_taken(storage, owner, repository, exported_two):
    twice = exported_two.replace('"round": 1', '"round": 1, "round": 2', 1)
    with pytest.raises(AssessmentError, match="The name 'round' stands twice in one object; delete one"):
        import_json(storage, owner, twice)
    assert repository.applications() == ()


def test_every_reason_is_named_at_once(storage, owner, repository):
    create_full_application(repository)
    twice = spoil(spoil(export_json(storage, owner), ["round"], 0), ["process", "never_told"], 2.0)
    with pytest.raises(AssessmentError) as refused:
        import_json(storage, f"{owner}-bob", twice)
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "it is not complete JSON"),
        ("{", "it is not complete JSON"),
        ('{"callback_export": 1,', "it is not complete JSON"),
        ("[]", "JSON but no Callback export"),
        ("null", "JSON but no Callback export"),
        ("7", "JSON but no Callback export"),
        ('{"a": 1, "b": 2}', "JSON but no Callback export"),
        (b"\xff\xfe", "it is not complete JSON"),
        ('{"a": "\ud800"}', "no Callback export"),
        ("[" * 100_000, "it is not complete JSON"),
        ("NaN", "no Callback export"),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence_that_says_what_to_choose(storage, owner, content, sentence):
    with pytest.raises(AssessmentError) as refused:
        import_json(storage, owner, content)
    (problem,) = refused.value.problems
    assert sentence in problem
    assert problem.endswith("choose the file callback.json that 'Take everything with you' gave you.")


def test_an_export_that_was_saved_again_in_another_encoding_is_refused(storage, owner, repository):
    repository.create(Process("Café"), at=AT)
    with pytest.raises(AssessmentError, match="not UTF-8; save the file as UTF-8"):
        import_json(storage, f"{owner}-bob", export_json(storage, owner).encode("cp1252"))


def test_tables_hold_every_row_as_plain_cells(storage, owner, repository):
    application = create_full_application(repository)
    tables = export_tables(storage, owner)
    (row,) = tables["applications"].rows
    fields = dict(zip(tables["applications"].columns, row, strict=True))
    people = "Ada Obi (Head of data, ada@example.org); Bo"
    assert (fields["id"], fields["people"], fields["archived"]) == (application, people, "no")
    assert fields["interview_date"] == "2026-11-02"
    snapshot = dict(zip(tables["snapshots"].columns, tables["snapshots"].rows[0], strict=True))
    assert (snapshot["outlook"], snapshot["readiness_high"], snapshot["fit"]) == (0.29, 92.2, None)
    assert {name: len(table.rows) for name, table in tables.items()} == {
        "applications": 1,
        "responses": 5,
        "guesses": 1,
        "reveals": 1,
        "snapshots": 1,
        "step_marks": 1,
        "own_steps": 1,
        "plan_exports": 1,
        "notes_story": 1,
        "notes_asked": 1,
        "notes_person": 0,
        "notes_need": 0,
        "notes_fact": 0,
        "notes_question": 0,
    }
    cells = [cell for table in tables.values() for row in table.rows for cell in row]
    assert all(cell is None or isinstance(cell, str | int | float) for cell in cells)


def test_delete_everything_leaves_no_row(storage, owner, repository):
    application = create_full_application(repository)
    bystander = SqlRepository(storage, f"{owner}-bob", "1")
    theirs = create_full_application(bystander)
    delete_everything(storage, owner, backups=True)
    assert storage.path is None or storage.path.exists()
    with pytest.raises(UnknownApplicationError):
        repository.undelete(application)
    assert applications(export_json(storage, owner)) == []
    assert bystander.application(theirs).process == ACME
    assert sum(len(table.rows) for table in export_tables(storage, owner).values()) == 0


def test_delete_everything_takes_the_file_and_what_lies_beside_it(reopen, tmp_path):
    path = tmp_path / "data" / "callback.db"
    storage = reopen(path)
    create_full_application(SqlRepository(storage, "local", "1"))
    assert list_backups(path)
    path.with_name("callback.db.damaged-20261101T000000000000").write_bytes(b"Acme")
    delete_everything(storage, "local", backups=True)
    assert list(path.parent.iterdir()) == []
    assert SqlRepository(reopen(path), "local", "1").applications() == ()


def test_backups_stay_unless_asked_and_do_not_stop_a_new_start(reopen, tmp_path):
    path = tmp_path / "callback.db"
    storage = reopen(path)
    create_full_application(SqlRepository(storage, "local", "1"))
    backups = list_backups(path)
    delete_everything(storage, "local", backups=False)
    assert list_backups(path) == backups != []
    assert not path.exists()
    again = SqlRepository(reopen(path), "local", "1")
    assert again.applications() == ()
    again.create(ACME, at=AT + timedelta(days=1))
