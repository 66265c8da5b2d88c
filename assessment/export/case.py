"""A case as JSON: the answers and facts of one person in, their assessment out."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument, Responses
from assessment.core.model.process import Outcome, Person, Process, fact_problems
from assessment.core.scoring.assess import Assessment, Points
from assessment.core.scoring.evidence import Contribution
from assessment.core.text.cleaning import clean_title

MOST_DIGITS = 15
MOST_PEOPLE = 100
SHOWN_LENGTH = 40
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Kind = Callable[[Any], Any]
"""Makes the value of a field from what JSON holds; raises AssessmentError when it cannot."""


@dataclass(frozen=True, slots=True)
class Case:
    """The answers and the facts of one person; `today` is None where the file names no day."""

    responses: Responses
    process: Process
    today: date | None


def read_case(instrument: Instrument, text: str) -> Case:
    """The case that a JSON text holds; raises AssessmentError with one sentence for each thing wrong in it."""
    problems: list[str] = []
    top = _read(_json_object(text), {"responses": _object, "process": _object}, problems)
    facts = _read(top.get("process", {}), PROCESS_KINDS, problems, "process: ")
    today = facts.pop("today", None)
    responses, process = _responses(top.get("responses", {}), problems), Process(**facts)
    problems += instrument.response_problems(responses)
    disagreeing = fact_problems(process, today or date.max)
    problems += [f"process: {name}: {sentence}" for name, sentence in disagreeing.items()]
    if problems:
        raise AssessmentError(problems)
    return Case(responses, process, today)


def _read(fields: Mapping[str, Any], kinds: Mapping[str, Kind], problems: list[str], where: str = "") -> dict[str, Any]:
    """The fields that can be read, null ones left out; adds a sentence to `problems` for each that cannot."""
    known = ", ".join(kinds)
    problems += [f"{where}{_shown(name)} is not a key; expected {known}." for name in fields if name not in kinds]
    read = {}
    for name, kind in kinds.items():
        if fields.get(name) is None:
            continue
        try:
            read[name] = kind(fields[name])
        except AssessmentError as error:
            problems += [f"{where}{name}: {problem}" for problem in error.problems]
    return read


def _json_object(text: str) -> dict[str, Any]:
    try:
        fields = json.loads(text, object_pairs_hook=_unique, parse_int=_integer, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise AssessmentError([f"This is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."]) from error
    except RecursionError as error:
        raise AssessmentError(["This is not a case: it is nested too deeply."]) from error
    if not isinstance(fields, dict):
        raise AssessmentError(["This is no JSON object; expected one with the keys responses and process."])
    return fields


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    counts = Counter(name for name, _ in pairs)
    if twice := [name for name, count in counts.items() if count > 1]:
        raise AssessmentError([f"The key {_shown(name)} stands twice in one object." for name in twice])
    return dict(pairs)


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise AssessmentError([f"The number {_shown(digits)} is too long; expected at most {MOST_DIGITS} digits."])
    return int(digits)


def _no_constant(name: str) -> Any:
    raise AssessmentError([f"{name} is no number that can be used."])


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise AssessmentError([f"{_shown(value)} is no object; expected names with values in braces."])
    return value


def _responses(fields: Mapping[str, Any], problems: list[str]) -> dict[str, str]:
    problems += [
        f"responses: {_shown(name)}: {_shown(option)} is no option id; expected text in quotes."
        for name, option in fields.items()
        if not isinstance(option, str)
    ]
    return {name: option for name, option in fields.items() if isinstance(option, str)}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise AssessmentError([f"{_shown(value)} is no text; expected text in quotes."])
    return clean_title(value)


def _date(value: Any) -> date:
    if isinstance(value, str) and DATE.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise AssessmentError([f"{_shown(value)} is not a date; expected YYYY-MM-DD."])


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise AssessmentError([f"{_shown(value)} is no number."])
    return float(value)


def _whole_number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise AssessmentError([f"{_shown(value)} is no whole number."])
    return value


def _outcome(value: Any) -> Outcome:
    if value not in list(Outcome):
        raise AssessmentError([f"{_shown(value)} is no outcome; expected one of {', '.join(Outcome)}."])
    return Outcome(value)


def _people(value: Any) -> tuple[Person, ...]:
    if not isinstance(value, list):
        raise AssessmentError([f"{_shown(value)} is no list; expected people in brackets."])
    if len(value) > MOST_PEOPLE:
        raise AssessmentError([f"These are {len(value):,} people; expected at most {MOST_PEOPLE}."])
    problems: list[str] = []
    people = [_person(fields, problems, f"person {number}: ") for number, fields in enumerate(value, start=1)]
    if problems:
        raise AssessmentError(problems)
    return tuple(people)


def _person(fields: Any, problems: list[str], where: str) -> Person:
    if not isinstance(fields, dict):
        problems.append(f"{where}{_shown(fields)} is no object; expected a name and a role in braces.")
        return Person("")
    before = len(problems)
    read = _read(fields, {"name": _text, "role": _text}, problems, where)
    if len(problems) == before and not read.get("name"):
        problems.append(f"{where}expected a name.")
    return Person(read.get("name", ""), read.get("role", ""))


def _shown(value: Any) -> str:
    """A value as a sentence can quote it: short, on one line, without its insides."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    text = value if isinstance(value, str) else json.dumps(value)
    return f"'{clean_title(text)[:SHOWN_LENGTH]}'"


PROCESS_KINDS: Mapping[str, Kind] = {
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
