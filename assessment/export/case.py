"""A case as JSON: the answers and facts of one person in, their assessment out."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument, Responses
from assessment.core.model.process import FACTS, Process, fact_problems
from assessment.core.model.vocabulary import option_ids
from assessment.core.scoring.assess import Assessment
from assessment.core.scoring.hearing import HearingForecast
from assessment.export.case_schema import parse_case

POINTS = ("value", "low", "high", "answered", "asked")
DOMAIN = ("value", "answered", "asked")
OUTLOOK = ("value", "low", "high", "log_odds", "base_rate", "without_advice", "silence")
CONTRIBUTION = ("item", "option", "grade", "group", "weight", "discount", "limit_factor", "contribution")
HEARING = ("yes", "no", "waiting")
"""The fields of an assessment that its JSON has, in this order."""


@dataclass(frozen=True, slots=True)
class Case:
    """The answers and the facts of one person; `today` is None where the file names no day."""

    responses: Responses
    process: Process
    today: date | None


def read_case(instrument: Instrument, text: str, translations: Iterable[Instrument] = ()) -> Case:
    """The case that a JSON text holds; raises AssessmentError with one sentence for each thing wrong in it.

    Answers are ids, or labels in the language of the instrument or of one of its `translations`; an empty one,
    null, and words like NA are no answer.
    """
    case, problems = parse_case(text)
    responses = option_ids(case.responses, instrument, translations)
    process, today = Process(**{name: getattr(case.process, name) for name in FACTS}), case.process.today
    problems += instrument.response_problems(responses)
    problems += [f"process: {name}: {what}" for name, what in fact_problems(process, today or date.max).items()]
    if problems:
        raise AssessmentError(problems)
    return Case(responses, process, today)


def assessment_json(assessment: Assessment, hearing: HearingForecast | None = None) -> str:
    """The assessment as one JSON object, numbers not rounded (the interface of `assessment score`).

    `hearing` is null in it where nobody waits for an answer.
    """
    readiness, fit, outlook = assessment.readiness, assessment.fit, assessment.outlook
    fields = {
        "instrument_version": assessment.instrument_version,
        "readiness": readiness
        and {
            **_fields(readiness.total, POINTS),
            "domains": {name: _fields(points, DOMAIN) for name, points in readiness.domains.items()},
        },
        "fit": fit and _fields(fit, POINTS),
        "outlook": {
            **_fields(outlook, OUTLOOK),
            "effective_signs": {"for": outlook.signs_for, "against": outlook.signs_against},
            "contributions": [_fields(row, CONTRIBUTION) for row in outlook.contributions],
        },
        "hearing": hearing and _hearing_fields(hearing),
    }
    return json.dumps(fields, indent=2)


def _hearing_fields(hearing: HearingForecast) -> dict[str, Any]:
    half = hearing.half_heard_by
    return {
        "half_heard_by": half and half.isoformat(),
        "never_told": hearing.never_told_share,
        "days": [{"day": each.day.isoformat(), **_fields(each, HEARING)} for each in hearing.days],
    }


def _fields(record: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}
