"""Two people, each in two tabs, save in any order: the database holds what a model of a few lines holds."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from assessment.core.model.process import Process
from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import AT, SNAPSHOT
from tests.support import examples

PEOPLE = st.sampled_from(["alice", "bob"])
TABS = st.sampled_from([1, 2])
CHANGES = st.dictionaries(
    st.sampled_from(["rapport", "practice", "manager"]), st.sampled_from(["a", "b", None]), max_size=3
)


class Model:
    """The one application of a person."""

    def __init__(self):
        self.answers = {}
        self.round = 1
        self.snapshots = ()

    def save_answers(self, changes, last_seen):
        stored = {item: self.answers.get(item) for item in changes}
        conflicts = {
            item: stored[item] for item, option in changes.items() if stored[item] not in (last_seen.get(item), option)
        }
        changed = {**self.answers, **{item: option for item, option in changes.items() if item not in conflicts}}
        self.answers = {item: option for item, option in changed.items() if option is not None}
        return conflicts

    def begin_round(self, keep):
        if self.round == SNAPSHOT.round:
            self.round += 1
            self.snapshots = (SNAPSHOT,)
            self.answers = {item: option for item, option in self.answers.items() if item in keep}


class Interleaving(RuleBasedStateMachine):
    def __init__(self, empty_database):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.storage = open_storage(Path(shutil.copy(empty_database, self.folder.name)))
        self.repositories = {name: SqlRepository(self.storage, name, "1") for name in ("alice", "bob")}
        self.ids = {name: repository.create(Process(), at=AT) for name, repository in self.repositories.items()}
        self.models = {name: Model() for name in self.repositories}
        self.last_seen = {(name, tab): {} for name in self.repositories for tab in (1, 2)}

    @rule(name=PEOPLE, tab=TABS, changes=CHANGES)
    def answer(self, name, tab, changes):
        last_seen = self.last_seen[name, tab]
        conflicts = self.repositories[name].save_answers(self.ids[name], changes, last_seen=last_seen)
        assert conflicts == self.models[name].save_answers(changes, last_seen)
        last_seen.update({**changes, **conflicts})

    @rule(name=PEOPLE, tab=TABS)
    def reload(self, name, tab):
        self.last_seen[name, tab] = dict(self.repositories[name].stored_application(self.ids[name]).responses)

    @rule(name=PEOPLE, keep=st.sets(st.sampled_from(["rapport", "practice"])))
    def begin_round(self, name, keep):
        self.repositories[name].begin_round(self.ids[name], last=SNAPSHOT, keep=keep)
        self.models[name].begin_round(keep)

    @rule(name=PEOPLE)
    def delete_and_restore(self, name):
        self.repositories[name].delete(self.ids[name])
        self.repositories[name].undelete(self.ids[name])

    @invariant()
    def everybody_has_what_they_saved(self):
        for name, model in self.models.items():
            stored = self.repositories[name].stored_application(self.ids[name])
            assert (stored.responses, stored.application.round) == (model.answers, model.round)
            assert self.repositories[name].snapshots(self.ids[name]) == model.snapshots

    def teardown(self):
        self.storage.close()
        self.folder.cleanup()


def test_whatever_the_order_everybody_has_what_they_saved(empty_database):
    run_state_machine_as_test(lambda: Interleaving(empty_database), settings=examples(0.2, stateful_step_count=15))
