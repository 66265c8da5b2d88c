"""The files that a coach has open are kept beside the coach's own notes, and apart from them."""

from datetime import date

from assessment.core.applications.coaching import CoachStep, OpenClient
from assessment.storage.erasing import delete_everything
from assessment.storage.export_import import export_json
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, AT, STORY

CALL = CoachStep("Call *them*", 20, date(2026, 12, 1), "before noon")
REST = CoachStep("Rest")


def test_files_and_steps_come_back_and_a_newer_file_leaves_the_steps(repository):
    assert repository.open_client("app", "a.json", "{1}") == OpenClient("app", "a.json", "{1}")
    repository.open_client("other", "b.json", "{2}")
    repository.change_client("app", coach="Sam", added=(CALL, REST))
    assert repository.open_client("app", "c.json", "{3}") == OpenClient("app", "c.json", "{3}", (CALL, REST), "Sam")
    assert repository.clients() == (
        OpenClient("app", "c.json", "{3}", (CALL, REST), "Sam"),
        OpenClient("other", "b.json", "{2}"),
    )


def test_two_tabs_lose_no_step_of_each_other_and_a_closed_file_stays_closed(repository):
    repository.open_client("app", "a.json", "{1}")
    repository.change_client("app", coach="Sam", added=(CALL,))
    repository.change_client("app", coach="Sam", added=(REST,))
    kept = repository.change_client("app", coach="Sam", removed=(CALL, CALL))
    assert kept is not None
    assert kept.steps == (REST,)
    repository.close_client("app")
    repository.close_client("app")
    assert repository.change_client("app", coach="Sam", added=(CALL,)) is None
    assert repository.clients() == ()


def test_files_of_clients_are_no_notes_are_not_exported_and_are_deleted_with_everything(storage, owner):
    repository, neighbour = SqlRepository(storage, owner, "1"), SqlRepository(storage, f"{owner}-next-door", "1")
    application = repository.create(ACME, at=AT)
    repository.save_note(STORY, last_seen=None)
    for each in (repository, neighbour):
        each.open_client("app", "a.json", "clientwort")
    assert [note.id for note in repository.all_notes()] == [note.id for note in repository.notes(application)]
    assert [note.id for note in repository.all_notes()] == [STORY.id]
    assert "clientwort" not in export_json(storage, owner)
    delete_everything(storage, owner, backups=True)
    assert repository.clients() == ()
    assert [client.text for client in neighbour.clients()] == ["clientwort"]
