"""The tables only ever grow, migrations and tables agree, and a start runs no migration machinery for nothing."""

import json
import shutil
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, insert, inspect

from assessment.core.applications.records import StepProgress
from assessment.core.model.process import FACTS
from assessment.storage import opening
from assessment.storage.opening import REVISIONS
from assessment.storage.repository import SqlRepository
from assessment.storage.row_mapping import process_row
from assessment.storage.tables import METADATA
from tests.storage.sample_values import ACME, AT, EXPORTED

GUARD = Path(__file__).with_name("schema.json")


def test_migrations_make_the_tables_that_the_code_expects(storage):
    differences = storage.write_unchecked(
        lambda connection: compare_metadata(MigrationContext.configure(connection), METADATA)
    )
    assert differences == []


def insert_row(storage, name, **row):
    """Add a row to a table as it is in the database, without the columns that it has only in later versions."""

    def insert_known(connection):
        table = Table(name, MetaData(), autoload_with=connection)
        connection.execute(insert(table).values({key: value for key, value in row.items() if key in table.c}))

    storage.write(insert_known)


def open_at_first_step(database, reopen, monkeypatch):
    """A new database as the program of the first step makes and opens it."""
    upgrade = command.upgrade
    with monkeypatch.context() as earlier:
        earlier.setattr(opening, "REVISIONS", ("0001",))
        earlier.setattr(command, "upgrade", lambda config, _: upgrade(config, "0001"))
        return reopen(database)


def test_a_database_of_the_first_step_is_brought_up_to_date_with_all_it_holds(database, reopen, monkeypatch):
    old = open_at_first_step(database, reopen, monkeypatch)
    earlier_tables = old.read(lambda connection: set(inspect(connection).get_table_names()))
    assert earlier_tables == METADATA.tables.keys() - {"plan_exports", "notes", "given_outcomes"} | {"alembic_version"}
    application, progress = "a1", StepProgress("debrief", done=True, note="mine")
    with_own = {"owner": "local", "position": 1, "version": 0, "round": 1, "archived": False, "created_at": AT}
    insert_row(old, "applications", **process_row(ACME), **with_own, id=application)
    insert_row(old, "step_marks", **asdict(progress), application=application, round=1)
    old.close()
    records = SqlRepository(reopen(database), "local", "1")
    later = ("interview_time", "interview_place", "reminder_hour", "your_name", "day_book")
    assert records.application(application).process == replace(ACME, **{name: FACTS[name].empty for name in later})
    assert records.stored_application(application).progress == {"debrief": progress}
    assert records.plan_exports(application) == {}
    assert records.notes(application) == ()
    export = records.save_plan_export(application, EXPORTED)
    assert list(records.plan_exports(application)) == [export]


def test_the_known_steps_are_the_shipped_ones():
    config = Config()
    config.set_main_option("script_location", "assessment.storage:migrations")
    steps = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(reversed([step.revision for step in steps])) == REVISIONS


def test_no_column_that_was_shipped_is_gone_or_other():
    """A column may be added to schema.json; one that stands there stays, or older copies of the app break."""
    shipped = json.loads(GUARD.read_text())
    now = {
        table.name: {
            column.name: f"{column.type} {'' if column.nullable else 'required'}".strip() for column in table.c
        }
        for table in METADATA.sorted_tables
    }
    assert now == shipped


@pytest.mark.processes
def test_opening_a_current_database_loads_no_migration_machinery(empty_database, tmp_path):
    shutil.copy(empty_database, tmp_path)
    program = f"""
import sys
from dataclasses import asdict
import assessment.storage, assessment.settings, assessment.core.applications.repository
assert not {{"sqlalchemy", "alembic", "pydantic", "platformdirs"}} & sys.modules.keys(), "loaded before it is used"
from pathlib import Path
from assessment.storage.opening import open_storage
open_storage(Path({str(tmp_path / "callback.db")!r})).close()
assert not {{"alembic", "psycopg", "pydantic"}} & sys.modules.keys(), "loaded for nothing"
"""
    subprocess.run([sys.executable, "-c", program], check=True)
