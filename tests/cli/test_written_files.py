"""Each command writes its file completely or not at all, through links, with its mode; pipes directly."""

import json
import os
import shutil
import stat
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest

from assessment.catalog.languages import DATA, INTERFACE
from assessment.catalog.messages import update_language
from assessment.cli import main
from assessment.core.errors import AssessmentError
from assessment.files import open_regular, whole_file, write_whole
from assessment.settings import read_settings
from tests.support import EXAMPLES

pytestmark = pytest.mark.skipif(os.name != "posix", reason="uses pipes, modes and links as POSIX has them")

WRITERS = {
    "plan": ["plan", str(EXAMPLES / "case.json"), "--csv", "plan.csv"],
    "export": ["data", "export", "all.json"],
    "template": ["cohort", "template", "-o", "template.csv"],
    "parquet": ["cohort", "template", "-o", "template.parquet"],
    "learn": ["cohort", "learn", "outcomes.csv", "-o", "learned.toml"],
}
writers = pytest.mark.parametrize("command", WRITERS.values(), ids=WRITERS)


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path, empty_database):
    """An empty folder to write in, with the files that the commands read."""
    monkeypatch.setenv("CALLBACK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("CALLBACK_DATABASE_URL", raising=False)
    (tmp_path / "data").mkdir()
    shutil.copy(empty_database, read_settings().database)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("outcomes.csv").write_text("rapport,outcome\nwarm,offer\n")


def output_of(command):
    """The content of the file that the command creates."""
    assert main(command) == 0
    out = Path(command[-1])
    content = out.read_bytes()
    out.unlink()
    return content


def comparable(content):
    """The content, without the time of an export."""
    return content if content[:1] != b"{" else {**json.loads(content), "exported_at": None}


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@writers
def test_a_link_is_followed_and_the_mode_kept(command):
    expected, target, link = output_of(command), Path("target"), Path(command[-1])
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert main(command) == 0
    assert link.is_symlink()
    assert comparable(target.read_bytes()) == comparable(expected)
    assert mode(target) == 0o640


@writers
def test_a_pipe_is_written_and_not_replaced(command):
    expected, pipe, read = output_of(command), Path(command[-1]), []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert main(command) == 0
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    reader.join(10)
    assert [comparable(each) for each in read] == [comparable(expected)]


@writers
def test_nothing_beside_the_file_is_touched(command):
    neighbour = Path(f"{command[-1]}.tmp")
    neighbour.write_text("mine")
    before = sorted(Path().iterdir())
    assert main(command) == 0
    assert neighbour.read_text() == "mine"
    assert sorted(Path().iterdir()) == sorted([*before, Path(command[-1])])


@writers
def test_a_full_disk_leaves_the_old_file(command, monkeypatch, capsys):
    out = Path(command[-1])
    out.write_text("old")
    before = sorted(Path().iterdir())
    monkeypatch.setattr(os, "fsync", full_disk)
    assert main(command) == 2
    assert capsys.readouterr().err == f"{out}: it cannot be written: No space left on device.\n"
    assert (out.read_text(), sorted(Path().iterdir())) == ("old", before)


def full_disk(_):
    raise OSError(ENOSPC, os.strerror(ENOSPC))


def test_a_new_export_is_readable_by_its_owner_only():
    usual = Path("usual")
    usual.touch()
    for name, command in WRITERS.items():
        assert main(command) == 0
        assert mode(Path(command[-1])) == (0o600 if name == "export" else mode(usual))


def test_the_incomplete_file_is_as_private_as_the_old_one():
    out = Path("out")
    out.touch(0o600)
    with whole_file(out):
        (draft,) = Path().glob(".out.*")
        assert mode(draft) == 0o600


def test_an_open_descriptor_is_written_at_its_position():
    Path("log").write_text("before\n")
    with Path("log").open("ab") as log:
        write_whole(Path(f"/dev/fd/{log.fileno()}"), b"after\n")
    assert Path("log").read_text() == "before\nafter\n"


def test_an_error_while_writing_leaves_the_old_file():
    Path("out").write_text("old")
    with suppress(ZeroDivisionError), whole_file(Path("out")) as file:
        file.write(b"new")
        raise ZeroDivisionError
    assert Path("out").read_text() == "old"
    assert not list(Path().glob(".out*"))


def test_a_full_disk_leaves_the_old_catalogs(monkeypatch):
    folder = Path("es")
    update_language(folder, {}.items())
    before = [(folder / name).read_bytes() for name in (INTERFACE, DATA)]
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(AssessmentError, match="it cannot be written"):
        update_language(folder, {"place": "text"}.items())
    assert [(folder / name).read_bytes() for name in (INTERFACE, DATA)] == before


def test_a_long_name_can_be_written():
    out = Path("é" * 126 + ".c")
    write_whole(out, b"new")
    assert out.read_bytes() == b"new"


def test_a_table_is_written_batch_by_batch():
    pd.DataFrame({"rapport": ["warm"] * 70_000}).to_csv("many.csv", index=False)
    assert main(["cohort", "score", "many.csv", "-o", "scores.csv"]) == 0
    assert len(pd.read_csv("scores.csv")) == 70_000
    assert Path("scores.csv").read_bytes().count("\ufeff".encode()) == 1


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_pipe_or_a_device_is_refused_at_once(tmp_path, kind):
    path = tmp_path / "pipe" if kind == "pipe" else Path("/dev/zero")
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(AssessmentError, match="pipe or a device"):
        open_regular(path)
