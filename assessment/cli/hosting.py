"""The commands of whoever hosts Callback for people who sign in: the database, old data, outcomes."""

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from assessment.catalog import load_instrument
from assessment.cohort.learning.file import LearnedFile, learned_text
from assessment.core.errors import AssessmentError
from assessment.core.outcomes.calibration import verdict
from assessment.core.outcomes.disclosure import LEAST, blur, count_given, disclose
from assessment.files import write_whole
from assessment.settings import LEARN, admin_database, learns_from_outcomes, read_settings
from assessment.storage import delete_everything, open_as_administrator, prepare

if TYPE_CHECKING:
    from argparse import _SubParsersAction

KEEP_DAYS, NOTICE_DAYS = 365, 30
DISCLOSED = f"""\
# Outcomes that people gave by consent. Each count is blurred by a two-sided geometric number (epsilon 1 for an answer),
# and answers that fewer than {LEAST} people gave share their sum in the proportions of the stated figures.
"""


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

    outcomes = verbs.add_parser(
        "outcomes", help="count the outcomes that people gave, blurred, for `assessment cohort learn`"
    )
    outcomes.add_argument("file", metavar="OUT", type=Path, help="where to write the counts: .toml")
    outcomes.add_argument("--any-version", action="store_true", help="count answers to earlier questionnaires too")
    outcomes.set_defaults(command=_outcomes)


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


def _outcomes(options: argparse.Namespace) -> int:
    """Write the counts of the outcomes that people gave, in which no person can be made out."""
    from assessment.storage.given_outcomes import given_outcomes

    if not learns_from_outcomes():
        raise AssessmentError([f"{LEARN} is not on, so that nobody was asked for outcomes and none are counted."])
    instrument, storage = load_instrument(), open_as_administrator(admin_database())
    given = given_outcomes(storage, None if options.any_version else instrument.version)
    storage.close()
    outcomes, counts = count_given(instrument, [(each.responses, verdict(each.outcome)) for each in given])
    if min(outcomes.offered, outcomes.passed_over) < LEAST:
        raise AssessmentError(
            [f"Fewer than {LEAST} people gave an offer, or fewer than {LEAST} an end without one: not counted yet."]
        )
    draw = SystemRandom().random
    disclosed = disclose(instrument, counts, draw)
    if not disclosed.items:
        raise AssessmentError([f"Of no question are two answers given by {LEAST} people or more: not counted yet."])
    learned = LearnedFile(instrument.version, blur(outcomes, draw), disclosed)
    write_whole(options.file, f"{DISCLOSED}{learned_text(learned)}".encode())
    return 0
