"""A case as JSON: the answers and facts of one person in, their assessment out."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument, Responses
from assessment.core.model.process import FACTS, Process, fact_problems
from assessment.core.scoring.assess import Assessment, Points
from assessment.core.scoring.evidence import Contribution
from assessment.export.case_schema import parse_case


@dataclass(frozen=True, slots=True)
class Case:
    """The answers and the facts of one person; `today` is None where the file names no day."""

    responses: Responses
    process: Process
    today: date | None


def read_case(instrument: Instrument, text: str) -> Case:
    """The case that a JSON text holds; raises AssessmentError with one sentence for each thing wrong in it."""
    row, problems = parse_case(text)
    process, today = Process(**{name: getattr(row.process, name) for name in FACTS}), row.process.today
    problems += instrument.response_problems(row.responses)
    problems += [f"process: {name}: {what}" for name, what in fact_problems(process, today or date.max).items()]
    if problems:
        raise AssessmentError(problems)
    return Case(row.responses, process, today)


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
