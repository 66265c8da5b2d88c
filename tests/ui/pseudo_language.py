"""A made-up language that puts every text between ⟦ and ⟧: whatever stands outside was not translated.

It knows exactly the messages and data texts that translators are given. A text that goes through `tr` but cannot be
extracted stays bare here as it would in any language.
"""

import csv
import io
import json
import re
from functools import lru_cache
from html.parser import HTMLParser
from threading import Thread

import icalendar

from assessment.catalog import language_for, shipped_texts
from assessment.catalog.example import load_example
from assessment.catalog.messages import interface_template
from assessment.core.text.i18n import ENGLISH, Language
from assessment.ui import resources
from assessment.ui.session import language
from tests.support import ROOT
from tests.ui.page_visit import TODAY, Visit

OPEN, CLOSE = "⟦⟧"
CODE = "zxx"

SAME_EVERYWHERE = ("Callback", "English", "Español", "CSV", "JSON", "UTF-8", "Parquet")
"""Names, which no language translates."""
LIBRARY_MESSAGES = re.compile(r"(Invalid JSON: |([a-z_]+: |[0-9]+: )+(Field required|Input should be )).*")
"""Pydantic's messages on a damaged export, which are in English only."""
HIDDEN_FIELDS = {"id", "icon", "type", "url", "deferred_file_id", "format", "min", "max", "anchor", "divider", "tag"}
HIDDEN_FIELDS |= {"page", "page_script_hash", "query_string", "language", "theme", "default", "files"}
HIDDEN_KINDS = {"BidiComponent", "NavigationSection"}
"""Elements and fields without text for people: ids, formats, and what they typed themselves."""
EXPRESSIONS = {"labelExpr", "calculate"}
CHART_TEXTS = {"title", "text", "description", "subtitle"}
HIDDEN_IN_ROWS = {"align", "kind", "colour", "weight", "shape", "baseline", "side", "panel"}
QUOTED = re.compile(r"""'([^']*)'|"([^"]*)\"""")
NOT_WORDS = re.compile(
    r"""<style>.*?</style> | \$\$.*?\$\$ | :material/\w+: | :[\w-]+(?=\[) | <[^>]*>
    | \]\((?:[^\s()]|\([^\s()]*\))*\) | https?://\S+ | \d{4}\.\d+(?:\.\d+)?\+[0-9a-f]{8}""",
    re.DOTALL | re.VERBOSE,
)
"""Markup and addresses."""
ID = re.compile(r"[\w-]+")
"""A cell of one word is an id, which stays the same so that the file can be read back."""
MONTHS_OF_VEGA = re.compile("%[aAbB]")
WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=1)
def messages():
    """Every message of the interface that translators are given; of a singular and plural, also the singular alone."""
    ids = [each.id for each in interface_template() if each.id]
    return {*ids, *(each[0] for each in ids if isinstance(each, tuple))}


texts = lru_cache(maxsize=1)(shipped_texts)
"""Every text of the data files, by its place."""


def marked(text):
    return f"{OPEN}{text}{CLOSE}"


def _message(text):
    return marked(text) if text in messages() else text


def _count(one, many, number):
    text = one if number == 1 else many
    return marked(text) if (one, many) in messages() else text


PSEUDO = Language(
    code=CODE,
    name="Pseudo",
    message=_message,
    count=_count,
    data=lambda place, text: marked(text) if texts().get(place) == text else text,
    day=lambda *parts: marked(ENGLISH.day(*parts)),
    number=ENGLISH.number,
    percent=ENGLISH.percent,
    months=tuple(marked(month) for month in ENGLISH.months),
)


def use_pseudo_language(monkeypatch):
    """Have every visit from here on use the made-up language."""
    monkeypatch.setattr(language, "language_for", lambda code: PSEUDO)
    monkeypatch.setattr(resources, "language_for", lambda code: PSEUDO if code == CODE else language_for(code))


def bare_words(text, own=()):
    """The words of a text outside the marks, without names and `own`, the words that the person typed."""
    if LIBRARY_MESSAGES.fullmatch(text):
        return []
    text = NOT_WORDS.sub(" ", re.sub(r"\\(?=[\W_])", "", text).replace("\u2060", ""))
    for each in sorted((*own, *SAME_EVERYWHERE), key=len, reverse=True):
        text = text.replace(each, " ")
    outside, depth = [], 0
    for character in text:
        depth += (character == OPEN) - (character == CLOSE)
        outside.append(" " if depth or character == CLOSE else character)
    return WORD.findall("".join(outside))


def works():
    """Titles, authors and publishers, which no language translates."""
    sources = resources.instrument().sources.values()
    return {text for source in sources for text in (source.title, source.authors, source.publisher) if text}


def example_words():
    """The names of the people whom the made-up person of the example met."""
    return {each.name for each in load_example(TODAY).process.people}


