"""The prep plan as a table."""

from collections.abc import Mapping

from assessment.core.applications.records import StepMark
from assessment.core.model import Instrument
from assessment.core.plan.plan import Plan
from assessment.core.plan.schedule import Step
from assessment.core.text.i18n import tr
from assessment.export.table import write_csv

COLUMNS = ("step_id", "date", "title", "why", "minutes", "kind", "person", "item", "source", "done", "note")


def plan_csv(instrument: Instrument, plan: Plan, marks: Mapping[str, StepMark] | None = None) -> str:
    """The plan as CSV, one row a step: the dated ones, then what does not fit, then lessons, without a date."""
    steps = (*plan.steps, *plan.not_fit, *plan.lessons)
    return write_csv(COLUMNS, [_row(instrument, step, (marks or {}).get(step.id)) for step in steps])


def _row(instrument: Instrument, step: Step, mark: StepMark | None) -> list[str | int]:
    mark = mark or StepMark(step.id)
    day = mark.day or step.day
    return [
        step.id,
        day.isoformat() if day else "",
        step.title,
        f"{step.how} {step.why}".strip(),
        step.minutes,
        step.kind,
        step.person,
        step.item,
        source_titles(instrument, step.sources) if step.why else "",
        "yes" if mark.done else "no",
        mark.note,
    ]


def source_titles(instrument: Instrument, sources: tuple[str, ...]) -> str:
    """The titles of the sources, or that it is our own judgement."""
    titles = [instrument.sources[source].title for source in sources if source in instrument.sources]
    return "; ".join(titles) or tr("our own judgement")
