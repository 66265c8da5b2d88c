"""Dates as people and spreadsheets write them, also with the names of months in many languages."""

import re
from datetime import date
from enum import StrEnum, auto

from assessment.core.text.cleaning import fold_text, with_plain_hyphens
from assessment.core.text.guards import UNSEEN

MONTHS = (
    ("january", "januar", "janvier", "enero"),
    ("february", "februar", "fevrier", "febrero"),
    ("march", "marz", "mrz", "mars", "marzo"),
    ("april", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "juni", "juin", "junio"),
    ("july", "juli", "juillet", "julio"),
    ("august", "aout", "agosto"),
    ("september", "septembre", "septiembre", "setiembre"),
    ("october", "oktober", "octobre", "octubre"),
    ("november", "novembre", "noviembre"),
    ("december", "dezember", "decembre", "diciembre"),
)
"""The names of each month in English, German, French and Spanish, without accents."""
LONG_NAMES = {
    name: month
    for month, names in enumerate(
        (
            "gener gennaio ianuarie jaanuar janeiro januara januari janvaris leden ledna ocak sausio sausis "
            "styczen stycznia tammikuu tammikuuta ιανουαριοσ ιανουαριου січень січня январь января януари",
            "febbraio februara februari februarie februaris fevereiro helmikuu helmikuuta lutego luty subat unor "
            "unora vasario vasaris veebruar φεβρουαριοσ φεβρουαριου лютии лютого февраль февраля февруари",
            "brezen brezna kovas kovo maaliskuu maaliskuuta maart marca marcius marco marec mart martie marts "
            "marzec μαρτιοσ μαρτιου березень березня март марта",
            "aprila aprile aprilie aprilis aprill balandis balandzio duben dubna huhtikuu huhtikuuta kwiecien "
            "kwietnia nisan απριλιοσ απριλιου апрель апреля април квітень квітня",
            "geguze geguzes kveten kvetna maggio maig maijs maio maj maja majus mayıs mei toukokuu toukokuuta "
            "μαιοσ μαιου маи мая травень травня",
            "birzelio birzelis cerven cervna czerwca czerwiec giugno haziran iunie juna junho junij junijs junius "
            "juny juuni kesakuu kesakuuta ιουνιοσ ιουνιου июнь июня червень червня юни",
            "cervence cervenec heinakuu heinakuuta iulie jula julho julij julijs juliol julius juuli liepa liepos "
            "lipca lipiec luglio temmuz ιουλιοσ ιουλιου июль июля липень липня юли",
            "agustos augusta augusti augusts augustus augusztus avgust elokuu elokuuta rugpjucio rugpjutis "
            "sierpien sierpnia srpen srpna αυγουστοσ αυγουστου август августа серпень серпня",
            "eylul rugsejis rugsejo septembra septembrie septembris setembre setembro settembre syyskuu syyskuuta "
            "szeptember wrzesien wrzesnia zari σεπτεμβριοσ σεπτεμβριου вересень вересня сентябрь сентября "
            "септември",
            "ekim lokakuu lokakuuta octombrie oktobra oktobris oktoober ottobre outubro pazdziernik pazdziernika "
            "rijen rijna spalio spalis οκτωβριοσ οκτωβριου жовтень жовтня октомври октябрь октября",
            "kasım lapkricio lapkritis listopad listopada listopadu marraskuu marraskuuta noiembrie novembra "
            "novembris novembro νοεμβριοσ νοεμβριου листопад листопада ноември ноябрь ноября",
            "aralık decembra decembrie decembris desember desembre detsember dezembro dicembre grudnia grudzien "
            "gruodis gruodzio joulukuu joulukuuta prosince prosinec δεκεμβριοσ δεκεμβριου грудень грудня декабрь "
            "декабря декември",
        ),
        start=1,
    )
    for name in names.split()
}
"""Long name in more languages, without accents and as it stands in dates (Unicode CLDR) -> month, 1..12; names of two
different months are left out."""
TUESDAY = "mar"
"""Tuesday in Spanish and French. It counts as March only where no other word names a month."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""The days that are read. Beyond them are mistakes, and moments that Python cannot express in another time zone."""

