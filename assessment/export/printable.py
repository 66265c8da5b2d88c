"""One sheet to print: the scores, the outlook over days, and the plan as a checklist."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from math import ceil, floor
from pathlib import Path

from assessment.core.applications.records import StepProgress
from assessment.core.model.process import Process
from assessment.core.plan.plan import Plan
from assessment.core.plan.schedule import Step, planned_minutes
from assessment.core.scoring.assess import WHOLE_PROCESS, Assessment
from assessment.core.scoring.points import Points
from assessment.core.scoring.probability import percent_int
from assessment.core.text.html import Html, fill_template, join_html
from assessment.core.text.i18n import current_language, format_day, format_duration, tr, tr_count

MOST_LINES, CHART_LINES = 96, 26
"""How many lines of the plan the smaller of A4 and Letter holds in both columns, and how many the chart takes."""
SURELY_TOO_LONG = 1.25
"""A plan with this many times the lines of one sheet takes more sheets in any case."""
LINE_CHARACTERS, TITLE_CHARACTERS = 56, 42
"""How many characters a line of text holds, and a line of a title."""
DAY_LINES, STEP_LINES = 2.4, 0.5
"""How many lines the heading of a day takes, and the space around a step."""

PAGE = Path(__file__).with_name("printable.html").read_text(encoding="utf-8")
SCORE = """<div class="$kind"><p><span class="label">$label</span> <small>$meaning</small></p>
<p class="number">$value <small>$unit</small></p><p><small>$spread</small></p></div>"""
FIGURE = """<figure><figcaption><span class="label">$label</span> <small>$meaning</small></figcaption>
$drawing</figure>"""
DAY = """<section class="day"><h3>$name <small>$minutes</small></h3>
<ul class="steps">
$steps
</ul></section>"""
STEP = """<li class="$state"><span class="box" aria-label="$state_label">$tick</span><span class="title">$title</span>
<span class="minutes">$minutes</span>$how$note</li>"""
HOW = '<p class="how">$how</p>'
NOTE = '<p class="note">$note</p>'
LESSONS = """<section class="day"><h3>$label</h3>
<ul class="lessons">
$lessons
</ul></section>"""
LESSON = "<li>$title</li>"


def printable_page(
    assessment: Assessment,
    plan: Plan,
    progress: Mapping[str, StepProgress],
    process: Process,
    today: date,
    *,
    drawing: Html | None,
    advice: bool = True,
) -> str:
    """The sheet as one HTML page that loads nothing from elsewhere; all text in it is escaped.

    `plan` has the person's moves and own steps, see `apply_progress`; `drawing` is the outlook over days as SVG, where
    there is one; `advice` is what the assessment was made with.
    """
    room = MOST_LINES - CHART_LINES if drawing else MOST_LINES
    about = process.title()
    figure: Html | str = ""
    if drawing:
        figure = fill_template(FIGURE, label=tr("Day by day"), meaning=tr("if you hear nothing"), drawing=drawing)
    page = fill_template(
        PAGE,
        title=f"Callback: {about}" if about else "Callback",
        heading=about or tr("Your application"),
        language=current_language().code,
        scores_label=tr("Scores"),
        plan_label=tr("Plan"),
        facts=". ".join(_facts(process)),
        scores=join_html(list(_scores(assessment, process))),
        chart=figure,
        totals=_totals(plan, progress),
        days=join_html(list(_sections(plan, progress, room))),
        footer=" ".join(_footer(assessment, process, today, advice)),
    )
    return str(page)


def _footer(assessment: Assessment, process: Process, today: date, advice: bool) -> Iterable[str]:
    yield tr("Callback, {day}.", day=format_day(today, year=True, long=True))
    if not process.decided:
        yield tr(
            "The outlook starts from how many people usually get an offer at this stage and moves a little with what "
            "you saw. It is no measurement: no study says how well what candidates notice predicts an offer. Keep "
            "applying until you have signed."
        )
        if assessment.outlook.more_rounds:
            yield tr(WHOLE_PROCESS)
    if not advice:
        yield tr("Signs that rest on advice alone are left out.")
    yield tr("Figures: version {version}.", version=assessment.instrument_version)


def _facts(process: Process) -> Iterable[str]:
    if process.interview_date:
        yield tr("Interview {day}", day=format_day(process.interview_date))
    if process.promised_date:
        yield tr("News promised for {day}", day=format_day(process.promised_date))
    people = [f"{person.name} ({person.role})" if person.role else person.name for person in process.people]
    if people:
        yield tr("People: {people}", people=", ".join(people))


def _scores(assessment: Assessment, process: Process) -> Iterable[Html]:
    outlook, readiness = assessment.outlook, assessment.readiness
    if not process.decided:
        spread = tr("between {low} and {high}", low=percent_int(outlook.low), high=percent_int(outlook.high))
        meaning = tr("Chance of an offer")
        yield _score("outlook", tr("Outlook"), meaning, percent_int(outlook.value), tr("in 100"), spread)
    yield _points(tr("Readiness"), tr("How ready you are"), readiness.total if readiness else None)
    yield _points(tr("Fit"), tr("Whether you want it"), assessment.fit)


def _points(label: str, meaning: str, points: Points | None) -> Html:
    if points is None or points.value is None:
        return _score("points", label, meaning, "–", "", tr("not answered yet"))
    spread = tr("{answered} of {asked} answered", answered=points.answered, asked=points.asked)
    if points.answers_missing:
        return _score("points", label, meaning, "–", "", spread)
    low, value, high = (floor(each + 0.5) for each in (points.low, points.value, points.high))
    if low != high:
        spread = tr("between {low} and {high}, {answered}", low=low, high=high, answered=spread)
    return _score("points", label, meaning, value, tr("of 100"), spread)


def _score(kind: str, label: str, meaning: str, value: object, unit: str, spread: str) -> Html:
    return fill_template(SCORE, kind=kind, label=label, meaning=meaning, value=value, unit=unit, spread=spread)


def _totals(plan: Plan, progress: Mapping[str, StepProgress]) -> str:
    if not plan.steps:
        return tr("nothing to do")
    return tr_count(
        "{number} step, {time} in all, {done} done",
        "{number} steps, {time} in all, {done} done",
        len(plan.steps),
        time=format_duration(planned_minutes(plan.steps)),
        done=sum(_is_done(step, progress) for step in plan.steps),
    )


def _sections(plan: Plan, progress: Mapping[str, StepProgress], room: int) -> Iterable[Html]:
    """The days with their steps, then what does not fit, then lessons."""
    explained = _explained(plan, progress, room)
    for day, group in groupby(plan.steps, key=lambda step: step.day):
        yield _day(format_day(day) if day else tr("No day yet"), list(group), progress, explained)

    if plan.not_fit:
        yield _day(tr("What does not fit the time left"), plan.not_fit, progress, set())
    if plan.lessons:
        yield fill_template(
            LESSONS,
            label=tr("For the next time"),
            lessons=join_html([fill_template(LESSON, title=step.title) for step in plan.lessons]),
        )


def _day(name: str, steps: Sequence[Step], progress: Mapping[str, StepProgress], explained: set[str]) -> Html:
    rows = [_step(step, progress.get(step.id, StepProgress(step.id)), step.id in explained) for step in steps]
    minutes = format_duration(planned_minutes(steps)) if len(steps) > 1 else ""
    return fill_template(DAY, name=name, minutes=minutes, steps=join_html(rows))


def _step(step: Step, step_progress: StepProgress, explained: bool) -> Html:
    return fill_template(
        STEP,
        state="done" if step_progress.done else "open",
        state_label=tr("done") if step_progress.done else tr("open"),
        tick="✓" if step_progress.done else "",
        title=step.title,
        minutes=format_duration(step.minutes),
        how=fill_template(HOW, how=step.how) if explained else Html(""),
        note=fill_template(NOTE, note=step_progress.note.strip()) if step_progress.note.strip() else Html(""),
    )


def _explained(plan: Plan, progress: Mapping[str, StepProgress], room: int) -> set[str]:
    """The open steps that say how: the first with each explanation, from the first day on, as far as there is room.

    `room` is that of the first sheet, in lines. A plan that needs more sheets anyway has the room of all of them.
    """
    first: dict[str, Step] = {}
    for step in plan.steps:
        if step.how and not _is_done(step, progress):
            first.setdefault(step.how, step)
    lines = _lines_without_explanations(plan, progress)
    all_room = _room_on_sheets(lines, room)
    explained = set()
    for step in first.values():
        if lines + _lines(step.how) <= all_room:
            lines += _lines(step.how)
            explained.add(step.id)
    return explained


def _room_on_sheets(lines: float, room: int) -> int:
    """The lines of all sheets that a plan with so many takes, where the first has the room for `room`."""
    return room if lines <= SURELY_TOO_LONG * room else room + MOST_LINES * ceil((lines - room) / MOST_LINES)


def _lines_without_explanations(plan: Plan, progress: Mapping[str, StepProgress]) -> float:
    listed = (*plan.steps, *plan.not_fit)
    titles = sum(STEP_LINES + _lines(step.title, TITLE_CHARACTERS) for step in listed)
    notes = sum(_lines(progress[step.id].note) for step in listed if step.id in progress)
    sections = len({step.day for step in plan.steps}) + bool(plan.not_fit) + bool(plan.lessons)
    return titles + notes + DAY_LINES * sections + len(plan.lessons)


def _lines(text: str, characters: int = LINE_CHARACTERS) -> int:
    """How many lines of so many characters a text takes."""
    return sum(-(-len(line) // characters) for line in text.strip().splitlines())


def _is_done(step: Step, progress: Mapping[str, StepProgress]) -> bool:
    return step.id in progress and progress[step.id].done
