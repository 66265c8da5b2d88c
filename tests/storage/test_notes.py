"""Notes are saved, listed, kept apart and carried along, on memory, SQLite and PostgreSQL."""

import json
from dataclasses import replace

import pytest

from assessment.core.applications.notes import (
    KINDS,
    AskedQuestion,
    EmployerFact,
    Landed,
    MyQuestion,
    Need,
    Note,
    PersonNote,
    Story,
    with_values,
)
from assessment.core.applications.records import UnknownApplicationError
from assessment.core.errors import AssessmentError
from assessment.storage.erasing import delete_everything
from assessment.storage.export_import import export_json, export_tables, import_json
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, ASKED, AT, SNAPSHOT, STORY, create_full_application


@pytest.fixture
def application(repository):
    return repository.create(ACME, at=AT)


def one_of_each(application):
    contents = ASKED, PersonNote("Bo", "Speed", "The map"), Need("Calm"), EmployerFact("Grew", "https://a.test")
    question = MyQuestion("How is success measured?", "Bo", True, "By sales", "growth")
    return [STORY, *(Note(f"x{n}", each, application, 2) for n, each in enumerate((*contents, question)))]


def same(stored, notes):
    return [replace(note, position=0) for note in stored] == notes


def test_every_kind_comes_back_as_it_was_saved_in_the_order_of_adding(repository, application):
    notes = one_of_each(application)
    assert {note.kind for note in notes} == set(KINDS)
    for note in notes:
        assert repository.save_note(note, last_seen=None) is None
    assert same(repository.notes(application), notes)
    assert same(repository.all_notes(), notes)


def test_stories_are_shared_by_applications_and_other_notes_are_not(repository, application):
    other = repository.create(ACME, at=AT)
    for note in one_of_each(application):
        repository.save_note(note, last_seen=None)
    assert same(repository.notes(other), [STORY])
    assert len(repository.all_notes()) == 6


def test_a_second_tab_never_overwrites_silently(repository):
    mine, theirs = with_values(STORY, {"title": "Mine"}), with_values(STORY, {"title": "Theirs"})
    repository.save_note(STORY, last_seen=None)
    assert repository.save_note(theirs, last_seen=STORY) is None
    standing = repository.save_note(mine, last_seen=STORY)
    assert standing.content == theirs.content
    assert repository.save_note(mine, last_seen=standing) is None
    assert repository.save_note(mine, last_seen=STORY) is None
    (stored,) = repository.all_notes()
    assert stored.content.title == "Mine"


def test_a_note_removed_in_another_tab_comes_back_with_what_was_typed(repository):
    repository.save_note(STORY, last_seen=None)
    repository.remove_note(STORY.id)
    repository.remove_note(STORY.id)
    assert repository.all_notes() == ()
    repository.save_note(replace(STORY, archived=True), last_seen=STORY)
    (stored,) = repository.all_notes()
    assert stored.archived


def test_a_text_that_is_too_long_is_refused_with_a_sentence_for_each(repository):
    with pytest.raises(AssessmentError) as refused:
        repository.save_note(with_values(STORY, {"skills": "x" * 201, "task": "x" * 4001}), last_seen=None)
    assert [problem.split(":")[0] for problem in refused.value.problems] == ["task", "skills"]
    assert repository.all_notes() == ()


def test_notes_go_with_their_application_and_come_back_with_it(repository, application):
    for note in one_of_each(application):
        repository.save_note(note, last_seen=None)
    repository.delete(application)
    assert same(repository.all_notes(), [STORY])
    with pytest.raises(UnknownApplicationError):
        repository.notes(application)
    with pytest.raises(UnknownApplicationError):
        repository.save_note(Note("new", Need("x"), application), last_seen=None)
    repository.undelete(application)
    assert len(repository.notes(application)) == 6
    repository.delete(application)
    repository.purge_deleted()
    assert same(repository.all_notes(), [STORY])


def test_a_new_round_keeps_all_notes_those_on_the_old_round_with_it(repository, application):
    for note in one_of_each(application):
        repository.save_note(note, last_seen=None)
    repository.begin_round(application, last=SNAPSHOT, keep=())
    assert same(repository.notes(application), one_of_each(application))


def test_somebody_elses_notes_are_missing_ones(storage, owner):
    alice, bob = SqlRepository(storage, owner, "1"), SqlRepository(storage, f"{owner}-bob", "1")
    application = create_full_application(alice)
    before = alice.all_notes()
    with pytest.raises(UnknownApplicationError):
        bob.notes(application)
    with pytest.raises(UnknownApplicationError):
        bob.save_note(Note("q1", AskedQuestion("Taken over"), application), last_seen=None)
    bob.remove_note("s1")
    bob.save_note(with_values(STORY, {"title": "Bob's"}), last_seen=None)
    assert alice.all_notes() == before
    delete_everything(storage, f"{owner}-bob", backups=False)
    assert (bob.all_notes(), alice.all_notes()) == ((), before)


def test_notes_leave_and_come_back_and_stories_are_not_taken_twice(storage, owner, reopen, tmp_path):
    here = SqlRepository(storage, owner, "1")
    application = create_full_application(here)
    exported, elsewhere = export_json(storage, owner), reopen(tmp_path / "elsewhere.db")
    imported = import_json(elsewhere, "somebody", exported)
    assert imported.notices == ("2 notes added.",)
    there = SqlRepository(elsewhere, "somebody", "1")
    assert same(there.notes(application), [replace(note, position=0) for note in here.notes(application)])
    assert json.loads(export_json(elsewhere, "somebody"))["notes"] == json.loads(exported)["notes"]
    (notice,) = import_json(elsewhere, "somebody", exported).notices
    assert "is here already" in notice
    (table,) = [table for name, table in export_tables(storage, owner).items() if name == "notes_asked"]
    assert dict(zip(table.columns, table.rows[0], strict=True))["landed"] == Landed.PARTLY


def test_a_spoiled_note_refuses_the_file_and_one_without_notes_is_taken(storage, owner):
    create_full_application(SqlRepository(storage, owner, "1"))
    everything = json.loads(export_json(storage, owner))
    for place, value, sentence in (
        ("landed", "well", "notes: 2: asked: content: landed: Input should be 'solid', 'partly' or 'missed'."),
        ("salary", 1, "notes: 2: asked: content: salary: Extra inputs are not permitted."),
    ):
        spoiled = json.loads(json.dumps(everything))
        spoiled["notes"][1]["content"][place] = value
        with pytest.raises(AssessmentError) as refused:
            import_json(storage, f"{owner}-bob", json.dumps(spoiled))
        assert list(refused.value.problems) == [sentence]
    del everything["notes"]
    assert len(import_json(storage, f"{owner}-bob", json.dumps(everything)).added) == 1


def test_nothing_but_a_story_of_another_person_keeps_the_file(reopen, tmp_path):
    path = tmp_path / "callback.db"
    storage = reopen(path)
    SqlRepository(storage, "bob", "1").save_note(Note("s1", Story("Bob's")), last_seen=None)
    delete_everything(storage, "local", backups=False)
    assert path.exists()
    delete_everything(storage, "bob", backups=False)
    assert not path.exists()
