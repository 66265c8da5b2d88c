from datetime import date

import pytest

from assessment.core.text.date_parsing import (
    FIRST_DAY,
    LAST_DAY,
    DateError,
    DateProblem,
    DayOrder,
    parse_date,
    parse_day,
)


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11-02", "2.11.2026", "02/11/26", "2 de noviembre de 2026", "lun 2 nov 26", "2026/11/2 09:30"),
        *("Mo., 02.11.26 10:00 MEZ", "Segunda-feira, 2/11/2026", "Mon 2026-11-02T10:00:00Z", "miércoles 2. 11. 2026"),
        *("2026\u201111\u201102", "2\u201311\u20132026", "2026\u221211\u221202", "\u200b2026-11-02\ufeff"),
        *("\u200e2026\u200e-11-02", "'2026-11-02", '"2/11/2026"', "Nov 2, 2026 at 10am", "2 nov 2026, 9 a. m."),
        *("2.11.2026, 10.00 Uhr", "2.11.2026 um 9 Uhr", "2026-11-02T10:00:00+01:00[Europe/Berlin]"),
        "2026-11-02\u200b10:00",
    ],
)
def test_one_date_is_read_in_many_forms(cell):
    assert parse_date(cell, DayOrder.DAY_FIRST) == date(2026, 11, 2)


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_the_first_and_the_last_day_are_read(day):
    assert parse_date(day.isoformat()) == day


def test_an_empty_cell_has_no_date():
    assert parse_date(" ") is None


@pytest.mark.parametrize(
    ("cell", "problem", "dates"),
    [
        ("soon", DateProblem.NO_DATE, ()),
        ("before 2.11.2026", DateProblem.NO_DATE, ()),
        ("2\u20136 Nov 2026", DateProblem.NO_DATE, ()),
        ("16 Nov", DateProblem.NO_YEAR, ()),
        ("2026-02-30", DateProblem.NO_SUCH_DAY, ()),
        ("46342", DateProblem.DAY_NUMBER, ()),
        ("1899-12-31", DateProblem.TOO_FAR, ()),
        ("1/1/2201", DateProblem.TOO_FAR, ()),
        ("2 de noviembre de 9999", DateProblem.TOO_FAR, ()),
        ("03/04/2026", DateProblem.TWO_DATES, (date(2026, 4, 3), date(2026, 3, 4))),
    ],
)
def test_what_is_not_one_date_is_refused_with_a_code(cell, problem, dates):
    with pytest.raises(DateError) as caught:
        parse_date(cell)
    assert (caught.value.problem, caught.value.dates) == (problem, dates)


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("20261103", None, date(2026, 11, 3)),
        ("2026年11月3日", None, date(2026, 11, 3)),
        ("3/11/2026", DayOrder.DAY_FIRST, date(2026, 11, 3)),
        ("11/3/2026", DayOrder.MONTH_FIRST, date(2026, 11, 3)),
        ("3.11.2026", DayOrder.MONTH_FIRST, date(2026, 11, 3)),
        ("3.11.26", None, date(2026, 11, 3)),
        ("13/11/2026", DayOrder.MONTH_FIRST, date(2026, 11, 13)),
        ("11/13/2026", DayOrder.DAY_FIRST, date(2026, 11, 13)),
        ("12/11/2026", DayOrder.DAY_FIRST, date(2026, 11, 12)),
        ("11/12/2026", DayOrder.DAY_FIRST, date(2026, 12, 11)),
    ],
)
def test_the_order_decides_only_where_either_number_could_be_the_month(cell, order, day):
    assert parse_day(cell, order) == day


@pytest.mark.parametrize("cell", ["3 nov 2026 7", "113 nov 2026", "3 nov 202"])
def test_more_or_longer_numbers_than_a_date_has_are_none(cell):
    with pytest.raises(DateError) as caught:
        parse_date(cell)
    assert caught.value.problem is DateProblem.NO_DATE
