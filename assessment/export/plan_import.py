"""Reads the CSV of a plan that was edited in a spreadsheet."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from assessment.core.errors import AssessmentError
from assessment.core.model.process import LIMITS
from assessment.core.plan.merge import PlanFileRow
from assessment.core.plan.progress import OWN_KIND, own_step_id
from assessment.core.plan.schedule import Step
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text, clean_title, fold_text, join_first, quote_text
from assessment.core.text.date_parsing import detect_day_order
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.export.date_cell import read_date_cell
from assessment.export.ignored_edits import IgnoredEdits
from assessment.export.plan_csv import COLUMNS
from assessment.export.sheet import LineProblem, Sheet, SheetRow, read_sheet
from assessment.export.table import unguard

STEP_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What each row of a file says, a sentence for each row or cell that could not be used, and other notices."""

    rows: tuple[PlanFileRow, ...] = ()
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def read_plan_csv(content: bytes, known_ids: Collection[str], *, planned: Iterable[Step] = ()) -> PlanFile:
    """What the file of a plan says; never raises.

    `known_ids` are the steps of the present plan, own steps included. A row without a known id but with a title is a
    step of the person's own, unless its kind shows that it comes from an earlier plan. Edits to the titles and minutes
    of the `planned` steps get a sentence, as they are not read.
    """
    try:
        sheet = read_sheet(content, COLUMNS, needed="step_id")
    except AssessmentError as error:
        return PlanFile(problems=error.problems)
    reader = _PlanReader(sheet, known_ids, planned)
    for row in sheet.rows:
        reader.read(row)
    problems = (*sheet.problems, *reader.problems, *reader.ignored_edits.problems())
    return PlanFile(
        rows=tuple(reader.rows),
        problems=tuple(map(str, sorted(problems, key=lambda problem: problem.line))),
        notices=(*sheet.notices, *reader.notices()),
    )


