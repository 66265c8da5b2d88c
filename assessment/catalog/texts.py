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
        sections = changed.get(row.file, {})
        if row.section in sections:
            section = _change_section(row, sections[row.section], f"{row.file}: {row.section}", change)
            changed[row.file] = {**sections, row.section: section}
    return changed


def _change_section(row: type[schema.DataRow], content: Any, place: str, change: TextChange) -> Any:
    """The content of a section: a row, a list of rows, or a table of rows; anything else stays as it is."""
    if isinstance(content, list):
        return _change_list(row, content, place, change)
    if row.single or not isinstance(content, dict):
        return _change_row(row, content, place, change)
    return {key: _change_row(row, entry, f"{place}.{path_key(key)}", change) for key, entry in content.items()}


def _change_list(row: type[schema.DataRow], entries: list[Any], place: str, change: TextChange) -> list[Any]:
    return [
        _change_row(row, entry, f"{place}.{entry_name(entry, number)}", change)
        for number, entry in enumerate(entries, start=1)
    ]


def _change_row(row: type[schema.DataRow], table: Any, place: str, change: TextChange) -> Any:
    """The table of a row with its texts changed; what is no table stays as it is."""
    if not isinstance(table, dict):
        return table
    changed = dict(table)
    for key, field in row.model_fields.items():
        value = table.get(key)
        if isinstance(value, str) and value.strip() and TRANSLATED in field.metadata:
            changed[key] = change(f"{place}.{key}", value)
    for key, nested in schema.nested_rows(row).items():
        value = table.get(key)
        if isinstance(value, list):
            changed[key] = _change_list(nested, value, f"{place}.{key}", change)
        elif isinstance(value, dict) and row.model_fields[key].annotation is nested:
            changed[key] = _change_row(nested, value, f"{place}.{key}", change)
    return changed
