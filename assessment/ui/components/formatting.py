"""Numbers, days and free text as a person reads them."""

import re
from datetime import date
from functools import lru_cache

from assessment.core.scoring.assess import Points
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_day, mark_for_translation, tr

BANDS = (
    (10, mark_for_translation("long shot")),
    (25, mark_for_translation("outside chance")),
    (40, mark_for_translation("in the running")),
    (60, mark_for_translation("strong contender")),
)
TOP_BAND = mark_for_translation("front-runner")
MARKDOWN = re.compile(r"[\\`*_{}\[\]|<>~$^]|(?<!\w)-|-(?!\w)|:(?!\s|$)|&(?=#?\w+;)|^[#+=]|#(?=#*$)")
"""Only what can mean something in its place: a backslash stays in the name that a screen reader speaks."""
ORDERED = re.compile(r"^(\d+)(?=[.)](?:\s|$))")
SHORTHAND = re.compile(
    r"(?<=:)(?=//|[\w+-]+:|material/)|(?<=www)(?=\.)|(?<=@)|(?<=-)(?=[->])|(?<=<)(?=-)|(?<=[<>~])(?==)", re.IGNORECASE
)
"""Inside what the page turns into links, emoji, icons and arrows even where it is escaped."""
WORD_JOINER = "\u2060"
NO_BREAK = "\u00a0"


def round_points(points: float) -> int:
    """Points 0..100 as a whole number, halves up."""
    return int(points + 0.5)


def outlook_band(shown: int) -> str:
    """The words for a whole number out of 100; never shown without the number."""
    return tr(next((words for below, words in BANDS if shown < below), TOP_BAND))


def format_probability(share: float) -> str:
    """A probability, 0..1, as "32 in 100"."""
    return tr("{number} in 100", number=percent_int(share))


def format_minutes(minutes: int) -> str:
    """How long something takes."""
    return tr("{minutes} min", minutes=minutes).replace(" ", NO_BREAK)


def capitalize_first(words: str) -> str:
    """The words as they open a sentence."""
    return words[:1].upper() + words[1:]


def format_range(low: float, high: float) -> str:
    """A range of two whole numbers with an en dash."""
    return f"{low:.0f}–{high:.0f}"


@lru_cache(maxsize=4096)
def escape_markdown(text: str) -> str:
    """Free text that Markdown shows as it was typed: no markup, no link, no emoji code, no formula."""
    escaped = MARKDOWN.sub(r"\\\g<0>", SHORTHAND.sub(WORD_JOINER, " ".join(text.split())))
    return ORDERED.sub(r"\1\\", escaped)


def format_relative_day(day: date, today: date) -> str:
    """A day as a heading of a to-do list."""
    distance = (day - today).days
    words = format_day(day, year=day.year != today.year)
    if distance == 0:
        return tr("Today, {day}", day=words)
    return tr("Tomorrow, {day}", day=words) if distance == 1 else words


def format_answered(points: Points) -> str:
    """How much of what is asked has been answered."""
    return tr("{answered} of {asked} answered", answered=points.answered, asked=points.asked)
