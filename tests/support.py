"""What tests share: the shipped instrument, and random responses and processes for Hypothesis."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
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


@cache
def _some_of(items):
    return st.lists(st.sampled_from(items), unique=True)


@cache
def _option_of(item):
    return st.sampled_from(sorted(INSTRUMENT.items[item].options_by_id))


@st.composite
def responses(draw, items=None):
    """Answers to a random choice of the items."""
    return {name: draw(_option_of(name)) for name in draw(_some_of(tuple(items or INSTRUMENT.items)))}


PARTS_OF_PROCESS = st.tuples(
    st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(-20, 120),
    st.none() | st.integers(0, 60),
    st.none() | st.integers(0, 60),
    st.lists(st.builds(Person, st.text(min_size=1, max_size=8)), max_size=4),
    st.none() | st.floats(0.05, 0.95),
    st.none() | st.floats(1, 120),
)
"""Day of the interview; days from then until today, a promised day and the last word; people; two figures."""


def _process_of(parts):
    interview, until_today, until_promised, until_last_word, people, never_told, mean_wait_days = parts
    start = interview or date(2026, 6, 1)
    today, promised, last_word = (
        None if days is None else start + timedelta(days) for days in (until_today, until_promised, until_last_word)
    )
    process = Process(
        people=tuple(people),
        interview_date=interview,
        promised_date=promised,
        last_word_date=last_word if last_word and last_word <= today else None,
        never_told=never_told,
        mean_wait_days=mean_wait_days,
    )
    return process, today


PROCESSES = PARTS_OF_PROCESS.map(_process_of)


def processes():
    """Facts that agree with each other, and a day from which to look at them."""
    return PROCESSES
