"""Backups: whole, private, thinned, and put back by a restore that can be taken back."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.model.process import Process
from assessment.storage.backups import Backup, back_up, backups_to_keep, list_backups, restore
from assessment.storage.errors import DamagedError, NewerVersionError
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, AT, create_full_application


@pytest.fixture
def path(tmp_path, empty_database):
    """The file of a database without applications."""
    return Path(shutil.copy(empty_database, tmp_path))


class Clock:
    def __init__(self):
        self.now = AT

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def employers(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT employer FROM applications")}


def test_a_day_of_work_is_backed_up_now_and_then_and_thinned(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    for hour in range(40):
        clock.now = AT + timedelta(hours=hour)
        repository.create(Process(f"Firm {hour}"), at=clock.now)
    made = list_backups(path)
    assert [backup.made_at.date().day for backup in made] == [4, 3, 2]
    assert len(employers(made[0].path)) == 39
    for backup in made:
        assert backup.path.stat().st_mode & 0o777 == 0o600


def test_backups_that_were_thrown_away_are_made_again_with_the_next_save(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    create_full_application(repository)
    shutil.rmtree(list_backups(path)[0].path.parent)
    repository.create(ACME, at=AT)
    assert len(list_backups(path)) == 1


def test_what_a_killed_backup_left_is_cleared_and_strange_names_are_passed_over(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    create_full_application(repository)
    folder = list_backups(path)[0].path.parent
    left, strange = (
        folder / "callback-20261101T000000000000-day.db.tmp",
        folder / "callback-99999999T999999999999-day.db",
    )
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    strange.write_bytes(b"?")
    clock.now = AT + timedelta(days=1)
    repository.create(Process("x"), at=AT)
    assert not left.exists()
    assert strange.exists()
    assert len(list_backups(path)) == 2


def test_a_copy_that_another_process_finishes_meanwhile_stops_no_backup(reopen, path, clock):
    create_full_application(SqlRepository(reopen(path, clock=clock), "local", "1"))
    folder = list_backups(path)[0].path.parent
    (folder / "finished.tmp").symlink_to("renamed.db")
    assert back_up(path, "day", clock()) in list_backups(path)


@given(st.lists(st.integers(0, 60 * 24 * 20), max_size=60))
def test_three_of_today_one_a_day_before_and_ten_in_all(minutes_ago):
    made = sorted((Backup(AT - timedelta(minutes=m), Path(str(m)), "day") for m in set(minutes_ago)), reverse=True)
    kept = backups_to_keep(made, AT)
    days = [backup.made_at.date() for backup in kept]
    assert len(kept) <= 10
    assert kept[:1] == made[:1]
    assert days.count(AT.date()) <= 3
    assert all(days.count(day) == 1 for day in days if day != AT.date())
    assert backups_to_keep(kept, AT) == kept


@given(st.lists(st.integers(0, 60 * 24 * 20), max_size=60), st.integers(0, 20), st.integers(0, 20))
def test_backups_from_the_future_and_copies_of_restores_crowd_out_no_others(minutes_ago, future, restores):
    ordinary = [Backup(AT - timedelta(minutes=m), Path(str(m)), "day") for m in set(minutes_ago)]
    others = [
        *(Backup(AT + timedelta(days=3000 + n), Path(f"future {n}"), "day") for n in range(future)),
        *(Backup(AT - timedelta(seconds=n), Path(f"restore {n}"), "restore") for n in range(restores)),
    ]
    alone = backups_to_keep(sorted(ordinary, reverse=True), AT)
    kept = backups_to_keep(sorted([*ordinary, *others], reverse=True), AT)
    assert set(alone) == set(kept) & set(ordinary)
    assert len(kept) == len(alone) + min(future, 3) + min(restores, 10)


def test_with_ten_backups_from_the_future_a_new_one_stays_and_a_restore_can_be_undone(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    create_full_application(repository)
    folder = list_backups(path)[0].path.parent
    shutil.copy(path, folder / "first.db")
    for day in range(1, 11):
        shutil.copy(folder / "first.db", folder / f"callback-203601{day:02}T000000000000-day.db")
    repository.create(Process("Later"), at=AT)
    made = back_up(path, "day", clock())
    assert employers(made.path) == {ACME.employer, "Later"}
    aside = restore(path, folder / "first.db", clock())
    assert employers(aside) == {ACME.employer, "Later"}


def test_the_original_can_be_restored_after_many_restores(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    repository.create(Process("First"), at=AT)
    first = back_up(path, "day", clock())
    repository.create(Process("Last answers"), at=AT)
    original = restore(path, first.path, clock())
    for _ in range(8):
        clock.now += timedelta(minutes=1)
        restore(path, first.path, clock())
    assert employers(original) == {"First", "Last answers"}
    assert first.path.exists()


def test_the_first_backup_is_made_once_there_is_something_to_back_up(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    application = repository.create(ACME, at=AT)
    assert list_backups(path) == ()
    clock.now += timedelta(minutes=5)
    repository.save_answers(application, {"rapport": "warm"}, last_seen={})
    (backup,) = list_backups(path)
    assert employers(backup.path) == {ACME.employer}


def test_a_backup_of_a_newer_version_is_refused_before_anything_is_replaced(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    application = create_full_application(repository)
    backup = back_up(path, "day", clock()).path
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = list_backups(path)
    with pytest.raises(NewerVersionError, match=r"newer version of Callback \(9999\)"):
        restore(path, backup, clock())
    assert list_backups(path) == before
    assert repository.application(application).process == ACME


def test_a_backup_of_a_live_file_holds_every_save(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    for number in range(20):
        repository.create(Process(str(number)), at=AT)
        backup = back_up(path, "day", clock())
        assert employers(backup.path) == {str(n) for n in range(number + 1)}


@pytest.mark.parametrize("ahead", [timedelta(minutes=30), timedelta(days=400)])
def test_a_clock_set_back_neither_floods_nor_stops_the_backups(reopen, path, clock, ahead):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    clock.now = AT + ahead
    repository.create(ACME, at=AT)
    for minutes in range(0, 60 * 24 * 2, 60):
        clock.now = AT + timedelta(minutes=minutes)
        repository.create(Process("x"), at=AT)
    made = [backup for backup in list_backups(path) if backup.made_at <= clock.now]
    assert 3 <= len(made) <= 5
    assert len(employers(made[0].path)) == 2


def test_a_restore_is_seen_at_once_and_can_be_taken_back(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    first = create_full_application(repository)
    backup = back_up(path, "day", clock())
    repository.create(Process("Later"), at=AT)
    aside = restore(path, backup.path, clock())
    assert [each.id for each in repository.applications()] == [first]
    repository.save_answers(first, {"rapport": None}, last_seen={"rapport": "cool"})
    restore(path, aside, clock())
    assert {each.process.employer for each in repository.applications()} == {ACME.employer, "Later"}


def test_a_broken_backup_is_refused_and_the_present_file_stays(reopen, path, clock):
    repository = SqlRepository(reopen(path, clock=clock), "local", "1")
    application = create_full_application(repository)
    backup = back_up(path, "day", clock()).path
    backup.write_bytes(b"not a database at all, but long enough to be looked at" * 100)
    with pytest.raises(DamagedError, match="not a database"):
        restore(path, backup, clock())
    assert repository.application(application).process == ACME


def test_a_broken_file_never_becomes_a_backup(reopen, path, clock):
    storage = reopen(path, clock=clock)
    create_full_application(SqlRepository(storage, "local", "1"))
    storage.close()
    good = {backup.path: backup.path.read_bytes() for backup in list_backups(path)}
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(DamagedError):
        back_up(path, "day", clock() + timedelta(days=2))
    assert {backup.path: backup.path.read_bytes() for backup in list_backups(path)} == good
