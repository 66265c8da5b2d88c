"""Settings for hosting with sign-in: the OpenID Connect provider or the trusted proxy, and who is a coach."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from math import isfinite
from pathlib import Path
from urllib.parse import urlsplit

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import mark_for_translation, tr

PUBLIC_URL = "CALLBACK_PUBLIC_URL"
COOKIE_SECRET = "CALLBACK_COOKIE_SECRET"  # noqa: S105 - the name of a variable
PROVIDER = {
    "server_metadata_url": "CALLBACK_OIDC_METADATA_URL",
    "client_id": "CALLBACK_OIDC_CLIENT_ID",
    "client_secret": "CALLBACK_OIDC_CLIENT_SECRET",
    "cookie_secret": COOKIE_SECRET,
    "redirect_uri": PUBLIC_URL,
}
"""Key of Streamlit's section [auth] -> the variable with its value."""
ADDRESSES = (
    ("server_metadata_url", "https://login.example.edu/.well-known/openid-configuration"),
    ("redirect_uri", "https://callback.example.edu"),
)
"""Key of the section -> an example of the address that it needs."""
PROXY_HEADER = "CALLBACK_PROXY_HEADER"
PROXY_ADDRESS = "CALLBACK_PROXY_ADDRESS"
COACH_CLAIM = "CALLBACK_COACH_CLAIM"
SIGN_IN_HOURS = "CALLBACK_SIGN_IN_HOURS"
LEAST_SECRET = 32
HOURS = 12.0
NO_SIGN_IN = mark_for_translation(
    "CALLBACK_KEEP=signed-in needs a provider to sign in with ({provider}, or a section [auth] in secrets.toml) or a "
    "proxy that signs people in ({header} and {address})."
)
NO_SERVER = mark_for_translation(
    "CALLBACK_KEEP=signed-in needs a PostgreSQL database: name it in CALLBACK_DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """How people sign in: with a provider, or by a header of a proxy that is believed from its own addresses only.

    A coach is whose claim (or header) `coach_claim` holds `coach_value`; a sign-in ends after so many `hours`.
    """

    proxy_header: str = ""
    proxy_addresses: tuple[IPv4Network | IPv6Network, ...] = ()
    coach_claim: str = ""
    coach_value: str = ""
    hours: float = HOURS

    def is_proxy(self, address: str) -> bool:
        """Whether a connection from this address is one of the trusted proxy's."""
        try:
            number = ip_address(address)
        except ValueError:
            return False
        number = getattr(number, "ipv4_mapped", None) or number
        return any(number in network for network in self.proxy_addresses)


def read_sign_in(environment: Mapping[str, str] = os.environ) -> SignIn:
    """How people sign in; raises AssessmentError with a sentence for each variable that cannot be."""
    names = (PROXY_HEADER, PROXY_ADDRESS, COACH_CLAIM, SIGN_IN_HOURS)
    return _read_sign_in(*(environment.get(name, "").strip() for name in names))


@lru_cache(maxsize=8)
def _read_sign_in(header: str, addresses: str, coach: str, hours: str) -> SignIn:
    problems, networks, claim, value = [], [], *_parts(coach)
    for address in addresses.split():
        try:
            networks.append(ip_network(address))
        except ValueError:
            problems.append(_expected(PROXY_ADDRESS, "10.0.0.2, 10.0.0.0/24", address))
    if bool(header) != bool(addresses):
        problems.append(tr("{one} and {other} go together.", one=PROXY_HEADER, other=PROXY_ADDRESS))
    if coach and not (claim and value):
        problems.append(_expected(COACH_CLAIM, "groups=coaches", coach))
    try:
        number = float(hours or HOURS)
    except ValueError:
        number = 0.0
    if not (isfinite(number) and number > 0):
        problems.append(_expected(SIGN_IN_HOURS, "12", hours))
    if problems:
        raise AssessmentError(problems)
    return SignIn(header.lower(), tuple(networks), claim, value, number)


def _parts(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    return name.strip(), value.strip()


def _expected(variable: str, example: str, got: str) -> str:
    return tr("{variable}: expected something like {example}, got {got}.", variable=variable, example=example, got=got)


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def provider_section(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Streamlit's section [auth] from the environment; empty where none of its variables is set.

    Raises AssessmentError where some are missing, an address is none, or the secret of the cookies is short. No secret
    is in its sentences.
    """
    given = {key: environment.get(variable, "").strip() for key, variable in PROVIDER.items()}
    if not any(given.values()):
        return {}
    missing = [PROVIDER[key] for key, value in given.items() if not value]
    if missing:
        raise AssessmentError([tr("To sign in with a provider, set {variables} too.", variables=", ".join(missing))])
    problems = [
        _expected(PROVIDER[key], example, given[key]) for key, example in ADDRESSES if not _is_address(given[key])
    ]
    if len(given["cookie_secret"]) < LEAST_SECRET:
        problems.append(
            tr("{variable} needs at least {least} random letters.", variable=COOKIE_SECRET, least=LEAST_SECRET)
        )
    if problems:
        raise AssessmentError(problems)
    return {**given, "redirect_uri": given["redirect_uri"].rstrip("/") + "/oauth2callback"}


def check_signed_in(
    database: Path | str, environment: Mapping[str, str] = os.environ, *, has_secrets: bool = False
) -> None:
    """Raise AssessmentError where people cannot sign in, or what they save has no PostgreSQL to go to.

    `has_secrets`: a secrets.toml has a section [auth].
    """
    sign_in = read_sign_in(environment)
    if not (sign_in.proxy_header or provider_section(environment) or has_secrets):
        provider = PROVIDER["server_metadata_url"]
        raise AssessmentError([tr(NO_SIGN_IN, provider=provider, header=PROXY_HEADER, address=PROXY_ADDRESS)])
    if isinstance(database, Path):
        raise AssessmentError([tr(NO_SERVER)])
