"""The commands of whoever hosts Callback for people who sign in: the database, old data, outcomes."""

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path
from random import SystemRandom

from assessment.catalog import load_instrument
from assessment.cohort.learning.file import LearnedFile, learned_text
from assessment.core.errors import AssessmentError
from assessment.core.outcomes.calibration import verdict
from assessment.core.outcomes.disclosure import LEAST, blur, count_given, disclose
from assessment.files import write_whole
from assessment.settings import LEARN, admin_database, learns_from_outcomes, read_settings
from assessment.storage import accounts
from assessment.storage.counting import content_of
from assessment.storage.erasing import delete_everything
from assessment.storage.given_outcomes import given_outcomes
from assessment.storage.row_level_security import open_as_administrator, prepare

DISCLOSED = f"""\
# Outcomes that people gave by consent. Each count is blurred by a two-sided geometric number (epsilon 1 for an answer),
# and answers that fewer than {LEAST} people gave share their sum in the proportions of the stated figures.
"""


def prepare_database(options: argparse.Namespace) -> int:
    """Make or upgrade the tables, and the role of CALLBACK_DATABASE_URL that row-level security binds."""
    database = read_settings().database
    if isinstance(database, Path):
        raise AssessmentError(["CALLBACK_DATABASE_URL: expected the PostgreSQL database as the app is to use it."])
    role = prepare(admin_database(), database, options.wait)
    print(f"Ready: the role {role} owns nothing, and each person's rows are theirs alone.")
    return 0


def retention(options: argparse.Namespace) -> int:
    """Print the owners whose end is announced today, one a line, to be told; delete those whose notice has passed."""
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


def count(_options: argparse.Namespace) -> int:
    """Print a line for each table, and the checksum of the scores last: a restored database prints the same."""
    storage = open_as_administrator(admin_database())
    rows, scores = content_of(storage)
    storage.close()
    for table, number in rows.items():
        print(f"{table} {number}")
    print(f"scores {scores}")
    return 0


def write_outcomes(options: argparse.Namespace) -> int:
    """Write the counts of the outcomes that people gave, in which no person can be made out."""
    if not learns_from_outcomes():
        raise AssessmentError([f"{LEARN} is not on, so that nobody was asked for outcomes and none are counted."])
    instrument, storage = load_instrument(), open_as_administrator(admin_database())
    given = given_outcomes(storage, None if options.any_version else instrument.version)
    storage.close()
    outcomes, counts = count_given(instrument, [(responses, verdict(outcome)) for responses, outcome in given])
    if min(outcomes.offered, outcomes.passed_over) < LEAST:
        raise AssessmentError(
            [f"Fewer than {LEAST} people gave an offer, or fewer than {LEAST} an end without one: not counted yet."]
        )
    draw = SystemRandom().random
    disclosed = disclose(instrument, counts, draw)
    if not disclosed:
        raise AssessmentError([f"Of no question are two answers given by {LEAST} people or more: not counted yet."])
    learned = LearnedFile(instrument.version, blur(outcomes, draw), disclosed)
    write_whole(options.file, f"{DISCLOSED}{learned_text(learned)}".encode())
    return 0
