import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import (
    LINE_LENGTH,
    clean_text,
    clean_text_within,
    is_separator_line,
    join_first,
    join_quoted,
    one_line,
    quote_text,
)

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


def test_every_control_character_goes_and_every_lone_surrogate_is_replaced():
    basic_plane = [chr(code) for code in range(0x10000)]
    controls, surrogates = (
        "".join(each for each in basic_plane if unicodedata.category(each) == category) for category in ("Cc", "Cs")
    )
    assert clean_text(controls.replace("\r", "")) == "\t\n"
    assert clean_text(surrogates) == "\ufffd" * 0x800


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


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("two\n words", "'two words'"), ("x" * 40, f"'{'x' * 40}'"), ("x" * 41, f"'{'x' * 39}…'")],
)
def test_a_quoted_text_is_one_short_line(text, quoted):
    assert quote_text(text) == quoted


def test_of_many_names_the_first_five_are_listed():
    assert join_first(list("abcde")) == "a, b, c, d, e"
    assert join_first(list("abcdef"), "; ") == "a; b; c; d; e; …"


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"\r\n', " SEP=,"])
def test_a_line_that_names_the_separator_is_known_in_quotation_marks_too(line):
    assert is_separator_line(line)
    assert not is_separator_line(f"x{line}")


def test_quoted_names_are_joined():
    assert join_quoted(["a", "b"]) == "'a', 'b'"


def test_a_long_line_keeps_its_first_half_and_its_last_quarter():
    assert one_line("a" * LINE_LENGTH) == "a" * LINE_LENGTH
    half, quarter = "a" * (LINE_LENGTH // 2), "b" * (LINE_LENGTH // 4)
    assert one_line(half + "-" * LINE_LENGTH + quarter) == f"{half} ... {quarter}"
