"""What tests share: the shipped instrument, and random responses and processes for Hypothesis."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from assessment import load_instrument
from assessment.catalog import language_for
from assessment.core.model.process import Person, Process
from assessment.core.text.i18n import ENGLISH, set_language

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests" / "examples"
INSTRUMENT = load_instrument()
INTERVIEW = date(2026, 11, 2)
EXAMPLES_OF = {"quick": 10, "suite": 30, "thorough": 1_000}
"""Hypothesis profile -> how many examples a law is tried with."""


def examples(share, **more):
    """Settings of a law that is tried with `share` times the examples of the others."""
    return settings(max_examples=max(1, round(share * settings().max_examples)), **more)


def run_async(coroutine):
    """What the coroutine returns, run in a thread of its own.

    A browser that an earlier test has opened keeps a loop running in the thread of the tests.
    """
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(asyncio.run, coroutine).result()


@contextmanager
def in_language(code):
    """Set the language of this code, and English again afterwards."""
    set_language(language_for(code))
    try:
        yield
    finally:
        set_language(ENGLISH)


def best_options(groups):
    """Item -> the option with the highest ratio, for every sign of the groups."""
    return _extreme_options(groups, max)


def worst_options(groups):
    """Item -> the option with the lowest ratio, for every sign of the groups."""
    return _extreme_options(groups, min)


def _extreme_options(groups, pick):
    return {
        evidence.item: pick(evidence.options, key=lambda option: evidence.options[option].ratio)
        for evidence in INSTRUMENT.evidence.values()
        if evidence.group in groups
    }


@st.composite
def responses(draw, items=None):
    """Answers to a random choice of the items."""
    names = list(items or INSTRUMENT.items)
    chosen = draw(st.lists(st.sampled_from(names), unique=True))
    return {name: draw(st.sampled_from(sorted(INSTRUMENT.items[name].options_by_id))) for name in chosen}


@st.composite
def processes(draw):
    """Facts that agree with each other, and a day from which to look at them."""
    interview = draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    start = interview or date(2026, 6, 1)
    today = start + timedelta(draw(st.integers(-20, 120)))
    after = st.none() | st.integers(0, 60).map(lambda days: start + timedelta(days))
    last_word = draw(after)
    people = draw(st.lists(st.builds(Person, st.text(min_size=1, max_size=8)), max_size=4))
    return (
        Process(
            people=tuple(people),
            interview_date=interview,
            promised_date=draw(after),
            last_word_date=last_word if last_word and last_word <= today else None,
            never_told=draw(st.none() | st.floats(0.05, 0.95)),
            mean_wait_days=draw(st.none() | st.floats(1, 120)),
        ),
        today,
    )
