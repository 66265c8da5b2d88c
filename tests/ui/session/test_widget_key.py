"""The key of a widget reads back as it was made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.ui.session.widget_key import WidgetKey, names_of_kind

WORDS = st.text(st.characters(codec="ascii", exclude_characters=":"))


@given(st.builds(WidgetKey, WORDS, WORDS, st.text(), st.integers(min_value=0), WORDS))
def test_a_key_reads_back_as_it_was_made_whatever_its_name(key):
    assert WidgetKey.parse(str(key)) == key


@pytest.mark.parametrize("text", ["map", "language:es", "question:mine", "a:b:c:d:e", 7])
def test_a_key_made_elsewhere_is_none_of_ours(text):
    assert WidgetKey.parse(text) is None


def test_a_widget_that_a_reset_replaced_is_left_out():
    old, new, other = WidgetKey("answer", "a", "x", 0), WidgetKey("answer", "a", "x", 1), WidgetKey("note", "a", "x", 1)
    assert names_of_kind(map(str, (old, new, other)), "answer", lambda name: str(new)) == {"x": str(new)}
