"""`assessment language`: the catalogs of a language are started, brought up to date, and checked."""

import re

import pytest

from assessment.catalog import shipped_texts
from assessment.catalog.languages import DATA
from assessment.cli import main


def test_a_language_is_started_and_missing_translations_are_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("assessment.cli.language_folder", lambda: tmp_path)
    assert main(["language", "de"]) == 0
    assert (tmp_path / "de" / DATA).read_text("utf-8").startswith("# Deutsch\n")
    assert main(["language", "de", "--check"]) == 2
    problems = capsys.readouterr().err.splitlines()
    more = int(re.fullmatch(r"There are ([\d,]+) more problems\.", problems.pop())[1].replace(",", ""))
    assert len(problems) + more > len(shipped_texts())
    assert all(problem.startswith("de/interface.po: not translated: ") for problem in problems)


def test_existing_translations_stay(monkeypatch, tmp_path):
    monkeypatch.setattr("assessment.cli.language_folder", lambda: tmp_path)
    assert main(["language", "de"]) == 0
    path = tmp_path / "de" / DATA
    stem = 'msgid "Where do you stand?"\nmsgstr '
    path.write_text(path.read_text("utf-8").replace(f'{stem}""', f'{stem}"Wo stehst du?"'), "utf-8")
    before = path.read_bytes()
    assert main(["language", "de"]) == 0
    assert path.read_bytes() == before
    assert "Wo stehst du?" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        *((code, "no language has this code") for code in ("nothing_of_this_name", "", "../es", "/")),
        ("en", "the program and the data files speak it themselves"),
    ],
)
def test_an_unknown_code_and_english_are_refused(monkeypatch, tmp_path, capsys, code, problem):
    folder = tmp_path / "languages"
    folder.mkdir()
    monkeypatch.setattr("assessment.cli.language_folder", lambda: folder)
    assert main(["language", code]) == 2
    assert problem in capsys.readouterr().err
    assert list(folder.iterdir()) == []
