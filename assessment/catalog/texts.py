"""The texts of the data files: found by the schema, each with its place, and laid over with those of a language."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from assessment.catalog import schema
from assessment.catalog.files import Table
from assessment.catalog.forms import TRANSLATED
from assessment.catalog.wording import key_of, name_of
from assessment.core.text.i18n import Language

Change: TypeAlias = Callable[[str, str], str]
"""A place and the text there -> the text that stands there instead."""


def data_texts(tables: Mapping[str, Table]) -> dict[str, str]:
    """Place -> text, for every text that a language translates, such as "tips.toml: tip.story_bank_start.how"."""
    return gathered(lambda keep: _changed_tables(tables, keep))


def gathered(walk: Callable[[Change], object]) -> dict[str, str]:
    """Place -> text, for every text that a walk would change."""
    found: dict[str, str] = {}

    def keep(place: str, text: str) -> str:
        found[place] = text
        return text

    walk(keep)
    return found


def spoken_tables(tables: Mapping[str, Table], language: Language) -> dict[str, Table]:
    """The tables with their texts in the language; what it does not translate stays as it is."""
    return _changed_tables(tables, language.data)


def _changed_tables(tables: Mapping[str, Table], change: Change) -> dict[str, Table]:
    changed = dict(tables)
    for row in schema.SECTIONS:
        content: Any = changed.get(row.file, {}).get(row.section)
        entries = dict(_entries(row, content))
        if not entries:
            continue
        new = {key: _changed_row(row, entry, f"{row.file}: {place}", change) for key, (place, entry) in entries.items()}
        if row.single:
            section: Any = {**content, **new[""]}
        elif isinstance(content, list):
            section = [new.get(number, entry) for number, entry in enumerate(content)]
        else:
            section = {**content, **new}
        changed[row.file] = {**changed[row.file], row.section: section}
    return changed


def _entries(row: type[schema.Row], content: Any) -> Iterator[tuple[int | str, tuple[str, Table]]]:
    """The rows of a section: its key or number there, its place in words, and its table."""
    if isinstance(content, dict) and row.single:
        yield "", (row.section, content)
    elif isinstance(content, dict):
        for key, entry in content.items():
            if isinstance(entry, dict):
                yield key, (f"{row.section}.{key_of(key)}", entry)
    elif isinstance(content, list):
        for number, entry in enumerate(content):
            if isinstance(entry, dict):
                yield number, (f"{row.section}.{name_of(entry, number + 1)}", entry)


def _changed_row(row: type[schema.Row], table: Table, place: str, change: Change) -> Table:
    changed = dict(table)
    for key, field in row.model_fields.items():
        value = table.get(key)
        if isinstance(value, str) and value.strip() and TRANSLATED in field.metadata:
            changed[key] = change(f"{place}.{key}", value)
    for key, nested in schema.nested_rows(row).items():
        value = table.get(key)
        if isinstance(value, list):
            changed[key] = [
                _changed_row(nested, entry, f"{place}.{key}.{name_of(entry, number)}", change)
                if isinstance(entry, dict)
                else entry
                for number, entry in enumerate(value, start=1)
            ]
        elif isinstance(value, dict) and row.model_fields[key].annotation is nested:
            changed[key] = _changed_row(nested, value, f"{place}.{key}", change)
    return changed
