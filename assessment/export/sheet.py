"""The table of a plan that was edited elsewhere, as rows by column name."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_title, join_first, join_quoted
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
    table = open_table(io.BytesIO(content), columns.id_of, identities=(needed,))
    ids = [columns.id_of(name) or "" for name in table.names]
    if needed not in ids:
        found = join_quoted([name for name in table.names if name])
        raise AssessmentError(
            [tr("it has no column {needed} (found {found}); keep the header of the plan.", needed=needed, found=found)]
        )
    dropped = Dropped()
    records, problems = _records(table, dropped)
    used = {name: ids.index(name) for name in ids if name}
    rows = [
        SheetRow(number, {name: record[place] for name, place in used.items() if place < len(record)})
        for number, record in records
    ]
    notices = [*table.notices, *dropped.notices(), *_twin_notices(ids, records)]
    if extra := [name for name, known in zip(table.names, ids, strict=True) if name and not known]:
        notices.append(tr("columns that the plan does not have were left out: {columns}", columns=join_quoted(extra)))
    return Sheet(tuple(used), tuple(rows), problems, tuple(map(as_sentence, notices)))


def _records(table: Table, dropped: Dropped) -> tuple[list[tuple[int, list[str]]], tuple[RowProblem | str, ...]]:
    """The rows up to where nothing more can be read, and the problems; a shorter row lacks the last columns."""
    records: list[tuple[int, list[str]]] = []
    problems: list[RowProblem | str] = []
    try:
        for number, record in table.rows(dropped):
            if isinstance(record, str):
                problems.append(RowProblem(number, tr("{why}; left out", why=record)))
            elif len(records) == MOST_ROWS:
                most = format_number(MOST_ROWS)
                reason = tr("a plan has at most {most} rows; nothing from this row on was read", most=most)
                problems.append(RowProblem(number, reason))
                break
            else:
                records.append((number, record))
    except AssessmentError as error:
        problems += [
            tr("{problem} Nothing from there on was read.", problem=as_sentence(each)) for each in error.problems
        ]
    return records, tuple(problems)


def _twin_notices(ids: Sequence[str], records: Sequence[tuple[int, list[str]]]) -> list[str]:
    """A sentence for each known column that stands twice, the first of which is used, and says something else there."""
    notices = []
    for name in dict.fromkeys(name for place, name in enumerate(ids) if name and ids.index(name) < place):
        first, *twins = (place for place, each in enumerate(ids) if each == name)
        differing = [
            str(number)
            for number, cells in records
            if any(cells[place].strip() not in ("", cells[first].strip()) for place in twins if place < len(cells))
        ]
        if differing:
            sentence = tr(
                "the column {column} stands twice and differs in row {rows}; the first was used",
                column=name,
                rows=join_first(differing),
            )
            notices.append(sentence)
    return notices


def as_sentence(notice: str) -> str:
    """The notice with a capital letter and a full stop."""
    return f"{notice[:1].upper()}{notice[1:].rstrip('.')}."
