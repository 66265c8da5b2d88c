"""The message for a run that failed with an unexpected error."""

import logging
from secrets import token_hex

import streamlit as st

from assessment.core.text.i18n import tr

LOG = logging.getLogger(__name__)


def show_failure() -> None:
    """Show a message without details; the traceback goes to the log under the reference shown."""
    reference = token_hex(4)
    LOG.exception("script error %s", reference)
    st.error(
        tr(
            "Something went wrong on this page, and that is our fault. Your answers are kept. Open another page or "
            "reload; if it stays, report the reference {reference}.",
            reference=reference,
        ),
        icon=":material/error:",
    )
