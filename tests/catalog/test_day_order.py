"""How a day is written in figures where a visitor is from."""

import pytest

from assessment.catalog import day_order


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("de-DE", "DD.MM.YYYY"),
        ("de", "DD.MM.YYYY"),
        ("en-US", "MM/DD/YYYY"),
        ("en-GB", "DD/MM/YYYY"),
        ("es-ES", "DD/MM/YYYY"),
        ("nl-NL", "DD-MM-YYYY"),
        ("sv-SE", "YYYY-MM-DD"),
        ("ja-JP", "YYYY/MM/DD"),
        ("ko-KR", "YYYY.MM.DD"),
    ],
)
def test_each_country_has_its_order_and_its_sign(asked, order):
    assert day_order(asked) == order


@pytest.mark.parametrize("asked", [None, "", "xx", "x" * 100, "../de", "de_DE@x", "123"])
def test_where_nothing_is_known_the_year_comes_first(asked):
    assert day_order(asked) == "YYYY-MM-DD"
