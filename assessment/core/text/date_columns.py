"""How a column writes its dates: what all its cells show together decides what each of them means."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from assessment.core.text.cell_words import is_unanswered
from assessment.core.text.cleaning import quote_text
from assessment.core.text.date_parsing import (
    DAY_NUMBER,
    DateError,
    DayOrder,
    check_day,
    date_part,
    numbers_before_year,
    order_of,
    parse_date,
    parse_with_year_first,
    short_year_is_first,
)
from assessment.core.text.i18n import tr

MONTHS_OF_YEAR = 12
DAY_ZERO = date(1899, 12, 30)
"""The day before the first that Excel counts, less the 29 February 1900, which it counts too."""


@dataclass(frozen=True, slots=True)
class ShownDates:
    """What the cells of a column show about its dates.

    `orders` are those of dates that can be only one, without those with points, whose `orders_with_points` stand
    apart; `ambiguous` is the first date that could be two, `day_number` the first number that could be Excel's of a
    day, "" for none; `others`: there is text that is no such number. `years_first`: whether the year of two
    digits stands first, by the dates that can be read in one way only.
    """

    orders: frozenset[DayOrder] = frozenset()
    ambiguous: str = ""
    day_number: str = ""
    others: bool = False
    orders_with_points: frozenset[DayOrder] = frozenset()
    years_first: frozenset[bool] = frozenset()

    def __or__(self, later: "ShownDates") -> "ShownDates":
        """What these cells and later ones show together."""
        return ShownDates(
            self.orders | later.orders,
            self.ambiguous or later.ambiguous,
            self.day_number or later.day_number,
            self.others or later.others,
            self.orders_with_points | later.orders_with_points,
            self.years_first | later.years_first,
        )

    @property
    def are_day_numbers(self) -> bool:
        """Whether the column has nothing but numbers that could be days."""
        return bool(self.day_number) and not self.others


@dataclass(frozen=True, slots=True)
class DateNotation:
    """How a column writes its dates: the order of day and month, if known, or as the numbers that Excel counts.

    With points the day comes first, unless the column shows the other order; None where only other columns do.
    `year_first`: the first of three short numbers is the year.
    """

    order: DayOrder | None = None
    day_numbers: bool = False
    order_with_points: DayOrder | None = DayOrder.DAY_FIRST
    year_first: bool = False

    def parse(self, cell: str) -> date | None:
        """The date in a cell, None for an empty one; raises DateError for text that is no date, or that may be two."""
        if self.day_numbers and cell.strip():
            return _day_of_number(cell)
        if self.year_first and (day := parse_with_year_first(cell)):
            return day
        return parse_date(cell, self.order, self.order_with_points)


def shown_dates(cells: Iterable[str]) -> ShownDates:
    """What the cells show; those without an answer show nothing."""
    orders, orders_with_points, years_first = set[DayOrder](), set[DayOrder](), set[bool]()
    ambiguous, day_number, others = "", "", False
    for cell in cells:
        if is_unanswered(cell):
            continue
        if _is_day_number(cell):
            day_number = day_number or cell
            continue
        others, text = True, date_part(cell)
        if (year_first := short_year_is_first(text)) is not None:
            years_first.add(year_first)
        first, second, between = (not year_first and numbers_before_year(text)) or (0, 0, "")
        if order := order_of(first, second):
            (orders_with_points if between == "." else orders).add(order)
        elif between != "." and first != second and 0 < min(first, second) <= max(first, second) <= MONTHS_OF_YEAR:
            ambiguous = ambiguous or cell
    return ShownDates(
        frozenset(orders), ambiguous, day_number, others, frozenset(orders_with_points), frozenset(years_first)
    )


def only_order(orders: Set[DayOrder]) -> DayOrder | None:
    """The order where there is one alone, else None."""
    return next(iter(orders)) if len(orders) == 1 else None


def detect_notations(shown: Mapping[str, ShownDates], given_order: DayOrder | None) -> dict[str, DateNotation]:
    """Column -> how it writes its dates.

    The order is the one that its own dates show; where they show none, the given one, and without it the one that the
    other columns show. A column that shows both has none. With points it has the day first, unless its own dates show
    the other order; where only those of other columns do, the order is not known. Years of two digits stand first where
    a date of any column can only be read so, and none of its own cannot.
    """
    of_others = only_order(frozenset().union(*(each.orders for each in shown.values())))
    default = given_order or of_others
    with_points = only_order(frozenset().union(*(each.orders_with_points for each in shown.values())))
    default_with_points = None if with_points is DayOrder.MONTH_FIRST else DayOrder.DAY_FIRST
    year_first = any(True in each.years_first for each in shown.values())
    return {
        name: DateNotation(
            only_order(each.orders) if each.orders else default,
            each.are_day_numbers,
            only_order(each.orders_with_points) or default_with_points,
            year_first and False not in each.years_first,
        )
        for name, each in shown.items()
    }


def ambiguous_date(shown: Mapping[str, ShownDates], notations: Mapping[str, DateNotation]) -> str:
    """A date that could be two days, in a column whose order nothing shows; "" for none."""
    columns = (each for name, each in shown.items() if not each.orders and notations[name].order is None)
    return next((each.ambiguous for each in columns if each.ambiguous), "")


def notation_notices(shown: ShownDates, given_order: DayOrder | None) -> list[str]:
    """What to tell a person about a column: each a sentence without full stop that follows the name of the column."""
    notices = []
    if shown.are_day_numbers:
        number, day = shown.day_number, _day_of_number(shown.day_number)
        notices.append(tr("numbers were read as days, as Excel counts them: {number} as {day}", number=number, day=day))
    if only_order(shown.orders_with_points) is DayOrder.MONTH_FIRST:
        notices.append(tr("dates with points were read with the month first, as some of them can only be"))
    if shown.years_first == {True}:
        notices.append(tr("years of two digits were read as the first of three numbers, as some of them can only be"))
    order = only_order(shown.orders)
    if len(shown.orders) > 1 and shown.ambiguous:
        cell = quote_text(shown.ambiguous)
        notices.append(
            tr("some dates have the day first and others the month; those like {cell} count as unknown", cell=cell)
        )
    elif order and given_order and order is not given_order:
        notices.append(
            tr("its own dates show that the day comes first; they count, and not the order that was given")
            if order is DayOrder.DAY_FIRST
            else tr("its own dates show that the month comes first; they count, and not the order that was given")
        )
    return notices


def _is_day_number(cell: str) -> bool:
    if not DAY_NUMBER.fullmatch(cell.strip()):
        return False
    try:
        return bool(_day_of_number(cell))
    except DateError:
        return False


def _day_of_number(cell: str) -> date:
    return check_day(DAY_ZERO + timedelta(days=int(cell.strip()[:5])))
