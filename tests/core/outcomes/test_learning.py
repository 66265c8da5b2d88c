import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.errors import AssessmentError
from assessment.core.outcomes.calibration import Verdict
from assessment.core.outcomes.learning import (
    Tally,
    learn_figures,
    merge_counts,
    outcome_tally,
)
from tests.core.outcomes.counting import count_answers
from tests.core.small_instrument import small_instrument

INSTRUMENT = small_instrument()
answers = st.fixed_dictionaries(
    {},
    optional={
        "rapport": st.sampled_from(["warm", "neutral", "cool", "retired_option"]),
        "practice": st.sampled_from(["with_a_person", "alone", "none"]),
        "retired_item": st.just("yes"),
    },
)
cases = st.lists(st.tuples(answers, st.sampled_from(Verdict)), max_size=12)


@given(cases, cases)
def test_merging_is_counting_together_in_any_order(one, other):
    together = count_answers([*one, *other])
    assert merge_counts(count_answers(one), count_answers(other)) == together
    assert merge_counts(count_answers(other), count_answers(one)) == together


@given(cases, cases, cases)
def test_merging_does_not_depend_on_grouping(a, b, c):
    left = merge_counts(merge_counts(count_answers(a), count_answers(b)), count_answers(c))
    right = merge_counts(count_answers(a), merge_counts(count_answers(b), count_answers(c)))
    assert left == right


@given(cases, cases)
def test_merged_counts_give_the_same_instrument_as_joint_ones(one, other):
    assert learn_figures(INSTRUMENT, merge_counts(count_answers(one), count_answers(other))) == learn_figures(
        INSTRUMENT, count_answers([*other, *one])
    )


@given(cases)
def test_learned_columns_still_sum_to_100(resolved):
    for row in learn_figures(INSTRUMENT, count_answers(resolved)).evidence.values():
        assert sum(option.offered for option in row.options.values()) == pytest.approx(100)
        assert sum(option.passed_over for option in row.options.values()) == pytest.approx(100)
        assert all(option.offered > 0 and option.passed_over > 0 for option in row.options.values())


def test_no_outcomes_leave_the_instrument_as_it_is():
    assert learn_figures(INSTRUMENT, {}) is INSTRUMENT
    assert learn_figures(INSTRUMENT, count_answers([({"rapport": "warm"}, Verdict.NOT_YET)])) is INSTRUMENT


def test_50_offers_update_the_figures_as_computed_by_hand():
    offers = [({"rapport": "warm"}, Verdict.OFFER)] * 30 + [({"rapport": "cool"}, Verdict.OFFER)] * 20
    learned = learn_figures(INSTRUMENT, count_answers(offers))
    rapport = learned.evidence["rapport"]
    assert rapport.options["warm"].offered == pytest.approx((200 * 58 + 100 * 30) / 250)
    assert rapport.options["cool"].offered == pytest.approx((200 * 10 + 100 * 20) / 250)
    assert rapport.options["warm"].passed_over == 50
    assert rapport.options["warm"].worth == INSTRUMENT.evidence["rapport"].options["warm"].worth
    assert learned.evidence["practice"] == INSTRUMENT.evidence["practice"]
    assert learned.version.startswith(f"{INSTRUMENT.version}.learned-")
    assert outcome_tally(rapport, count_answers(offers)) == Tally(50, 0)


def test_a_negative_count_is_refused():
    with pytest.raises(AssessmentError, match="expected counts from 0 up"):
        Tally(-1, 0)


def test_tallies_add_up_side_by_side():
    assert Tally(1, 2) + Tally(10, 20) == Tally(11, 22)
