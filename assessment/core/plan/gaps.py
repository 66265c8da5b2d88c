"""The gaps of one person with their tips, and the questions most worth asking the employer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import prod

from assessment.core.model import Instrument, Responses, Stage, Tip, When
from assessment.core.model.process import Process
from assessment.core.scoring.assess import outlook_by_day

OPEN_STAGES = {When.BEFORE: {Stage.INVITED}, When.AFTER: {Stage.WAITING}, When.NEXT_TIME: set[Stage]()}
"""The stages in which a tip of each kind can still be followed."""
SHIFT_DIGITS = 9
"""Expected shifts, in points, that are equal when rounded to this many decimal places are ties."""
LESSON_KINDS = (When.NEXT_TIME, When.BEFORE, When.AFTER)
"""The kinds of tips that can be lessons for the next interview, the best first."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An answer that is not the best one; `gain`: what the best one would add to readiness, in points of 100."""

    item: str
    option: str
    gain: float
    tips: tuple[Tip, ...]

    def open_tips(self, stage: Stage) -> tuple[Tip, ...]:
        """The tips that can still be followed at this stage."""
        return tuple(tip for tip in self.tips if stage in OPEN_STAGES[tip.when])

    def lessons(self, stage: Stage) -> tuple[Tip, ...]:
        """The tips for the next interview, all of one kind; none while something can still be done at this stage."""
        if self.open_tips(stage):
            return ()
        by_kind = (tuple(tip for tip in self.tips if tip.when is when) for when in LESSON_KINDS)
        return next((tips for tips in by_kind if tips), ())


def readiness_gaps(instrument: Instrument, responses: Responses) -> tuple[Gap, ...]:
    """The gaps in readiness, largest gain first, ties in questionnaire order; unanswered items have none."""
    answered = [credit for item, credit in instrument.readiness.items() if item in responses]
    possible = sum(credit.importance for credit in answered)
    gaps = []
    for credit in answered:
        missing = credit.best - credit.options[responses[credit.item]]
        if missing > 0:
            gain = 100 * credit.importance * missing / possible
            gaps.append(_gap(instrument, responses, credit.item, gain))
    return tuple(sorted(gaps, key=lambda gap: -round(gap.gain, 9)))


def fit_gaps(instrument: Instrument, responses: Responses) -> tuple[Gap, ...]:
    """The gaps in fit, most important first, each with a gain of 0: closing a doubt is no preparation."""
    doubts = [
        (credit.importance * (credit.best - credit.options[responses[item]]), item)
        for item, credit in instrument.fit.items()
        if item in responses and credit.options[responses[item]] < credit.best
    ]
    return tuple(_gap(instrument, responses, item, 0.0) for _, item in sorted(doubts, key=lambda doubt: -doubt[0]))


def _gap(instrument: Instrument, responses: Responses, item: str, gain: float) -> Gap:
    """The gap with its tips; tips for the person's interview format replace the general ones of the same kind."""
    option, form = responses[item], responses.get(instrument.roles.format)
    tips = [tip for tip in instrument.tips if tip.item == item and (not tip.options or option in tip.options)]
    special = {tip.when for tip in tips if form in tip.formats}
    chosen = (tip for tip in tips if form in tip.formats or (not tip.formats and tip.when not in special))
    return Gap(item, option, gain, tuple(chosen))


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A question for the recruiter; `expected_shift`: how far the answer would move the outlook, in points of 100."""

    item: str
    ask: str
    expected_shift: float


def next_questions(
    instrument: Instrument, responses: Responses, *, process: Process, today: date
) -> tuple[NextQuestion, ...]:
    """The unanswered askable items, by the expected absolute change of the outlook, largest first.

    Those that would move nothing are left out.
    """

    def outlook(answers: Responses) -> float:
        (estimate,) = outlook_by_day(instrument, answers, process=process, days=(today,))
        return estimate.value

    now = outlook(responses)
    questions = []
    for item in instrument.items.values():
        if not item.askable or item.id in responses:
            continue
        shift = sum(
            chance * abs(outlook({**responses, item.id: option}) - now)
            for option, chance in _option_probabilities(instrument, item.id, now).items()
        )
        questions.append(NextQuestion(item.id, item.ask, 100 * shift))
    moving = (question for question in questions if round(question.expected_shift, SHIFT_DIGITS))
    return tuple(sorted(moving, key=lambda question: -round(question.expected_shift, SHIFT_DIGITS)))


def _option_probabilities(instrument: Instrument, item: str, outlook: float) -> dict[str, float]:
    """Option id -> probability: the shares of the pools for finalists; for a sign, its frequencies mixed by outlook.

    Of an item that only chooses the pool, all options are equally likely, since nothing is known about them.
    """
    if item == instrument.roles.finalists:
        return {option: pool.share for option, pool in instrument.pools.items() if pool.share is not None}
    if item not in instrument.evidence:
        options = instrument.items[item].options_by_id
        return dict.fromkeys(options, 1 / len(options))
    return {
        option: (outlook * row.offered + (1 - outlook) * row.passed_over) / 100
        for option, row in instrument.evidence[item].options.items()
    }


def chance_of_any_offer(outlooks: Iterable[float]) -> float:
    """The chance of at least one offer, 0..1, if the processes are independent of each other."""
    return 1 - prod((1 - outlook for outlook in outlooks), start=1.0)
