"""Boxes that say what went wrong, and the one for an unexpected error."""

import logging
from collections.abc import Callable
from secrets import token_hex
from typing import Any

import streamlit as st

from assessment.core.text.cleaning import one_line
from assessment.core.text.i18n import tr
from assessment.ui import metrics
from assessment.ui.components.formatting import escape_markdown

LOG = logging.getLogger(__name__)
ERROR = ":material/error:"


def show_problem(sentence: str, box: Callable[..., Any] = st.error, *, icon: str = ERROR) -> None:
    """Show a sentence in a box as text and never as Markdown: it may quote a file, a name, or what a database said.

    `box` draws it, such as `st.warning`.
    """
    box(escape_markdown(one_line(sentence)), icon=icon)


def show_failure() -> None:
    """Show a message without details; the traceback goes to the log under the reference shown."""
    reference = token_hex(4)
    metrics.count_failure()
    LOG.exception("script error %s", reference)
    st.error(
        tr(
            "Something went wrong on this page, and that is our fault. Your answers are kept. Open another page or "
            "reload; if it stays, report the reference {reference}.",
            reference=reference,
        ),
        icon=ERROR,
    )
