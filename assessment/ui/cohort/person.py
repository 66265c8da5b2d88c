"""One person of a cohort, opened from the list: readiness by part, the next steps, and the plan as a file."""

from functools import partial
from math import isnan, nan

import streamlit as st

from assessment.core.plan.plan import Plan
from assessment.core.plan.schedule import Step
from assessment.core.text.i18n import format_day, tr
from assessment.export.plan_csv import plan_csv
from assessment.ui.cohort.downloads import plan_file_name, plan_of_row
from assessment.ui.cohort.scored_cohort import Cohort
from assessment.ui.components.formatting import escape_markdown, format_minutes, round_points
from assessment.ui.components.widgets import show_download

STEPS_SHOWN = 5


def show_person(cohort: Cohort, row: int, name: str, cohort_id: str) -> None:
    """The person in this row, in a fold that is empty until it is opened."""
    key = f"person:{cohort_id}:{row}"
    fold = st.expander(tr("Open {person}", person=escape_markdown(name)), type="compact", key=key, on_change="rerun")
    if not fold.open:
        return
    with fold:
        plan = plan_of_row(cohort, row)
        st.markdown("\n".join(readiness_lines(cohort, row)))
        st.markdown("\n".join(step_lines(plan)))
        make = partial(plan_csv, cohort.instrument, plan)
        show_download(tr("This plan (CSV)"), plan_file_name(name, row), make, key=f"plan:{key}")


def readiness_lines(cohort: Cohort, row: int) -> list[str]:
    """Readiness by domain as a list; those without an answer are left out."""
    points = dict(zip(cohort.domains.columns, list(cohort.domains.loc[row]), strict=True))
    answered = [domain for domain in cohort.instrument.domains if not isnan(points.get(domain.id, nan))]
    lines = [f"- {domain.title}: {round_points(points[domain.id])}" for domain in answered]
    return [tr("**Readiness of 100, part by part**"), "", *lines] if lines else []


def step_lines(plan: Plan) -> list[str]:
    """The first steps of the plan as a list."""
    lines = [step_line(step) for step in plan.steps[:STEPS_SHOWN]]
    return [tr("**The next steps of their plan**"), "", *lines] if lines else []


def step_line(step: Step) -> str:
    """A step as an entry of a list: its title, its day and its minutes."""
    day = [format_day(step.day)] if step.day else []
    return f"- {escape_markdown(step.title)} :small[{' · '.join([*day, format_minutes(step.minutes)])}]"
