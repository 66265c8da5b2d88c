"""Callback: an honest assessment for the weeks after a second interview."""

from assessment.catalog import load_instrument
from assessment.core.scoring import assess

__all__ = ["assess", "load_instrument"]
