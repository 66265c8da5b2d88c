"""Counts of what people gave: what is shown can be traced to nobody, and learns what the true counts would."""

from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.core.outcomes.calibration import Verdict
from assessment.core.outcomes.disclosure import LEAST, blur, count_given, disclose, pool_small
from assessment.core.outcomes.learning import Tally, learn_figures
from tests.core.small_instrument import small_instrument

INSTRUMENT = small_instrument()
RAPPORT = INSTRUMENT.evidence["rapport"]
counts_of_item = st.fixed_dictionaries(
    {option: st.builds(Tally, st.integers(0, 30), st.integers(0, 30)) for option in RAPPORT.options}
)


def no_noise() -> float:
    return 0.0


def people(tally: Tally) -> int:
    return tally.offered + tally.passed_over


def total(tallies, options):
    return sum((tallies[option] for option in options), Tally())


@given(counts_of_item)
@example(
    {"warm": Tally(5, 5), "neutral": Tally(0, 10), "cool": Tally(1, 1)}
)  # Shared out, 10 and 2 stay what they were.
def test_pooling_keeps_the_sums_and_shows_no_small_count_of_its_own(tallies):
    shown = pool_small(RAPPORT, tallies)
    by_size = sorted(tallies, key=lambda option: people(tallies[option]))

    def is_pool(size):
        small, large = by_size[:size], by_size[size:]
        return (
            total(shown, small) == total(tallies, small)
            and (not small or people(total(shown, small)) >= LEAST)
            and all(shown[option] == tallies[option] and people(shown[option]) >= LEAST for option in large)
        )

    assert not shown or any(is_pool(size) for size in range(len(by_size)))


@given(counts_of_item, st.randoms(use_true_random=False))
def test_what_is_shown_can_be_learned_from(tallies, random):
    shown = disclose(INSTRUMENT, {"rapport": tallies}, random.random)
    learned = learn_figures(INSTRUMENT, shown).evidence["rapport"]
    assert sum(option.offered for option in learned.options.values()) == pytest.approx(100)
    assert sum(option.passed_over for option in learned.options.values()) == pytest.approx(100)


def test_small_counts_share_their_sum_as_the_stated_figures_do():
    tallies = {"warm": Tally(40, 30), "neutral": Tally(6, 2), "cool": Tally(2, 4)}
    stated = [RAPPORT.options[option].offered for option in ("neutral", "cool")]
    shown = pool_small(RAPPORT, tallies)
    assert shown["warm"] == Tally(40, 30)
    assert shown["neutral"].offered == round(8 * stated[0] / sum(stated))
    assert shown["neutral"] + shown["cool"] == Tally(8, 6)


def test_one_small_count_is_never_shown_beside_others_from_which_it_follows():
    shown = pool_small(RAPPORT, {"warm": Tally(40, 30), "neutral": Tally(20, 20), "cool": Tally(1, 0)})
    assert shown["warm"] == Tally(40, 30)
    assert shown["neutral"] + shown["cool"] == Tally(21, 20)
    assert pool_small(RAPPORT, {"warm": Tally(1, 1), "neutral": Tally(2, 2), "cool": Tally(0, 0)}) == {}


def test_the_noise_is_even_and_as_large_as_stated():
    random = Random(1)
    moved = [blur(Tally(1000, 1000), random.random).offered - 1000 for _ in range(20_000)]
    assert sum(moved) / len(moved) == pytest.approx(0, abs=0.05)
    assert sum(map(abs, moved)) / len(moved) == pytest.approx(0.85, abs=0.02)
    assert all(blur(Tally(0, 1), random.random).offered >= 0 for _ in range(1000))
    assert blur(Tally(3, 7), no_noise) == Tally(3, 7)


def test_only_outcomes_that_count_and_answers_with_figures_are_counted():
    given_by = [
        ({"rapport": "warm", "your_name": "Ada", "practice": "retired"}, Verdict.OFFER),
        ({"rapport": "warm"}, Verdict.NO_OFFER),
        ({"rapport": "cool"}, Verdict.NOT_SCORED),
    ]
    outcomes, counts = count_given(INSTRUMENT, given_by)
    assert outcomes == Tally(1, 1)
    assert counts["rapport"] == {"warm": Tally(1, 1), "neutral": Tally(), "cool": Tally()}
    assert counts.keys() == INSTRUMENT.evidence.keys()
    assert set(counts["practice"].values()) == {Tally()}
