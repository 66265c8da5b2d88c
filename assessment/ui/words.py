"""Numbers, days and free text as a person reads them."""

import re
from datetime import date

from assessment.core.days import day_words
from assessment.core.language import tr
from assessment.core.probability import whole
from assessment.core.scoring import Points

BANDS = ((10, "long shot"), (25, "outside chance"), (40, "in the running"), (60, "strong contender"))
TOP_BAND = "front-runner"
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$^&:=])")
LINKS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)|(?<=:)(?=\w+:)", re.IGNORECASE)
WORD_JOINER = "\u2060"


def whole_points(points: float) -> int:
    """Points 0..100 as a whole number, halves up."""
    return int(points + 0.5)


def band(shown: int) -> str:
    """The words for a whole number out of 100; never shown without the number."""
    return next((words for below, words in BANDS if shown < below), TOP_BAND)


def in_hundred(share: float) -> str:
    """A probability, 0..1, as "32 in 100"."""
    return tr("{number} in 100", number=whole(share))


def minutes_words(minutes: int) -> str:
    """How long something takes."""
    return tr("{minutes} min", minutes=minutes)


def opening(words: str) -> str:
    """The words as they open a sentence."""
    return words[:1].upper() + words[1:]


def range_words(low: float, high: float) -> str:
    """A range of two whole numbers with an en dash."""
    return f"{low:.0f}–{high:.0f}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def plain(text: str) -> str:
    """Free text that Markdown shows as it was typed: no markup, no link, no emoji code, no formula."""
    return MARKDOWN.sub(r"\\\1", LINKS.sub(WORD_JOINER, " ".join(text.split())))


def day_name(day: date, today: date) -> str:
    """A day as a heading of a to-do list."""
    distance = (day - today).days
    name = {0: "Today", 1: "Tomorrow"}.get(distance)
    words = day_words(day) if day.year == today.year else f"{day_words(day)} {day.year}"
    return f"{name}, {words}" if name else words


def answered_words(points: Points) -> str:
    """How much of what is asked has been answered."""
    return f"{points.answered} of {points.asked} answered"
