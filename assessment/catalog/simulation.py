"""The figures of the simulation as a file beside the data: data/simulation.json."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from assessment.catalog.files import data_folder
from assessment.core.errors import AssessmentError
from assessment.core.outcomes.simulated import Simulation

FILE = "simulation.json"
DIGITS = 4


def simulation_json(simulation: Simulation) -> str:
    """The figures as text, rounded to four decimal places."""
    rounded = json.loads(json.dumps(asdict(simulation)), parse_float=lambda figure: round(float(figure), DIGITS))
    return json.dumps(rounded, indent=1) + "\n"


def load_simulation(folder: Path | None = None) -> Simulation | None:
    """The figures beside the data files; None where there are none. Raises AssessmentError if they cannot be read."""
    path = (folder or data_folder()) / FILE
    if not path.exists():
        return None
    try:
        return _simulation_type().validate_json(path.read_bytes(), extra="forbid")
    except (OSError, ValueError) as error:
        raise AssessmentError([f"{FILE}: it cannot be read; make it anew with `assessment simulate`."]) from error


@cache
def _simulation_type() -> TypeAdapter[Simulation]:
    """Reads and checks the figures; making it takes 16 ms."""
    return TypeAdapter(Simulation)
