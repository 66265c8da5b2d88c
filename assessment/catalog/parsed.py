"""The data files, validated row by row: the valid rows, and one sentence for each problem of the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from assessment.catalog import schema
from assessment.catalog.wording import describe_value, entry_name, error_sentence, path_key
from assessment.core.text.toml import TomlTable

R = TypeVar("R", bound=schema.DataRow)

MOST_PROBLEMS = 1_000
"""How many problems are looked for; a file that is no data file could have one for every byte."""
UNREAD_ROLES = schema.RolesRow.model_construct(None, **dict.fromkeys(schema.RolesRow.model_fields, ""))
"""Stands for roles that could not be read: no item has the id "", so no rule reports anything about them."""


@dataclass(frozen=True)
class ParsedSection(Generic[R]):
    """The valid rows of one section, and the ids of all its rows, valid or not.

    `ids` is None when not every id could be read. Nothing is then reported as missing from the section, since a
    row without a readable id may be the one that is looked for.
    """

    rows: Mapping[str, R]
    ids: Sequence[str] | None

    @property
    def is_complete(self) -> bool:
        """Whether every row of the section is valid."""
        return self.ids is not None and set(self.ids) == set(self.rows)

    @property
    def id_list(self) -> str:
        """All ids of the section, for a sentence."""
        return ", ".join(path_key(row_id) for row_id in dict.fromkeys(self.ids or ()))

    def has_id(self, row_id: str) -> bool:
        """Whether there is such a row, or may be one among those whose id could not be read."""
        return self.ids is None or row_id in self.ids


class ParsedFiles:
    """The valid rows of all data files, before they are checked against each other; None for an invalid single row.

    `problems` has one sentence for each key or value that is wrong.
    """

    def __init__(self, tables: Mapping[str, TomlTable]) -> None:
        self._tables = tables
        self.problems = [problem for file, table in tables.items() for problem in _key_problems(file, table)]
        self.questionnaire = self._read_row(schema.QuestionnaireRow)
        self.roles = self._read_row(schema.RolesRow) or UNREAD_ROLES
        self.domains = self._read_list(schema.DomainRow)
        self.items = self._read_list(schema.ItemRow)
        self.outlook = self._read_row(schema.OutlookRow)
        self.pool_basis = self._read_row(schema.PoolBasisRow)
        self.pools = self._read_tables(schema.PoolRow, beside=schema.PoolBasisRow)
        self.grades = self._read_tables(schema.GradeRow)
        self.groups = self._read_tables(schema.GroupRow)
        self.evidence = self._read_tables(schema.EvidenceRow)
        self.readiness = self._read_tables(schema.ReadinessRow)
        self.fit = self._read_tables(schema.FitRow)
        self.step_words = self._read_row(schema.StepWordsRow)
        self.tips = self._read_list(schema.TipRow)
        self.steps = self._read_tables(schema.StepRow)
        self.blanks = self._read_row(schema.BlanksRow)
        self.letters = self._read_tables(schema.LetterRow)
        self.sources = self._read_tables(schema.SourceRow)

    def offered(self, item_id: str) -> list[str] | None:
        """The option ids of an item; None when there is no valid item with this id."""
        item = self.items.rows.get(item_id)
        return [option.id for option in item.options] if item else None

    def lacks_option(self, item_id: str, option: str) -> bool:
        """Whether there is a valid item with this id which does not offer the option."""
        offered = self.offered(item_id)
        return offered is not None and option not in offered

    @property
    def credit_rows(self) -> list[tuple[str, schema.CreditRow]]:
        """Id and row of every item that earns readiness or fit."""
        return [*self.readiness.rows.items(), *self.fit.rows.items()]

    @property
    def role_items(self) -> dict[str, str]:
        """Role -> id of its item; empty when the roles could not be read."""
        return {} if self.roles is UNREAD_ROLES else self.roles.model_dump()

    def _read_row(self, row: type[R]) -> R | None:
        """The only row of a section; None when it is missing or invalid."""
        content: Any = self._tables.get(row.file)
        if content is not None and row.section:
            content = content.get(row.section)
        return self._validate(row, content, row.section) if isinstance(content, dict) else None

    def _read_tables(self, row: type[R], beside: type[schema.DataRow] | None = None) -> ParsedSection[R]:
        """The rows of a section of tables with the ids as names; keys that belong to the row `beside` are left out."""
        tables = self._tables.get(row.file, {}).get(row.section)
        if not isinstance(tables, dict):
            return ParsedSection({}, None)
        ids = [row_id for row_id in tables if beside is None or row_id not in beside.model_fields]
        rows: dict[str, R] = {}
        for row_id in ids:
            read = self._validate(row, tables[row_id], f"{row.section}.{path_key(row_id)}")
            if not row.id_form.matches(row_id):
                self.problems.append(
                    f"{row.file}: {row.section}: got {describe_value(row_id)}; expected {row.id_form.words}"
                )
            elif read is not None:
                rows[row_id] = read
        return ParsedSection(rows, ids)

    def _read_list(self, row: type[R]) -> ParsedSection[R]:
        """The rows of a section that is a list with an id in each entry; of two with the same id, the first."""
        entries = self._tables.get(row.file, {}).get(row.section)
        if not isinstance(entries, list):
            return ParsedSection({}, None)
        rows: dict[str, R] = {}
        for number, entry in enumerate(entries, start=1):
            read = self._validate(row, entry, f"{row.section}.{entry_name(entry, number)}")
            if read is not None:
                rows.setdefault(entry["id"], read)
        ids = [entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
        return ParsedSection(rows, ids if len(ids) == len(entries) else None)

    def _validate(self, row: type[R], raw: Any, place: str) -> R | None:
        """The row; None where it is wrong, and once there are MOST_PROBLEMS."""
        if len(self.problems) >= MOST_PROBLEMS:
            return None
        try:
            return row.model_validate(raw)
        except ValidationError as wrong:
            for error in wrong.errors(include_url=False)[:MOST_PROBLEMS]:
                self.problems.append(f"{row.file}: {error_sentence(error, row, raw, place)}")
            return None


def _key_problems(file: str, table: TomlTable) -> Iterator[str]:
    """One sentence for each section that is missing, of the wrong kind, or unknown."""
    rows = [row for row in schema.SECTIONS if row.file == file]
    keys = dict.fromkeys(key for row in rows for key in ([row.section] if row.section else row.model_fields))
    for key in table:
        if key not in keys:
            yield f"{file}: key {describe_value(key)} is unknown; expected {', '.join(keys)}"
    for section, read_list in {row.section: "id" in row.model_fields for row in rows if row.section}.items():
        if section not in table:
            yield f"{file}: key '{section}' is missing"
        elif not isinstance(table[section], list if read_list else dict):
            form = f"[[{section}]] entries" if read_list else "a table"
            yield f"{file}: {section}: got {describe_value(table[section])}; expected {form}"
