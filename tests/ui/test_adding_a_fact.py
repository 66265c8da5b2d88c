"""The recipe for a fact of a process, followed in a copy of the program: five files, and all else follows."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from assessment.storage.opening import REVISIONS, open_storage
from assessment.storage.repository import SqlRepository
from tests.storage.sample_values import ACME, AT, SNAPSHOT
from tests.support import ROOT

DECLARATION = """
    team: str = fact(
        "",
        label=mark_for_translation("Team"),
        short_label=mark_for_translation("made-up team"),
        cleared_by_round=True,
        column=mark_for_translation("the made-up team"),
    )
    headcount: int | None = fact(
        None,
        label=mark_for_translation("Headcount"),
        short_label=mark_for_translation("made-up headcount"),
        limits=(2, 50),
    )
"""
TEXTS = ["Team", "made-up team", "the made-up team", "Headcount", "made-up headcount"]
MIGRATION = f'''"""Two made-up facts."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{REVISIONS[-1]}"


def upgrade() -> None:
    op.add_column("applications", sa.Column("team", sa.Text, nullable=False, server_default=""))
    op.add_column("applications", sa.Column("headcount", sa.Integer))
'''
README_LINES = """\
| `team` | text | clears it | column | the team |
| `headcount` | whole number, 2 to 50 | keeps it | no | how many people are in it |
"""
UNCONCERNED = "not loads_no_migration_machinery"
"""All but what starts a further process that knows no fact."""
CHECKS = ["tests/ui/made_up_facts.py", "tests/storage/test_schema.py", "tests/catalog/test_data_readme.py"]


def insert(text, addition, *, before):
    """The text with an addition before the only place where `before` stands."""
    assert text.count(before) == 1
    return text.replace(before, addition + before)


def declare(text):
    return insert(text, DECLARATION, before="\n    @property\n    def decided")


def describe(text):
    return insert(text, README_LINES, before="\n## Tables that leave and enter the program")


def name_columns(text):
    tables = json.loads(text)
    tables["applications"] |= {"team": "TEXT required", "headcount": "INTEGER"}
    return json.dumps(tables)


def translate(text):
    return text + "".join(f'\nmsgid "{each}"\nmsgstr "{each} (es)"\n' for each in TEXTS)


RECIPE = {
    "assessment/core/model/process.py": declare,
    "assessment/storage/migrations/versions/9999_made_up.py": lambda _: MIGRATION,
    "tests/storage/schema.json": name_columns,
    "data/README.md": describe,
    "data/languages/es/interface.po": translate,
}


def copy_program(folder):
    unneeded = shutil.ignore_patterns("pictures")
    for name in ("assessment", "data", "tests", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=unneeded)
    shutil.copy(ROOT / "app.py", folder)


def old_database(file):
    """A database as the program made it before the facts were added."""
    storage = open_storage(file)
    repository = SqlRepository(storage, "local", "1")
    repository.save_snapshot(repository.create(ACME, at=AT), SNAPSHOT)
    storage.close()


@pytest.mark.processes
def test_a_fact_is_added_in_the_files_that_the_recipe_names_and_all_else_follows(tmp_path):
    copy_program(tmp_path)
    for name, edit in RECIPE.items():
        file = tmp_path / name
        file.write_text(edit(file.read_text("utf-8") if file.exists() else ""), "utf-8")
    old_database(tmp_path / "old" / "callback.db")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "OLD_DATABASE": str(tmp_path / "old" / "callback.db")}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        os.devnull,
        "--rootdir",
        str(tmp_path),
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        UNCONCERNED,
    ]
    done = subprocess.run(
        [*command, *CHECKS], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_recipe_names_every_file_it_needs():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    recipe = text.partition("### Add a fact of a process\n")[2].strip().partition("\n\n")[0]
    assert len(recipe.splitlines()) <= 6
    assert len(RECIPE) <= 5
    for name in RECIPE:
        assert name.replace("9999_made_up.py", "") in recipe
