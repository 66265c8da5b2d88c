"""A case as JSON: the answers and facts of one person in, their assessment out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessment.core.evidence import Contribution
from assessment.core.model import AssessmentError, Instrument, Responses
from assessment.core.process import Outcome, Person, Process
from assessment.core.scoring import Assessment, Points
from assessment.core.text import clean_title


@dataclass(frozen=True, slots=True)
class Case:
    """The answers and the facts of one person; `today` is None where the file names no day."""

    responses: Responses
    process: Process
    today: date | None


class _Reader:
    """Reads the fields of an object and collects a sentence for each that cannot be."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def read(self, where: str, fields: Mapping[str, Any], kinds: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
        known = ", ".join(kinds)
        self.problems += [f"{where}'{name}' is not a key; expected {known}." for name in fields if name not in kinds]
        read = {}
        for name, kind in kinds.items():
            if fields.get(name) is None:
                continue
            try:
                read[name] = kind(fields[name])
            except ValueError as error:
                self.problems.append(f"{where}{name}: {error}")
        return read


def read_case(instrument: Instrument, text: str) -> Case:
    """The case that a JSON text holds; raises AssessmentError with one sentence for each thing wrong in it."""
    fields = _json_object(text)
    reader = _Reader()
    top = reader.read("", fields, {"responses": _strings, "process": _object})
    facts = reader.read("process: ", top.get("process", {}), PROCESS_KINDS)
    responses = top.get("responses", {})
    if problems := [*reader.problems, *instrument.response_problems(responses)]:
        raise AssessmentError(problems)
    today = facts.pop("today", None)
    return Case(responses, Process(**facts), today)


def _json_object(text: str) -> dict[str, Any]:
    try:
        fields = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise AssessmentError([f"This is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."]) from error
    except (ValueError, RecursionError) as error:
        raise AssessmentError([f"This is not a case: {error}."]) from error
    if not isinstance(fields, dict):
        raise AssessmentError(["This is no JSON object; expected one with the keys responses and process."])
    return fields


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"the key '{twice[0]}' stands twice")
    return fields


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number that can be used")


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{_shown(value)} is no object; expected names with values in braces.")
    return value


def _strings(value: Any) -> dict[str, str]:
    wrong = [name for name, option in _object(value).items() if not isinstance(option, str)]
    if wrong:
        raise ValueError(f"{wrong[0]}: {_shown(value[wrong[0]])} is no option id; expected text in quotes.")
    return dict(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{_shown(value)} is no text; expected text in quotes.")
    return clean_title(value)


def _date(value: Any) -> date:
    try:
        if len(value) == len("2026-11-22"):
            return date.fromisoformat(value)
    except (TypeError, ValueError):
        pass
    raise ValueError(f"{_shown(value)} is not a date; expected YYYY-MM-DD.")


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{_shown(value)} is no number.")
    return float(value)


def _whole_number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{_shown(value)} is no whole number.")
    return value


def _outcome(value: Any) -> Outcome:
    if value not in list(Outcome):
        raise ValueError(f"{_shown(value)} is no outcome; expected one of {', '.join(Outcome)}.")
    return Outcome(value)


def _people(value: Any) -> tuple[Person, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{_shown(value)} is no list of people.")
    reader = _Reader()
    people = []
    for number, fields in enumerate(value, start=1):
        named = reader.read(f"person {number}: ", _object(fields), {"name": _text, "role": _text})
        if not named.get("name"):
            reader.problems.append(f"person {number}: expected a name.")
        else:
            people.append(Person(**named))
    if reader.problems:
        raise ValueError(" ".join(reader.problems))
    return tuple(people)


def _shown(value: Any) -> str:
    return (
        f"'{json.dumps(value, ensure_ascii=True)[:40]}'"
        if not isinstance(value, str)
        else f"'{clean_title(value)[:40]}'"
    )


PROCESS_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "employer": _text,
    "role": _text,
    "people": _people,
    "interview_date": _date,
    "promised_date": _date,
    "last_word_date": _date,
    "today": _date,
    "outcome": _outcome,
    "mean_wait_days": _number,
    "never_told": _number,
    "minutes_per_day": _whole_number,
}


def assessment_json(assessment: Assessment) -> str:
    """The assessment as one JSON object, numbers not rounded (the interface of `assessment score`)."""
    readiness, outlook = assessment.readiness, assessment.outlook
    fields = {
        "instrument_version": assessment.instrument_version,
        "readiness": readiness
        and {
            **_points(readiness.total),
            "domains": {name: _domain(points) for name, points in readiness.domains.items()},
        },
        "fit": assessment.fit and _points(assessment.fit),
        "outlook": {
            "value": outlook.value,
            "low": outlook.low,
            "high": outlook.high,
            "log_odds": outlook.log_odds,
            "base_rate": outlook.base_rate,
            "without_advice": outlook.without_advice,
            "silence": outlook.silence,
            "effective_signs": {
                "for": outlook.effective_signs.for_offer,
                "against": outlook.effective_signs.against,
            },
            "contributions": [_contribution(row) for row in outlook.contributions],
        },
    }
    return json.dumps(fields, indent=2)


def _points(points: Points) -> dict[str, Any]:
    return {
        "value": points.value,
        "low": points.low,
        "high": points.high,
        "answered": points.answered,
        "asked": points.asked,
    }


def _domain(points: Points) -> dict[str, Any]:
    return {"value": points.value, "answered": points.answered, "asked": points.asked}


def _contribution(row: Contribution) -> dict[str, Any]:
    return {
        "item": row.item,
        "option": row.option,
        "grade": row.grade,
        "group": row.group,
        "weight": row.weight,
        "discount": row.discount,
        "limit_factor": row.limit_factor,
        "contribution": row.contribution,
    }
