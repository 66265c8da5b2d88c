"""Arguments of `assessment cohort` are checked before any file is read."""

import subprocess
import sys

import pytest

from tests.cli.running import run_cohort


@pytest.mark.parametrize("encoding", ["bogus", "base64", "rot13", "undefined", "", "a\0b"])
@pytest.mark.parametrize(
    "command", ["score missing.csv -o out.csv", "summary missing.csv", "learn missing.csv -o a.toml"]
)
def test_an_unknown_encoding_is_refused_before_reading(command, encoding, capsys):
    with pytest.raises(SystemExit) as refused:
        run_cohort(*command.split(), "--encoding", encoding)
    assert refused.value.code == 2
    assert f"'{encoding}' is no encoding of text; name one like cp1252" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["2026-13-01", "tomorrow", ""])
def test_a_today_that_is_no_day_is_refused_with_an_example(day, capsys):
    with pytest.raises(SystemExit) as refused:
        run_cohort("summary", "missing.csv", "--today", day)
    assert refused.value.code == 2
    assert f"'{day}' is no day from 1900-01-01 to 2200-12-31; write it like 2026-11-02" in capsys.readouterr().err


@pytest.mark.processes
def test_the_parsers_of_the_command_line_load_nothing_heavy():
    code = "import sys, assessment.cli; sys.exit(bool({'pandas', 'pyarrow', 'tqdm', 'dask'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
