"""How a column writes its dates: its own cells decide first, then what is given, then the other columns."""

from datetime import date

import pytest

from assessment.core.text.date_columns import (
    DateNotation,
    ambiguous_date,
    detect_notations,
    notation_notices,
    only_order,
    shown_dates,
)
from assessment.core.text.date_parsing import DateError, DateProblem, DayOrder

DAY, MONTH = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["16/11/2026", "3/4/2026"], DAY),
        (["11/16/2026", "16.11.2026"], MONTH),
        (["16/11/2026", "11/16/2026"], None),
        (["3/4/2026", "15/16/2026", "soon", "N/A", ""], None),
    ],
)
def test_the_order_of_a_column_is_that_of_its_unambiguous_dates(cells, order):
    assert only_order(shown_dates(cells).orders) is order


@pytest.mark.parametrize(
    ("cells", "given", "order", "asked"),
    [
        (["", "3.4.2026", "4/4/2026", "15/16/2026", "3/4/2026"], None, None, "3/4/2026"),
        (["3/4/2026"], MONTH, MONTH, ""),
        (["16/11/2026", "3/4/2026"], MONTH, DAY, ""),
        (["16/11/2026", "11/16/2026", "3/4/2026"], MONTH, None, ""),
    ],
)
def test_the_order_is_asked_only_where_no_date_shows_it(cells, given, order, asked):
    shown = {"day": shown_dates(cells)}
    notations = detect_notations(shown, given)
    assert (notations["day"].order, ambiguous_date(shown, notations)) == (order, asked)


@pytest.mark.parametrize(
    ("given", "orders"), [(None, (DAY, DAY, None)), (DAY, (DAY, DAY, None)), (MONTH, (DAY, MONTH, None))]
)
def test_what_is_given_settles_only_columns_that_show_nothing(given, orders):
    shown = {"own": shown_dates(["16/11/2026"]), "open": shown_dates(["3/4/2026"])}
    assert tuple(each.order for each in detect_notations(shown, given).values()) == orders[:2]
    both = {**shown, "both": shown_dates(["16/11/2026", "11/16/2026"])}
    assert detect_notations(both, given)["both"].order is orders[2]


@pytest.mark.parametrize(
    ("cells", "month", "month_elsewhere", "notices"),
    [
        (["11.02.2026"], 2, 2, 0),
        (["11.02.2026", "11.16.2026"], 11, None, 1),
        (["11.02.26", "11.16.26"], 11, None, 1),
        (["11.02.2026", "11.16.2026", "16.11.2026"], 2, 2, 0),
        (["11.02.2026", "11/16/2026"], 2, 2, 0),
    ],
)
def test_dates_with_points_have_the_month_first_only_where_one_of_them_can_only_be_so(
    cells, month, month_elsewhere, notices
):
    shown = {"own": shown_dates(cells), "other": shown_dates(["11.02.2026"])}
    own, other = detect_notations(shown, None).values()
    assert own.parse("11.02.2026").month == month
    if month_elsewhere is None:
        with pytest.raises(DateError) as caught:
            other.parse("11.02.2026")
        assert caught.value.problem is DateProblem.TWO_DATES
    else:
        assert other.parse("11.02.2026").month == month_elsewhere
    assert len(notation_notices(shown["own"], None)) == notices


@pytest.mark.parametrize(
    ("cells", "day", "notices"),
    [
        (["26-11-20", "26-11-02"], date(2026, 11, 20), 1),
        (["26/11/20", "26/11/2", "2026-11-03"], date(2026, 11, 20), 1),
        (["26-11-20", "26-11-02", "02-11-26"], date(2020, 11, 26), 0),
        (["26/11/20", "26/11/02", "16/11/2026"], date(2020, 11, 26), 0),
        (["26-11-20"], date(2020, 11, 26), 0),
    ],
)
def test_a_year_of_two_digits_is_first_where_a_date_of_the_column_can_only_be_so(cells, day, notices):
    shown = {"day": shown_dates(cells)}
    assert detect_notations(shown, None)["day"].parse(cells[0]) == day
    assert len(notation_notices(shown["day"], None)) == notices


def test_an_empty_date_of_excel_does_not_ask_for_the_order():
    shown = {"day": shown_dates(["1/0/1900"])}
    assert ambiguous_date(shown, detect_notations(shown, None)) == ""


def test_cells_that_are_shown_in_parts_show_the_same_together():
    cells = ["46328", "3/4/2026", "16/11/2026", "5/6/2026", "11.16.2026", "26-11-02"]
    for place in range(len(cells)):
        assert shown_dates(cells[:place]) | shown_dates(cells[place:]) == shown_dates(cells)


@pytest.mark.parametrize(("cell", "day"), [("46328", date(2026, 11, 2)), (" 46328.75 ", date(2026, 11, 2)), ("", None)])
def test_a_column_of_nothing_but_day_numbers_is_read_as_excel_counts(cell, day):
    shown = {"day": shown_dates(["46328", "46342,5", "N/A", ""])}
    assert detect_notations(shown, None)["day"].parse(cell) == day
    assert notation_notices(shown["day"], None) == [
        "numbers were read as days, as Excel counts them: 46328 as 2026-11-02"
    ]


@pytest.mark.parametrize("other", ["2026-11-02", "25", "99999999", "soon"])
def test_numbers_among_other_texts_are_no_days(other):
    shown = {"day": shown_dates(["46328", other])}
    with pytest.raises(DateError):
        detect_notations(shown, None)["day"].parse("46328")
    assert notation_notices(shown["day"], None) == []


@pytest.mark.parametrize(
    ("cells", "given", "words"),
    [
        (["16/11/2026"], MONTH, ["its own dates show that the day comes first"]),
        (["11/16/2026"], DAY, ["its own dates show that the month comes first"]),
        (["16/11/2026"], DAY, []),
        (["16/11/2026"], None, []),
        (["3/4/2026"], DAY, []),
        (["16/11/2026", "11/16/2026"], DAY, []),
        (["16/11/2026", "11/16/2026", "3/4/2026"], None, ["those like '3/4/2026' count as unknown"]),
    ],
)
def test_a_contradiction_is_one_sentence(cells, given, words):
    notices = notation_notices(shown_dates(cells), given)
    assert len(notices) == len(words)
    assert all(word in notice for word, notice in zip(words, notices, strict=True))


@pytest.mark.parametrize(("order", "day"), [(DAY, date(2026, 4, 3)), (MONTH, date(2026, 3, 4))])
def test_a_notation_reads_dates_in_its_order(order, day):
    assert DateNotation(order).parse("3/4/2026") == day
