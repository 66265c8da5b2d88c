"""Who somebody is follows from what a provider signed or the trusted proxy says, and from nothing else."""

import pytest

from assessment.sign_in_settings import SignIn
from assessment.ui.session.identity import NOBODY, person_of_claims, person_of_headers

NOW = 1_800_000_000
CLAIMS = {"is_logged_in": True, "iss": "https://login.test", "sub": "alice", "iat": NOW - 60, "email": "a@b.test"}
COACHES = SignIn(coach_claim="realm.roles", coach_value="coach", hours=12)
PROXY = SignIn(proxy_header="x-user", coach_claim="X-Groups", coach_value="coach")


def person(**changed):
    return person_of_claims({**CLAIMS, **changed}, COACHES, NOW)


def test_the_owner_is_issuer_and_subject_and_no_address_or_name():
    assert person().owner == "https://login.test alice"
    assert person(email="other@b.test", name="Alice").owner == person().owner
    assert len({person().owner, person(sub="bob").owner, person(iss="https://other.test").owner}) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"is_logged_in": False},
        {"is_logged_in": "true"},
        {"sub": ""},
        {"sub": None},
        {"sub": "alice bob"},
        {"iss": "https://login.test alice"},
        {"sub": "a" * 513},
        {"iat": None},
        {"iat": NOW - 12 * 3600 - 1},
        {"iat": NOW + 301},
        {"iat": float("nan")},
    ],
)
def test_incomplete_odd_and_expired_claims_are_nobodys(changed):
    assert person(**changed) == NOBODY


def test_each_sign_in_is_told_from_others_of_the_same_person():
    assert person().sign_in == person(email="new@b.test").sign_in
    assert len({person().sign_in, person(iat=NOW).sign_in, person(nonce="n").sign_in, person(sub="b").sign_in}) == 4


@pytest.mark.parametrize(
    ("roles", "is_coach"), [(["coach", "x"], True), ("coach", True), (["coaching"], False), ("", False), ({}, False)]
)
def test_a_coach_is_who_has_the_claim(roles, is_coach):
    assert person(realm={"roles": roles}).is_coach is is_coach


def test_without_a_claim_named_nobody_is_a_coach():
    assert not person_of_claims({**CLAIMS, "": ""}, SignIn(), NOW).is_coach


def test_a_proxy_names_the_person_and_their_groups():
    assert person_of_headers({"x-user": "alice", "x-groups": "staff,coach"}, PROXY).owner == "x-user alice"
    assert person_of_headers({"x-user": "alice", "x-groups": "staff,coach"}, PROXY).is_coach
    assert person_of_headers({"x-groups": "coach"}, PROXY) == NOBODY
