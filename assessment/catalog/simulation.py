"""The figures of the simulation as a file beside the data: data/simulation.json."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assessment.catalog.files import data_folder
from assessment.core.errors import AssessmentError
from assessment.core.outcomes.simulated import (
    RangeCoverage,
    SimulatedForecast,
    SimulatedScenario,
    Simulation,
    Tenth,
)

FILE = "simulation.json"
DIGITS = 4


def simulation_json(simulation: Simulation) -> str:
    """The figures as text, rounded to four decimal places."""
    return json.dumps(_rounded(asdict(simulation)), indent=1) + "\n"


def load_simulation(folder: Path | None = None) -> Simulation | None:
    """The figures beside the data files; None where there are none. Raises AssessmentError if they cannot be read."""
    path = (folder or data_folder()) / FILE
    if not path.exists():
        return None
    try:
        figures = json.loads(path.read_text("utf-8"))
        scenarios = {name: _scenario(figures[name]) for name in ("kind", "harsh", "merit")}
        coverage = RangeCoverage(**figures["coverage"])
        return Simulation(figures["seed"], figures["people"], **scenarios, coverage=coverage)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise AssessmentError([f"{FILE}: it cannot be read; make it anew with `assessment simulate`."]) from error


def _scenario(forecasts: dict[str, Any]) -> SimulatedScenario:
    return SimulatedScenario(
        **{
            name: SimulatedForecast(forecast["brier"], tuple(Tenth(**tenth) for tenth in forecast["tenths"]))
            for name, forecast in forecasts.items()
        }
    )


def _rounded(figures: Any) -> Any:
    if isinstance(figures, dict):
        return {name: _rounded(figure) for name, figure in figures.items()}
    if isinstance(figures, list | tuple):
        return [_rounded(figure) for figure in figures]
    return round(figures, DIGITS) if isinstance(figures, float) else figures
