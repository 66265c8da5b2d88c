"""A file of counts reads as it was written, and is refused when it is of another version or damaged."""

from dataclasses import replace
from io import BytesIO

import pytest

from assessment.cohort.learning.file import LearnedFile, learned_text, read_learned
from assessment.core.errors import AssessmentError
from assessment.core.outcomes.learning import Tally
from tests.support import INSTRUMENT


def learned_file(counts, version=INSTRUMENT.version):
    return LearnedFile(version, Tally(3, 4), counts)


def read(text, instrument=INSTRUMENT, **options):
    return read_learned(BytesIO(text.encode()), instrument, **options)


COUNTS = {"rapport": {"warm": Tally(1, 2), "cool": Tally(0, 1)}, "stories": {"few": Tally(0, 3)}}


def test_a_file_of_counts_reads_as_it_was_written():
    assert read(learned_text(learned_file(COUNTS))) == learned_file(COUNTS)


def test_counts_of_another_version_are_refused_unless_any_version_is_accepted():
    text = learned_text(
        learned_file({**COUNTS, "gone": {"yes": Tally(1, 1)}, "phrasing": {"never": Tally(1, 0)}}, "2020.01+0")
    )
    with pytest.raises(AssessmentError, match="learned with version '2020"):
        read(text)
    expected = replace(learned_file({**COUNTS, "phrasing": {}}), left_out=("gone.yes", "phrasing.never"))
    assert read(text, any_version=True) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("counts = [", "end of the file: this is not TOML"),
        ("", "'counts', 'instrument_version', 'outcomes': expected"),
        ('instrument_version = "V"\noutcomes = [1, 1]\ncounts = {}\nmore = 1', "'more': expected"),
        ('instrument_version = "V"\noutcomes = [1]\ncounts = {}', "outcomes: expected two counts"),
        ('instrument_version = "V"\noutcomes = [1, 1]\ncounts = 3', "counts: expected a table"),
        ('instrument_version = "V"\noutcomes = [1, 1]\ncounts = {rapport = 3}', "counts: expected a table"),
        (
            'instrument_version = "V"\noutcomes = [1, 1]\ncounts.rapport.warm = [-1, 2]',
            "counts: 'rapport.warm': expected",
        ),
        (
            'instrument_version = "V"\noutcomes = [1, 1]\ncounts.rapport.warm = [true, "2"]',
            "counts: 'rapport.warm': expected two counts like [12, 30], got '[true, \"2\"]'.",
        ),
        (
            'instrument_version = "V"\noutcomes = [1, 1]\ncounts.rapport.hot = [1, 2]',
            "counts: the questionnaire has no sign 'rapport.hot'.",
        ),
        ("a." * 20_000 + "a = 1", "line 1: a key of more than 6 parts cannot be read."),
        (f'instrument_version = "V"\noutcomes = [1, {"9" * 5_000}]\ncounts = {{}}', "line 2: a number of more than 40"),
        ("#" * 200_001, "it is larger than 200,000 bytes."),
    ],
)
def test_a_file_without_counts_is_refused(text, problem):
    with pytest.raises(AssessmentError) as refused:
        read(text.replace("V", "v1"), replace(INSTRUMENT, version="v1"))
    assert refused.value.problems[0].startswith(problem)
