"""Reads the CSV of a plan that was edited in a spreadsheet."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from assessment.core.errors import AssessmentError
from assessment.core.plan.merge import PlanFileRow
from assessment.core.plan.progress import OWN_KIND, own_step_id
from assessment.core.plan.schedule import PART_SEPARATOR, Step
from assessment.core.text.cleaning import (
    NOTE_LENGTH,
    clean_text,
    clean_title,
    join_first,
    quote_text,
    with_plain_hyphens,
)
from assessment.core.text.date_columns import ambiguous_date, detect_notations, notation_notices, shown_dates
from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.guards import UNSEEN
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.core.text.terms import make_vocabulary
from assessment.export.plan_cells import read_date, read_done, read_minutes
from assessment.export.plan_csv import plan_columns
from assessment.export.sheet import RowProblem, Sheet, SheetRow, read_sheet

STEP_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
NOT_SEEN = re.compile(rf"(?! )[{UNSEEN}]")
ZERO_DECIMALS = re.compile(r"[.,]0+$")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What each row of a file says, a sentence for each row or cell that could not be used, and other notices.

    `ambiguous_date` is a date that could be two days, since no date of the file shows the order; "" for none.
    """

    rows: tuple[PlanFileRow, ...] = ()
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    ambiguous_date: str = ""


def read_plan_csv(
    content: bytes, known_ids: Collection[str], *, planned: Iterable[Step] = (), given_order: DayOrder | None = None
) -> PlanFile:
    """What the file of a plan says; never raises.

    `given_order` is the order of day and month where no date of the file shows it. `known_ids` are the steps of the
    present plan, own steps included. A row without a known id but with a title is a step of the person's own,
    unless its kind shows that it comes from an earlier plan. Edits to the titles and minutes of the `planned` steps
    get a sentence, as they are not read.
    """
    try:
        sheet = read_sheet(content, plan_columns(), needed="step_id")
    except AssessmentError as error:
        return PlanFile(problems=tuple(f"{problem[:1].upper()}{problem[1:]}" for problem in error.problems))
    reader = _PlanReader(sheet, known_ids, given_order)
    for row in sheet.rows:
        reader.read(row)
    of_rows = [each for each in sheet.problems if isinstance(each, RowProblem)]
    of_rows += [*reader.problems, *_ignored_edits(reader.plan_rows, planned)]
    others = [each for each in sheet.problems if isinstance(each, str)]
    return PlanFile(
        rows=tuple(reader.rows),
        problems=(*map(str, sorted(of_rows, key=lambda problem: problem.row)), *others),
        notices=(*sheet.notices, *reader.notices()),
        ambiguous_date=ambiguous_date(reader.shown, reader.notations),
    )


