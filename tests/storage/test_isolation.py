"""Another owner's application behaves exactly as a missing one, in every function there is."""

import inspect
import re

import pytest

from assessment.core.applications.records import Guess, OwnStep, StepProgress, UnknownApplicationError
from assessment.core.applications.repository import Repository
from assessment.core.model.process import Process
from assessment.storage.export_import import export_json
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, ANSWERS, AT, REVEAL, SNAPSHOT, create_full_application

ARGUMENTS = {
    "at": AT,
    "archived": True,
    "given": True,
    "last": SNAPSHOT,
    "keep": (),
    "begin_with": (),
    "process": Process("Taken over"),
    "changes": {"rapport": "neutral"},
    "last_seen": ANSWERS,
    "guess": Guess(1, AT),
    "reveal": REVEAL,
    "snapshot": SNAPSHOT,
    "step_progress": StepProgress("tip-thanks"),
    "progress": [StepProgress("tip-thanks")],
    "step": OwnStep("own-1", "Taken over"),
    "steps": [OwnStep("own-1", "Taken over")],
    "step_id": "own-1",
    "part": 1,
}
VERBS = [
    name
    for name, verb in inspect.getmembers(Repository, inspect.isfunction)
    if "application" in inspect.signature(verb).parameters and not name.endswith("_client")
]
"""All but those on the files of a coach's clients, whose applications are others' by nature."""


def call(repository: Repository, verb: str, application: str) -> None:
    parameters = list(inspect.signature(getattr(Repository, verb)).parameters.values())[2:]
    positional = [ARGUMENTS[p.name] for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    named = {p.name: ARGUMENTS[p.name] for p in parameters if p.kind is p.KEYWORD_ONLY}
    getattr(repository, verb)(application, *positional, **named)


@pytest.fixture(scope="module")
def of_alice(storage):
    """An application of Alice with something of everything: nothing that others try may change it."""
    return create_full_application(SqlRepository(storage, "alice", "1"))


@pytest.mark.parametrize("verb", VERBS)
def test_somebody_elses_application_is_a_missing_one(storage, owner, of_alice, verb):
    bob = SqlRepository(storage, owner, "1")
    before = export_json(storage, "alice").split("applications")[1]
    with pytest.raises(UnknownApplicationError) as not_mine:
        call(bob, verb, of_alice)
    with pytest.raises(UnknownApplicationError) as missing:
        call(bob, verb, "0" * 32)
    assert not_mine.value.problems == missing.value.problems
    assert export_json(storage, "alice").split("applications")[1] == before


def test_lists_exports_and_purges_hold_only_ones_own(storage, owner):
    alice, bob = SqlRepository(storage, owner, "1"), SqlRepository(storage, f"{owner}-bob", "1")
    application = create_full_application(alice)
    alice.delete(application)
    bob.purge_deleted()
    alice.undelete(application)
    assert bob.applications() == ()
    assert application not in export_json(storage, f"{owner}-bob")


def test_the_files_of_clients_are_their_coachs_alone(storage, owner):
    alice, bob = SqlRepository(storage, owner, "1"), SqlRepository(storage, f"{owner}-bob", "1")
    opened = alice.open_client("0" * 32, "a.json", "{}")
    assert bob.clients() == ()
    assert bob.change_client("0" * 32, coach="Bob") is None
    bob.close_client("0" * 32)
    assert alice.clients() == (opened,)


def test_ids_reveal_no_counts(storage, owner):
    repository = SqlRepository(storage, owner, "1")
    made = [repository.create(ACME, at=AT) for _ in range(3)]
    assert all(len(application) == 32 and int(application, 16) >= 0 for application in made)
    assert len(set(made)) == 3


def test_ids_of_plan_exports_are_nothing_that_a_spreadsheet_would_rewrite(storage, owner):
    repository = SqlRepository(storage, owner, "1")
    application = repository.create(ACME, at=AT)
    exports = [repository.save_plan_export(application, []) for _ in range(20)]
    assert all(re.fullmatch("[b-df-hj-np-tv-z]{10}", export) for export in exports)
    assert len(set(exports)) == 20
