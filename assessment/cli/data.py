"""The commands for a person's stored data: export, import, backups, restore."""

import argparse
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.core.errors import AssessmentError
from assessment.files import open_regular, prefix_problems, read_up_to, refuse_overlaps, write_whole
from assessment.settings import read_settings
from assessment.storage import export_json, import_json, list_backups, open_storage, restore
from assessment.storage.backups import SIDE_FILES, backup_folder

if TYPE_CHECKING:
    from argparse import _SubParsersAction

OWNER = "local"


def add_data_parser(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `data` with its own commands to the sub-parsers of a command line."""
    parser = commands.add_parser("data", help="take your applications along, bring them in, put a backup back")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    export = verbs.add_parser("export", help="write everything into one JSON file")
    export.add_argument("file", metavar="OUT", type=Path)
    export.set_defaults(command=_export)

    importing = verbs.add_parser("import", help="take over what is new in an exported file")
    importing.add_argument("file", metavar="FILE", type=Path)
    importing.set_defaults(command=_import)

    backups = verbs.add_parser("backups", help="list the backups, the newest first")
    backups.set_defaults(command=_backups)

    restoring = verbs.add_parser("restore", help="put a backup back; what is there now is set aside")
    restoring.add_argument("name", metavar="BACKUP", help="a name from `assessment data backups`")
    restoring.set_defaults(command=_restore)


def _export(options: argparse.Namespace) -> int:
    database = read_settings().database
    if isinstance(database, Path):
        refuse_overlaps([options.file], [f"{database}{suffix}" for suffix in ("", *SIDE_FILES)])
    storage = open_storage(database, read_only=True)
    write_whole(options.file, export_json(storage, OWNER).encode(), private=True)
    return 0


def _import(options: argparse.Namespace) -> int:
    from assessment.storage.export_schema import MOST_BYTES

    with prefix_problems(str(options.file)), open_regular(options.file) as file:
        content = read_up_to(file, MOST_BYTES)
    imported = import_json(open_storage(read_settings().database), OWNER, content)
    print(f"{len(imported.added)} taken over.")
    for notice in imported.notices:
        print(f"{options.file}: {notice}", file=sys.stderr)
    return 0


def _backups(options: argparse.Namespace) -> int:
    database = _database_file()
    backups = list_backups(database)
    for backup in backups:
        print(backup.path.name)
    if not backups:
        print(f"There is no backup of {database} yet.", file=sys.stderr)
    return 0


def _restore(options: argparse.Namespace) -> int:
    database = _database_file()
    paths = {backup.path.name: backup.path for backup in list_backups(database)}
    if options.name not in paths:
        raise AssessmentError([f"'{options.name}' is no backup of {database}; see `assessment data backups`."])
    replaced = restore(database, paths[options.name], datetime.now(UTC))
    if replaced:
        print(f"What was there is now {replaced}.", file=sys.stderr)
    return 0


def _database_file() -> Path:
    database = read_settings().database
    if isinstance(database, str):
        raise AssessmentError(["The data are in PostgreSQL; its own backups are the ones to use (pg_dump)."])
    with prefix_problems(str(database.parent)), suppress(FileNotFoundError):
        backup_folder(database).stat()
    return database
