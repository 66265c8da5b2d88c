"""The next round: one page to take along, on the screen and as a file to print."""

from functools import partial

import streamlit as st

from assessment.core.plan.next_round import prepare_next_round
from assessment.core.text.i18n import tr
from assessment.export.next_round_page import next_round_page, page_parts
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.widgets import show_download
from assessment.ui.session import facts, notes


def show_next_round() -> None:
    """The page in its parts, and a button that downloads it."""
    process = facts.process()
    page = prepare_next_round(notes.every_note(), process)
    parts = [(heading, lines) for heading, lines in page_parts(page) if lines]
    if not parts:
        st.markdown(tr("Nothing to take along yet. What you write under the other headings is gathered here."))
        return
    show_download(
        tr("Page to take along"),
        "callback-next-round.html",
        partial(next_round_page, page, process),
        key="download_next_round",
        icon=":material/print:",
    )
    for heading, lines in parts:
        st.subheader(heading, anchor=False)
        st.markdown("\n\n".join(line_markdown(words, more) for words, more in lines))


def line_markdown(words: str, more: str) -> str:
    """One line of the page as Markdown, the words bold and what stands after them below."""
    rest = [f":small[{escape_markdown(part)}]" for part in more.splitlines() if part.strip()]
    return "  \n".join([f"**{escape_markdown(words)}**", *rest])
