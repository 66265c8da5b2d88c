"""The table of a plan that was edited elsewhere, as rows by column name."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_title, join_first, quote_text
from assessment.core.text.i18n import format_number, tr
from assessment.core.text.terms import Vocabulary
from assessment.table_reading import Dropped, Table, open_table

MOST_BYTES = 10_000_000
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the file as a spreadsheet counts, and its cells by column name."""

    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """A cell as one clean line, "" without it."""
        return clean_title(self.cells.get(column, ""))


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row or cell that cannot be used: the number of the row, and why."""

    row: int
    reason: str

    def __str__(self) -> str:
        return tr("Row {row}: {problem}.", row=self.row, problem=self.reason)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file that could be read, a problem for each that could not, and other notices for the person."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    problems: tuple[RowProblem | str, ...]
    notices: tuple[str, ...]


def read_sheet(content: bytes, columns: Vocabulary, needed: str) -> Sheet:
    """The known columns of a table in any order; a notice names the other columns, which are left out.

    Raises AssessmentError with one sentence when it cannot be read at all or has no column `needed`.
    """
    if len(content) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise AssessmentError([tr("the file is larger than {megabytes} MB; expected one plan.", megabytes=megabytes)])
    table = open_table(io.BytesIO(content), columns.id_of, identity=needed)
    ids = [columns.id_of(name) or "" for name in table.names]
    if needed not in ids:
        found = join_first([quote_text(name) for name in table.names if name])
        raise AssessmentError(
            [tr("it has no column {needed} (found {found}); keep the header of the plan.", needed=needed, found=found)]
        )
    dropped, twins = Dropped(), _Twins(ids)
    rows, problems = _rows(table, ids, dropped, twins)
    notices = [*table.notices, *dropped.notices(), *twins.notices()]
    if extra := [quote_text(name) for name, known in zip(table.names, ids, strict=True) if name and not known]:
        notices.append(tr("columns that the plan does not have were left out: {columns}", columns=join_first(extra)))
    return Sheet(tuple(dict.fromkeys(filter(None, ids))), rows, problems, tuple(map(as_sentence, notices)))


class _Twins:
    """Known columns that stand twice: the first is used, and rows in which another says something else are named."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.used = {place: ids.index(name) for place, name in enumerate(ids) if name and ids.index(name) < place}
        self.rows: dict[str, list[int]] = {ids[place]: [] for place in self.used.values()}
        self.ids = ids

    def compare(self, number: int, record: Sequence[str]) -> None:
        """Note the row where a twin has a text, and another one than the column that is used."""
        for place, used in self.used.items():
            text = record[place].strip() if place < len(record) else ""
            if text and text != record[used].strip():
                self.rows[self.ids[used]].append(number)

    def notices(self) -> list[str]:
        """A sentence for each column whose twin differs."""
        return [
            tr(
                "the column {column} stands twice and differs in row {rows}; the first was used",
                column=column,
                rows=join_first([str(row) for row in dict.fromkeys(rows)]),
            )
            for column, rows in self.rows.items()
            if rows
        ]


def _rows(
    table: Table, ids: Sequence[str], dropped: Dropped, twins: _Twins
) -> tuple[tuple[SheetRow, ...], tuple[RowProblem | str, ...]]:
    """The rows up to where nothing more can be read, and the problems; a shorter row lacks the last columns."""
    rows: list[SheetRow] = []
    problems: list[RowProblem | str] = []
    try:
        for number, record in table.rows(dropped):
            if isinstance(record, str):
                problems.append(RowProblem(number, tr("{why}; left out", why=record)))
            elif len(rows) == MOST_ROWS:
                most = format_number(MOST_ROWS)
                reason = tr("a plan has at most {most} rows; nothing from this row on was read", most=most)
                problems.append(RowProblem(number, reason))
                break
            else:
                twins.compare(number, record)
                places = [place for place, name in enumerate(ids[: len(record)]) if name and place not in twins.used]
                rows.append(SheetRow(number, {ids[place]: record[place] for place in places}))
    except AssessmentError as error:
        problems += [
            tr("{problem} Nothing from there on was read.", problem=as_sentence(each)) for each in error.problems
        ]
    return tuple(rows), tuple(problems)


def as_sentence(notice: str) -> str:
    """The notice with a capital letter and a full stop."""
    return f"{notice[:1].upper()}{notice[1:].rstrip('.')}."
