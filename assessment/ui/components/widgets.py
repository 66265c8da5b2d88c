"""The pieces that pages share: a card, a picture with its numbers, a table, a source line."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.charts import Picture
from assessment.core.text.i18n import tr
from assessment.ui import resources
from assessment.ui.components import style
from assessment.ui.components.formatting import escape_markdown

Shown = TypeVar("Shown")
SPREADSHEETS = ("xlsx", "xls", "ods")
"""Accepted by an upload field only to be refused in a sentence of ours, which says how to save them."""


def show_clearable(name: str, draw: Callable[[], Shown], *, filled: bool) -> tuple[Shown, bool]:
    """What the field shows, and whether to empty it, which Streamlit's own field offers no more once it was saved."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = draw()
        return shown, filled and st.button(tr("Clear"), key=f"{style.CLEAR}:{name}", type="tertiary")


def show_metric(place: DeltaGenerator, label: str, value: str, meaning: str) -> None:
    """One number with its line of meaning."""
    place.metric(label, value, delta=meaning, delta_color="off", delta_arrow="off")


def show_chart(picture: Picture, key: str) -> None:
    """Draw a chart with its text alternative, and its numbers as a table under it."""
    st.vega_lite_chart(spec=picture.spec, alt=picture.alt, key=key, width="stretch")
    with st.expander(tr("The same in words and numbers"), type="compact"):
        st.markdown(f"{escape_markdown(picture.alt)}\n\n{markdown_table(picture.columns, picture.rows)}")


def answer_label(item_id: str, option: str | None) -> str:
    """An answer in words; a retired one by its id."""
    if option is None:
        return tr("open")
    item = resources.instrument().items.get(item_id)
    return item.label_of(option) if item and option in item.by_option else option


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; cells show as plain text."""
    lines = [columns, ["---"] * len(columns)]
    body = [[escape_markdown(cell) or " " for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [*lines, *body])


def format_sources(sources: Iterable[str]) -> str:
    """The sources as Markdown: title, authors and year, linked where a link was confirmed."""
    known = resources.instrument().sources
    words = []
    for source in (known[name] for name in sources if name in known):
        year = f", {source.year}" if source.year else ""
        title = f"{escape_markdown(source.title)} ({escape_markdown(source.authors or source.publisher)}{year})"
        link = f"https://doi.org/{source.doi}" if source.doi else source.url
        words.append(f"[{title}]({link})" if link else title)
    return "; ".join(words) or tr("our own judgement")