SPACES = re.compile(rf"[{UNSEEN}]+")
WITHOUT_WIDTH = re.compile("[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
"""What Windows and browsers put between the parts of a date, so that its direction stays."""
AROUND_DATES = " '\"\u2018\u2019\u201c\u201d"
ZONE = r"(?:Z|(?:(?:GMT|UTC)\s?)?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,5})"
TIME = re.compile(
    r"(?:,? (?:um |at |à |a las )?|T)"
    r"(?:\d{1,2}[:h]\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]\.? ?m\.?)?(?: Uhr| h)?"
    r"|\d{1,2} ?[ap]\.? ?m\.?|\d{1,2}(?:\.\d\d)? Uhr)"
    rf"(?: ?{ZONE})?(?: \([^()]*\)|\[[\w/+-]+\])?$",
    re.IGNORECASE,
)
WEEKDAYS_LINE = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim "
    "lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom "
    "lunedi martedi mercoledi giovedi venerdi domenica segunda terca quarta quinta sexta "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo"
)
WEEKDAYS = frozenset(WEEKDAYS_LINE.split())
"""Names of weekdays, long and short, in seven languages, without accents."""
WORD_BEFORE_NUMBERS = re.compile(r"([^\W\d_]+)(?:-feira)?\.?,? (?=\d+[-/.] ?\d+[-/.])")
YEAR_FIRST = re.compile(r"(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?")
EAST_ASIAN = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d\d)\.?")
SHORT_YEAR_FIRST = re.compile(r"(\d\d)([-/])\s?(\d{1,2})\2\s?(\d{1,2})")
DAY_NUMBER = re.compile(r"\d{5}([.,]\d+)?")
LONGEST_DATE = 80
EARLIEST_SHORT_YEAR = 20
"""Two digits below this may be a day and no year, unless they stand in a date with points."""


class DayOrder(StrEnum):
    """Which of two numbers of a date comes first."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class DateProblem(StrEnum):
    """Why a text is not read as one date."""

    NO_DATE = auto()
    NO_YEAR = auto()
    NO_SUCH_DAY = auto()
    DAY_NUMBER = auto()
    TWO_DATES = auto()
    TOO_FAR = auto()


class DateError(ValueError):
    """A text is not one date; `dates` are the two that it may mean, for TWO_DATES only."""

    def __init__(self, problem: DateProblem, dates: tuple[date, ...] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.dates = dates


def check_day(day: date) -> date:
    """The day; raises DateError where it is before FIRST_DAY or after LAST_DAY."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DateError(DateProblem.TOO_FAR)
    return day


def date_part(cell: str) -> str:
    """The text without the time of day and the time zone at its end, and without a weekday before a date of numbers."""
    if len(cell) > LONGEST_DATE:
        return cell
    plain = SPACES.sub(" ", WITHOUT_WIDTH.sub("", with_plain_hyphens(cell))).strip(AROUND_DATES)
    text = TIME.sub("", plain).strip(" ,")
    word = WORD_BEFORE_NUMBERS.match(text)
    return text[word.end() :] if word and fold_text(word[1]) in WEEKDAYS else text


def parse_date(
    cell: str, order: DayOrder | None = None, order_with_points: DayOrder | None = DayOrder.DAY_FIRST
) -> date | None:
    """The date in a cell, None for an empty one; `order` decides where day and month could be either number.

    A date with points has the order `order_with_points`; with None it is as any other.

    Raises DateError for text that is no date, or that may be two.
    """
    text = date_part(cell)
    if not text:
        return None
    if match := YEAR_FIRST.fullmatch(text):
        return _date(int(match[1]), int(match[3]), int(match[4]))
    if match := YEAR_LAST.fullmatch(text):
        return _parse_year_last(match, order, order_with_points)
    if match := EAST_ASIAN.fullmatch(text) or COMPACT.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if DAY_NUMBER.fullmatch(text):
        raise DateError(DateProblem.DAY_NUMBER)
    return _parse_month_name(text)


