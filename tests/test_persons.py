"""The worked persons of examples/persons.toml: alike from Python, command line, cohort table and print page."""

import json
import tomllib

import pandas as pd
import pytest

from assessment import assess
from assessment.cohort.scoring.frame import score_frame
from assessment.core.model.process import Outcome, Person, Process, current_stage
from assessment.core.plan.gaps import readiness_gaps
from assessment.core.plan.plan import MINUTES_PER_DAY, make_plan
from assessment.core.scoring.probability import percent_int
from assessment.export.case import assessment_json, read_case
from assessment.export.printable import printable_page
from tests.support import EXAMPLES, INSTRUMENT

PERSONS = tomllib.loads((EXAMPLES / "persons.toml").read_text("utf-8"))["person"]
CLOSE = {"rel": 0, "abs": 1e-9}
every_person = pytest.mark.parametrize("person", PERSONS, ids=lambda person: person["shows"])


def process_of(person):
    facts = dict(person.get("process", {}))
    outcome, people = facts.pop("outcome", None), facts.pop("people", [])
    return Process(
        **facts, outcome=Outcome(outcome) if outcome else None, people=tuple(Person(**each) for each in people)
    )


def assessed(person):
    return assess(INSTRUMENT, person["answers"], process=process_of(person), today=person["today"])


@every_person
def test_the_scores_are_those_reckoned_from_the_description_of_the_model(person):
    assessment = assessed(person)
    outlook, readiness = assessment.outlook, assessment.readiness
    expected = [person["outlook"], person["low"], person["high"]]
    assert [outlook.value, outlook.low, outlook.high] == pytest.approx(expected, **CLOSE)
    if "readiness" in person:
        assert readiness.total.value == pytest.approx(person["readiness"], **CLOSE)
    else:
        assert readiness is None


@every_person
def test_the_tips_and_the_plan_are_those_of_the_example(person):
    process, today = process_of(person), person["today"]
    stage = current_stage(INSTRUMENT, person["answers"], process, today)
    tips = [tip.id for gap in readiness_gaps(INSTRUMENT, person["answers"]) for tip in gap.open_tips(stage)]
    assert tips[:3] == person["first_tips"]
    minutes = person.get("minutes_per_day", MINUTES_PER_DAY)
    plan = make_plan(INSTRUMENT, assessed(person), process, today, minutes)
    assert [f"{step.day or 'no day'} {step.id}" for step in plan.steps] == person["plan"]


@every_person
def test_the_command_line_and_the_print_page_say_the_same(person):
    process = {name: str(fact) if name.endswith("_date") else fact for name, fact in person.get("process", {}).items()}
    text = json.dumps({"responses": person["answers"], "process": {**process, "today": str(person["today"])}})
    case = read_case(INSTRUMENT, text)
    assessment = assess(INSTRUMENT, case.responses, process=case.process, today=case.today)
    assert json.loads(assessment_json(assessment))["outlook"]["value"] == pytest.approx(person["outlook"], **CLOSE)
    plan = make_plan(INSTRUMENT, assessment, case.process, case.today)
    page = printable_page(assessment, plan, {}, case.process, case.today, drawing=None)
    number = f'<p class="number">{percent_int(person["outlook"])} <small>in 100</small></p>'
    assert (number in page) is not case.process.decided


def test_a_table_of_all_persons_is_scored_alike():
    columns = ("interview_date", "promised_date", "last_word_date", "outcome")
    asked = [person for person in PERSONS if not {"mean_wait_days", "never_told"} & set(person.get("process", {}))]
    facts = [{name: person.get("process", {}).get(name) for name in columns} for person in asked]
    rows = [
        {**person["answers"], **known, "today": person["today"]} for person, known in zip(asked, facts, strict=True)
    ]
    scores = score_frame(pd.DataFrame(rows), INSTRUMENT)
    for name in ("outlook", "low", "high"):
        column = name if name == "outlook" else f"outlook_{name}"
        assert scores[column].tolist() == pytest.approx([person[name] for person in asked], **CLOSE)


def test_each_person_shows_something_else():
    assert len({person["shows"] for person in PERSONS}) == len(PERSONS) >= 30
