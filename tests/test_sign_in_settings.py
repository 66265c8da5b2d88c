"""What hosting with sign-in needs is said in one sentence, and never with a secret in it."""

from pathlib import Path

import pytest

from assessment.core.errors import AssessmentError
from assessment.sign_in_settings import check_signed_in, provider_section, read_sign_in

PROVIDER = {
    "CALLBACK_OIDC_METADATA_URL": "https://login.test/.well-known/openid-configuration",
    "CALLBACK_OIDC_CLIENT_ID": "callback",
    "CALLBACK_OIDC_CLIENT_SECRET": "top-secret",
    "CALLBACK_COOKIE_SECRET": "top-secret" * 4,
    "CALLBACK_PUBLIC_URL": "https://callback.test/",
}
PROXY = {"CALLBACK_PROXY_HEADER": "X-User", "CALLBACK_PROXY_ADDRESS": "10.0.0.2 10.1.0.0/16"}
SERVER = "postgresql+psycopg://app@host/callback"


def refusal(database, environment, **options):
    with pytest.raises(AssessmentError) as refused:
        check_signed_in(database, environment, **options)
    assert "top-secret" not in str(refused.value)
    return refused.value.problems


def test_without_provider_or_postgresql_the_start_is_refused():
    (sentence,) = refusal(SERVER, {})
    assert sentence.startswith("CALLBACK_KEEP=signed-in needs a provider to sign in with (CALLBACK_OIDC_METADATA_URL")
    (sentence,) = refusal(Path("callback.db"), PROVIDER)
    assert sentence == "CALLBACK_KEEP=signed-in needs a PostgreSQL database: name it in CALLBACK_DATABASE_URL."


@pytest.mark.parametrize(("environment", "has_secrets"), [(PROVIDER, False), (PROXY, False), ({}, True)])
def test_a_provider_a_proxy_or_a_secrets_file_is_enough(environment, has_secrets):
    check_signed_in(SERVER, environment, has_secrets=has_secrets)


@pytest.mark.parametrize("missing", PROVIDER)
def test_a_provider_that_is_half_named_is_refused_with_what_is_missing(missing):
    (sentence,) = refusal(SERVER, {**PROVIDER, missing: " "})
    assert missing in sentence


def test_a_short_secret_is_refused():
    assert refusal(SERVER, {**PROVIDER, "CALLBACK_COOKIE_SECRET": "top-secret"}) == (
        "CALLBACK_COOKIE_SECRET needs at least 32 random letters.",
    )


def test_streamlit_gets_the_address_to_come_back_to():
    assert provider_section(PROVIDER)["redirect_uri"] == "https://callback.test/oauth2callback"
    assert provider_section({}) == {}


@pytest.mark.parametrize(
    ("address", "is_proxy"),
    [("10.0.0.2", True), ("10.1.2.3", True), ("::ffff:10.0.0.2", True), ("10.0.0.3", False), ("", False)],
)
def test_the_proxy_is_known_by_its_addresses(address, is_proxy):
    assert read_sign_in(PROXY).is_proxy(address) is is_proxy


@pytest.mark.parametrize(
    "environment",
    [
        {"CALLBACK_PROXY_HEADER": "X-User"},
        {**PROXY, "CALLBACK_PROXY_ADDRESS": "proxy"},
        {"CALLBACK_COACH_CLAIM": "coaches"},
        {"CALLBACK_SIGN_IN_HOURS": "-1"},
        {"CALLBACK_SIGN_IN_HOURS": "inf"},
    ],
)
def test_settings_that_cannot_be_are_refused(environment):
    with pytest.raises(AssessmentError):
        read_sign_in(environment)
