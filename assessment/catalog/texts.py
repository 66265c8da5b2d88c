"""The translatable texts of the data files, by their places, and their replacement by those of a language."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from assessment.catalog import schema
from assessment.catalog.files import TomlTable
from assessment.catalog.forms import TRANSLATED
from assessment.catalog.wording import entry_name, path_key
from assessment.core.text.i18n import Language

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
    """The tables with their texts in the language; a text without a translation stays as it is."""
    return _change_tables(tables, language.data)


def _change_tables(tables: Mapping[str, TomlTable], change: TextChange) -> dict[str, TomlTable]:
    changed = dict(tables)
    for row in schema.SECTIONS:
        content: Any = changed.get(row.file, {}).get(row.section)
        entries = dict(_entries(row, content))
        if not entries:
            continue
        new = {key: _change_row(row, entry, f"{row.file}: {place}", change) for key, (place, entry) in entries.items()}
        if row.single:
            section: Any = {**content, **new[""]}
        elif isinstance(content, list):
            section = [new.get(number, entry) for number, entry in enumerate(content)]
        else:
            section = {**content, **new}
        changed[row.file] = {**changed[row.file], row.section: section}
    return changed


def _entries(row: type[schema.DataRow], content: Any) -> Iterator[tuple[int | str, tuple[str, TomlTable]]]:
    """For each row of a section: its key or number, its place for a sentence, and its table."""
    if isinstance(content, dict) and row.single:
        yield "", (row.section, content)
    elif isinstance(content, dict):
        for key, entry in content.items():
            if isinstance(entry, dict):
                yield key, (f"{row.section}.{path_key(key)}", entry)
    elif isinstance(content, list):
        for number, entry in enumerate(content):
            if isinstance(entry, dict):
                yield number, (f"{row.section}.{entry_name(entry, number + 1)}", entry)


def _change_row(row: type[schema.DataRow], table: TomlTable, place: str, change: TextChange) -> TomlTable:
    changed = dict(table)
    for key, field in row.model_fields.items():
        value = table.get(key)
        if isinstance(value, str) and value.strip() and TRANSLATED in field.metadata:
            changed[key] = change(f"{place}.{key}", value)
    for key, nested in schema.nested_rows(row).items():
        value = table.get(key)
        if isinstance(value, list):
            changed[key] = [
                _change_row(nested, entry, f"{place}.{key}.{entry_name(entry, number)}", change)
                if isinstance(entry, dict)
                else entry
                for number, entry in enumerate(value, start=1)
            ]
        elif isinstance(value, dict) and row.model_fields[key].annotation is nested:
            changed[key] = _change_row(nested, value, f"{place}.{key}", change)
    return changed
