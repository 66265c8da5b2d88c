"""Ten thousand applications of one person: all of them are read, and a change reaches the one that is meant."""

import shutil
from pathlib import Path

from assessment.core.model.process import Process
from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository
from tests.storage.many_applications import fill
from tests.storage.sample_values import AT

MANY = 10_000


def test_ten_thousand_applications_are_read_and_changed_one_by_one(empty_database, tmp_path):
    storage = open_storage(Path(shutil.copy(empty_database, tmp_path)))
    ids, repository = fill(storage, "local", MANY), SqlRepository(storage, "local", "1")
    stored = repository.stored_applications()
    assert [each.application.id for each in stored] == ids
    assert [each.application.process.employer for each in stored] == [f"Firm {n}" for n in range(1, MANY + 1)]
    assert stored[4999].responses == {"finalists": "three"}
    assert repository.save_answers(ids[4999], {"finalists": "one"}, last_seen=stored[4999].responses) == {}
    repository.delete(ids[0])
    added = repository.create(Process("One more"), at=AT)
    assert [each.id for each in repository.applications()] == [*ids[1:], added]
    assert repository.stored_application(ids[4999]).responses == {"finalists": "one"}
    assert repository.stored_application(ids[4998]).responses == stored[4998].responses
    storage.close()
