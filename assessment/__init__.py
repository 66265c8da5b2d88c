"""Callback: an honest assessment for the weeks after a second interview."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessment.catalog import load_instrument
    from assessment.core.scoring.assess import assess

__all__ = ["assess", "load_instrument"]
__version__ = "0.1.0"
PLACES = {"assess": "assessment.core.scoring.assess", "load_instrument": "assessment.catalog"}
"""Name -> the module that has it."""


def __getattr__(name: str) -> Any:
    """Import on first use, so that reading a value of the core does not load the reader of data files."""
    if name in PLACES:
        return getattr(import_module(PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
