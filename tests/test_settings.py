from pathlib import Path

import pytest

from assessment.core.errors import AssessmentError
from assessment.settings import (
    Keep,
    has_cohort_page,
    learns_from_outcomes,
    read_keep,
    read_metrics_address,
    read_settings,
)


def test_the_default_is_one_file_in_the_persons_own_data_folder():
    path = read_settings({}).database
    assert isinstance(path, Path)
    assert path.is_absolute()
    assert path.name == "callback.db"


@pytest.mark.parametrize(
    ("environment", "database"),
    [
        ({"CALLBACK_DATA_DIR": "/srv/here"}, Path("/srv/here/callback.db")),
        ({"CALLBACK_DATA_DIR": " ", "CALLBACK_DATABASE_URL": "sqlite:////srv/a b/x.db"}, Path("/srv/a b/x.db")),
        ({"CALLBACK_DATABASE_URL": "sqlite:///x.db"}, Path("x.db")),
        ({"CALLBACK_DATABASE_URL": "postgresql://u@h/d"}, "postgresql+psycopg://u@h/d"),
        ({"CALLBACK_DATABASE_URL": "postgres://u@h/d?sslmode=require"}, "postgresql+psycopg://u@h/d?sslmode=require"),
        ({"CALLBACK_DATABASE_URL": "postgresql+psycopg://u@h/d"}, "postgresql+psycopg://u@h/d"),
    ],
)
def test_the_environment_names_the_database(environment, database):
    assert read_settings(environment).database == database


@pytest.mark.parametrize("url", ["mysql://u:secret@h/d", "sqlite:///", "nonsense"])
def test_a_database_that_cannot_be_used_is_refused_without_its_password(url):
    with pytest.raises(AssessmentError, match="expected postgresql://") as refused:
        read_settings({"CALLBACK_DATABASE_URL": url})
    assert "secret" not in str(refused.value)


def test_settings_never_show_a_password():
    assert "secret" not in repr(read_settings({"CALLBACK_DATABASE_URL": "postgresql://u:secret@h/d"}))


@pytest.mark.parametrize(
    ("word", "keep"), [("", Keep.HERE), ("here", Keep.HERE), (" visit ", Keep.VISIT), ("signed-in", Keep.SIGNED_IN)]
)
def test_the_environment_says_where_answers_are_kept(word, keep):
    assert read_keep({"CALLBACK_KEEP": word}) is keep
    assert read_keep({}) is Keep.HERE


def test_another_word_for_where_answers_are_kept_is_refused():
    with pytest.raises(AssessmentError, match="CALLBACK_KEEP: expected here, visit or signed-in, got VISIT"):
        read_keep({"CALLBACK_KEEP": "VISIT"})


@pytest.mark.parametrize(
    ("given", "address"), [(" ", None), ("127.0.0.1:9100", ("127.0.0.1", 9100)), ("[::1]:9100", ("::1", 9100))]
)
def test_figures_are_served_where_an_address_is_named(given, address):
    assert read_metrics_address({"CALLBACK_METRICS": given}) == address


@pytest.mark.parametrize("given", ["9100", ":9100", "localhost:port", "localhost:0", "localhost:65536"])
def test_an_address_for_figures_needs_host_and_port(given):
    with pytest.raises(AssessmentError, match=r"expected 127\.0\.0\.1:9100, got"):
        read_metrics_address({"CALLBACK_METRICS": given})


@pytest.mark.parametrize(
    ("given", "page", "learns"),
    [
        ({}, True, False),
        ({"CALLBACK_KEEP": "visit", "CALLBACK_LEARN": "on"}, False, False),
        ({"CALLBACK_KEEP": "visit", "CALLBACK_COHORT_PAGE": "on"}, True, False),
        ({"CALLBACK_KEEP": "signed-in", "CALLBACK_LEARN": "on"}, True, True),
        ({"CALLBACK_KEEP": "signed-in", "CALLBACK_COHORT_PAGE": "off"}, False, False),
    ],
)
def test_the_page_for_coaches_and_learning_are_switched_by_whoever_hosts(given, page, learns):
    assert (has_cohort_page(given), learns_from_outcomes(given)) == (page, learns)


@pytest.mark.parametrize("name", ["CALLBACK_LEARN", "CALLBACK_COHORT_PAGE"])
def test_a_switch_is_on_or_off(name):
    with pytest.raises(AssessmentError, match="expected on or off, got yes"):
        (learns_from_outcomes if name.endswith("LEARN") else has_cohort_page)({name: "yes"})
