"""`--learned` scores with counted outcomes of the same version of the questionnaire."""

import json

from assessment.cli import main
from tests.cli.running import LINUX, call, refusal, run_cohort


def test_one_case_is_scored_with_learned_figures(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("rapport,outcome\n" + "warm,offer\n" * 40)
    (tmp_path / "case.json").write_text('{"responses": {"rapport": "warm"}}')
    run_cohort("learn", tmp_path / "a.csv", "-o", tmp_path / "learned.toml")
    seen = []
    for extra in ([], ["--learned", str(tmp_path / "learned.toml")]):
        assert main(["score", str(tmp_path / "case.json"), *extra]) == 0
        seen.append(json.loads(capsys.readouterr().out))
    assert seen[1]["outlook"]["value"] > seen[0]["outlook"]["value"]
    assert seen[1]["instrument_version"].startswith(f"{seen[0]['instrument_version']}.learned-")


@LINUX
def test_a_device_without_an_end_is_refused(tmp_path):
    (tmp_path / "case.json").write_text("{}")
    learned = refusal(call("score", tmp_path / "case.json", "--learned", "/dev/zero"))
    assert learned == ["/dev/zero: it is a pipe or a device; name a file."]
    (sentence,) = refusal(call("score", "/dev/zero"))
    assert sentence.startswith("/dev/zero: it is larger than ")


def test_counts_of_another_version_are_refused(tmp_path, capsys):
    (tmp_path / "old.toml").write_text('instrument_version = "2020.01+0"\noutcomes = [0, 0]\n[counts]\n')
    (tmp_path / "a.csv").write_text("rapport\nwarm\n")
    command = ["score", tmp_path / "a.csv", "-o", tmp_path / "out.csv", "--learned", tmp_path / "old.toml"]
    assert run_cohort(*command) == 2
    assert "old.toml: it was learned with version '2020.01+0'" in capsys.readouterr().err
    assert run_cohort(*command, "--any-version") == 0
