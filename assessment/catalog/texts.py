"""The translatable texts of the data files, by their places, and their replacement by those of a language."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from assessment.catalog import schema
from assessment.catalog.forms import TRANSLATED
from assessment.catalog.wording import entry_name, path_key
from assessment.core.text.i18n import ENGLISH, Language
from assessment.core.text.toml import TomlTable

TextChange: TypeAlias = Callable[[str, str], str]
"""Place and text -> the text to put there instead."""


def data_texts(tables: Mapping[str, TomlTable]) -> dict[str, str]:
    """Place -> text, for every text that a language translates, such as "tips.toml: tip.story_bank_start.how"."""
    return collect_texts(lambda collect: _change_tables(tables, collect))


def collect_texts(change_all: Callable[[TextChange], object]) -> dict[str, str]:
    """Place -> text, for every text that `change_all` passes to the function it is given."""
    texts: dict[str, str] = {}

    def collect(place: str, text: str) -> str:
        texts[place] = text
        return text

    change_all(collect)
    return texts


def translate_tables(tables: Mapping[str, TomlTable], language: Language) -> dict[str, TomlTable]:
    """The tables with their texts in the language; a text without a translation stays as it is, and so does English."""
    return dict(tables) if language is ENGLISH else _change_tables(tables, language.data)


def _change_tables(tables: Mapping[str, TomlTable], change: TextChange) -> dict[str, TomlTable]:
    changed = dict(tables)
    for row in schema.SECTIONS:
        sections, place = changed.get(row.file, {}), f"{row.file}: {row.section}"
        content = sections.get(row.section)
        if isinstance(content, dict) and not row.single:
            rows = {key: _change_rows(row, each, f"{place}.{path_key(key)}", change) for key, each in content.items()}
            changed[row.file] = {**sections, row.section: rows}
        elif row.section in sections:
            changed[row.file] = {**sections, row.section: _change_rows(row, content, place, change)}
    return changed


def _change_rows(row: type[schema.DataRow], content: Any, place: str, change: TextChange) -> Any:
    """The table of a row, or a list of such tables, with its texts changed; anything else stays as it is."""
    if isinstance(content, list):
        return [
            _change_rows(row, entry, f"{place}.{entry_name(entry, number)}", change)
            for number, entry in enumerate(content, start=1)
        ]
    if not isinstance(content, dict):
        return content
    changed = dict(content)
    for key, field in row.model_fields.items():
        value = content.get(key)
        if isinstance(value, str) and value.strip() and TRANSLATED in field.metadata:
            changed[key] = change(f"{place}.{key}", value)
    for key, nested in schema.nested_rows(row).items():
        value, is_row = content.get(key), row.model_fields[key].annotation is nested
        if isinstance(value, list) or (is_row and isinstance(value, dict)):
            changed[key] = _change_rows(nested, value, f"{place}.{key}", change)
    return changed
