"""Flags find their place within the edges."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.charts.label_layout import placed_flags


@given(st.lists(st.floats(0, 236), min_size=1, max_size=6), st.data())
def test_flags_stay_within_the_edges_wherever_each_fits_on_its_own_side(rules, data):
    widths = [data.draw(st.floats(5, 40)) for _ in rules]
    flags = placed_flags(tuple(rules), tuple(widths), left=-60, right=300)
    assert [(flag.x, flag.width) for flag in flags] == list(zip(rules, widths, strict=True))
    assert min(flag.span[0] for flag in flags) >= -60
    assert max(flag.span[1] for flag in flags) <= 300


def test_without_rules_there_are_no_flags():
    assert placed_flags((), (), left=0, right=100) == ()
