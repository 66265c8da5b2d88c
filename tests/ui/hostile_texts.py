"""Texts that would be markup, a link, a formula or an order anywhere else, and where a page or a file shows them bare.

`filled` puts them into every field that a dataclass declares as text, so that a new field is tested by being declared.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import fields
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import Any, get_type_hints
from zipfile import ZipFile

import icalendar

from assessment.core.applications.notes import IDS
from assessment.core.model.fact import type_given
from assessment.core.text.cleaning import BIDI_CONTROLS
from tests.ui.pseudo_language import TextCollector, shown_texts

POISON = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>[l](http://a.b)![i](http://a.b/c.png)$x$ :material/add: "
    "**b** `c`\u202e\x07\r\nATTACH:http://a.b"
)
BARE = re.compile(r"(?<!\\)(?:<(?:script|img)|!?\[[li]\]|\$x\$|:material/add|\*\*b\*\*|`c`|://a\.b)")
"""What Markdown would take for more than text: it stands there without the backslash that makes it text."""
NAMED = re.compile(r"Zq([\w.]+)")
PLAIN = ("Text.", "Code.", "TextInput.", "TextArea.", "Selectbox.options", "MultiSelect.options", "BidiComponent.")
PLAIN += ("VegaLiteChart.", "ArrowVegaLiteChart.", "Arrow.", "Selectbox.raw_value")
"""Elements and fields of Streamlit that show text as it is."""
CONTROLS = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{''.join(BIDI_CONTROLS)}]")
GIVEN_BACK = "callback-cohort-"
"""The files in which further columns come out as they came in."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?[\d.]+(e-?\d+)?")


def hostile(name: str) -> str:
    """A text that begins like a formula and names the field that it stands in; short enough for every field."""
    return f"=cmd|Zq{name} {POISON}"


def filled(declared: type, /, **given: Any) -> Any:
    """A value of this dataclass with a hostile text in each field that is a text, but for those that are given."""
    types = get_type_hints(declared)
    names = [each.name for each in fields(declared) if type_given(types[each.name]) is str and each.name not in IDS]
    return declared(**{**{name: hostile(f"{declared.__name__}.{name}") for name in names}, **given})


def declared(*values: Any) -> set[str]:
    """The fields of these values that hold a hostile text, by the names in it."""
    return {name for value in values for each in fields(value) for name in _named(getattr(value, each.name))}


def _named(value: object) -> list[str]:
    return NAMED.findall(value) if isinstance(value, str) else []


class HostileCollector(TextCollector):
    """A visit that notes which fields were shown or saved, and wherever one of their texts is more than text."""

    def __init__(self, monkeypatch: Any) -> None:
        self.named, self.bare = set[str](), set[str]()
        super().__init__(monkeypatch)

    def collect(self) -> "HostileCollector":
        """Look at what is shown now."""
        for where, text in shown_texts(self.app):
            self.named |= set(NAMED.findall(text))
            if CONTROLS.search(text) or (not where.startswith(PLAIN) and BARE.search(text)):
                self.bare.add(f"{where}: {text[:300]!r}")
        return self

    def open_folds(self) -> "HostileCollector":
        """Open each fold of the page that is drawn when it is opened."""
        for fold in self.app.expander:
            if fold.proto.id:
                self.app.session_state[fold.proto.id.split("-", 2)[-1]] = True
        return self.run()

    def look_into_files(self) -> None:
        """Fetch all files that were offered, as the pages last drew them, and look at them."""
        for name, content in self._downloaded().items():
            self.look_into(name, content)

    def look_into(self, name: str, content: str | bytes) -> None:
        """Look at a file."""
        if name.endswith(".zip"):
            with ZipFile(io.BytesIO(content)) as files:
                for each in files.namelist():
                    self.look_into(each, files.read(each))
            return
        if name.endswith((".xlsx", ".parquet")):
            return
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        self.named |= set(NAMED.findall(text.replace("\r\n ", "")))
        self.bare |= {f"{name}: {problem[:300]!r}" for problem in file_problems(name, text)}


def file_problems(name: str, text: str) -> Iterator[str]:
    """What in a file is more than text."""
    kind = name.rpartition(".")[2]
    if not name.startswith(GIVEN_BACK) and (match := CONTROLS.search(text)):
        yield text[max(0, match.start() - 60) : match.end() + 60]
    if kind == "csv":
        for row in csv.reader(io.StringIO(text)):
            yield from (cell for cell in row if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell))
    elif kind == "ics":
        icalendar.Calendar.from_ical(text)
        yield from (line for line in text.splitlines() if line.startswith("ATTACH"))
    elif kind == "html":
        page = _Page()
        page.feed(text)
        yield from page.found
    elif kind == "eml":
        letter = BytesParser(policy=policy.default).parsebytes(text.encode())
        yield from (header for header in letter if header == "ATTACH")


class _Page(HTMLParser):
    """Notes every element that a hostile text would make."""

    def __init__(self) -> None:
        super().__init__()
        self.found = list[str]()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "script" or any(name.startswith("on") or "a.b" in (value or "") for name, value in attributes):
            self.found.append(f"{tag} {attributes}")
