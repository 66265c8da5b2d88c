"""Callback: an honest assessment for the weeks after a second interview."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessment.catalog import load_instrument
    from assessment.core.scoring.assess import assess

__all__ = ["assess", "load_instrument"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import on first use, so that reading a value of the core does not load the reader of data files."""
    if name == "assess":
        from assessment.core.scoring.assess import assess

        return assess
    if name == "load_instrument":
        from assessment.catalog import load_instrument

        return load_instrument
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