def parse_day(text: str, order: DayOrder | None = None) -> date:
    """The date in a text like 2026-11-02, or in a local form that can mean only one day; a time is ignored.

    `order` decides where day and month could be either number. Raises ValueError for text that is no date, and for a
    date that could be two days.
    """
    day = parse_date(text, order)
    if day is None:
        raise ValueError(text)
    return day


def _parse_year_last(match: re.Match[str], order: DayOrder | None, order_with_points: DayOrder | None) -> date:
    first, second, year = int(match[1]), int(match[3]), _year(match[4], may_be_day=match[2] != ".")
    with_points = order_with_points if match[2] == "." else None
    order = with_points or order_of(first, second) or order
    if order is None and first != second:
        raise DateError(DateProblem.TWO_DATES, (_date(year, second, first), _date(year, first, second)))
    return _date(year, first, second) if order is DayOrder.MONTH_FIRST else _date(year, second, first)


def numbers_before_year(text: str) -> tuple[int, int, str] | None:
    """The two numbers of a date like 2/11/2026, and what stands between them; None for other text."""
    match = YEAR_LAST.fullmatch(text)
    return (int(match[1]), int(match[3]), match[2]) if match else None


def short_year_is_first(text: str) -> bool | None:
    """Whether the year of a date of numbers can only be the first, as in 26-11-02, or only the last; else None."""
    match = SHORT_YEAR_FIRST.fullmatch(text)
    if match is None:
        return False if YEAR_LAST.fullmatch(text) else None
    may_be_first, may_be_last = (int(match[place]) >= EARLIEST_SHORT_YEAR for place in (1, 4))
    return None if may_be_first and may_be_last else may_be_first


def parse_with_year_first(cell: str) -> date | None:
    """The date of three short numbers with the year first; None for another text.

    Raises DateError for a day that does not exist.
    """
    match = SHORT_YEAR_FIRST.fullmatch(date_part(cell))
    return _date(_year(match[1], may_be_day=True), int(match[3]), int(match[4])) if match else None


def order_of(first: int, second: int) -> DayOrder | None:
    """The order that two numbers of a date show; None where either could be the month."""
    if first > 12 >= second:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if second > 12 >= first else None


def _parse_month_name(text: str) -> date:
    words = re.findall(r"[^\W\d_]+|\d+", fold_text(text))
    named = {word: month for word in words if (month := _month(word))}
    months = {month for word, month in named.items() if word != TUESDAY} or set(named.values())
    numbers = [word for word in words if word.isdecimal()]
    if len(months) == 1 and len(numbers) == 1:
        raise DateError(DateProblem.NO_YEAR)
    if len(months) != 1 or len(numbers) != 2 or len(numbers[0]) > 2 or len(numbers[1]) not in (2, 4):
        raise DateError(DateProblem.NO_DATE)
    return _date(_year(numbers[1], may_be_day=True), months.pop(), int(numbers[0]))


def _month(word: str) -> int | None:
    """The month, 1..12, of the word: its long name, or at least the first three letters of a name of it alone."""
    if word in LONG_NAMES:
        return LONG_NAMES[word]
    months = [
        number for number, names in enumerate(MONTHS, start=1) if any(name.startswith(word[:9]) for name in names)
    ]
    return months[0] if len(word) >= 3 and len(months) == 1 else None


def _year(digits: str, *, may_be_day: bool) -> int:
    if len(digits) == 4:
        return int(digits)
    if may_be_day and int(digits) < EARLIEST_SHORT_YEAR:
        raise DateError(DateProblem.NO_DATE)
    return 2000 + int(digits)


def _date(year: int, month: int, day: int) -> date:
    try:
        day_of_calendar = date(year, month, day)
    except ValueError:
        raise DateError(DateProblem.NO_SUCH_DAY) from None
    return check_day(day_of_calendar)
