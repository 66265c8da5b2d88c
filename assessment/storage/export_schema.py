"""The schema of the exported JSON file."""

from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal, Union

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    FailFast,
    Field,
    ValidationInfo,
    create_model,
)

from assessment.core.applications.notes import KINDS, LENGTHS, MOST_LINKS, TYPES, Content, Landed
from assessment.core.applications.records import DAY_BOOK_LIMIT, DAY_MINUTES, PEOPLE_LIMIT, SnapshotScores
from assessment.core.model.day_book import DayBook, Happening
from assessment.core.model.fact import Fact
from assessment.core.model.process import FACTS, Outcome, People
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH, clean_text
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY
from assessment.core.text.email_address import address_problem
from assessment.core.text.i18n import tr

CUT_TEXTS = "cut_texts"
"""Key of the context of a reading: how many texts were cut."""


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _cut_to(length: int) -> Any:
    """The rule of a free text: what is longer is cut, and counted in the context of the reading."""

    def cut(value: Any, info: ValidationInfo) -> Any:
        text = _clean(value)
        if not isinstance(text, str) or len(text) <= length:
            return text
        if info.context is not None:
            info.context[CUT_TEXTS] = info.context.get(CUT_TEXTS, 0) + 1
        return text[:length]

    return BeforeValidator(cut)


def _address(text: str) -> str:
    if problem := address_problem(text):
        raise ValueError(problem)
    return text


def _clock_time(value: time) -> time:
    if value.tzinfo:
        raise ValueError(tr("a time by the clock has no time zone"))
    return value


def _one_each(*names: str) -> Any:
    """The rules of a table: its first wrong row ends the reading of it, and no two rows have the same key."""

    def check(rows: list[Any]) -> list[Any]:
        keys = [tuple(getattr(row, name) for name in names) for row in rows]
        if len(set(keys)) < len(keys):
            raise ValueError(tr("two rows have the same {columns}", columns=", ".join(names)))
        return rows

    return FailFast(), AfterValidator(check)


