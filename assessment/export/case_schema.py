"""The schema of the JSON of a case, made from the declared facts, and a sentence for each thing that breaks it."""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, time
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from assessment.core.applications.records import DAY_BOOK_LIMIT, PEOPLE_LIMIT
from assessment.core.errors import AssessmentError
from assessment.core.model.day_book import DayBook, DayBookEntry, Happening
from assessment.core.model.process import FACTS, Outcome, People, Person
from assessment.core.model.vocabulary import outcome_vocabulary
from assessment.core.text.cell_words import is_unanswered
from assessment.core.text.cleaning import clean_title
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY, parse_day
from assessment.export.json_text import parse_json, shown

WORDING = {
    "extra_forbidden": "{key} is not a key; expected {keys}.",
    "missing": "expected a {name}.",
    "no_name": "expected a name.",
    "string_type": "{got} is no text; expected text in quotes.",
    "float_type": "{got} is no number.",
    "int_type": "{got} is no whole number.",
    "no_day": "{got} is not a date from {first} to {last}; expected YYYY-MM-DD.",
    "no_time": "{got} is no time of day; expected HH:MM.",
    "time_with_zone": "{got} has a time zone; expected HH:MM by the clock where the person is.",
    "enum": "{got} is no {name}; expected one of {options}.",
    "list_type": "{got} is no list; expected {many} in brackets.",
    "too_long": "These are {actual_length:,} {many}; expected at most {max_length}.",
    "dict_type": "{got} is no object; expected names with values in braces.",
    "model_type": "{got} is no object; expected {parts} in braces.",
}
"""What pydantic found wrong -> the sentence about it."""
NO_OPTION = "{got} is no option id; expected text in quotes."
"""The sentence about an answer that is no text."""


def cleaned_by(clean: Callable[[str], str]) -> BeforeValidator:
    """The rule of a text that is cleaned so before it is checked."""
    return BeforeValidator(lambda value: clean(value) if isinstance(value, str) else value)


def _named(name: str) -> str:
    if not name:
        raise PydanticCustomError("no_name", "no name")
    return name


def _day(value: Any) -> date:
    if isinstance(value, str):
        with suppress(ValueError):
            return parse_day(value)
    raise PydanticCustomError("no_day", "no day")


def _time(value: Any) -> time:
    clock = None
    if isinstance(value, str):
        with suppress(ValueError):
            clock = time.fromisoformat(value)
    if clock is None:
        raise PydanticCustomError("no_time", "no time")
    if clock.tzinfo:
        raise PydanticCustomError("time_with_zone", "time with zone")
    return clock


def _outcome(value: Any) -> Any:
    return (isinstance(value, str) and outcome_vocabulary().id_of(value)) or value


def _stands_for_null(name: str, value: Any) -> bool:
    """Whether a value is a text that says that there is none; "No answer" is an outcome."""
    if not isinstance(value, str) or not is_unanswered(value):
        return False
    return name != "outcome" or outcome_vocabulary().id_of(value) is None


def _answer(value: Any) -> Any:
    """The answer as text, true and false as spreadsheets write them."""
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else value.strip() if isinstance(value, str) else value


