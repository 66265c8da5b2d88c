import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_text, clean_text_within

any_text = st.text(st.characters())


@given(any_text)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(any_text)
def test_clean_text_can_be_encoded_and_has_no_control_characters(text):
    clean = clean_text(text)
    clean.encode("utf-8")
    assert unicodedata.is_normalized("NFC", clean)
    assert all(unicodedata.category(character) != "Cc" or character in "\n\t" for character in clean)


@given(any_text, st.integers(1, 20))
def test_a_cut_text_is_clean_too(text, length):
    cut = clean_text(text, length)
    assert len(cut) <= length
    assert clean_text(cut) == cut


@given(any_text, st.integers(1, 20))
def test_a_text_is_returned_uncut_or_refused(text, length):
    if len(clean_text(text)) > length:
        with pytest.raises(AssessmentError, match=f"^note: It has .* at most {length} are kept"):
            clean_text_within(text, length, "note")
    else:
        assert clean_text_within(text, length, "note") == clean_text(text)
