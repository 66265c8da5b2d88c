"""The commands of whoever hosts Callback for people who sign in: prepare the database, and let old data go."""

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.core.errors import AssessmentError
from assessment.settings import admin_database, read_settings
from assessment.storage import delete_everything, open_as_administrator, prepare

if TYPE_CHECKING:
    from argparse import _SubParsersAction

KEEP_DAYS, NOTICE_DAYS = 365, 30


def add_hosting_verbs(verbs: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs to those of `data`."""
    preparing = verbs.add_parser("prepare", help="make a PostgreSQL database ready for people who sign in")
    preparing.add_argument("--wait", metavar="SECONDS", type=float, default=0, help="for a server that is starting")
    preparing.set_defaults(command=_prepare)

    retention = verbs.add_parser(
        "retention", help="announce the end of data of people who no longer come, and delete what was announced before"
    )
    retention.add_argument("--days", type=_days, default=KEEP_DAYS, help="without a visit (default: %(default)s)")
    retention.add_argument(
        "--notice", type=_days, default=NOTICE_DAYS, help="days before the end (default: %(default)s)"
    )
    retention.set_defaults(command=_retention)


def _days(value: str) -> int:
    if value.isdecimal() and 1 <= int(value) <= 36_500:
        return int(value)
    raise argparse.ArgumentTypeError(f"'{value}' is no number of days from 1 to 36500")


def _prepare(options: argparse.Namespace) -> int:
    """Make or upgrade the tables, and the role of CALLBACK_DATABASE_URL that row-level security binds."""
    database = read_settings().database
    if isinstance(database, Path):
        raise AssessmentError(["CALLBACK_DATABASE_URL: expected the PostgreSQL database as the app is to use it."])
    role = prepare(admin_database(), database, options.wait)
    print(f"Ready: the role {role} owns nothing, and each person's rows are theirs alone.")
    return 0


def _retention(options: argparse.Namespace) -> int:
    """Print the owners whose end is announced today, one a line, to be told; delete those whose notice has passed."""
    from assessment.storage import accounts

    storage, today = open_as_administrator(admin_database()), date.today()
    due = accounts.announced_owners(storage, today - timedelta(days=options.notice))
    for owner in due:
        delete_everything(storage, owner, backups=False)
        accounts.delete_account(storage, owner)
    for owner in accounts.announce_end(storage, today - timedelta(days=options.days), today):
        print(owner)
    print(f"{len(due)} deleted.", file=sys.stderr)
    storage.close()
    return 0
