"""Settings from the environment: where answers are kept, and in which database; and the path of the app's script."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr

KEEP = "CALLBACK_KEEP"
DATABASE_URL = "CALLBACK_DATABASE_URL"
ADMIN_URL = "CALLBACK_ADMIN_DATABASE_URL"
DATA_DIR = "CALLBACK_DATA_DIR"
METRICS = "CALLBACK_METRICS"
LEARN = "CALLBACK_LEARN"
COHORT_PAGE = "CALLBACK_COHORT_PAGE"
FILE_NAME = "callback.db"
MOST_PORT = 65535
POSTGRES_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")


class Keep(StrEnum):
    """Where answers are kept: on this machine for its only user, in each visit's memory until its tab is closed, or
    in PostgreSQL for everybody who signs in.
    """

    HERE = "here"
    VISIT = "visit"
    SIGNED_IN = "signed-in"


def read_keep(environment: Mapping[str, str] = os.environ) -> Keep:
    """Where answers are kept, `HERE` by default; raises AssessmentError for any other word."""
    word = environment.get(KEEP, "").strip() or Keep.HERE
    if word not in tuple(Keep):
        raise AssessmentError(
            [tr("{variable}: expected here, visit or signed-in, got {word}.", variable=KEEP, word=word)]
        )
    return Keep(word)


def learns_from_outcomes(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether people who sign in may give their outcomes to the counts of this host; raises AssessmentError."""
    return _is_on(environment, LEARN, default=False) and read_keep(environment) is Keep.SIGNED_IN


def has_cohort_page(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this server has the page for coaches, which holds whole tables in memory; raises AssessmentError.

    By itself it has not where anybody may come.
    """
    return _is_on(environment, COHORT_PAGE, default=read_keep(environment) is not Keep.VISIT)


def _is_on(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    word = environment.get(name, "").strip() or ("on" if default else "off")
    if word not in ("on", "off"):
        raise AssessmentError([tr("{variable}: expected on or off, got {word}.", variable=name, word=word)])
    return word == "on"


@dataclass(frozen=True, slots=True)
class Settings:
    """The database: the path of a SQLite file, or the URL of a PostgreSQL database."""

    database: Path | str

    def __repr__(self) -> str:
        shown = self.database if isinstance(self.database, Path) else "a PostgreSQL database"
        return f"Settings(database={shown})"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in these variables; the default database is a file in the user's data folder.

    Raises AssessmentError where the database URL is neither of PostgreSQL nor of SQLite.
    """
    url = environment.get(DATABASE_URL, "").strip()
    if not url:
        return Settings(_data_folder(environment) / FILE_NAME)
    if server := _server_url(url):
        return Settings(server)
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        return Settings(Path(url.removeprefix("sqlite:///")).expanduser())
    sentence = tr(
        "{database_url}: expected postgresql://user@host/name or sqlite:///path/to/file, got neither.",
        database_url=DATABASE_URL,
    )
    raise AssessmentError([sentence])


def admin_database(environment: Mapping[str, str] = os.environ) -> str:
    """The PostgreSQL database as its administrator opens it; raises AssessmentError where none is named."""
    if server := _server_url(environment.get(ADMIN_URL, "").strip()):
        return server
    raise AssessmentError([tr("{variable}: expected postgresql://admin@host/name.", variable=ADMIN_URL)])


def _server_url(url: str) -> str | None:
    """The URL with the name of our driver; None where it is not of PostgreSQL."""
    for scheme in POSTGRES_SCHEMES:
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return None


def _data_folder(environment: Mapping[str, str]) -> Path:
    if folder := environment.get(DATA_DIR, "").strip():
        return Path(folder).expanduser()
    from platformdirs import user_data_path

    return user_data_path("callback", appauthor=False)


def read_metrics_address(environment: Mapping[str, str] = os.environ) -> tuple[str, int] | None:
    """Host and port on which the operator reads figures; None where they are not wanted.

    Raises AssessmentError where it is not a host and a port.
    """
    if not (address := environment.get(METRICS, "").strip()):
        return None
    host, _, port = address.rpartition(":")
    if host and port.isdecimal() and 0 < int(port) <= MOST_PORT:
        return host.strip("[]"), int(port)
    raise AssessmentError(
        [tr("{variable}: expected 127.0.0.1:9100, got {address}.", variable=METRICS, address=address)]
    )


def app_file() -> Path:
    """The path of app.py: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "app.py"
    return installed if installed.exists() else package.parent / "app.py"
