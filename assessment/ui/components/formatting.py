"""Numbers, days and free text as text on the page."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache

from assessment.core.model.process import Process
from assessment.core.text.i18n import format_day, format_duration, mark_for_translation, tr, tr_count

OUTLOOK_BANDS = (
    (20, mark_for_translation("possible, not likely")),
    (40, mark_for_translation("in the running")),
    (60, mark_for_translation("a real chance")),
    (80, mark_for_translation("more likely than not")),
)
TOP_OUTLOOK_BAND = mark_for_translation("very likely")
FEW_SIGNS = 3
"""With fewer answers that move the outlook, it gets no verdict."""
MARKDOWN = re.compile(r"[\\`*_{}\[\]|<>~$^]|(?<!\w)-|-(?!\w)|:(?!\s|$)|&(?=#?\w+;)|^[#+=]|#(?=#*$)")
"""Characters to escape, only where they mean something: screen readers read the backslash in a widget's name aloud."""
LIST_NUMBER = re.compile(r"^(\d+)(?=[.)](?:\s|$))")
REPLACED_TEXT = re.compile(
    r"(?<=:)(?=//|[\w+-]+:|material/)|(?<=www)(?=\.)|(?<=@)|(?<=-)(?=[->])|(?<=<)(?=-)|(?<=[<>~])(?==)", re.IGNORECASE
)
"""Places inside links, emoji codes, icons and arrows, which Streamlit replaces even where they are escaped."""
WORD_JOINER = "\u2060"
NO_BREAK = "\u00a0"


def application_name(process: Process) -> str:
    """Employer and role; empty without either."""
    return ", ".join(name for name in (process.employer, process.role) if name)


def round_points(points: float) -> int:
    """Points 0..100 as a whole number, halves up."""
    return int(points + 0.5)


def format_points(points: float) -> str:
    """Points of 100, 0 or more, in words: "about 9 points", or "less than 1 point"."""
    if points < 0.5:
        return tr("less than 1 point")
    return tr_count("about {number} point", "about {number} points", round_points(points))


def outlook_band(shown: int) -> str:
    """What an outlook of this whole number out of 100 is called; shown after the number, never without it."""
    return tr(next((name for below, name in OUTLOOK_BANDS if shown < below), TOP_OUTLOOK_BAND))


def format_minutes(minutes: int) -> str:
    """Minutes with their units, without a line break between."""
    return format_duration(minutes).replace(" ", NO_BREAK)


def format_time_of_day(time_of_day: time) -> str:
    """A time of day, as in 08:30."""
    return f"{time_of_day:%H:%M}"


def format_range(low: float, high: float) -> str:
    """A range of two whole numbers with an en dash."""
    return f"{low:.0f}–{high:.0f}"


@lru_cache(maxsize=4096)
def escape_markdown(text: str) -> str:
    """Free text that Markdown shows as it was typed: no markup, no link, no emoji code, no formula."""
    escaped = MARKDOWN.sub(r"\\\g<0>", REPLACED_TEXT.sub(WORD_JOINER, " ".join(text.split())))
    return LIST_NUMBER.sub(r"\1\\", escaped)


def numbered_names(titles: Mapping[str, str]) -> dict[str, str]:
    """Id -> title, with a number from the second of the same title on: a list to choose from tells them apart by it."""
    names, times = {}, Counter[str]()
    for each, title in titles.items():
        times[title] += 1
        names[each] = title if times[title] == 1 else f"{title} ({times[title]})"
    return names


def format_day_heading(day: date, today: date) -> str:
    """A day by its long name as a heading, as "Monday 16 November" or "Today, Monday 16 November"."""
    name = format_relative_day(day, today, long=True)
    return name[:1].upper() + name[1:]


def format_day_briefly(day: date, today: date) -> str:
    """A day within a sentence or in brackets: "today", "tomorrow", or its short name."""
    if (day - today).days in (0, 1):
        return tr("today") if day == today else tr("tomorrow")
    return format_day(day, year=day.year != today.year)


def format_relative_day(day: date, today: date, *, long: bool = False) -> str:
    """A day by its short or long name; today and tomorrow are called so, and another year is added."""
    distance = (day - today).days
    name = format_day(day, year=day.year != today.year, long=long)
    if distance == 0:
        return tr("Today, {day}", day=name)
    return tr("Tomorrow, {day}", day=name) if distance == 1 else name
