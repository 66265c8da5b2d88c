"""Laws of the scores, for any answers of any person."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import assess
from assessment.core.errors import AssessmentError
from assessment.core.model.process import Outcome, Process
from assessment.core.plan.gaps import readiness_gaps
from assessment.core.scoring.assess import outlook_by_day
from assessment.core.scoring.probability import expit, logit
from assessment.core.scoring.silence import silence_clock
from tests.support import INSTRUMENT, INTERVIEW, best_options, processes, responses, worst_options

GROUPS = list(INSTRUMENT.groups)


def assessed(answers, process=None, today=INTERVIEW, **options):
    return assess(INSTRUMENT, answers, process=process or Process(), today=today, **options)


@st.composite
def two_answers(draw, rows):
    """Answers of a person, and an item with two of its options."""
    item = draw(st.sampled_from(sorted(rows)))
    first, second = draw(st.permutations(sorted(rows[item].options)))[:2]
    return draw(responses()), item, first, second


@given(two_answers(INSTRUMENT.readiness))
def test_a_better_answer_never_lowers_readiness(answers):
    others, item, first, second = answers
    credit = INSTRUMENT.readiness[item].options
    worse, better = sorted((first, second), key=lambda option: credit[option])
    before = assessed({**others, item: worse}).readiness.total
    after = assessed({**others, item: better}).readiness.total
    assert after.value >= before.value - 1e-9
    assert after.low >= before.low - 1e-9
    assert after.high >= before.high - 1e-9


@given(two_answers(INSTRUMENT.evidence), processes())
def test_an_answer_with_a_higher_ratio_never_lowers_the_outlook(answers, facts):
    others, item, first, second = answers
    process, today = facts
    rows = INSTRUMENT.evidence[item].options
    worse, better = sorted((first, second), key=lambda option: rows[option].ratio)
    before = assessed({**others, item: worse}, process, today).outlook
    after = assessed({**others, item: better}, process, today).outlook
    assert after.log_odds >= before.log_odds - 1e-12


@given(responses(), processes())
def test_unanswered_items_move_nothing(answers, facts):
    process, today = facts
    outlook = assessed(answers, process, today).outlook
    scored = {item: option for item, option in answers.items() if item in INSTRUMENT.evidence}
    assert [(row.item, row.option) for row in outlook.contributions] == [
        (item, scored[item]) for item in INSTRUMENT.evidence if item in scored
    ]


@given(responses(), processes(), st.booleans())
def test_the_balance_sheet_is_exact_and_ranges_hold_their_values(answers, facts, advice):
    process, today = facts
    assessment = assessed(answers, process, today, advice=advice)
    outlook = assessment.outlook
    total = logit(outlook.base_rate) + sum(row.contribution for row in outlook.contributions) + outlook.silence
    assert total == pytest.approx(outlook.log_odds, abs=1e-12)
    for row in outlook.contributions:
        assert row.contribution == pytest.approx(row.weight * row.discount * row.limit_factor, abs=1e-15)
    assert 0.02 <= outlook.low <= outlook.value <= outlook.high <= 0.90
    assert 0.02 <= outlook.without_advice <= 0.90
    for score in (assessment.readiness and assessment.readiness.total, assessment.fit):
        if score:
            assert 0 <= score.low <= score.value + 1e-9
            assert score.value <= score.high + 1e-9
            assert score.high <= 100 + 1e-9
            assert 0 < score.answered <= score.asked


@given(responses(), processes(), st.randoms())
def test_the_order_of_answering_is_irrelevant(answers, facts, random):
    process, today = facts
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert assessed(dict(shuffled), process, today) == assessed(answers, process, today)


@given(responses(), st.sampled_from(["invited", "waiting", "decided"]), processes())
def test_the_stage_never_changes_the_outlook(answers, stage, facts):
    process, today = facts
    without = {item: option for item, option in answers.items() if item != "stage"}
    assert assessed({**without, "stage": stage}, process, today).outlook == assessed(without, process, today).outlook


@given(responses())
def test_leaving_out_advice_is_the_same_as_leaving_those_answers_open(answers):
    studied = {
        item: option
        for item, option in answers.items()
        if item not in INSTRUMENT.evidence or INSTRUMENT.evidence[item].grade != "D"
    }
    assert assessed(answers, advice=False).outlook == assessed(studied).outlook
    assert assessed(answers).outlook.without_advice == assessed(studied).outlook.value


@given(responses(), processes(), st.integers(0, 400))
def test_more_silence_never_raises_the_outlook(answers, facts, days):
    process, today = facts
    before = assessed(answers, process, today).outlook
    after = assessed(answers, process, today + timedelta(days)).outlook
    assert after.log_odds <= before.log_odds + 1e-12
    assert before.silence <= 0


@given(responses(), processes())
def test_the_outlook_by_day_is_the_outlook_of_that_day(answers, facts):
    process, today = facts
    outlook = assessed(answers, process, today).outlook
    (estimate,) = outlook_by_day(INSTRUMENT, answers, process=process, days=[today])
    assert (estimate.value, estimate.low, estimate.high) == (outlook.value, outlook.low, outlook.high)


@given(responses(INSTRUMENT.readiness))
def test_closing_every_gap_makes_readiness_100(answers):
    readiness = assessed(answers).readiness
    gaps = readiness_gaps(INSTRUMENT, answers)
    if readiness is None:
        assert gaps == ()
    else:
        assert readiness.total.value + sum(gap.gain for gap in gaps) == pytest.approx(100)
        assert [gap.gain for gap in gaps] == sorted((gap.gain for gap in gaps), reverse=True)
        for gap in gaps:
            best = max(INSTRUMENT.readiness[gap.item].options, key=INSTRUMENT.readiness[gap.item].options.get)
            closed = assessed({**answers, gap.item: best}).readiness.total.value
            assert closed - readiness.total.value == pytest.approx(gap.gain)


@given(responses(INSTRUMENT.evidence))
def test_an_extra_good_sign_counts_at_most_one_and_at_least_nothing(answers):
    outlook = assessed(answers).outlook
    assert 0 <= outlook.signs_for <= sum(row.weight > 0 for row in outlook.contributions)


@given(st.floats(-700, 700))
def test_expit_and_logit_undo_each_other(log_odds):
    probability = expit(log_odds)
    assert 0 <= probability <= 1
    if 1e-9 < probability < 1 - 1e-9:
        assert logit(probability) == pytest.approx(log_odds, abs=1e-6)


@pytest.mark.parametrize("probability", [0, 1, -0.1, 1.1])
def test_logit_raises_unless_between_0_and_1(probability):
    with pytest.raises(ValueError, match="between 0 and 1"):
        logit(probability)


def test_nothing_answered_gives_the_base_rate_and_no_scores():
    assessment = assessed({})
    assert assessment.readiness is None
    assert assessment.fit is None
    assert assessment.outlook.value == pytest.approx(assessment.outlook.base_rate)
    assert assessment.outlook.contributions == ()


def test_one_finalist_is_still_no_certainty():
    outlook = assessed({"finalists": "one"}).outlook
    assert outlook.base_rate == pytest.approx(0.90)
    assert outlook.high == 0.90
    assert outlook.low < 0.85


def test_the_best_and_the_worst_stay_within_the_limits():
    best = assessed({"finalists": "one", **best_options(GROUPS)}).outlook
    worst = assessed(
        {"finalists": "seven_plus", **worst_options(GROUPS)},
        Process(interview_date=INTERVIEW),
        INTERVIEW + timedelta(900),
    ).outlook
    assert best.value == best.high == 0.90
    assert worst.value == worst.low == 0.02


def test_commitment_never_exceeds_its_limit():
    outlook = assessed(best_options(["commitment"])).outlook
    assert sum(row.contribution for row in outlook.contributions) == pytest.approx(1.4)
    assert all(row.limit_factor < 1 for row in outlook.contributions)


def test_a_neutral_answer_is_listed_and_discounts_no_other():
    alone = assessed({"long_term": "in_detail"}).outlook
    both = assessed({"long_term": "in_detail", "team_intro": "on_agenda"}).outlook
    assert both.value == alone.value
    assert both.high == alone.high
    (neutral,) = [row for row in both.contributions if row.item == "team_intro"]
    assert (neutral.discount, neutral.contribution, neutral.variance) == (0, 0, 0)


def test_every_problem_is_named_at_once():
    process = Process(
        interview_date=INTERVIEW,
        promised_date=INTERVIEW - timedelta(1),
        last_word_date=INTERVIEW + timedelta(9),
        mean_wait_days=0,
    )
    with pytest.raises(AssessmentError) as caught:
        assessed({"weather": "sunny", "finalists": "many"}, process)
    assert len(caught.value.problems) == 5
    assert "finalists: 'many' is not offered; choose one of one, two, three" in str(caught.value)


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.PENDING])
def test_an_answer_stops_the_silence_clock(outcome):
    process = Process(interview_date=INTERVIEW, outcome=outcome)
    assert silence_clock(INSTRUMENT.outlook.silence, process) is None
    assert assessed({}, process, INTERVIEW + timedelta(60)).outlook.silence == 0


def test_a_promised_date_starts_the_clock_on_a_tie():
    promised = INTERVIEW + timedelta(7)
    process = Process(interview_date=INTERVIEW, promised_date=promised, last_word_date=promised)
    clock = silence_clock(INSTRUMENT.outlook.silence, process)
    assert (clock.start, clock.mean_days) == (promised, 7)
    later_word = Process(interview_date=INTERVIEW, promised_date=promised, last_word_date=promised + timedelta(1))
    clock = silence_clock(INSTRUMENT.outlook.silence, later_word)
    assert (clock.start, clock.mean_days) == (promised + timedelta(1), 14)


def test_without_an_interview_date_silence_changes_nothing():
    process = Process(promised_date=INTERVIEW)
    assert assessed({}, process, INTERVIEW + timedelta(60)).outlook.silence == 0
