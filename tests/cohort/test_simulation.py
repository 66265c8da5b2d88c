"""The simulation: its figures are those beside the data, follow from the seed, and show what the method page says."""

import json

import pytest

from assessment.catalog.simulation import FILE, load_simulation, simulation_json
from assessment.cli import main
from assessment.cohort.simulation import simulate
from assessment.core.errors import AssessmentError
from tests.support import INSTRUMENT

STORED = load_simulation()


def test_the_figures_beside_the_data_are_those_of_the_present_figures():
    """A failure: the figures changed; make the file anew with `assessment simulate -o data/simulation.json`."""
    again = simulate(INSTRUMENT, people=STORED.people, seed=STORED.seed)
    for scenario in ("kind", "harsh", "merit"):
        for name in ("ours", "adding_up", "base_rate"):
            stored, made = (getattr(getattr(each, scenario), name) for each in (STORED, again))
            assert made.brier == pytest.approx(stored.brier, abs=0.002)
            assert [tenth.says for tenth in made.tenths] == pytest.approx(
                [tenth.says for tenth in stored.tenths], abs=0.005
            )
            assert [tenth.truth for tenth in made.tenths] == pytest.approx(
                [tenth.truth for tenth in stored.tenths], abs=0.02
            )
    for name in ("own_base", "all_answered", "fifth_answered"):
        assert getattr(again.coverage, name) == pytest.approx(getattr(STORED.coverage, name), abs=0.02)


def test_the_stored_figures_show_what_the_method_page_says():
    kind, harsh, merit, coverage = STORED.kind, STORED.harsh, STORED.merit, STORED.coverage
    assert all(abs(tenth.says - tenth.truth) < 0.06 for tenth in kind.ours.tenths)
    assert kind.ours.brier < min(kind.adding_up.brier, kind.base_rate.brier)
    assert harsh.ours.tenths[-1].says > harsh.ours.tenths[-1].truth + 0.1
    assert harsh.ours.brier == pytest.approx(harsh.base_rate.brier, abs=0.005)
    assert harsh.adding_up.brier > harsh.base_rate.brier + 0.02
    assert merit.ours.tenths[-1].says < merit.ours.tenths[-1].truth - 0.03
    assert merit.ours.brier < merit.base_rate.brier
    assert coverage.own_base > 0.9 > coverage.fifth_answered > coverage.all_answered


def test_the_command_gives_the_same_figures_for_the_same_seed_and_they_can_be_read_again(tmp_path):
    one, two, other = tmp_path / FILE, tmp_path / "two.json", tmp_path / "other.json"
    for path, seed in ((one, 3), (two, 3), (other, 4)):
        assert main(["simulate", "-o", str(path), "--people", "1000", "--seed", str(seed)]) == 0
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()
    assert simulation_json(load_simulation(tmp_path)) == one.read_text()


def test_without_the_file_there_are_no_figures_and_a_broken_one_says_what_to_do(tmp_path):
    assert load_simulation(tmp_path) is None
    for text in ("{}", "[1", json.dumps({"seed": 1, "people": 2, "kind": 3})):
        (tmp_path / FILE).write_text(text)
        with pytest.raises(AssessmentError, match="make it anew with `assessment simulate`"):
            load_simulation(tmp_path)
