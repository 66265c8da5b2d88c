"""Who the person of this run is: one small value. Where nobody signs in, everybody is the machine's only user."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from time import time
from typing import Any

import streamlit as st

from assessment.settings import Keep, read_keep
from assessment.sign_in_settings import SignIn, read_sign_in
from assessment.ui import resources

MOST_LETTERS = 512
"""The longest issuer or subject; OpenID Connect allows 255 for a subject."""
CLOCKS_APART = 300
"""By how many seconds the provider's clock may be ahead of ours."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person by the owner of what they save, which is empty for nobody.

    `sign_in` tells one sign-in from the others of the same person, so that signing out ends it in all its tabs.
    """

    owner: str
    sign_in: str = ""
    is_coach: bool = False


LOCAL = Person("local", is_coach=True)
NOBODY = Person("")


def present_person() -> Person:
    """The person of this run; `NOBODY` where people sign in and this one has not, or no longer."""
    if read_keep() is not Keep.SIGNED_IN:
        return LOCAL
    settings = read_sign_in()
    if settings.proxy_header:
        return person_of_headers({name.lower(): value for name, value in st.context.headers.items()}, settings)
    person = person_of_claims(st.user.to_dict(), settings, time())
    return NOBODY if resources.has_ended(person.sign_in) else person


def person_of_claims(claims: Mapping[str, Any], settings: SignIn, now: float) -> Person:
    """The person of the claims that a provider signed, `now` in seconds since 1970.

    Streamlit has checked the cookie they come in, which lives for 30 days; here a sign-in ends after `settings.hours`.
    The owner is issuer and subject, never an address or a name, which can be given to somebody else.
    """
    issuer, subject, issued = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if claims.get("is_logged_in") is not True or not (_is_name(issuer) and _is_name(subject)):
        return NOBODY
    if not isinstance(issued, int | float) or not -CLOCKS_APART <= now - issued <= settings.hours * 3600:
        return NOBODY
    one_sign_in = "\n".join(str(part) for part in (issuer, subject, issued, claims.get("nonce", "")))
    return Person(
        f"{issuer} {subject}",
        sha256(one_sign_in.encode()).hexdigest(),
        _has_value(claims, settings.coach_claim, settings.coach_value),
    )


def person_of_headers(headers: Mapping[str, str], settings: SignIn) -> Person:
    """The person that the trusted proxy names; `middleware.py` removes the header where it comes from elsewhere."""
    subject = headers.get(settings.proxy_header, "").strip()
    if not _is_name(subject):
        return NOBODY
    groups = headers.get(settings.coach_claim.lower(), "").replace(",", " ").split() if settings.coach_claim else []
    return Person(f"{settings.proxy_header} {subject}", is_coach=settings.coach_value in groups)


def _is_name(value: object) -> bool:
    """Whether it can be an issuer or a subject: text without white space, which parts the two."""
    return isinstance(value, str) and 0 < len(value) <= MOST_LETTERS and not any(map(str.isspace, value))


def _has_value(claims: Mapping[str, Any], claim: str, value: str) -> bool:
    """Whether a claim, or one within another as in `realm_access.roles`, is the value or a list with it."""
    found: Any = claims
    for name in claim.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return bool(claim) and (found == value or (isinstance(found, list | tuple) and value in found))
