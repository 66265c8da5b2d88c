"""The commands for a person's stored data: export, import, backups, restore."""

import argparse
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from assessment.catalog import load_instrument
from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr_count
from assessment.export.tracker import applications_of, left_out_csv
from assessment.export.tracker_table import MOST_BYTES, TrackerTable, read_tracker
from assessment.files import open_regular, prefix_problems, read_up_to, refuse_overlaps, write_whole
from assessment.settings import Keep, read_keep, read_settings
from assessment.storage import export_reading
from assessment.storage.backups import SIDE_FILES, backup_folder, list_backups, restore
from assessment.storage.database import Storage
from assessment.storage.export_import import export_json, import_json
from assessment.storage.opening import open_prepared, open_storage
from assessment.storage.repository import SqlRepository

LOCAL = "local"


def export(options: argparse.Namespace) -> int:
    """Write everything into one JSON file."""
    database = read_settings().database
    if isinstance(database, Path):
        refuse_overlaps([options.file], [f"{database}{suffix}" for suffix in ("", *SIDE_FILES)])
    storage = _storage() if read_keep() is Keep.SIGNED_IN else open_storage(database, read_only=True)
    write_whole(options.file, export_json(storage, _owner(options)).encode(), private=True)
    return 0


def import_file(options: argparse.Namespace) -> int:
    """Add what an exported file has and is not here yet."""
    with prefix_problems(str(options.file)), open_regular(options.file) as file:
        content = read_up_to(file, export_reading.MOST_BYTES)
    imported = import_json(_storage(), _owner(options), content)
    print(tr_count("{number} application added.", "{number} applications added.", len(imported.added)))
    for notice in imported.notices:
        print(f"{options.file}: {notice}", file=sys.stderr)
    return 0


def tracker(options: argparse.Namespace) -> int:
    """Print what the table of another tracker becomes here, and take it over with --save."""
    refuse_overlaps([options.left_out], [options.file])
    with prefix_problems(str(options.file)):
        with options.file.open("rb") as file:
            table = read_tracker(read_up_to(file, MOST_BYTES))
        matching = _matching(table, options.column)
    repository = SqlRepository(_storage(), _owner(options), load_instrument().version)
    known = [application.process for application in repository.applications()]
    found = applications_of(table, matching, known, date.today(), options.dates)
    for name, place in matching.items():
        print(f"{name}: {table.columns[place] if place is not None else '-'}")
    for notice in (*table.notices, *found.notices):
        print(f"{options.file}: {notice}", file=sys.stderr)
    if options.left_out:
        write_whole(options.left_out, left_out_csv(table, found.left_out).encode())
    else:
        for row in found.left_out:
            print(f"{options.file}: row {row.number}: {row.reason}; left out.", file=sys.stderr)
    if options.save:
        repository.create_all(found.processes, at=datetime.now(UTC))
    print(f"{len(found.processes)} {'added' if options.save else 'new; --save adds them'}.")
    return 0


def _matching(table: TrackerTable, given: list[str]) -> dict[str, int | None]:
    """The columns as their headings say, or as given by hand; raises AssessmentError for a name that is unknown."""
    matching, problems = table.matching(), []
    for pair in given:
        name, _, column = pair.partition("=")
        if name not in matching:
            problems.append(f"--column: '{name}' is none of {', '.join(matching)}.")
        elif column and column not in table.columns:
            problems.append(f"--column: '{column}' is none of the columns {', '.join(table.columns)}.")
        else:
            matching[name] = table.columns.index(column) if column else None
    if problems:
        raise AssessmentError(problems)
    return matching


def _owner(options: argparse.Namespace) -> str:
    """Whose data a command is about; where people sign in they must be named."""
    if read_keep() is not Keep.SIGNED_IN:
        return LOCAL
    if not options.owner:
        raise AssessmentError(
            ["--owner: expected whose data these are, as in 'https://login.example.edu 248289761001'."]
        )
    return str(options.owner)


def _storage() -> Storage:
    """The database of this environment, as the app opens it."""
    database = read_settings().database
    if read_keep() is Keep.SIGNED_IN and isinstance(database, str):
        return open_prepared(database)
    return open_storage(database)


def backups(options: argparse.Namespace) -> int:
    """Print the names of the backups, the newest first."""
    database = _database_file()
    found = list_backups(database)
    for backup in found:
        print(backup.path.name)
    if not found:
        print(f"There is no backup of {database} yet.", file=sys.stderr)
    return 0


def restore_backup(options: argparse.Namespace) -> int:
    """Put a backup back, and print where what it replaced is now."""
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
