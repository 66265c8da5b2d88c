"""How the database came to be, step by step. Steps only add: an older version goes on working beside a newer one."""

from importlib.resources import files
from pathlib import Path

VERSION_FOLDERS = [str(files("assessment").joinpath("storage/migrations/versions"))]
REVISIONS = tuple(sorted(file.name.partition("_")[0] for file in Path(VERSION_FOLDERS[0]).glob("[0-9]*.py")))
"""The revisions of the migrations, oldest first; this version writes the last."""
