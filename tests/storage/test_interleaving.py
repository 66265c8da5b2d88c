"""Two people, each in two tabs, in any order: the database does what memory does."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from assessment.core.applications.in_memory import MemoryRecords
from assessment.core.model.process import Process
from assessment.storage import SqlRecords, open_storage
from tests.storage.sample_values import AT, SNAPSHOT

PEOPLE = st.sampled_from(["alice", "bob"])
CHANGES = st.dictionaries(
    st.sampled_from(["rapport", "practice", "manager"]), st.sampled_from(["a", "b", None]), max_size=3
)


class Interleaving(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.storage = open_storage(Path(self.folder.name) / "callback.db")
        self.kept = {name: SqlRecords(self.storage, name, "1") for name in ("alice", "bob")}
        self.model = {name: MemoryRecords() for name in ("alice", "bob")}
        self.ids = {}
        for name in ("alice", "bob"):
            self.ids[name] = self.both(name, lambda records: records.create(Process(), at=AT))
        self.seen = {(name, tab): {} for name in ("alice", "bob") for tab in (1, 2)}

    def both(self, name, act):
        return act(self.kept[name]), act(self.model[name])

    def same(self, name, act):
        mine, other = self.ids[name]
        kept, expected = act(self.kept[name], mine), act(self.model[name], other)
        assert kept == expected
        return kept

    @rule(name=PEOPLE, tab=st.sampled_from([1, 2]), changes=CHANGES)
    def answer(self, name, tab, changes):
        seen = self.seen[name, tab]
        standing = self.same(name, lambda records, a: records.save_responses(a, changes, seen=seen))
        for item, option in {**changes, **standing}.items():
            seen[item] = option

    @rule(name=PEOPLE, tab=st.sampled_from([1, 2]))
    def reload(self, name, tab):
        self.seen[name, tab] = dict(self.same(name, lambda records, a: records.responses(a)))

    @rule(name=PEOPLE, keep=st.sets(st.sampled_from(["rapport", "practice"])))
    def begin_round(self, name, keep):
        self.same(name, lambda records, a: records.begin_round(a, last=SNAPSHOT, keep=keep))

    @rule(name=PEOPLE)
    def delete_and_take_back(self, name):
        self.same(name, lambda records, a: records.delete(a))
        self.same(name, lambda records, a: records.undelete(a))

    @invariant()
    def everybody_has_what_they_saved(self):
        for name in ("alice", "bob"):
            self.same(name, lambda records, a: records.responses(a))
            self.same(name, lambda records, a: (records.application(a).round, records.snapshots(a)))

    def teardown(self):
        self.storage.close()
        self.folder.cleanup()


TestInterleaving = Interleaving.TestCase
TestInterleaving.settings = settings(max_examples=10, stateful_step_count=15, deadline=None)