class _PlanReader:
    """Reads the rows of one sheet, and collects a problem for each thing it cannot use."""

    def __init__(self, sheet: Sheet, known_ids: Collection[str], given_order: DayOrder | None) -> None:
        self.columns = set(sheet.columns)
        self.known_ids = known_ids
        self.known = make_vocabulary(known_ids, ())
        self.shown = {"date": shown_dates(row.cells.get("date", "") for row in sheet.rows)}
        self.notations = detect_notations(self.shown, given_order)
        self.given_order = given_order
        self.numbers: dict[str, int] = {}
        self.ids = {self._step_id(row) for row in sheet.rows}
        self.rows: list[PlanFileRow] = []
        self.plan_rows: list[tuple[str, SheetRow]] = []
        self.problems: list[RowProblem] = []

    def notices(self) -> list[str]:
        """How dates were read, and the steps that the present plan does not have, used ones apart from the others."""
        absent = [row for row in self.rows if not row.title and row.step_id not in self.known_ids]
        used = [row.step_id for row in absent if row.done or row.note]
        unused = [row.step_id for row in absent if not (row.done or row.note)]
        notices = [
            tr("The column date: {notice}.", notice=notice)
            for notice in notation_notices(self.shown["date"], self.given_order)
        ]
        if used:
            notices += [
                tr_count(
                    "{number} step is not in the plan; what you ticked and noted there is kept: {steps}.",
                    "{number} steps are not in the plan; what you ticked and noted there is kept: {steps}.",
                    len(used),
                    steps=self._named(used),
                )
            ]
        if unused:
            notices += [
                tr_count(
                    "{number} step is not in the plan, and nothing is ticked or noted there: {steps}.",
                    "{number} steps are not in the plan, and nothing is ticked or noted there: {steps}.",
                    len(unused),
                    steps=self._named(unused),
                )
            ]
        return notices

    def _named(self, step_ids: list[str]) -> str:
        """The ids with their rows; of many the first."""
        names = [tr("{step} in row {row}", step=quote_text(each), row=self.numbers[each]) for each in step_ids]
        return join_first(names)

    def read(self, row: SheetRow) -> None:
        """Read a row as a step of the plan or of the person's own, or add a problem."""
        step_id = self._step_id(row)
        if missing := sorted({"date", "done", "step_id"} & self.columns - row.cells.keys()):
            self._add_problem(row, tr("it ends before the column {column}; left out", column=missing[0]))
            return
        if step_id in self.numbers:
            names = {"step_id": quote_text(step_id), "row": self.numbers[step_id]}
            self._add_problem(row, tr("step_id {step_id} stands in row {row} already; left out", **names))
            return
        if step_id:
            self.numbers[step_id] = row.number
        if self._is_own(row, step_id):
            self.rows.append(self._own_row(row, step_id))
        elif step_id in self.known_ids or STEP_ID.fullmatch(step_id):
            self.rows.append(self._file_row(row, step_id))
            self.plan_rows.append((step_id, row))
        elif step_id:
            shown = quote_text(step_id)
            self._add_problem(
                row,
                tr("step_id {step_id} is no id of a step; copy it from the file of the plan; left out", step_id=shown),
            )
        else:
            self._add_problem(row, tr("it has neither a step_id of the plan nor a title; left out"))

    def _step_id(self, row: SheetRow) -> str:
        """The id in a row, as the plan writes it: in small letters, with hyphens, without what is not seen."""
        text = with_plain_hyphens(NOT_SEEN.sub("", row.text("step_id")).strip())
        return text if text in self.known_ids else self.known.exact_id(text) or text.lower()

    def _is_own(self, row: SheetRow, step_id: str) -> bool:
        """Whether the person added the row: it has a title and no id of a plan, or its kind says so."""
        kind = row.text("kind").casefold()
        if not row.text("title"):
            return False
        return kind == OWN_KIND or (step_id not in self.known_ids and not (kind and step_id))

    def _own_row(self, row: SheetRow, step_id: str) -> PlanFileRow:
        title, kind = row.text("title"), row.text("kind").casefold()
        if not STEP_ID.fullmatch(step_id) or (step_id not in self.known_ids and kind != OWN_KIND):
            step_id = own_step_id(title, taken=self.ids)
            self.ids.add(step_id)
        return self._file_row(row, step_id, title, self._cell(row, "minutes", read_minutes))

    def _file_row(self, row: SheetRow, step_id: str, title: str = "", minutes: int | None = None) -> PlanFileRow:
        if len(clean_text(row.cells.get("note", ""))) > NOTE_LENGTH:
            length = format_number(NOTE_LENGTH)
            self._add_problem(row, tr("the note was cut after {length} characters", length=length))
        days = self._cell(row, "date", lambda cell: (read_date(cell, self.notations["date"]),))
        return PlanFileRow(
            step_id,
            row.text("export").casefold(),
            done=self._cell(row, "done", read_done),
            note=self._cell(row, "note", lambda cell: clean_text(cell, NOTE_LENGTH)),
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
        self.problems.append(RowProblem(row.number, reason))


def _ignored_edits(rows: Iterable[tuple[str, SheetRow]], planned: Iterable[Step]) -> list[RowProblem]:
    """A problem for each row whose title or minutes differ from those of the planned step: they are not read.

    Where most titles differ nobody edited them: the file was exported in another language, or before a person in
    them was renamed.
    """
    steps = {step.id: step for step in planned}
    pairs = [(row, steps[step_id]) for step_id, row in rows if step_id in steps]
    titled = [(row, step) for row, step in pairs if "title" in row.cells]
    title_rows = [row.number for row, step in titled if row.text("title") != clean_title(step.title)]
    if 2 * len(title_rows) > len(titled):
        title_rows = []
    edited = {"title": title_rows, "minutes": [row.number for row, step in pairs if _other_minutes(row, step)]}
    return [
        RowProblem(
            row,
            tr(
                "not applied: {columns}; of a step of the plan only date, done and note are read",
                columns=", ".join(name for name, numbers in edited.items() if row in numbers),
            ),
        )
        for row in sorted({*edited["title"], *edited["minutes"]})
    ]


def _other_minutes(row: SheetRow, step: Step) -> bool:
    """Whether the minutes differ; a part of a step has other minutes each day."""
    minutes = ZERO_DECIMALS.sub("", row.cells.get("minutes", str(step.minutes)).strip())
    return minutes != str(step.minutes) and PART_SEPARATOR not in step.id
