"""E-mail addresses: which texts are one."""

import re

from assessment.core.text.cleaning import quote_text
from assessment.core.text.i18n import tr

LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
ADDRESS = rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{LABEL}(?:\.{LABEL})+"
"""An address as browsers check one (HTML, "valid e-mail address"), with at least one dot after the @."""
ADDRESS_LENGTH = 254


def address_problem(address: str) -> str:
    """One sentence on why the text is no e-mail address; empty for one that is, and for an empty text."""
    if not address or (len(address) <= ADDRESS_LENGTH and re.fullmatch(ADDRESS, address)):
        return ""
    return tr("{text} is no e-mail address; expected one like ana@example.org.", text=quote_text(address))
