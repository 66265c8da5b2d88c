"""The same tests on SQLite in memory, on a SQLite file and on a real PostgreSQL."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from assessment.core.applications.repository import Repository
from assessment.storage.backups import back_up, backup_folder
from assessment.storage.database import Storage, utc_now
from assessment.storage.opening import memory_storage, open_prepared, open_storage
from assessment.storage.repository import SqlRepository
from assessment.storage.row_level_security import prepare
from tests.storage.sample_values import create_full_application

VERSION = "2026.11+small"
NUMBERS = count(1)


@pytest.fixture(scope="session")
def server_url(request: pytest.FixtureRequest) -> str:
    """A server that is there, wherever it comes from."""
    return os.environ.get("CALLBACK_TEST_PG_URL") or request.getfixturevalue("postgres_server").url()


def new_database(server_url: str, *, like: str = "template1") -> str:
    """The URL of a new database: empty, or with the tables and rows of one that nobody has open, given by its name."""
    name = f"callback_test_{os.getpid()}_{next(NUMBERS)}"
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {like}")
    engine.dispose()
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, path: Path) -> Path | str:
    """A place for a database that does not exist yet (SQLite), or is empty (PostgreSQL)."""
    if request.param == "sqlite":
        return path
    return new_database(request.getfixturevalue("server_url"))


@pytest.fixture(scope="session")
def empty_postgres(server_url: str) -> str:
    """The name of a database without applications, made once; tests have PostgreSQL copy it."""
    url = new_database(server_url)
    open_storage(url).close()
    return make_url(url).database


@pytest.fixture(params=["sqlite", "postgres"])
def current_database(request: pytest.FixtureRequest, path: Path) -> Path | str:
    """A database of the test's own, without applications, where nothing is left to bring up to date."""
    if request.param == "sqlite":
        path.parent.mkdir()
        return Path(shutil.copy(request.getfixturevalue("empty_database"), path))
    return new_database(request.getfixturevalue("server_url"), like=request.getfixturevalue("empty_postgres"))


@pytest.fixture(scope="session")
def shared_postgres(server_url: str, empty_postgres: str) -> Iterator[Storage]:
    storage = open_storage(new_database(server_url, like=empty_postgres))
    yield storage
    storage.close()


@pytest.fixture(scope="session")
def shared_file(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Storage]:
    storage = open_storage(Path(shutil.copy(empty_database, tmp_path_factory.mktemp("shared"))))
    yield storage
    storage.close()


@pytest.fixture(scope="session")
def shared_memory() -> Iterator[Storage]:
    storage = memory_storage()
    yield storage
    storage.close()


@pytest.fixture(scope="session")
def prepared_database(server_url: str) -> str:
    """The URL of a database that is prepared for people who sign in, as the application's role opens it."""
    admin = new_database(server_url)
    application = make_url(admin).set(username=f"app_{os.getpid()}", password="p%25 'w\"").render_as_string(False)
    prepare(admin, application)
    return application


@pytest.fixture(scope="session")
def secured(prepared_database: str) -> Iterator[Storage]:
    """The same, open."""
    storage = open_prepared(prepared_database)
    yield storage
    storage.close()


SHARED = {"memory": "shared_memory", "sqlite": "shared_file", "postgres": "shared_postgres"}
"""Kind of database -> the fixture of the one that tests share, each with an owner of its own."""


@pytest.fixture(params=["sqlite", "postgres"], scope="session")
def storage(request: pytest.FixtureRequest) -> Storage:
    """An open database; other owners may have data in it."""
    return request.getfixturevalue(SHARED[request.param])


@pytest.fixture
def owner() -> str:
    return f"owner-{os.getpid()}-{next(NUMBERS)}"


@pytest.fixture(params=SHARED)
def repository(request: pytest.FixtureRequest, owner: str) -> Repository:
    """The repository of a new person."""
    return SqlRepository(request.getfixturevalue(SHARED[request.param]), owner, VERSION)


@pytest.fixture
def reopen() -> Iterator[Callable[..., Storage]]:
    """Opens databases and closes them after the test."""
    opened: list[Storage] = []

    def open_and_remember(*arguments, **options) -> Storage:
        opened.append(open_storage(*arguments, **options))
        return opened[-1]

    yield open_and_remember
    for storage in opened:
        storage.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the SQLite file of a test is."""
    return tmp_path / "data" / "callback.db"


@pytest.fixture(scope="session")
def first_closed_file(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> tuple[str, Path]:
    """What `closed_file` copies, made once."""
    path = Path(shutil.copy(empty_database, tmp_path_factory.mktemp("closed")))
    storage = open_storage(path)
    application = create_full_application(SqlRepository(storage, "local", "1"))
    backup = back_up(path, "day", utc_now())
    storage.close()
    return application, backup.path


@pytest.fixture
def closed_file(first_closed_file: tuple[str, Path], path: Path) -> tuple[str, Path]:
    """A closed file and a backup that both have one application: (its id, the backup)."""
    application, backup = first_closed_file
    shutil.copytree(backup.parent.parent, path.parent)
    return application, backup_folder(path) / backup.name
