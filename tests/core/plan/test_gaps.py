"""Advice follows from the answers: gaps and their tips, the best next question, the chance of any offer."""

from itertools import product
from math import prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment import assess
from assessment.core.model import Stage, When
from assessment.core.model.process import Process
from assessment.core.plan.gaps import chance_of_any_offer, fit_gaps, next_questions, readiness_gaps
from tests.support import INSTRUMENT, INTERVIEW, processes, responses

ASKABLE = ["finalists", "last_round", "internal_candidate", "timeline", "next_step", "references", "role_in_flux"]


def outlook_of(answers, process=None, today=INTERVIEW):
    return assess(INSTRUMENT, answers, process=process or Process(), today=today).outlook


def asked(answers, process=None, today=INTERVIEW):
    return next_questions(INSTRUMENT, answers, process=process or Process(), today=today)


# The best next question ------------------------------------------------------------------------------


@given(responses(), processes())
def test_a_question_ranks_by_the_shift_expected_from_its_answer(answers, facts):
    """The definition of model.md, option by option: sum of P(option) * abs(outlook after - outlook now)."""
    process, today = facts
    now = outlook_of(answers, process, today).value
    shifts = {}
    for item in set(ASKABLE) - set(answers):
        shifts[item] = 0.0
        for option in INSTRUMENT.items[item].options_by_id:
            if item == "finalists":
                chance = INSTRUMENT.pools[option].share
            elif item == "last_round":
                chance = 1 / 2
            else:
                row = INSTRUMENT.evidence[item].options[option]
                chance = now * row.offered / 100 + (1 - now) * row.passed_over / 100
            after = outlook_of({**answers, item: option}, process, today).value
            shifts[item] += 100 * chance * abs(after - now)
    questions = asked(answers, process, today)
    moving = {item: shift for item, shift in shifts.items() if shift > 1e-9}
    assert {question.item: question.expected_shift for question in questions} == pytest.approx(moving)
    ranked = [question.expected_shift for question in questions]
    assert ranked == pytest.approx(sorted(ranked, reverse=True))


@given(responses())
def test_each_question_has_a_sentence_to_say_and_none_comes_twice(answers):
    questions = asked(answers)
    assert {question.item for question in questions} <= set(ASKABLE) - set(answers)
    assert all(question.ask.strip().endswith(("?", "?'")) and question.expected_shift > 0 for question in questions)


def test_whether_rounds_are_to_come_is_no_question_once_the_number_of_finalists_is_known():
    assert "last_round" in {question.item for question in asked({})}
    assert "last_round" not in {question.item for question in asked({"finalists": "three"})}


def test_with_every_question_answered_there_is_none_to_ask():
    assert asked({item: next(iter(INSTRUMENT.items[item].options_by_id)) for item in ASKABLE}) == ()


def test_the_shares_of_the_pools_average_to_the_unanswered_base_rate():
    shares = {option: pool.share for option, pool in INSTRUMENT.pools.items() if pool.share is not None}
    assert sum(shares.values()) == pytest.approx(1)
    mean = sum(share * outlook_of({"finalists": option}).base_rate for option, share in shares.items())
    assert mean == pytest.approx(outlook_of({}).base_rate, abs=0.005)


@given(st.sampled_from([item for item in ASKABLE if item in INSTRUMENT.evidence]), st.floats(0.02, 0.9))
def test_the_outlook_after_a_question_averages_to_the_outlook_before(item, outlook):
    """The chances of the answers sum to one, and the odds after them average to the odds before (coherence)."""
    rows = INSTRUMENT.evidence[item].options.values()
    chances = [(outlook * row.offered + (1 - outlook) * row.passed_over) / 100 for row in rows]
    after = [outlook * row.offered / 100 / chance for row, chance in zip(rows, chances, strict=True)]
    assert sum(chances) == pytest.approx(1)
    assert sum(map(prod, zip(chances, after, strict=True))) == pytest.approx(outlook)


# Gaps and their tips -----------------------------------------------------------------------------------


@given(responses([*INSTRUMENT.readiness, *INSTRUMENT.fit, "format"]))
def test_the_tips_of_a_gap_are_for_its_item_its_answer_and_the_format(answers):
    gaps = (*readiness_gaps(INSTRUMENT, answers), *fit_gaps(INSTRUMENT, answers))
    assume(gaps)
    for gap in gaps:
        assert gap.option == answers[gap.item]
        assert gap.tips
        for tip in gap.tips:
            assert tip.item == gap.item
            assert not tip.options or gap.option in tip.options
            assert not tip.formats or answers["format"] in tip.formats


@pytest.mark.parametrize("form", [None, *INSTRUMENT.items["format"].options_by_id])
def test_who_knows_the_format_rehearses_it_and_does_not_ask_for_it(form):
    answers = {"format_rehearsed": "no", **({"format": form} if form else {})}
    (gap,) = readiness_gaps(INSTRUMENT, answers)
    assert [tip.id for tip in gap.open_tips(Stage.INVITED)] == [f"format_{form}" if form else "format_generic"]


@given(responses(INSTRUMENT.readiness), st.sampled_from(Stage))
def test_what_can_be_done_now_is_no_lesson_and_lessons_are_of_one_kind(answers, stage):
    gaps = readiness_gaps(INSTRUMENT, answers)
    assume(gaps)
    for gap in gaps:
        lessons = gap.lessons(stage)
        assert bool(lessons) != bool(gap.open_tips(stage))
        kinds = {tip.when for tip in lessons}
        assert len(kinds) <= 1
        assert When.NEXT_TIME in kinds or not any(tip.when is When.NEXT_TIME for tip in gap.tips) or not lessons


# Several processes -------------------------------------------------------------------------------------


@given(st.lists(st.floats(0, 1), max_size=6))
def test_the_chance_of_any_offer_counts_every_way_to_get_one(outlooks):
    ways = product([True, False], repeat=len(outlooks))
    chance = sum(
        prod(outlook if offer else 1 - outlook for outlook, offer in zip(outlooks, way, strict=True))
        for way in ways
        if any(way)
    )
    assert chance_of_any_offer(outlooks) == pytest.approx(chance, abs=1e-12)
    assert chance_of_any_offer(outlooks) >= max(outlooks, default=0) - 1e-12
