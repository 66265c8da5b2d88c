"""Types of single values in the data files: ids, texts, figures, each with its allowed form or range."""

import re
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError


class Form(NamedTuple):
    """The allowed form of a text, as a regular expression and in words for a sentence."""

    pattern: str
    words: str

    def matches(self, text: str) -> bool:
        """Whether the whole text matches the pattern."""
        return re.fullmatch(self.pattern, text) is not None

    def validate(self, text: str) -> str:
        """The text itself; raises a validation error that names the form where it does not match."""
        if not self.matches(text):
            raise expected_error(self.words)
        return text


def expected_error(words: str) -> PydanticCustomError:
    """The validation error for a value that is not what `words` describe."""
    return PydanticCustomError("expected", "expected {words}", {"words": words})


def _soft_or_above_zero(limit: Any) -> Any:
    if limit == "soft":
        return limit
    if isinstance(limit, int | float) and not isinstance(limit, bool) and 0 < limit <= MOST:
        return float(limit)
    raise expected_error("'soft' or a number above 0")


MOST = 10_000
"""The largest figure allowed, so that every sum is finite."""

ID = Form(r"[a-z0-9_]{1,40}", "an id of a-z, 0-9 and _, at most 40 characters long")
GRADE = Form(r"[A-Z]", "one capital letter")
CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
PRINTABLE = Form(rf"[^{CONTROLS}]*", "text without control characters")
VISIBLE = Form(r"(?s).*\S.*", "some text")
VERSION = Form(r"[0-9]{4}\.[0-9]{1,4}(\.[0-9]{1,4})?", "a version like 2026.11")
URL = Form(r"(https?://[!-~]+)?", "a url that starts with https:// or http://")
DOI = Form(r"(10\.[0-9]{4,9}/[!-~]+)?", "a doi that starts with 10.")

TRANSLATED = "translated"
"""Marks the texts that are translated into other languages."""

Id = Annotated[str, AfterValidator(ID.validate)]
OptionalText = Annotated[str, AfterValidator(PRINTABLE.validate), TRANSLATED]
Text = Annotated[OptionalText, AfterValidator(VISIBLE.validate)]
Name = Annotated[str, AfterValidator(PRINTABLE.validate)]
"""The title, author or publisher of a work, not translated; `FullName` may not be blank."""
FullName = Annotated[Name, AfterValidator(VISIBLE.validate)]
Version = Annotated[str, AfterValidator(VERSION.validate)]
Url = Annotated[str, AfterValidator(URL.validate)]
Doi = Annotated[str, AfterValidator(DOI.validate)]
GroupLimit = Annotated[Literal["soft"] | float, BeforeValidator(_soft_or_above_zero)]
Positive = Annotated[float, Field(gt=0, le=MOST)]
Share = Annotated[float, Field(ge=0, le=1)]
ShareBelowOne = Annotated[float, Field(ge=0, lt=1)]
ShareAboveZero = Annotated[float, Field(gt=0, le=1)]
PerHundred = Annotated[float, Field(ge=0.1, le=100)]
Finalists = Annotated[int, Field(ge=1, le=1000)]
Minutes = Annotated[int, Field(ge=1, le=240)]
Sources = list[Id]