class _PlanReader:
    """Reads the rows of one sheet, and collects a problem for each thing it cannot use."""

    def __init__(self, sheet: Sheet, known_ids: Collection[str], planned: Iterable[Step]) -> None:
        self.columns = set(sheet.columns)
        self.known_ids = known_ids
        self.ignored_edits = IgnoredEdits(planned)
        self.order = detect_day_order(row.cells.get("date", "") for row in sheet.rows)
        self.lines: dict[str, int] = {}
        self.ids = {_text(row, "step_id") for row in sheet.rows}
        self.rows: list[PlanFileRow] = []
        self.problems: list[LineProblem] = []

    def notices(self) -> list[str]:
        """The steps that the present plan does not have: those with a tick or a note, and the others."""
        absent = [row for row in self.rows if not row.title and row.step_id not in self.known_ids]
        used = [row.step_id for row in absent if row.done or row.note]
        unused = [row.step_id for row in absent if not (row.done or row.note)]
        notices = []
        if used:
            notices.append(
                tr_count(
                    "{number} step is not in the plan; what you ticked and noted there is kept: {steps}.",
                    "{number} steps are not in the plan; what you ticked and noted there is kept: {steps}.",
                    len(used),
                    steps=self._named(used),
                )
            )
        if unused:
            notices.append(
                tr_count(
                    "{number} step is not in the plan, and nothing is ticked or noted there: {steps}.",
                    "{number} steps are not in the plan, and nothing is ticked or noted there: {steps}.",
                    len(unused),
                    steps=self._named(unused),
                )
            )
        return notices

    def _named(self, step_ids: list[str]) -> str:
        """The ids with their lines; of many the first."""
        names = [tr("{step} in line {line}", step=quote_text(each), line=self.lines[each]) for each in step_ids]
        return join_first(names)

    def read(self, row: SheetRow) -> None:
        """Read a row as a step of the plan or of the person's own, or add a problem."""
        step_id = _text(row, "step_id")
        if missing := sorted({"date", "done", "step_id"} & self.columns - row.cells.keys()):
            self._add_problem(row, tr("it ends before the column {column}; left out", column=missing[0]))
            return
        if step_id in self.lines:
            self._add_problem(
                row,
                tr(
                    "step_id {step_id} stands in line {line} already; left out",
                    step_id=quote_text(step_id),
                    line=self.lines[step_id],
                ),
            )
            return
        if step_id:
            self.lines[step_id] = row.line
        if self._is_own(row):
            self.rows.append(self._own_row(row))
        elif step_id in self.known_ids or STEP_ID.fullmatch(step_id):
            self.rows.append(self._file_row(row, step_id))
            self.ignored_edits.compare(row, step_id, _text(row, "title"))
        else:
            self._add_problem(row, tr("it has neither a step_id of the plan nor a title; left out"))

    def _is_own(self, row: SheetRow) -> bool:
        """Whether the person added the row: it has a title and no id of a plan, or its kind says so."""
        if not _text(row, "title"):
            return False
        if _kind(row) == OWN_KIND:
            return True
        step_id = _text(row, "step_id")
        return step_id not in self.known_ids and not (_kind(row) and STEP_ID.fullmatch(step_id))

    def _own_row(self, row: SheetRow) -> PlanFileRow:
        step_id, title = _text(row, "step_id"), _text(row, "title")
        if not STEP_ID.fullmatch(step_id) or (step_id not in self.known_ids and _kind(row) != OWN_KIND):
            step_id = own_step_id(title, taken=self.ids)
            self.ids.add(step_id)
        return self._file_row(row, step_id, title, self._cell(row, "minutes", _minutes))

    def _file_row(self, row: SheetRow, step_id: str, title: str = "", minutes: int | None = None) -> PlanFileRow:
        days = self._cell(row, "date", lambda cell: (read_date_cell(cell, self.order),))
        return PlanFileRow(
            step_id,
            _text(row, "export").casefold(),
            done=self._cell(row, "done", read_done),
            note=self._cell(row, "note", _note),
            day=days[0] if days else None,
            has_day_cell=days is not None,
            title=title,
            minutes=minutes,
        )

    def _cell(self, row: SheetRow, name: str, read: Callable[[str], V]) -> V | None:
        """The value of a cell, or None without the column or with a problem."""
        if name not in self.columns:
            return None
        try:
            return read(row.cells.get(name, ""))
        except ValueError as error:
            self._add_problem(row, tr("{error}; the rest of the row was used", error=error))
            return None

    def _add_problem(self, row: SheetRow, reason: str) -> None:
        self.problems.append(LineProblem(row.line, reason))


def _text(row: SheetRow, name: str) -> str:
    return clean_title(unguard(row.cells.get(name, "")))


def _kind(row: SheetRow) -> str:
    return _text(row, "kind").casefold()


def _note(cell: str) -> str:
    note = clean_text(unguard(cell))
    if len(note) > NOTE_LENGTH:
        raise ValueError(tr("the note has more than {length} characters", length=format_number(NOTE_LENGTH)))
    return note


def _minutes(cell: str) -> int | None:
    most = int(LIMITS["minutes_per_day"][1])
    text = cell.strip()
    if not text:
        return None
    number = re.fullmatch(r"(\d{1,3})([.,]0+)?", text)
    if not number or not 1 <= int(number[1]) <= most:
        raise ValueError(
            tr("minutes is {cell}; expected a whole number from 1 to {most}", cell=quote_text(cell), most=most)
        )
    return int(number[1])


YES = {"yes", "y", "true", "x", "1", "ja", "j", "oui", "si", "sim", "wahr", "vrai", "verdadero", "vero"} | set("✓✔☑")
NO = {"", "no", "n", "false", "0", "nein", "non", "nao", "falsch", "faux", "falso", "☐"}


def read_done(cell: str) -> bool:
    """Whether the cell says yes; raises ValueError when it says neither yes nor no."""
    word = fold_text(cell)
    if word not in YES | NO:
        raise ValueError(tr("done is {cell}; expected yes or no", cell=quote_text(cell)))
    return word in YES
