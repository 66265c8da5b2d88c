"""What a host does with everybody's data: let old ones go after an announcement, back them up and restore them."""

import subprocess
from datetime import date, timedelta

import pytest
from sqlalchemy import make_url, update

from assessment.cli import main
from assessment.cohort.learning.file import read_learned
from assessment.core.model.process import Outcome, Process
from assessment.storage.accounts import ACCOUNTS, note_visit
from assessment.storage.database import utc_now
from assessment.storage.export_import import export_json
from assessment.storage.opening import open_prepared
from assessment.storage.repository import SqlRepository
from assessment.storage.row_level_security import prepare
from tests.storage.conftest import new_database
from tests.storage.sample_values import create_full_application
from tests.support import INSTRUMENT


@pytest.fixture
def admin(server_url, monkeypatch):
    """The URL of a prepared database of its own, in the environment as an administrator sets it."""
    url = new_database(server_url)
    application = make_url(url).set(username="callback_host").render_as_string(hide_password=False)
    monkeypatch.setenv("CALLBACK_KEEP", "signed-in")
    monkeypatch.setenv("CALLBACK_ADMIN_DATABASE_URL", url)
    monkeypatch.setenv("CALLBACK_DATABASE_URL", application)
    assert main(["data", "prepare"]) == 0
    return url


def as_application(admin):
    return open_prepared(make_url(admin).set(username="callback_host").render_as_string(hide_password=False))


def test_data_go_only_after_an_announcement_that_a_visit_calls_off(admin, capsys):
    storage, today = as_application(admin), date.today()
    for owner in ("i gone", "i back", "i here"):
        create_full_application(SqlRepository(storage, owner, "1"))
        note_visit(storage, owner, today - timedelta(days=0 if owner == "i here" else 400))
    capsys.readouterr()
    assert main(["data", "retention"]) == 0
    assert capsys.readouterr() == ("i back\ni gone\n", "0 deleted.\n")
    assert note_visit(storage, "i back", today) == today
    for owner in ("i gone", "i here"):
        storage.of(owner).write(
            lambda c: c.execute(update(ACCOUNTS).values(announced_on=ACCOUNTS.c.announced_on - timedelta(days=30)))
        )
    assert main(["data", "retention"]) == 0
    assert capsys.readouterr() == ("", "1 deleted.\n")
    left = {owner: len(SqlRepository(storage, owner, "1").applications()) for owner in ("i gone", "i back", "i here")}
    assert left == {"i gone": 0, "i back": 1, "i here": 1}
    storage.close()


def test_the_applications_role_is_no_administrator(admin, monkeypatch, capsys):
    monkeypatch.setenv(
        "CALLBACK_ADMIN_DATABASE_URL", make_url(admin).set(username="callback_host").render_as_string(False)
    )
    assert main(["data", "retention"]) == 2
    assert "does not see everybody's rows" in capsys.readouterr().err


def test_one_persons_data_are_given_to_them_on_request(admin, tmp_path, capsys):
    storage = as_application(admin)
    create_full_application(SqlRepository(storage, "i alice", "1"))
    storage.close()
    assert main(["data", "export", str(tmp_path / "all.json")]) == 2
    assert "--owner: expected whose data these are" in capsys.readouterr().err
    assert main(["data", "export", str(tmp_path / "all.json"), "--owner", "i alice"]) == 0
    assert "Acme" in (tmp_path / "all.json").read_text()


def test_a_backup_is_restored_with_every_row_and_every_score(admin, server_url, postgres_server, monkeypatch, capsys):
    storage = as_application(admin)
    for owner in ("i alice", "i bob"):
        create_full_application(SqlRepository(storage, owner, "1"))
    restored = new_database(server_url)
    dump = postgres_server.folder / "callback.dump"
    for program, *arguments in (
        ("pg_dump", "-Fc", "-d", plain(admin), "-f", dump),
        ("pg_restore", "-d", plain(restored), dump),
    ):
        subprocess.run([postgres_server.binaries / program, *arguments], check=True, **postgres_server.rights)
    prepare(restored, make_url(restored).set(username="callback_host").render_as_string(hide_password=False))
    again = as_application(restored)
    for owner in ("i alice", "i bob"):
        assert scores(again, owner) == scores(storage, owner) != ""
    storage.close()
    again.close()


def test_outcomes_that_people_gave_are_counted_blurred_and_learned_from(admin, tmp_path, monkeypatch, capsys):
    out, learned = tmp_path / "given.toml", tmp_path / "learned.toml"
    assert main(["data", "outcomes", str(out)]) == 2
    assert "CALLBACK_LEARN is not on" in capsys.readouterr().err
    monkeypatch.setenv("CALLBACK_LEARN", "on")
    storage, item = as_application(admin), next(i for i, e in INSTRUMENT.evidence.items() if len(e.options) == 3)
    common, less, rare = INSTRUMENT.evidence[item].options
    for number in range(70):
        answer = rare if number < 3 else less if number < 26 else common
        give(storage, f"i {number}", {item: answer}, Outcome.OFFER if number % 2 else Outcome.REJECTED)
        if number == 15:
            assert main(["data", "outcomes", str(out)]) == 2
            assert "Fewer than 10 people gave" in capsys.readouterr().err
    storage.close()
    assert main(["data", "outcomes", str(out)]) == 0
    text = out.read_text()
    assert "i 7" not in text
    with out.open("rb") as file:
        given = read_learned(file, INSTRUMENT)
    assert set(given.counts) == {item}
    assert given.outcomes.offered + given.outcomes.passed_over == pytest.approx(70, abs=20)
    assert sum(each.offered for each in given.counts[item].values()) == pytest.approx(35, abs=20)
    assert main(["cohort", "learn", str(out), "-o", str(learned)]) == 0
    with learned.open("rb") as file:
        assert read_learned(file, INSTRUMENT).counts == given.counts


def give(storage, owner, answers, outcome):
    """Somebody answers, hears back and gives the outcome to the counts."""
    repository = SqlRepository(storage, owner, INSTRUMENT.version)
    application = repository.create(Process(), at=utc_now())
    repository.save_answers(application, answers, last_seen={})
    repository.save_process(application, Process(outcome=outcome), last_seen=Process())
    repository.give_outcome(application, given=True)


def plain(url):
    """The URL as PostgreSQL's own programs read it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def scores(storage, owner):
    """All that the person has, answers and scores included, but for the moment of the export."""
    return export_json(storage, owner).split('"applications"')[1]
