"""The languages other than English: each has a folder in data/languages with two gettext catalogs."""

import gettext
import re
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.catalog.files import data_folder
from assessment.core.text.i18n import ENGLISH, Language

if TYPE_CHECKING:
    from babel import Locale

FOLDER = "languages"
INTERFACE, DATA = "interface.po", "data.po"
"""The messages of the program, and the texts of the data files under their places."""
ISO_DAY = "YYYY-MM-DD"
PARTS_OF_DAY = {"d": "DD", "M": "MM", "y": "YYYY"}
DAY_ORDERS = ("yMd", "dMy", "Mdy")


def language_folder() -> Path:
    """The folder that has one folder for each language other than English."""
    return data_folder() / FOLDER


@lru_cache(maxsize=1)
def available_languages() -> dict[str, str]:
    """Code -> name in the language itself, English first; the name is the first line of the messages' catalog."""
    names = {ENGLISH.code: ENGLISH.name}
    for path in sorted(language_folder().glob(f"*/{INTERFACE}")):
        with path.open(encoding="utf-8") as file:
            names[path.parent.name] = file.readline().lstrip("# ").strip()
    return names


def preferred_language(asked: str | None) -> str:
    """The code of the available language for a browser's language tag such as "es-MX"; "en" where there is none."""
    code = (asked or "").partition("-")[0].lower()
    return code if code in available_languages() else ENGLISH.code


@lru_cache(maxsize=64)
def day_order(asked: str | None) -> str:
    """How a day is written in figures where a browser's language tag is from, such as "DD.MM.YYYY" for "de-DE"."""
    from babel import Locale, UnknownLocaleError

    try:
        pattern = Locale.parse(asked or "", sep="-").date_formats["short"].pattern
    except (UnknownLocaleError, ValueError):
        return ISO_DAY
    parts = "".join(dict.fromkeys(letter for letter in pattern if letter in PARTS_OF_DAY))
    if parts not in DAY_ORDERS:
        return ISO_DAY
    separator = next((sign for sign in pattern if sign in "./-"), "-")
    return separator.join(PARTS_OF_DAY[part] for part in parts)


def read_catalog(path: Path) -> gettext.NullTranslations:
    """The translations of a .po file; an empty translation falls back to English."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalog = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=16)
def language_for(code: str) -> Language:
    """The language of a code, its days and numbers as in the Unicode CLDR; raises KeyError where there is no folder."""
    if code == ENGLISH.code:
        return ENGLISH
    from babel import Locale, dates, numbers

    folder, name, locale = language_folder() / code, available_languages()[code], Locale.parse(code)
    interface, data = read_catalog(folder / INTERFACE), read_catalog(folder / DATA)

    def number(value: float, places: int, signed: bool) -> str:
        plain = "#,##0" + ("." + "0" * places if places else "")
        return numbers.format_decimal(value, f"+{plain};-{plain}" if signed else plain, locale)

    patterns = {(year, long): _day_pattern(locale, year, long) for year in (False, True) for long in (False, True)}

    def day(day: date, year: bool, long: bool) -> str:
        return dates.format_date(day, patterns[year, long], locale)

    months = dates.get_month_names("abbreviated", locale=locale)
    return Language(
        code=code,
        name=name,
        message=interface.gettext,
        count=interface.ngettext,
        data=data.pgettext,
        day=day,
        number=number,
        percent=lambda share: numbers.format_percent(share, locale=locale),
        months=tuple(months[month] for month in range(1, 13)),
    )


def _day_pattern(locale: "Locale", year: bool, long: bool) -> str:
    """The CLDR pattern of a date: weekday, day and month, the year if `year`, in full words if `long`."""
    from babel import dates

    if year and long:
        return str(locale.date_formats["full"].pattern)
    skeletons = locale.datetime_skeletons
    parts = "MMMMEd" if long else "yMMMEd" if year else "MMMEd"
    pattern: str = skeletons[dates.match_skeleton(parts, skeletons)].pattern
    return re.sub("M{3,}", "MMMM", re.sub("E+", "EEEE", pattern)) if long else pattern