class JsonObject(BaseModel):
    """An object with known keys only; null is the same as leaving a known key out, and so are words like NA where
    the value is no text.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def leave_null_out(cls, fields: Any) -> Any:
        if not isinstance(fields, dict):
            return fields
        missing = {
            name
            for name, each in cls.model_fields.items()
            if fields.get(name) is None or (each.default is None and _stands_for_null(name, fields[name]))
        }
        return {name: value for name, value in fields.items() if name not in missing}


CaseText = Annotated[str, cleaned_by(clean_title)]
Day = Annotated[date, PlainValidator(_day)]


class PersonObject(JsonObject):
    name: Annotated[CaseText, AfterValidator(_named)]
    role: CaseText = ""
    email: CaseText = ""


class DayBookObject(JsonObject):
    kind: Annotated[Happening, Field(strict=False)]
    day: Day
    text: CaseText = ""
    step_id: CaseText = ""
    before: Day | None = None
    after: Day | None = None


def _day_book(entries: list[DayBookObject]) -> DayBook:
    return tuple(DayBookEntry(**dict(entry)) for entry in entries)


def _people(people: list[PersonObject]) -> People:
    return tuple(Person(person.name, person.role, person.email) for person in people)


FACT_TYPES: dict[Any, Any] = {
    str: CaseText,
    People: Annotated[list[PersonObject], Field(max_length=PEOPLE_LIMIT), AfterValidator(_people)],
    DayBook: Annotated[list[DayBookObject], Field(max_length=DAY_BOOK_LIMIT), AfterValidator(_day_book)],
    date: Day,
    time: Annotated[time, PlainValidator(_time)],
    Outcome: Annotated[Outcome, Field(strict=False), BeforeValidator(_outcome)],
    float: float,
    int: int,
}
"""Type of a fact -> type of its value in the JSON. Limits are checked with the rules of the facts."""
FIELDS: dict[str, Any] = {name: (FACT_TYPES[fact.type], fact.empty) for name, fact in FACTS.items()}
ProcessObject: Any = create_model("ProcessObject", __base__=JsonObject, **FIELDS, today=(Day, None))


class CaseObject(JsonObject):
    """The whole file."""

    responses: dict[str, Annotated[str, BeforeValidator(_answer)]] = {}
    process: ProcessObject = ProcessObject()


LISTED = {"people": ("person", "people"), "day_book": ("entry", "entries")}
"""A fact that is a list -> what one and what many in it are called."""
PARTS: dict[str, tuple[Any, str]] = {
    "people": (PersonObject, "a name, a role and an email"),
    "day_book": (DayBookObject, "a kind and a day"),
}
"""A fact that is a list -> the objects in it, and what they hold."""


def parse_case(text: str) -> tuple[CaseObject, list[str]]:
    """What can be read of a case, and one sentence for each thing that cannot.

    Raises AssessmentError for a text that is no JSON object at all.
    """
    fields = _json_object(text)
    try:
        return CaseObject.model_validate(fields), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        # What is wrong is left out, so that the rules about the rest are checked in the same go.
        readable = _without(fields, (each["loc"] for each in errors))
        return CaseObject.model_validate(readable), [_sentence(each) for each in errors]


def _json_object(text: str) -> dict[str, Any]:
    try:
        fields = parse_json(text)
    except json.JSONDecodeError as error:
        raise AssessmentError([f"This is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."]) from error
    except RecursionError as error:
        raise AssessmentError(["This is not a case: it is nested too deeply."]) from error
    if not isinstance(fields, dict):
        raise AssessmentError(["This is no JSON object; expected one with the keys responses and process."])
    return fields


def _without(fields: Mapping[str, Any], places: Iterable[tuple[int | str, ...]]) -> dict[str, Any]:
    """The fields without the keys, or the keys one level below, that the places lead to or through."""
    rest = {name: dict(value) if isinstance(value, dict) else value for name, value in fields.items()}
    for place in places:
        inside: Any = rest[str(place[0])] if len(place) > 1 else rest
        inside.pop(place[:2][-1], None)
    return rest


def _sentence(error: ErrorDetails) -> str:
    """Where in the case, what is wrong, and what was expected."""
    kind, place = error["type"], error["loc"]
    wording = NO_OPTION if kind == "string_type" and place[0] == "responses" else WORDING[kind]
    expected: Any = CaseObject
    parts, many = "names with values", ""
    if place[0] == "process" and len(place) > 1:
        expected = ProcessObject
        _, many = LISTED.get(str(place[1]), ("", ""))
    if len(place) > 2:
        expected, parts = PARTS[str(place[1])]
    name = str(place[-1])
    key, place = (place[-1], place[:-1]) if kind in ("extra_forbidden", "missing", "no_name") else ("", place)
    what = wording.format(
        key=shown(key),
        keys=", ".join(expected.model_fields),
        got=shown(error["input"]),
        name=name,
        many=many,
        options=", ".join(Outcome if name == "outcome" else Happening),
        first=FIRST_DAY,
        last=LAST_DAY,
        parts=parts,
        **error.get("ctx", {}),
    )
    return ": ".join([*_steps(place), what])


def _steps(place: tuple[int | str, ...]) -> list[str]:
    """The steps of a place in words: people and entries by their number, ids of answers in quotation marks."""
    one = LISTED.get(str(place[1]), ("", ""))[0] if len(place) > 1 else ""
    steps = [f"{one} {step + 1}" if isinstance(step, int) else step for step in place]
    return [steps[0], *map(shown, steps[1:])] if steps[:1] == ["responses"] else steps
