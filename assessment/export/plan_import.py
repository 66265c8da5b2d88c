"""The ticks, days and notes of a plan that went through a spreadsheet."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from assessment.core.applications.records import OwnStep, StepMark
from assessment.core.errors import AssessmentError
from assessment.core.model.process import LIMITS
from assessment.core.plan.progress import OWN_KIND, own_step_id
from assessment.core.plan.schedule import Step
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text, clean_title, fold_text, join_first, quote_text
from assessment.core.text.date_parsing import detect_day_order
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.export.date_cell import read_date_cell
from assessment.export.ignored_edits import UnreadCells
from assessment.export.plan_csv import COLUMNS
from assessment.export.sheet import Problem, Row, Sheet, read_sheet
from assessment.export.table import unguard

STEP_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
USUAL_MINUTES = OwnStep(id="", title="").minutes
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class PlanImport:
    """What a file brings back, one sentence for each row or cell that could not be used, and what else to know.

    `days` has the day of every row, also of those for steps that the present plan has no more.
    """

    marks: tuple[StepMark, ...] = ()
    own_steps: tuple[OwnStep, ...] = ()
    days: Mapping[str, date | None] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def read_plan_csv(
    content: bytes,
    known_ids: Collection[str],
    marks: Mapping[str, StepMark] | None = None,
    *,
    planned: Iterable[Step] = (),
) -> PlanImport:
    """What the person changed in the exported plan; never raises.

    `known_ids` are the steps of the present plan, own steps included. What the file cannot say, because a
    column is gone or a cell cannot be read, stays as it stands in `marks`. A row without a known id but with
    a title is a step of the person's own, unless its kind shows that it comes from an earlier plan. Titles and
    minutes that differ from those of the `planned` steps are named, as they are not read.
    """
    try:
        sheet = read_sheet(content, COLUMNS, needed="step_id")
    except AssessmentError as error:
        return PlanImport(problems=error.problems)
    reader = _PlanReader(sheet, known_ids, marks or {}, planned)
    for row in sheet.rows:
        reader.read(row)
    problems = (*sheet.problems, *reader.problems, *reader.unread.problems())
    return PlanImport(
        marks=tuple(reader.marks.values()),
        own_steps=tuple(reader.own_steps),
        days=reader.days,
        problems=tuple(map(str, sorted(problems, key=lambda problem: problem.line))),
        notices=(*sheet.notices, *reader.notices()),
    )


class _PlanReader:
    """Reads the rows of one sheet and keeps a sentence for each thing it cannot use."""

    def __init__(
        self, sheet: Sheet, known_ids: Collection[str], standing: Mapping[str, StepMark], planned: Iterable[Step]
    ) -> None:
        self.columns = set(sheet.columns)
        self.known_ids = known_ids
        self.standing = standing
        self.unread = UnreadCells(planned)
        self.order = detect_day_order(row.cells.get("date", "") for row in sheet.rows)
        self.lines: dict[str, int] = {}
        self.ids = {_id(row) for row in sheet.rows}
        self.marks: dict[str, StepMark] = {}
        self.own_steps: list[OwnStep] = []
        self.days: dict[str, date | None] = {}
        self.problems: list[Problem] = []
        self.left_behind: list[str] = []
        self.unknown: list[str] = []

    def notices(self) -> list[str]:
        """What is worth knowing and is no problem."""
        found = []
        if kept := self.left_behind:
            found.append(
                tr_count(
                    "{number} step is not in the plan; what you ticked and noted there is kept: {steps}.",
                    "{number} steps are not in the plan; what you ticked and noted there is kept: {steps}.",
                    len(kept),
                    steps=self._named(kept),
                )
            )
        if unknown := self.unknown:
            found.append(
                tr_count(
                    "{number} step is not in the plan, and nothing is ticked or noted there: {steps}.",
                    "{number} steps are not in the plan, and nothing is ticked or noted there: {steps}.",
                    len(unknown),
                    steps=self._named(unknown),
                )
            )
        return found

    def _named(self, step_ids: list[str]) -> str:
        """The ids with their lines; of many the first."""
        names = [tr("{step} in line {line}", step=quote_text(each), line=self.lines[each]) for each in step_ids]
        return join_first(names)

    def read(self, row: Row) -> None:
        """Take a row for a mark, for a step of the person's own, or for a problem."""
        step_id = _id(row)
        if cut := sorted({"date", "done", "step_id"} & self.columns - row.cells.keys()):
            self._problem(row, tr("it ends before the column {column}; left out", column=cut[0]))
            return
        if step_id in self.lines:
            self._problem(
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
            self._read_own(row)
        elif step_id in self.known_ids:
            self.marks[step_id] = self._mark(row, step_id)
            self.unread.compare(row, step_id, _title(row))
        elif STEP_ID.fullmatch(step_id):
            self._read_left_behind(row, step_id)
        else:
            self._problem(row, tr("it has neither a step_id of the plan nor a title; left out"))

    def _is_own(self, row: Row) -> bool:
        """Whether the person added the row: it has a title and no id of a plan, or the export said so."""
        if not _title(row):
            return False
        if _kind(row) == OWN_KIND:
            return True
        return _id(row) not in self.known_ids and not (_kind(row) and STEP_ID.fullmatch(_id(row)))

    def _read_own(self, row: Row) -> None:
        step_id = _id(row)
        if not STEP_ID.fullmatch(step_id) or (step_id not in self.known_ids and _kind(row) != OWN_KIND):
            step_id = own_step_id(_title(row), taken=self.ids)
            self.ids.add(step_id)
        mark = self._mark(row, step_id)
        minutes = self._cell(row, "minutes", _minutes, USUAL_MINUTES)
        self.own_steps.append(OwnStep(step_id, _title(row), mark.day, minutes))
        self.marks[step_id] = replace(mark, day=None)

    def _read_left_behind(self, row: Row, step_id: str) -> None:
        mark = self._mark(row, step_id)
        (self.left_behind if mark.done or mark.note else self.unknown).append(step_id)
        if mark.done or mark.note:
            standing = self.standing.get(step_id, StepMark(step_id))
            self.marks[step_id] = replace(mark, day=standing.day)

    def _mark(self, row: Row, step_id: str) -> StepMark:
        standing = self.standing.get(step_id, StepMark(step_id))
        self.days[step_id] = self._cell(row, "date", lambda cell: read_date_cell(cell, self.order), standing.day)
        return StepMark(
            step_id,
            done=self._cell(row, "done", read_done, standing.done),
            day=self.days[step_id],
            note=self._cell(row, "note", _note, standing.note),
        )

    def _cell(self, row: Row, name: str, read: Callable[[str], V], otherwise: V) -> V:
        """The value of a cell, or `otherwise` without the column or with a problem."""
        if name not in self.columns:
            return otherwise
        try:
            return read(row.cells.get(name, ""))
        except ValueError as error:
            self._problem(row, tr("{error}; the rest of the row was used", error=error))
            return otherwise

    def _problem(self, row: Row, words: str) -> None:
        self.problems.append(Problem(row.line, words))


def _id(row: Row) -> str:
    return clean_title(unguard(row.cells.get("step_id", "")))


def _title(row: Row) -> str:
    return clean_title(unguard(row.cells.get("title", "")))


def _kind(row: Row) -> str:
    return clean_title(row.cells.get("kind", "")).casefold()


def _note(cell: str) -> str:
    note = clean_text(unguard(cell))
    if len(note) > NOTE_LENGTH:
        raise ValueError(tr("the note has more than {length} characters", length=format_number(NOTE_LENGTH)))
    return note


def _minutes(cell: str) -> int:
    most = int(LIMITS["minutes_per_day"][1])
    text = cell.strip()
    if not text:
        return USUAL_MINUTES
    found = re.fullmatch(r"(\d{1,3})([.,]0+)?", text)
    if not found or not 1 <= int(found[1]) <= most:
        raise ValueError(
            tr("minutes is {cell}; expected a whole number from 1 to {most}", cell=quote_text(cell), most=most)
        )
    return int(found[1])


YES = {"yes", "y", "true", "x", "1", "ja", "j", "oui", "si", "sim", "wahr", "vrai", "verdadero", "vero"} | set("✓✔☑")
NO = {"", "no", "n", "false", "0", "nein", "non", "nao", "falsch", "faux", "falso", "☐"}


def read_done(cell: str) -> bool:
    """Whether the cell says yes; raises ValueError when it says neither yes nor no."""
    word = fold_text(cell)
    if word not in YES | NO:
        raise ValueError(tr("done is {cell}; expected yes or no", cell=quote_text(cell)))
    return word in YES
