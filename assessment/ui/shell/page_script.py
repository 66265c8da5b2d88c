"""Runs page_script.js, a script in the browser for what Streamlit cannot do.

It sets the language of the document, lets the keyboard scroll wide tables and long texts, counts the answers on the
page, saves pictures as they are seen, moves the focus to a new heading and brings it back where a run took its place
away, asks for the rest of a page once its first question shows, lets a sign between figures lead to the next part of
a date, saves what is typed when the page is left, shows a text's new words where the browser had translated the old
ones, ties the help of a question to its answers for screen readers, keeps one step of the browser's history for each
page, and sets our icon, for which Streamlit would load NumPy. When a lost server is back it runs the page, because a
new server knows no fragments, and once more for what was chosen during that run.
"""

from base64 import b64encode
from pathlib import Path

import streamlit as st

from assessment.core.text.i18n import current_language
from assessment.ui.components import style
from assessment.ui.session import visit

ICON = b64encode(Path(__file__).with_name("icon.svg").read_bytes()).decode()
SCRIPT = (
    Path(__file__)
    .with_name("page_script.js")
    .read_text(encoding="utf-8")
    .replace("ICON", ICON)
    .replace("COUNTER", style.COUNTER)
    .replace("ANSWERED", style.ANSWERED)
    .replace("QUESTION", style.QUESTION)
    .replace("PICTURE", style.PICTURE)
)


def run_page_script(page: str, section: int) -> None:
    """Run the script, which moves to the heading of this page, or of this section, if the last run showed another.

    The component has no key: with one, Streamlit would compute its value again for every field drawn after it.
    """
    mount = st.components.v2.component("callback_focus", js=SCRIPT)
    data = {"page": page, "section": section, "language": current_language().code}
    mount(data={**data, "isFirstScreen": visit.current().sends_first_screen}, height=1)
