"""No file makes a reader raise anything but sentences. `tests/fuzz/search.py` looks for longer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.mutations import mutate
from tests.fuzz.readers import READERS, read, seeds
from tests.support import examples


@pytest.mark.parametrize("name", READERS)
def test_files_that_are_right_are_read(name):
    for content in seeds(name):
        READERS[name](content)


@pytest.mark.parametrize("name", READERS)
@examples(0.25)
@given(pick=st.randoms(use_true_random=False))
def test_any_file_is_read_or_refused_in_sentences(name, pick):
    read(name, mutate(pick, seeds(name)))