def shown_texts(app):
    """Where and what: every text that the elements of a page show."""
    yield from _tree_texts(app._tree)


def _tree_texts(node):
    proto = getattr(node, "proto", None)
    if proto is not None and proto.DESCRIPTOR.name not in HIDDEN_KINDS:
        yield from _proto_texts(proto, proto.DESCRIPTOR.name)
    for child in getattr(node, "children", {}).values():
        yield from _tree_texts(child)


def _proto_texts(proto, where):
    for field, value in proto.ListFields():
        place = f"{where}.{field.name}"
        if field.name == "spec":
            yield from _chart_texts(json.loads(value), place)
        elif field.name in HIDDEN_FIELDS:
            continue
        elif field.type == field.TYPE_STRING:
            yield from ((place, text) for text in (value if field.is_repeated else [value]))
        elif field.message_type and not field.message_type.GetOptions().map_entry:
            for each in value if field.is_repeated else [value]:
                yield from _proto_texts(each, place)


def _chart_texts(spec, where):
    """Titles, texts and labels of a chart, and every text of its rows that is no setting of a mark."""
    if isinstance(spec, list):
        for each in spec:
            yield from _chart_texts(each, where)
    elif isinstance(spec, dict):
        for key, value in spec.items():
            if key in EXPRESSIONS and isinstance(value, str):
                yield from ((f"{where}.{key}", text) for pair in QUOTED.findall(value) for text in pair)
                yield from ((f"{where}.{key}", "months in English") for _ in MONTHS_OF_VEGA.findall(value))
            elif key == "values" and where.endswith(".data"):
                for row in value:
                    yield from ((f"{where}.{name}", cell) for name, cell in row.items() if is_shown_in_row(name, cell))
            elif key in CHART_TEXTS and not isinstance(value, dict):
                lines = [value] if isinstance(value, str) else value or []
                yield from ((f"{where}.{key}", line) for line in lines)
            else:
                yield from _chart_texts(value, f"{where}.{key}")


def is_shown_in_row(name, cell):
    return isinstance(cell, str) and name not in HIDDEN_IN_ROWS


class TextCollector(Visit):
    """A visit that collects every text it was shown, and every file it was offered."""

    def __init__(self, monkeypatch):
        self.shown, self._offered = {}, {}
        self._collect_downloads(monkeypatch)
        super().__init__()

    def _collect_downloads(self, monkeypatch):
        import streamlit as st

        draw = st.download_button

        def drawn(label, data, file_name, **settings):
            self._offered[file_name] = data
            return draw(label, data=data, file_name=file_name, **settings)

        monkeypatch.setattr(st, "download_button", drawn)

    def run(self):
        super().run()
        return self.collect()

    def collect(self):
        """Collect what is shown now."""
        for where, text in shown_texts(self.app):
            self.shown.setdefault(text, where)
        for name, content in self._downloaded().items():
            for where, text in file_texts(name, content):
                self.shown.setdefault(text, f"{name}: {where}")
        return self

    def _downloaded(self):
        """What the offered files hold when they are fetched, which Streamlit does outside the run."""
        downloaded = {}
        for name, data in self._offered.items():
            if callable(data):
                thread = Thread(target=lambda name=name, data=data: downloaded.update({name: data()}))
                thread.start()
                thread.join()
            else:
                downloaded[name] = data
        self._offered.clear()
        return downloaded

    def not_translated(self, own=()):
        """One line for each text with words outside the marks."""
        own = {*own, *works(), str(ROOT)}
        found = ((where, text, bare_words(text, own)) for text, where in self.shown.items())
        return sorted(f"{where}: {' '.join(words)!r} in {text[:160]!r}" for where, text, words in found if words)


def file_texts(name, content):
    """Where and what: every text in a file that a person reads."""
    kind = name.rpartition(".")[2]
    if kind not in ("csv", "ics", "html", "txt"):
        return
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    if kind == "csv":
        for row in csv.DictReader(io.StringIO(text)):
            yield from ((column, cell) for column, cell in row.items() if cell and not ID.fullmatch(cell))
    elif kind == "ics":
        for part in icalendar.Calendar.from_ical(text).walk():
            for key in ("SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME"):
                if key in part:
                    yield key, str(part[key])
    elif kind == "html":
        page = _Page()
        page.feed(text)
        yield from page.texts
    else:
        yield "text", text


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self._styled = [], False

    def handle_starttag(self, tag, attributes):
        self._styled = tag == "style"
        seen = {"alt", "title", "aria-label", "placeholder"}
        self.texts += [(f"{tag}.{key}", value) for key, value in attributes if key in seen]

    def handle_endtag(self, tag):
        self._styled = False

    def handle_data(self, text):
        if not self._styled:
            self.texts.append(("text", text))
