"""The duties to answer as a file beside the data: data/duties.toml."""

from functools import lru_cache

from assessment.catalog.files import data_folder, read_toml
from assessment.core.model.duty import Duty

FILE = "duties.toml"


@lru_cache(maxsize=1)
def load_duties() -> tuple[Duty, ...]:
    """The duties of the shipped data."""
    _, table = read_toml(data_folder() / FILE)
    return tuple(Duty(**{**duty, "places": tuple(duty["places"])}) for duty in table["duty"].values())
