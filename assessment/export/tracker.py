"""The applications in the table of another tracker, with its columns matched to what an application takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assessment.core.model.process import Outcome, Person, Process, drop_impossible_facts
from assessment.core.model.vocabulary import outcome_vocabulary
from assessment.core.text.cell_words import is_unanswered
from assessment.core.text.cleaning import fold_text, join_quoted, quote_text
from assessment.core.text.date_columns import ambiguous_date, detect_notations, notation_notices, shown_dates
from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.i18n import tr, tr_count
from assessment.core.text.terms import letters_of
from assessment.export.table import write_csv
from assessment.export.tracker_table import TrackerTable
from assessment.export.tracker_vocabulary import FIELD_LABELS, NOT_APPLIED

DATES = ("interview_date", "last_word_date")
OUTCOME_FIELDS = ("outcome", "status")
"""The fields that may hold the outcome: the first that does counts."""


@dataclass(frozen=True, slots=True)
class RowLeftOut:
    """A row that became no application: its number, its cells, and why."""

    number: int
    cells: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class TrackedApplications:
    """The new applications of a tracker, the rows left out, and sentences on what was not understood.

    `ambiguous_date` is a date that could be two days, since no date of its column shows the order; "" for none.
    """

    processes: list[Process] = field(default_factory=list)
    left_out: list[RowLeftOut] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    ambiguous_date: str = ""


def left_out_csv(table: TrackerTable, left_out: Iterable[RowLeftOut]) -> str:
    """The rows left out as CSV: their number, the reason, and their cells under the columns of the tracker."""
    rows: list[tuple[str | int, ...]] = [(row.number, row.reason, *row.cells) for row in left_out]
    return write_csv((tr("row"), tr("reason"), *table.columns), rows)


def applications_of(
    table: TrackerTable,
    matching: Mapping[str, int | None],
    known: Iterable[Process],
    today: date,
    given_order: DayOrder | None = None,
) -> TrackedApplications:
    """What the rows of a tracker become, with the columns matched as given; `known` are the person's applications.

    `given_order` is the order of day and month where no date of a column shows it.

    A row is left out without employer and role, where nobody applied yet, and where employer and role are those of
    a known application or of an earlier row.
    """
    reading = _TrackerReading(table, matching, known, today, given_order)
    for number, cells in table.rows:
        reading.add(number, cells)
    found = reading.found
    found.left_out += [RowLeftOut(number, (), reason) for number, reason in table.unreadable]
    if skipped := [name for place, name in enumerate(table.columns) if name and place not in matching.values()]:
        found.notices.append(tr("Columns that are not taken: {columns}.", columns=", ".join(map(quote_text, skipped))))
    if reading.unknown:
        words = join_quoted(list(dict.fromkeys(reading.unknown)))
        found.notices.append(tr("Not understood as a status, and taken as open: {words}.", words=words))
    if reading.no_dates:
        words = join_quoted(list(dict.fromkeys(reading.no_dates)))
        found.notices.append(tr("No date, or one that could be two, and left out: {words}.", words=words))
    if reading.impossible:
        found.notices.append(
            tr_count(
                "In {number} application a date that cannot be was left out.",
                "In {number} applications dates that cannot be were left out.",
                reading.impossible,
            )
        )
    return found


class _TrackerReading:
    """Reads row by row, and collects what cannot be used."""

    def __init__(
        self,
        table: TrackerTable,
        matching: Mapping[str, int | None],
        known: Iterable[Process],
        today: date,
        given_order: DayOrder | None,
    ) -> None:
        self.matching, self.today = matching, today
        self.outcomes = outcome_vocabulary()
        shown = {name: shown_dates(self._text(cells, name) for _, cells in table.rows) for name in DATES}
        self.notations = detect_notations(shown, given_order)
        self.here = {_key(process.employer, process.role) for process in known}
        self.rows: dict[tuple[str, str], int] = {}
        self.found = TrackedApplications(ambiguous_date=ambiguous_date(shown, self.notations))
        self.found.notices += [
            f"{tr(FIELD_LABELS[name])}: {notice}."
            for name, each in shown.items()
            for notice in notation_notices(each, given_order)
        ]
        self.unknown: list[str] = []
        self.no_dates: list[str] = []
        self.impossible = 0

    def _text(self, cells: Sequence[str], name: str) -> str:
        text = self._cell(cells, name)
        return "" if is_unanswered(text) else text

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self.matching.get(name)
        return "" if place is None else cells[place]

    def add(self, number: int, cells: tuple[str, ...]) -> None:
        """Read one row as an application, or leave it out."""
        employer, role = (self._text(cells, name) for name in ("employer", "role"))
        texts = [self._text(cells, name) for name in OUTCOME_FIELDS]
        meant = [self.outcomes.id_of(self._cell(cells, name)) for name in OUTCOME_FIELDS]
        key = _key(employer, role)
        decided = [Outcome(each) for each in meant if each not in (None, Outcome.PENDING)]
        if reason := self._reason_against(key, "" if decided else self._text(cells, "status")):
            self.found.left_out.append(RowLeftOut(number, cells, reason))
            return
        self.rows[key] = number
        contact = self._text(cells, "contact")
        stated = Process(
            employer=employer,
            role=role,
            people=(Person(contact),) if contact else (),
            interview_date=self._day(cells, "interview_date"),
            last_word_date=self._day(cells, "last_word_date"),
        )
        process = drop_impossible_facts(stated, self.today)
        self.impossible += process != stated
        if not decided:
            self.unknown += [text for text, each in zip(texts, meant, strict=True) if text and each is None]
        self.found.processes.append(replace(process, outcome=decided[0]) if decided else process)

    def _reason_against(self, key: tuple[str, str], status: str) -> str:
        if key == ("", ""):
            return tr("neither employer nor role")
        if key in self.here:
            return tr("here already: the same employer and role")
        if key in self.rows:
            return tr("the same employer and role as row {row}", row=self.rows[key])
        return tr("not applied yet") if letters_of(status) in NOT_APPLIED else ""

    def _day(self, cells: Sequence[str], name: str) -> date | None:
        text = self._text(cells, name)
        try:
            return self.notations[name].parse(text)
        except ValueError:
            self.no_dates.append(text)
            return None


def _key(employer: str, role: str) -> tuple[str, str]:
    return " ".join(fold_text(employer).split()), " ".join(fold_text(role).split())
