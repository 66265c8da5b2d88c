"""A data file that cannot be read is one problem, whatever its bytes."""

from pathlib import Path

import pytest

from assessment.catalog import load_instrument
from assessment.catalog.parsed import MOST_PROBLEMS
from assessment.catalog.schema import FILES
from assessment.core.text.toml import MOST_TOML_BYTES
from tests.catalog.specimens import VALID, problems_of


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_one_problem(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert problems_of(folder) == [f"{file}: the file is missing; expected it in {folder}."]


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere") == [
        f"{tmp_path / 'nowhere'}: there is no such folder; "
        "expected questionnaire.toml, weights.toml, tips.toml, letters.toml, sources.toml in it"
    ]


def test_an_empty_file_lacks_its_sections(folder: Path) -> None:
    (folder / "tips.toml").write_text("")
    assert problems_of(folder) == [f"tips.toml: key '{section}' is missing" for section in ("words", "tip", "step")]


def test_a_folder_in_place_of_a_file_cannot_be_read(folder: Path) -> None:
    (folder / "tips.toml").unlink()
    (folder / "tips.toml").mkdir()
    (problem,) = problems_of(folder)
    assert problem.startswith("tips.toml: it cannot be read: ")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[letter]\n# caf\xe9", "letters.toml: line 2: this is not UTF-8; save it as UTF-8."),
        (b"a = '\0'", "letters.toml: line 1, column 6: this is not TOML (found invalid character '\\x00')."),
        (b'a = "\\ud800"', None),
        (b"\xef\xbb\xbf\xef\xbb\xbfa = 1", "letters.toml: line 1, column 1: this is not TOML (invalid statement)."),
        (b"#" * (MOST_TOML_BYTES + 1), "letters.toml: it is larger than 200,000 bytes."),
        (b"a." * 20_000 + b"a = 1", "letters.toml: line 1: a key of more than 6 parts cannot be read."),
        (b"a = 2026-13-45", None),
    ],
)
def test_bytes_that_are_no_toml_are_one_problem(folder: Path, content: bytes, problem: str | None) -> None:
    (folder / "letters.toml").write_bytes(content)
    (reported,) = problems_of(folder)
    if problem is None:
        assert reported.startswith("letters.toml: ")
        assert "this is not TOML" in reported
    else:
        assert reported == problem


@pytest.mark.parametrize("rows", ["{},", "1,", '{id = "a", options = [{}]},'])
def test_a_file_full_of_wrong_rows_is_not_read_to_its_end(folder: Path, rows: str) -> None:
    (folder / "questionnaire.toml").write_text(f"item = [{rows * 2_000}]")
    assert len(problems_of(folder)) <= MOST_PROBLEMS


def test_a_bom_and_windows_line_endings_are_the_same_data(folder: Path) -> None:
    for file in FILES:
        content = (folder / file).read_bytes()
        (folder / file).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert load_instrument(folder) == load_instrument(VALID)
