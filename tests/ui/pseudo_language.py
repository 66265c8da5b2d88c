"""A language made up for tests: every text between ⟦ and ⟧, so that whatever stands outside was not translated.

It knows exactly the messages and data texts that translators are given. A text that goes through `tr` but cannot be
extracted stays bare here as it would in any language.
"""

import csv
import io
import json
import re
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
IDS = [each.id for each in interface_template() if each.id]
MESSAGES = {*IDS, *(each[0] for each in IDS if isinstance(each, tuple))}
TEXTS = shipped_texts()

SAME_EVERYWHERE = ("Callback", "English", "Español", "CSV", "JSON", "UTF-8", "Parquet")
"""Names, which no language translates."""
SAID_BY_LIBRARIES = re.compile(r"(Invalid JSON: |([a-z_]+: |[0-9]+: )+(Field required|Input should be )).*")
"""What is wrong inside a damaged export is said by Pydantic, which speaks English only, as its field names do."""
UNSEEN_FIELDS = {"id", "icon", "type", "url", "deferred_file_id", "format", "min", "max", "anchor", "divider", "tag"}
UNSEEN_FIELDS |= {"page", "page_script_hash", "language", "theme", "default", "files"}
UNSEEN_KINDS = {"BidiComponent", "NavigationSection"}
"""What of an element no person reads: ids, formats, and what they typed themselves."""
EXPRESSIONS = {"labelExpr", "calculate"}
SEEN_IN_CHARTS = {"title", "text", "description", "subtitle"}
UNSEEN_IN_ROWS = {"align", "kind", "colour", "weight", "shape", "baseline", "side", "panel"}
QUOTED = re.compile(r"""'([^']*)'|"([^"]*)\"""")
NOT_WORDS = re.compile(
    r"""<style>.*?</style> | \$\$.*?\$\$ | :material/\w+: | :[\w-]+(?=\[) | <[^>]*>
    | \]\((?:[^\s()]|\([^\s()]*\))*\) | https?://\S+""",
    re.DOTALL | re.VERBOSE,
)
"""Markup and addresses."""
ID = re.compile(r"[\w-]+")
"""A cell of one word is an id, which stays the same so that the file can be read back."""
MONTHS_OF_VEGA = re.compile("%[aAbB]")
WORD = re.compile(r"[^\W\d_]{2,}")


def marked(text):
    return f"{OPEN}{text}{CLOSE}"


def _message(text):
    return marked(text) if text in MESSAGES else text


def _count(one, many, number):
    text = one if number == 1 else many
    return marked(text) if (one, many) in MESSAGES else text


PSEUDO = Language(
    code=CODE,
    name="Pseudo",
    message=_message,
    count=_count,
    data=lambda place, text: marked(text) if TEXTS.get(place) == text else text,
    day=lambda *parts: marked(ENGLISH.day(*parts)),
    number=ENGLISH.number,
    percent=ENGLISH.percent,
    months=tuple(marked(month) for month in ENGLISH.months),
)


def speak_pseudo(monkeypatch):
    """Let every visit from here on set_language the made-up language."""
    monkeypatch.setattr(language, "language_for", lambda code: PSEUDO)
    monkeypatch.setattr(resources, "language_for", lambda code: PSEUDO if code == CODE else language_for(code))


def bare_words(text, own=()):
    """What of a text stands outside the marks and is a word; `own` are the person's words, and names."""
    if SAID_BY_LIBRARIES.fullmatch(text):
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
    if proto is not None and proto.DESCRIPTOR.name not in UNSEEN_KINDS:
        yield from _proto_texts(proto, proto.DESCRIPTOR.name)
    for child in getattr(node, "children", {}).values():
        yield from _tree_texts(child)


def _proto_texts(proto, where):
    for field, value in proto.ListFields():
        place = f"{where}.{field.name}"
        if field.name == "spec":
            yield from _chart_texts(json.loads(value), place)
        elif field.name in UNSEEN_FIELDS:
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
                    yield from ((f"{where}.{name}", cell) for name, cell in row.items() if seen_in_rows(name, cell))
            elif key in SEEN_IN_CHARTS and not isinstance(value, dict):
                lines = [value] if isinstance(value, str) else value or []
                yield from ((f"{where}.{key}", line) for line in lines)
            else:
                yield from _chart_texts(value, f"{where}.{key}")


def seen_in_rows(name, cell):
    return isinstance(cell, str) and name not in UNSEEN_IN_ROWS


class Listener(Visit):
    """A visit that remembers every text it was shown, and every file it was offered."""

    def __init__(self, monkeypatch):
        self.heard, self._offered = {}, {}
        self._listen_to_downloads(monkeypatch)
        super().__init__()

    def _listen_to_downloads(self, monkeypatch):
        import streamlit as st

        draw = st.download_button

        def drawn(label, data, file_name, **settings):
            self._offered[file_name] = data
            return draw(label, data=data, file_name=file_name, **settings)

        monkeypatch.setattr(st, "download_button", drawn)

    def run(self):
        super().run()
        return self.listen()

    def listen(self):
        """Remember what is shown now."""
        for where, text in shown_texts(self.app):
            self.heard.setdefault(text, where)
        for name, content in self._taken().items():
            for where, text in file_texts(name, content):
                self.heard.setdefault(text, f"{name}: {where}")
        return self

    def _taken(self):
        """What the offered files hold when they are fetched, which Streamlit does outside the run."""
        taken = {}
        for name, data in self._offered.items():
            if callable(data):
                thread = Thread(target=lambda name=name, data=data: taken.update({name: data()}))
                thread.start()
                thread.join()
            else:
                taken[name] = data
        self._offered.clear()
        return taken

    def not_translated(self, own=()):
        """One line for each text with words outside the marks."""
        own = {*own, *works(), str(ROOT)}
        found = ((where, text, bare_words(text, own)) for text, where in self.heard.items())
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
