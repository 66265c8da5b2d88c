"""The schema of the exported JSON file; all problems of a file are found at once."""

import json
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    FailFast,
    Field,
    ValidationError,
    create_model,
)

from assessment.core.applications.records import DAY_MINUTES, PEOPLE_LIMIT, SnapshotScores
from assessment.core.errors import AssessmentError
from assessment.core.model.fact import Fact
from assessment.core.model.process import FACTS, Outcome, People
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH, clean_text
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY
from assessment.core.text.email_address import address_problem
from assessment.core.text.i18n import format_number, mark_for_translation, tr, tr_count

MOST_BYTES = 50_000_000
MOST_PROBLEMS = 20
MOST_MEMBERS = 1_000
NO_JSON = mark_for_translation(
    "This is no Callback export, since it is not complete JSON; choose the file callback.json that "
    "'Take everything with you' gave you."
)
NO_EXPORT = mark_for_translation(
    "This is JSON but no Callback export; choose the file callback.json that 'Take everything with you' gave you."
)
NO_EXPORT_KINDS = {("model_type", ()), ("missing", ("callback_export",))}
"""The kinds of errors of a file that is no export at all."""


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _address(text: str) -> str:
    if problem := address_problem(text):
        raise ValueError(problem)
    return text


def _one_each(*names: str) -> Any:
    """The rules of a table: its first wrong row ends the reading of it, and no two rows have the same key."""

    def check(rows: list[Any]) -> list[Any]:
        keys = [tuple(getattr(row, name) for name in names) for row in rows]
        if len(set(keys)) < len(keys):
            raise ValueError(tr("two rows have the same {columns}", columns=", ".join(names)))
        return rows

    return FailFast(), AfterValidator(check)


Title = Annotated[str, Field(max_length=TITLE_LENGTH), BeforeValidator(_clean)]
Note = Annotated[str, Field(max_length=NOTE_LENGTH), BeforeValidator(_clean)]
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


FACT_TYPES: dict[Any, Any] = {
    str: Title,
    People: Annotated[list[PersonRow], Field(max_length=PEOPLE_LIMIT)],
    date: Day,
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
    return (value | None, None) if fact.empty is None else (value, fact.empty)


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


class RevealRow(ExportRow):
    outlook: Chance
    base_rate: Chance
    instrument_version: Title
    revealed_at: Moment


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
    note: Note
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
    note: Note
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


class ExportFile(ExportRow):
    """The whole file. `callback_export` is the version of its schema."""

    callback_export: Literal[1]
    exported_at: Moment
    applications: Annotated[list[ApplicationRow], *_one_each("id")]


def read_everything(content: str | bytes) -> ExportFile:
    """The content of the file; raises AssessmentError with one sentence for each problem."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if len(data) > MOST_BYTES:
        raise AssessmentError(
            [
                tr(
                    "The file has {bytes} bytes; at most {most} are read.",
                    bytes=format_number(len(data)),
                    most=format_number(MOST_BYTES),
                )
            ]
        )
    text = _utf_8(data)
    with suppress(ValueError, RecursionError):
        json.loads(text, object_pairs_hook=_refuse_wide_object, parse_int=str, parse_float=str)
    try:
        return ExportFile.model_validate_json(text)
    except ValidationError as error:
        raise AssessmentError(_sentences(error)) from error


def _utf_8(data: bytes) -> bytes:
    """The file in UTF-8 without a mark; one in UTF-16 or UTF-32 is encoded anew."""
    return data.decode(json.detect_encoding(data), "replace").encode()


def _refuse_wide_object(members: list[Any]) -> None:
    """Raise AssessmentError for an object with more members than any export has; each would cost an error of 1 KB."""
    if len(members) > MOST_MEMBERS:
        raise AssessmentError([tr(NO_EXPORT)])


def _sentences(error: ValidationError) -> list[str]:
    """One sentence for a file that is no export at all, else one for each problem inside."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    kinds = {(problem["type"], problem["loc"]) for problem in found}
    if ("json_invalid", ()) in kinds:
        return [tr(NO_JSON)]
    if kinds & NO_EXPORT_KINDS:
        return [tr(NO_EXPORT)]
    sentences = [": ".join([*_place(problem["loc"]), problem["msg"]]) + "." for problem in found[:MOST_PROBLEMS]]
    more = len(found) - MOST_PROBLEMS
    return (
        [*sentences, tr_count("There is {number} more problem.", "There are {number} more problems.", more)]
        if more > 0
        else sentences
    )


def _place(location: tuple[int | str, ...]) -> list[str]:
    """Where in the file, with rows counted from 1."""
    return [str(part + 1) if isinstance(part, int) else clean_text(part, 40) for part in location]
