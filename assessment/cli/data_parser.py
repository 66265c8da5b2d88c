"""The arguments of the `data` commands. The modules that do the work are imported when a command is run."""

import argparse
from pathlib import Path

from assessment.cli.cohort_parser import add_dates
from assessment.cli.lazy_command import SubParsers, lazy_command

KEEP_DAYS, NOTICE_DAYS = 365, 30


def add_data_parser(commands: SubParsers) -> None:
    """Add `data` with its own commands to the sub-parsers of a command line."""
    parser = commands.add_parser("data", help="take your applications along, bring them in, put a backup back")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    export = verbs.add_parser("export", help="write everything into one JSON file")
    export.add_argument("file", metavar="OUT", type=Path)
    export.set_defaults(command=lazy_command("data", "export"))

    importing = verbs.add_parser("import", help="add what an exported file has and is not here yet")
    importing.add_argument("file", metavar="FILE", type=Path)
    importing.set_defaults(command=lazy_command("data", "import_file"))

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
    tracker.set_defaults(command=lazy_command("data", "tracker"))

    backups = verbs.add_parser("backups", help="list the backups, the newest first")
    backups.set_defaults(command=lazy_command("data", "backups"))

    restoring = verbs.add_parser("restore", help="put a backup back; what is there now is set aside")
    restoring.add_argument("name", metavar="BACKUP", help="a name from `assessment data backups`")
    restoring.set_defaults(command=lazy_command("data", "restore_backup"))

    _add_hosting_verbs(verbs)

    for verb in (export, importing, tracker):
        verb.add_argument("--owner", metavar="OWNER", help="whose data, where people sign in: 'ISSUER SUBJECT'")


def _add_hosting_verbs(verbs: SubParsers) -> None:
    """Add the verbs to those of `data`."""
    preparing = verbs.add_parser("prepare", help="make a PostgreSQL database ready for people who sign in")
    preparing.add_argument("--wait", metavar="SECONDS", type=float, default=0, help="for a server that is starting")
    preparing.set_defaults(command=lazy_command("hosting", "prepare_database"))

    retention = verbs.add_parser(
        "retention", help="announce the end of data of people who no longer come, and delete what was announced before"
    )
    retention.add_argument("--days", type=_days, default=KEEP_DAYS, help="without a visit (default: %(default)s)")
    retention.add_argument(
        "--notice", type=_days, default=NOTICE_DAYS, help="days before the end (default: %(default)s)"
    )
    retention.set_defaults(command=lazy_command("hosting", "retention"))

    counting = verbs.add_parser("count", help="the rows of each table and a checksum of all scores, to compare backups")
    counting.set_defaults(command=lazy_command("hosting", "count"))

    outcomes = verbs.add_parser(
        "outcomes", help="count the outcomes that people gave, blurred, for `assessment cohort learn`"
    )
    outcomes.add_argument("file", metavar="OUT", type=Path, help="where to write the counts: .toml")
    outcomes.add_argument("--any-version", action="store_true", help="count answers to earlier questionnaires too")
    outcomes.set_defaults(command=lazy_command("hosting", "write_outcomes"))


def _days(value: str) -> int:
    if value.isdecimal() and 1 <= int(value) <= 36_500:
        return int(value)
    raise argparse.ArgumentTypeError(f"'{value}' is no number of days from 1 to 36500")
