"""The tables only ever grow, migrations and tables agree, and a start runs no migration machinery for nothing."""

import json
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column

from assessment.storage.opening import REVISIONS
from assessment.storage.tables import METADATA

GUARD = Path(__file__).with_name("schema.json")


def test_migrations_make_the_tables_that_the_code_expects(storage):
    differences = storage.write_unchecked(
        lambda connection: compare_metadata(MigrationContext.configure(connection), METADATA)
    )
    assert differences == []


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


def kind(column: Column) -> str:
    return str(column.type) if column.nullable else f"{column.type} required"


def test_opening_a_current_database_loads_no_migration_machinery(reopen, tmp_path):
    reopen(tmp_path / "callback.db").close()
    program = f"""
import sys
import assessment.storage, assessment.settings, assessment.core.applications.repository
assert not {{"sqlalchemy", "alembic", "pydantic", "platformdirs"}} & sys.modules.keys(), "loaded before it is used"
from pathlib import Path
assessment.storage.open_storage(Path({str(tmp_path / "callback.db")!r})).close()
assert not {{"alembic", "psycopg", "pydantic"}} & sys.modules.keys(), "loaded for nothing"
"""
    subprocess.run([sys.executable, "-c", program], check=True)
