"""The plans in examples/plans/ read as they stand there, and are those that the program makes.

After a change of plans or words, `.venv/bin/python -m tests.core.plan.test_plan_examples` writes them anew; read
them as a coach would before keeping them.
"""

import tomllib
from itertools import groupby

import pytest

from assessment import assess
from assessment.core.model.process import Outcome, Person, Process
from assessment.core.plan.plan import make_plan
from assessment.core.text.i18n import format_day
from tests.support import EXAMPLES, INSTRUMENT

FILES = sorted((EXAMPLES / "plans").glob("*.md"))
FENCE = "\n```\n"


def person_of(text):
    """The part of an example that says who it is."""
    return text.partition(FENCE)[0] + FENCE


def planned(person):
    """The plan of the person as a coach would hand it over."""
    facts = tomllib.loads(person.partition("```toml\n")[2].removesuffix(FENCE))
    process = facts["process"]
    process["people"] = tuple(Person(**each) for each in process.get("people", ()))
    process["outcome"] = Outcome(process["outcome"]) if "outcome" in process else None
    process, today = Process(**process), facts["today"]
    assessment = assess(INSTRUMENT, facts["responses"], process=process, today=today)
    plan = make_plan(INSTRUMENT, assessment, process, today, facts["minutes_per_day"])
    lines = ["## The plan"]
    for day, steps in groupby(plan.steps, key=lambda step: step.day):
        on_day = list(steps)
        lines += ["", f"{format_day(day)}, {sum(step.minutes for step in on_day)} minutes", ""]
        lines += [f"- {step.title} ({step.minutes})" for step in on_day]
    for title, steps in (("What does not fit", plan.not_fit), ("For the next time", plan.lessons)):
        if steps:
            lines += ["", f"## {title}", "", *(f"- {step.title} ({step.minutes})" for step in steps)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_example_is_what_the_program_plans(path):
    text = path.read_text("utf-8")
    assert text == f"{person_of(text)}\n{planned(person_of(text))}"


def test_each_stage_has_an_example_with_two_days_and_one_with_three_weeks():
    names = {path.stem.partition("_")[0] + "_" + "_".join(path.stem.split("_")[-2:]) for path in FILES}
    assert names == {
        f"{stage}_{time}" for stage in ("invited", "waiting", "decided") for time in ("two_days", "three_weeks")
    }


if __name__ == "__main__":
    for file in FILES:
        person = person_of(file.read_text("utf-8"))
        file.write_text(f"{person}\n{planned(person)}", "utf-8")
