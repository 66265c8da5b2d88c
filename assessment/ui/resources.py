"""What all visits share, read once and never changed: the instrument."""

from functools import lru_cache

from assessment.catalog import load_instrument
from assessment.core.model import Instrument


@lru_cache(maxsize=1)
def instrument() -> Instrument:
    """The shipped instrument."""
    return load_instrument()
