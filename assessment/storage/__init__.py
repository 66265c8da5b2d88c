"""Stores applications in a SQLite file, in PostgreSQL or in memory. Importing this loads no database library."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessment.storage.backups import Backup, list_backups, restore
    from assessment.storage.database import Storage
    from assessment.storage.erasing import Erased, delete_everything
    from assessment.storage.export_import import ExportTable, Imported, export_json, export_tables, import_json
    from assessment.storage.opening import memory_storage, open_prepared, open_storage, start_afresh
    from assessment.storage.repository import SqlRepository
    from assessment.storage.row_level_security import open_as_administrator, prepare

__all__ = [
    "Backup",
    "Erased",
    "ExportTable",
    "Imported",
    "SqlRepository",
    "Storage",
    "delete_everything",
    "export_json",
    "export_tables",
    "import_json",
    "list_backups",
    "memory_storage",
    "open_as_administrator",
    "open_prepared",
    "open_storage",
    "prepare",
    "restore",
    "start_afresh",
]

MODULES = ("backups", "database", "erasing", "export_import", "opening", "repository", "row_level_security")


def __getattr__(name: str) -> Any:
    """Import the module that has a public name on its first use."""
    if name in __all__:
        for module_name in MODULES:
            module = import_module(f"assessment.storage.{module_name}")
            if name in vars(module):
                return vars(module)[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
