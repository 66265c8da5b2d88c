"""The data files read row by row: whatever reads well is kept, and everything that does not is put into a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from assessment.catalog import schema
from assessment.catalog.files import Table
from assessment.catalog.wording import key_of, name_of, sentence, shown

R = TypeVar("R", bound=schema.Row)


@dataclass(frozen=True)
class Section(Generic[R]):
    """The rows of one section that read well, and the ids of all that are stated.

    `ids` is None when not every id could be read: such a section may hold any id, so nothing is reported as
    missing from it. The first problem is then told without the ones that follow from it.
    """

    rows: Mapping[str, R]
    ids: Sequence[str] | None

    @property
    def whole(self) -> bool:
        """Whether every row that is stated reads well."""
        return self.ids is not None and set(self.ids) == set(self.rows)

    @property
    def listing(self) -> str:
        """The ids that are stated, for a sentence."""
        return ", ".join(key_of(row_id) for row_id in dict.fromkeys(self.ids or ()))

    def states(self, row_id: str) -> bool:
        """Whether there is such a row, or may be one among those that could not be read."""
        return self.ids is None or row_id in self.ids


@dataclass(frozen=True)
class Draft:
    """The content of the data files before its meaning is checked; a row that is None could not be read."""

    questionnaire: schema.QuestionnaireRow | None
    domains: Section[schema.DomainRow]
    items: Section[schema.ItemRow]
    outlook: schema.OutlookRow | None
    pool_basis: schema.PoolBasisRow | None
    pools: Section[schema.PoolRow]
    grades: Section[schema.GradeRow]
    groups: Section[schema.GroupRow]
    evidence: Section[schema.EvidenceRow]
    readiness: Section[schema.ReadinessRow]
    fit: Section[schema.FitRow]
    tips: Section[schema.TipRow]
    steps: Section[schema.StepRow]
    letters: Section[schema.LetterRow]
    sources: Section[schema.SourceRow]

    def offered(self, item_id: str) -> list[str] | None:
        """The options of an item; None when there is no such item that reads well."""
        item = self.items.rows.get(item_id)
        return [option.id for option in item.options] if item else None


def read_draft(tables: Mapping[str, Table]) -> tuple[Draft, list[str]]:
    """The draft in the parsed files, and a sentence for everything that has the wrong shape."""
    reader = _Reader(tables)
    draft = Draft(
        questionnaire=reader.row(schema.QuestionnaireRow),
        domains=reader.listed(schema.DomainRow),
        items=reader.listed(schema.ItemRow),
        outlook=reader.row(schema.OutlookRow),
        pool_basis=reader.row(schema.PoolBasisRow),
        pools=reader.named(schema.PoolRow, beside=schema.PoolBasisRow),
        grades=reader.named(schema.GradeRow),
        groups=reader.named(schema.GroupRow),
        evidence=reader.named(schema.EvidenceRow),
        readiness=reader.named(schema.ReadinessRow),
        fit=reader.named(schema.FitRow),
        tips=reader.listed(schema.TipRow),
        steps=reader.named(schema.StepRow),
        letters=reader.named(schema.LetterRow),
        sources=reader.named(schema.SourceRow),
    )
    return draft, reader.problems


class _Reader:
    """Reads sections of the parsed files; `problems` collects what has the wrong shape."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables
        self.problems = [problem for file, table in tables.items() for problem in _key_problems(file, table)]

    def row(self, row: type[R]) -> R | None:
        """The one row of a section; None when it is missing or wrong."""
        content: Any = self._tables.get(row.file)
        if content is not None and row.section:
            content = content.get(row.section)
        return self._validated(row, content, row.section) if isinstance(content, dict) else None

    def named(self, row: type[R], beside: type[schema.Row] | None = None) -> Section[R]:
        """The rows that stand as tables under their ids, apart from the keys of a row `beside` them."""
        tables = self._tables.get(row.file, {}).get(row.section)
        if not isinstance(tables, dict):
            return Section({}, None)
        ids = [row_id for row_id in tables if beside is None or row_id not in beside.model_fields]
        rows: dict[str, R] = {}
        for row_id in ids:
            read = self._validated(row, tables[row_id], f"{row.section}.{key_of(row_id)}")
            if not row.id_form.fits(row_id):
                self.problems.append(f"{row.file}: {row.section}: got {shown(row_id)}; expected {row.id_form.words}")
            elif read is not None:
                rows[row_id] = read
        return Section(rows, ids)

    def listed(self, row: type[R]) -> Section[R]:
        """The rows that stand in a list and carry their ids; of rows with the same id the first is kept."""
        entries = self._tables.get(row.file, {}).get(row.section)
        if not isinstance(entries, list):
            return Section({}, None)
        rows: dict[str, R] = {}
        for number, entry in enumerate(entries, start=1):
            read = self._validated(row, entry, f"{row.section}.{name_of(entry, number)}")
            if read is not None:
                rows.setdefault(entry["id"], read)
        ids = [entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
        return Section(rows, ids if len(ids) == len(entries) else None)

    def _validated(self, row: type[R], raw: Any, place: str) -> R | None:
        try:
            return row.model_validate(raw)
        except ValidationError as wrong:
            for error in wrong.errors(include_url=False):
                self.problems.append(f"{row.file}: {sentence(error, row, raw, place)}")
            return None


def _key_problems(file: str, table: Table) -> Iterator[str]:
    """One sentence for each section that a file lacks, has in the wrong form, or has and should not."""
    rows = [row for row in schema.SECTIONS if row.file == file]
    keys = dict.fromkeys(key for row in rows for key in ([row.section] if row.section else row.model_fields))
    for key in table:
        if key not in keys:
            yield f"{file}: key {shown(key)} is unknown; expected {', '.join(keys)}"
    for section, listed in {row.section: "id" in row.model_fields for row in rows if row.section}.items():
        if section not in table:
            yield f"{file}: key '{section}' is missing"
        elif not isinstance(table[section], list if listed else dict):
            form = f"[[{section}]] entries" if listed else "a table"
            yield f"{file}: {section}: got {shown(table[section])}; expected {form}"
