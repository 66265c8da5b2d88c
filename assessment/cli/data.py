"""The commands for a person's stored data: export, import, backups, restore."""

import argparse
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.catalog import load_instrument
from assessment.cli.cohort_parser import add_dates
from assessment.cli.hosting import add_hosting_verbs
from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr_count
from assessment.export.tracker import applications_of, left_out_csv
from assessment.export.tracker_table import MOST_BYTES, TrackerTable, read_tracker
from assessment.files import open_regular, prefix_problems, read_up_to, refuse_overlaps, write_whole
from assessment.settings import Keep, read_keep, read_settings
from assessment.storage import (
    SqlRepository,
    Storage,
    export_json,
    import_json,
    list_backups,
    open_prepared,
    open_storage,
    restore,
)
from assessment.storage.backups import SIDE_FILES, backup_folder

if TYPE_CHECKING:
    from argparse import _SubParsersAction

LOCAL = "local"


def add_data_parser(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `data` with its own commands to the sub-parsers of a command line."""
    parser = commands.add_parser("data", help="take your applications along, bring them in, put a backup back")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    export = verbs.add_parser("export", help="write everything into one JSON file")
    export.add_argument("file", metavar="OUT", type=Path)
    export.set_defaults(command=_export)

    importing = verbs.add_parser("import", help="add what an exported file has and is not here yet")
    importing.add_argument("file", metavar="FILE", type=Path)
    importing.set_defaults(command=_import)

    tracker = verbs.add_parser(
        "tracker", help="show what the table of another tracker would become here, and with --save take it over"
    )
    tracker.add_argument("file", metavar="FILE", type=Path, help="CSV, a spreadsheet, or JSON")
    tracker.add_argument("--save", action="store_true", help="add the applications")
    tracker.add_argument("--left-out", metavar="OUT", type=Path, help="where to write the rows left out: .csv")
    tracker.add_argument(
        "--column", metavar="WHAT=COLUMN", action="append", default=[], help="match by hand, as in role=Position"
    )
    add_dates(tracker)
    tracker.set_defaults(command=_tracker)

    backups = verbs.add_parser("backups", help="list the backups, the newest first")
    backups.set_defaults(command=_backups)

    restoring = verbs.add_parser("restore", help="put a backup back; what is there now is set aside")
    restoring.add_argument("name", metavar="BACKUP", help="a name from `assessment data backups`")
    restoring.set_defaults(command=_restore)

    add_hosting_verbs(verbs)

    for verb in (export, importing, tracker):
        verb.add_argument("--owner", metavar="OWNER", help="whose data, where people sign in: 'ISSUER SUBJECT'")


def _export(options: argparse.Namespace) -> int:
    database = read_settings().database
    if isinstance(database, Path):
        refuse_overlaps([options.file], [f"{database}{suffix}" for suffix in ("", *SIDE_FILES)])
    storage = _storage() if read_keep() is Keep.SIGNED_IN else open_storage(database, read_only=True)
    write_whole(options.file, export_json(storage, _owner(options)).encode(), private=True)
    return 0


def _import(options: argparse.Namespace) -> int:
    from assessment.storage.export_reading import MOST_BYTES

    with prefix_problems(str(options.file)), open_regular(options.file) as file:
        content = read_up_to(file, MOST_BYTES)
    imported = import_json(_storage(), _owner(options), content)
    print(tr_count("{number} application added.", "{number} applications added.", len(imported.added)))
    for notice in imported.notices:
        print(f"{options.file}: {notice}", file=sys.stderr)
    return 0


def _tracker(options: argparse.Namespace) -> int:
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
