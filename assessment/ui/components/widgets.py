"""What several pages draw: numbers, charts, downloads, notices, long lists, tables and sources."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from math import ceil
from pathlib import PurePath
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.charts import DescribedChart, probability_label, range_label
from assessment.core.errors import AssessmentError
from assessment.core.scoring.assess import Estimate
from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.i18n import current_language, mark_for_translation, set_language, tr
from assessment.storage.database import Storage
from assessment.storage.export_import import export_json
from assessment.ui import resources
from assessment.ui.components import style
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.session import current_application, visit

Value = TypeVar("Value")
SPREADSHEETS = ("xlsx", "xls", "ods")
"""File types of spreadsheets, read wherever a table is."""
MIME_TYPES = {
    ".csv": "text/csv",
    ".eml": "message/rfc822",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".toml": "application/toml",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
DAY_ORDERS = {
    DayOrder.DAY_FIRST: mark_for_translation("The day"),
    DayOrder.MONTH_FIRST: mark_for_translation("The month"),
}


def ask_day_order(example: str, key: str) -> DayOrder | None:
    """Ask what comes first in dates such as the example; None until it is answered."""
    return st.radio(
        tr("What comes first in dates such as {date}?", date=escape_markdown(example)),
        list(DAY_ORDERS),
        index=None,
        format_func=lambda each: tr(DAY_ORDERS[each]),
        horizontal=True,
        key=key,
    )


def ask_clearable(name: str, ask: Callable[[], Value], *, filled: bool) -> tuple[Value, bool]:
    """The value of the field that `ask` draws, and whether its Clear button was clicked.

    Streamlit's own fields can no longer be emptied once their value was saved.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        value = ask()
        return value, filled and st.button(tr("Clear"), key=f"{style.CLEAR}:{name}", type="tertiary")


def ask_in_notice(text: str, label: str, key: str, **box: Any) -> bool:
    """Draw a box with a text and a button beside it; returns whether the button was clicked."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", **{"wrap": False, **box}):
        st.markdown(text, width="stretch")
        return st.button(label, key=key)


def show_metric(place: DeltaGenerator, label: str, value: str, meaning: str) -> None:
    """One number with a line on what it means."""
    place.metric(label, value, delta=meaning, delta_color="off", delta_arrow="off")


def show_outlook_metric(place: DeltaGenerator, outlook: Estimate) -> None:
    """The outlook as one number, with its range."""
    meaning = tr("Chance of an offer ({range})", range=range_label(outlook.low, outlook.high))
    show_metric(place, tr("Outlook"), probability_label(outlook.value), meaning)


def show_chart(chart: DescribedChart, key: str, *, with_words: bool = True) -> None:
    """A chart with its text alternative, and its numbers as a table under it, or elsewhere on the page."""
    with st.container(key=f"{style.PICTURE}_{key}"):
        st.vega_lite_chart(spec=chart.spec, alt=chart.alt, key=key, width="stretch")
    if with_words:
        show_chart_in_words(chart, tr("The same in words and numbers"), key)


def show_chart_in_words(chart: DescribedChart, label: str, key: str) -> None:
    """A fold with a chart's text alternative and its numbers as a table, and links that save the picture as it is seen.

    The page's script follows the links: only the browser knows the picture.
    """
    with st.expander(label, type="compact"):
        st.markdown(f"{escape_markdown(chart.alt)}\n\n{markdown_table(chart.columns, chart.rows)}")
        st.markdown(tr(":small[Save the picture: [SVG]({svg}), [PNG]({png})]", svg=f"#svg:{key}", png=f"#png:{key}"))


def show_download(
    label: str,
    file_name: str,
    make: Callable[[], str | bytes],
    *,
    key: str,
    icon: str | None = ":material/download:",
    **button: Any,
) -> None:
    """A button that saves a file and does not run the page.

    `make` returns what the file holds, in the language of this run, when the button is clicked: a file made before
    would be gone from the server when the next run begins, and the browser complains that it is. Streamlit's address of
    a file follows from its content, name and type, so the secret of the visit in its type keeps it from being guessed.
    """
    st.download_button(
        label,
        data=at_the_click(make),
        file_name=file_name,
        mime=f"{MIME_TYPES[PurePath(file_name).suffix]}; visit={visit.current().secret}",
        icon=icon,
        on_click="ignore",
        key=key,
        **button,
    )


def show_everything_download(label: str, key: str, *, kept_in: Storage | None = None, **button: Any) -> None:
    """A button that saves everything as a file, which can be brought in again; `kept_in` is another database."""
    storage = kept_in or current_application.own_storage()
    show_download(
        label, "callback.json", partial(export_json, storage, current_application.owner()), key=key, icon=None, **button
    )


def at_the_click(make: Callable[[], str | bytes]) -> Callable[[], str | bytes]:
    """`make` for a click after this run, which Streamlit answers in another thread: in the language of this run.

    Refused with a sentence once the person has signed out, which an open tab does not know yet.
    """
    language, sign_in = current_language(), visit.current().person.sign_in

    def made() -> str | bytes:
        set_language(language)
        if resources.has_ended(sign_in):
            raise AssessmentError([tr("You are signed out. Reload the page and sign in.")])
        return make()

    return made


@contextmanager
def page_of(count: int, size: int, key: str, *, start: int = 0) -> Iterator[slice]:
    """Where to draw one page of a list of `count` rows, and which rows those are; page numbers stand below.

    Up to `size` rows need no page numbers. The page with the row `start` is open first.
    """
    pages, place, number = ceil(count / size), st.container(), 1
    if pages > 1:
        number = st.pagination(pages, default=start // size + 1, key=f"page:{key}", max_visible_pages=5)
    with place:
        yield slice((number - 1) * size, number * size)


def answer_label(item_id: str, option: str | None) -> str:
    """The label of an answer; the id of one that the instrument no longer has, and "open" for none."""
    if option is None:
        return tr("open")
    item = resources.instrument().items.get(item_id)
    return item.option_label(option) if item and option in item.options_by_id else option


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; cells show as plain text."""
    lines = [columns, ["---"] * len(columns)]
    body = [[escape_markdown(cell) or " " for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [*lines, *body])


def format_sources(sources: Iterable[str]) -> str:
    """The sources as Markdown: title, authors and year, linked where a link was confirmed."""
    known = resources.instrument().sources
    references = []
    for source in (known[name] for name in sources if name in known):
        year = f", {source.year}" if source.year else ""
        title = f"{escape_markdown(source.title)} ({escape_markdown(source.authors or source.publisher)}{year})"
        link = f"https://doi.org/{source.doi}" if source.doi else source.url
        references.append(f"[{title}]({link})" if link else title)
    return "; ".join(references) or tr("our own judgement")
