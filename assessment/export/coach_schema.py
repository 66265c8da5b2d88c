"""The schema of what stands in the files between a client and a coach, made from the values that it holds."""

from dataclasses import MISSING, fields
from typing import Annotated, Any, Literal, Union

from pydantic import ConfigDict, Field, create_model

from assessment.core.applications.notes import KINDS, LENGTHS, MOST_LINKS, TYPES, Content, Landed
from assessment.core.applications.records import DAY_MINUTES, SnapshotScores
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text
from assessment.export.case_schema import FIELDS as FACT_FIELDS
from assessment.export.case_schema import CaseText, Day, JsonObject, cleaned_by

MOST_STEPS = 1_000
MOST_SOURCES = 50


class CoachingObject(JsonObject):
    """An object of these files: known keys only, and finite numbers."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


LongText = Annotated[str, cleaned_by(clean_text), Field(max_length=NOTE_LENGTH)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")]
ApplicationId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")]
Count = Annotated[int, Field(ge=1, le=1_000_000_000)]
Minutes = Annotated[int, Field(ge=1, le=DAY_MINUTES)]
Chance = Annotated[float, Field(ge=0, le=1)]
Points = Annotated[float, Field(ge=0, le=100)]
SCORE_TYPES: dict[str, Any] = {"silence": float, "readiness_answered": Annotated[int, Field(ge=0, le=1_000)]}
"""Figures that are neither a probability nor points."""


def _score(name: str) -> Any:
    points = Points | None if name.startswith(("readiness", "fit")) else Chance
    return SCORE_TYPES.get(name, points)


SCORES: dict[str, Any] = {
    each.name: (_score(each.name), ... if each.default is MISSING else each.default) for each in fields(SnapshotScores)
}
ScoresObject: Any = create_model("ScoresObject", __base__=CoachingObject, **SCORES)
ProcessObject: Any = create_model("GivenProcessObject", __base__=CoachingObject, **FACT_FIELDS)


class GivenStepObject(CoachingObject):
    title: CaseText
    minutes: Minutes
    day: Day | None = None
    done: bool = False
    own: bool = False
    note: LongText = ""
    how: LongText = ""
    why: LongText = ""
    sources: Annotated[list[Identifier], Field(max_length=MOST_SOURCES)] = []  # noqa: RUF012
    item: Identifier | Literal[""] = ""
    gain: Points = 0.0
    stage_step: Identifier | Literal[""] = ""


NOTE_TYPES: dict[Any, Any] = {
    bool: bool | None,
    Landed: Annotated[Landed, Field(strict=False)] | None,
    tuple[str, ...]: Annotated[list[Identifier], Field(max_length=MOST_LINKS)],
}


def _note_object(kind: str, content: type[Content]) -> Any:
    """One kind of notes."""
    texts = {name: Annotated[str, Field(max_length=most)] for name, most in LENGTHS[content].items()}
    values: dict[str, Any] = {
        each.name: (texts.get(each.name) or NOTE_TYPES[TYPES[content][each.name]], each.default)
        for each in fields(content)
    }
    inside: Any = create_model(f"Given{content.__name__}", __base__=CoachingObject, **values)
    own: dict[str, Any] = {"kind": (Literal[kind], ...), "content": (inside, ...)}
    return create_model(f"Given{content.__name__}Note", __base__=NoteObject, **own)


class NoteObject(CoachingObject):
    id: Identifier
    round: Count = 1


AnyNote: Any = Annotated[
    Union[tuple(_note_object(kind, content) for kind, content in KINDS.items())],  # noqa: UP007
    Field(discriminator="kind"),
]


class ClientObject(CoachingObject):
    """What a client gives."""

    application: ApplicationId
    day: Day
    instrument_version: CaseText
    round: Count = 1
    process: ProcessObject = ProcessObject()
    scores: ScoresObject | None = None
    responses: dict[Identifier, Identifier] | None = None
    steps: Annotated[list[GivenStepObject], Field(max_length=MOST_STEPS)] | None = None
    notes: list[AnyNote] | None = None


class CoachStepObject(CoachingObject):
    title: Annotated[CaseText, Field(min_length=1)]
    minutes: Minutes = 15
    day: Day | None = None
    note: LongText = ""


class CoachObject(CoachingObject):
    """What a coach gives back."""

    application: ApplicationId
    day: Day
    coach: CaseText
    steps: Annotated[list[CoachStepObject], Field(max_length=MOST_STEPS)]
