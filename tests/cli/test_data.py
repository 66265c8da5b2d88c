"""The commands for a person's own data, over a real file."""

import json
from datetime import UTC, datetime

import pytest

from assessment.cli import main
from assessment.core.model.process import Outcome, Process
from assessment.settings import read_settings
from assessment.storage.backups import list_backups
from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository
from tests.cli.running import LINUX
from tests.support import EXAMPLES


@pytest.fixture
def repository(monkeypatch, tmp_path):
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("CALLBACK_DATABASE_URL", raising=False)
    storage = open_storage(read_settings().database)
    yield SqlRepository(storage, "local", "2026.11+test")
    storage.close()


def test_everything_goes_out_and_comes_in_elsewhere(repository, monkeypatch, tmp_path, capsys):
    application = repository.create(Process(employer="Acme"), at=datetime.now(UTC))
    repository.save_answers(application, {"finalists": "two"}, last_seen={})
    exported = tmp_path / "all.json"
    assert main(["data", "export", str(exported)]) == 0
    assert "Acme" in json.dumps(json.loads(exported.read_text()))
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(tmp_path / "elsewhere"))
    assert main(["data", "import", str(exported)]) == 0
    assert capsys.readouterr().out == "1 application added.\n"
    elsewhere = open_storage(read_settings().database)
    (there,) = SqlRepository(elsewhere, "local", "2026.11+test").applications()
    assert there.process.employer == "Acme"
    elsewhere.close()


def test_a_tracker_is_shown_first_saved_when_asked_and_never_twice(repository, tmp_path, capsys):
    tracker, left_out = str(EXAMPLES / "tables" / "tracker.csv"), tmp_path / "left_out.csv"
    assert main(["data", "tracker", tracker]) == 0
    assert capsys.readouterr().out.startswith("employer: Company\nrole: Position\nstatus: Status\n")
    assert repository.applications() == ()
    assert main(["data", "tracker", tracker, "--save", "--column", "role="]) == 0
    assert main(["data", "tracker", tracker, "--save", "--column", "role="]) == 0
    (application,) = repository.applications()
    assert application.process == Process(employer="Acme", outcome=Outcome.REJECTED)
    assert "row 2: here already: the same employer and role; left out." in capsys.readouterr().err
    assert main(["data", "tracker", tracker, "--column", "role=", "--left-out", str(left_out)]) == 0
    assert "2,here already" in left_out.read_text("utf-8-sig")
    assert main(["data", "tracker", tracker, "--column", "role=Nothing", "--column", "hat=Status"]) == 2
    assert capsys.readouterr().err.count("--column: ") == 2


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_an_export_is_not_written_over_the_data(repository, suffix, capsys):
    application = repository.create(Process(employer="Acme"), at=datetime.now(UTC))
    out = f"{read_settings().database}{suffix}"
    assert main(["data", "export", out]) == 2
    assert capsys.readouterr().err == f"{out}: it is one of the files to read; name another.\n"
    assert [each.id for each in repository.applications()] == [application]


def test_a_backup_is_listed_and_put_back(repository, capsys):
    application = repository.create(Process(employer="Before"), at=datetime.now(UTC))
    repository.create(Process(employer="After"), at=datetime.now(UTC))
    database = read_settings().database
    assert main(["data", "backups"]) == 0
    names = capsys.readouterr().out.split()
    assert names == [backup.path.name for backup in list_backups(database)]
    assert len(names) == 1
    assert main(["data", "restore", names[0]]) == 0
    restored = open_storage(database)
    assert [each.id for each in SqlRepository(restored, "local", "x").applications()] == [application]
    restored.close()


def test_a_file_that_is_no_export_is_refused_in_words(repository, tmp_path, capsys):
    (tmp_path / "cut.json").write_text('{"callb')
    assert main(["data", "import", str(tmp_path / "cut.json")]) == 2
    heard = capsys.readouterr()
    assert heard.out == ""
    assert heard.err.startswith("This is no Callback export, since it is not complete JSON; choose ")
    assert len(heard.err.splitlines()) == 1


def test_without_a_backup_the_list_says_so(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CALLBACK_DATABASE_URL", raising=False)
    assert main(["data", "backups"]) == 0
    heard = capsys.readouterr()
    assert (heard.out, heard.err) == ("", f"There is no backup of {read_settings().database} yet.\n")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["restore", "nothing.db"], "is no backup"),
        (["import", "missing.json"], "cannot be read"),
        pytest.param(["import", "/dev/zero"], "it is a pipe or a device; name a file", marks=LINUX),
    ],
)
def test_what_cannot_be_is_one_sentence(repository, arguments, word, capsys):
    assert main(["data", *arguments]) == 2
    heard = capsys.readouterr()
    assert heard.out == ""
    assert word in heard.err
    assert len(heard.err.splitlines()) == 1