Title = Annotated[str, Field(max_length=TITLE_LENGTH), BeforeValidator(_clean)]
LongText = Annotated[str, _cut_to(NOTE_LENGTH)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")]
Count = Annotated[int, Field(ge=1, le=1_000_000_000)]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
FIRST_MOMENT, LAST_MOMENT = (datetime.combine(day, time(), UTC) for day in (FIRST_DAY, LAST_DAY))
Moment = Annotated[AwareDatetime, Field(ge=FIRST_MOMENT, le=LAST_MOMENT)]
Chance = Annotated[float, Field(ge=0, le=1)]


class ExportRow(BaseModel):
    """A row of the export; unknown columns are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class PersonRow(ExportRow):
    name: Title
    role: Title = ""
    email: Annotated[Title, AfterValidator(_address)] = ""


class DayBookRow(ExportRow):
    kind: Happening
    day: Day
    text: Title = ""
    step_id: Title = ""
    before: Day | None = None
    after: Day | None = None


FACT_TYPES: dict[Any, Any] = {
    str: Title,
    People: Annotated[list[PersonRow], Field(max_length=PEOPLE_LIMIT)],
    DayBook: Annotated[list[DayBookRow], Field(max_length=DAY_BOOK_LIMIT)],
    date: Day,
    time: Annotated[time, AfterValidator(_clock_time)],
    Outcome: Outcome,
    float: float,
    int: int,
}
"""Type of a fact -> type of its value in the file."""


def _field_of(fact: Fact) -> Any:
    """The type and the default of a fact in the file."""
    value = FACT_TYPES[fact.type]
    if fact.limits:
        value = Annotated[value, Field(ge=fact.limits[0], le=fact.limits[1])]
    empty = list(fact.empty) if isinstance(fact.empty, tuple) else fact.empty
    return (value | None, None) if empty is None else (value, empty)


FIELDS: dict[str, Any] = {name: _field_of(fact) for name, fact in FACTS.items()}
ProcessRow: Any = create_model("ProcessRow", __base__=ExportRow, **FIELDS)


class ResponseRow(ExportRow):
    item: Identifier
    version: Count
    option: Identifier | None
    round: Count
    instrument_version: Title
    saved_at: Moment


class GuessRow(ExportRow):
    value: Annotated[int, Field(ge=0, le=100)] | None
    sealed_at: Moment
    answer_day: Day | None = None


class RevealRow(ExportRow):
    outlook: Chance
    base_rate: Chance
    instrument_version: Title
    revealed_at: Moment
    half_heard_by: Day | None = None


PROBABILITIES = {"outlook", "outlook_low", "outlook_high", "base_rate", "without_advice"}
SCORE_FIELDS: dict[str, Any] = {
    score.name: (
        Chance if score.name in PROBABILITIES else score.type,
        ... if score.default is MISSING else score.default,
    )
    for score in fields(SnapshotScores)
}
ScoresRow: Any = create_model("ScoresRow", __base__=ExportRow, **SCORE_FIELDS)


class SnapshotRow(ExportRow):
    round: Count
    day: Day
    instrument_version: Title
    taken_at: Moment
    scores: ScoresRow
    responses: dict[Identifier, Identifier]
    process: ProcessRow


class StepMarkRow(ExportRow):
    round: Count
    step_id: Title
    done: bool
    day: Day | None
    note: LongText
    done_on: date | None = None


class OwnStepRow(ExportRow):
    id: Title
    position: Count
    round: Count
    title: Title
    day: Day | None
    minutes: Annotated[int, Field(ge=1, le=DAY_MINUTES)]


class ExportedStepRow(ExportRow):
    step_id: Title
    day: Day | None
    moved: bool
    done: bool
    note: LongText
    title: Title = ""
    minutes: Annotated[int, Field(ge=1, le=DAY_MINUTES)] | None = None


class PlanExportRow(ExportRow):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]{1,32}$")]
    position: Count
    round: Count
    exported_at: Moment
    steps: Annotated[list[ExportedStepRow], *_one_each("step_id")]


class ApplicationRow(ExportRow):
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")]
    created_at: Moment
    round: Count
    archived: bool
    outcome_at: Moment | None
    process: ProcessRow
    responses: Annotated[list[ResponseRow], *_one_each("item", "version")]
    guesses: Annotated[list[GuessRow], Field(max_length=1)]
    reveals: Annotated[list[RevealRow], Field(max_length=1)]
    snapshots: Annotated[list[SnapshotRow], *_one_each("round", "day", "instrument_version")]
    step_marks: Annotated[list[StepMarkRow], *_one_each("round", "step_id")]
    own_steps: Annotated[list[OwnStepRow], *_one_each("id")]
    plan_exports: Annotated[list[PlanExportRow], *_one_each("id")] = []


NoteId = Annotated[str, Field(pattern=r"^[a-z0-9]{1,32}$")]
NOTE_TYPES: dict[Any, Any] = {
    bool: bool,
    Landed: Landed,
    tuple[str, ...]: Annotated[list[NoteId], Field(max_length=MOST_LINKS)],
}


def _note_row(kind: str, content: type[Content]) -> Any:
    """The row of one kind of notes; a field that the file lacks is empty."""
    texts = {name: Annotated[str, _cut_to(most)] for name, most in LENGTHS[content].items()}
    row: dict[str, Any] = {
        each.name: (texts.get(each.name) or NOTE_TYPES[TYPES[content][each.name]], each.default)
        for each in fields(content)
    }
    optional: dict[str, Any] = {
        name: (value | None if default is None else value, default) for name, (value, default) in row.items()
    }
    content_row: Any = create_model(f"{content.__name__}Row", __base__=ExportRow, **optional)
    own: dict[str, Any] = {"kind": (Literal[kind], ...), "content": (content_row, ...)}
    return create_model(f"{content.__name__}NoteRow", __base__=NoteRow, **own)


class NoteRow(ExportRow):
    """What a note of any kind has; a story belongs to no application."""

    id: NoteId
    application: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")] | None
    round: Count
    position: Annotated[int, Field(ge=0, le=1_000_000_000)]
    archived: bool


AnyNoteRow: Any = Annotated[
    Union[tuple(_note_row(kind, content) for kind, content in KINDS.items())],  # noqa: UP007
    Field(discriminator="kind"),
]
NoteRows: Any = Annotated[list[AnyNoteRow], *_one_each("id")]


class ExportFile(ExportRow):
    """The whole file. `callback_export` is the version of its schema."""

    callback_export: Literal[1]
    exported_at: Moment
    applications: Annotated[list[ApplicationRow], *_one_each("id")]
    notes: NoteRows = []
