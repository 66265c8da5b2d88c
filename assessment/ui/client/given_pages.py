"""The pages of somebody who gave a file, drawn by what draws the person's own, with nothing to change."""

import streamlit as st

from assessment.core.applications.coaching import ClientFile, GivenStep
from assessment.core.applications.records import StepProgress
from assessment.core.applications.snapshots import split_retired
from assessment.core.model import Instrument
from assessment.core.model.process import current_stage
from assessment.core.plan.plan import Plan
from assessment.core.plan.progress import OWN_KIND
from assessment.core.plan.schedule import Step
from assessment.core.scoring.assess import assess
from assessment.ui.components import style
from assessment.ui.components.widgets import show_chart
from assessment.ui.outlook.headline import hundred_people, show_headline
from assessment.ui.outlook.hearing import show_hearing, show_outlook_over_days
from assessment.ui.outlook.reasons import show_readiness_and_fit, show_reasons
from assessment.ui.session.page_data import PageData, marked_days_of

GIVEN_KIND = "given"
"""The kind of a step of a file that is not the person's own."""


def given_page_data(instrument: Instrument, file: ClientFile) -> PageData:
    """What the pages show of a file, as of its day, as far as its answers, dates and steps are given."""
    responses = split_retired(instrument, file.responses or {}).scored
    assessment = assess(instrument, responses, process=file.process, today=file.day)
    given = {f"{file.application}.{number}": step for number, step in enumerate(file.steps or ())}
    steps = [_as_step(instrument, step_id, step) for step_id, step in given.items()]
    not_fit = tuple(step for step in steps if step.day is None and step.kind != OWN_KIND)
    plan = Plan(tuple(step for step in steps if step not in not_fit), not_fit, ())
    return PageData(
        instrument,
        responses,
        file.process,
        None,
        file.day,
        True,
        assessment,
        current_stage(instrument, responses, file.process, file.day),
        plan,
        progress={step_id: StepProgress(step_id, step.done, note=step.note) for step_id, step in given.items()},
        round=file.round,
        read_only=True,
    )


def _as_step(instrument: Instrument, step_id: str, step: GivenStep) -> Step:
    """The step of a file as one of a plan; a gain for a question that is not known here is left out."""
    gain = step.gain if step.item in instrument.items else 0.0
    return Step(
        step_id,
        step.title,
        step.how,
        step.why,
        step.minutes,
        OWN_KIND if step.own else GIVEN_KIND,
        step.day,
        item=step.item,
        sources=step.sources,
        gain=gain,
        stage_step=step.stage_step,
    )


def has_whole_outlook(instrument: Instrument, file: ClientFile) -> bool:
    """Whether the answers behind the scores are given, by the figures that are known here, and no answer came yet."""
    is_same = file.instrument_version == instrument.version
    return file.scores is not None and file.responses is not None and is_same and not file.process.decided


def show_given_outlook(page_data: PageData) -> None:
    """The outlook as its owner sees it: how likely, when they will hear, why, and what silence does."""
    hundred, headline = st.columns(style.GRID, gap="large")
    with hundred:
        show_chart(hundred_people(page_data), "hundred_chart")
    with headline:
        show_headline(page_data)
        show_readiness_and_fit(page_data)
    marked = marked_days_of(page_data)
    if marked is not None and marked.interview <= page_data.today:
        show_hearing(page_data, marked)
    show_reasons(page_data)
    show_outlook_over_days(page_data)
