"""What single values in the data files must look like: ids, texts, figures."""

import re
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError


class Form(NamedTuple):
    """What a text must look like, as a pattern and in words."""

    pattern: str
    words: str

    def fits(self, text: str) -> bool:
        """Whether the whole text has this form."""
        return re.fullmatch(self.pattern, text) is not None

    def required(self, text: str) -> str:
        """The text itself; raises the error that names the form otherwise."""
        if not self.fits(text):
            raise expected(self.words)
        return text


def expected(words: str) -> PydanticCustomError:
    """The error for a value that is not what `words` say."""
    return PydanticCustomError("expected", "expected {words}", {"words": words})


def _soft_or_above_zero(limit: Any) -> Any:
    if limit == "soft":
        return limit
    if isinstance(limit, int | float) and not isinstance(limit, bool) and 0 < limit <= MOST:
        return float(limit)
    raise expected("'soft' or a number above 0")


MOST = 10_000
"""No figure in the files is larger; it keeps every sum finite."""

ID = Form(r"[a-z0-9_]{1,40}", "an id of a-z, 0-9 and _, at most 40 characters long")
GRADE = Form(r"[A-Z]", "one capital letter")
CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
PRINTABLE = Form(rf"[^{CONTROLS}]*", "text without control characters")
VISIBLE = Form(r"(?s).*\S.*", "some text")
VERSION = Form(r"[0-9]{4}\.[0-9]{1,4}(\.[0-9]{1,4})?", "a version like 2026.11")
URL = Form(r"(https?://[!-~]+)?", "a url that starts with https:// or http://")
DOI = Form(r"(10\.[0-9]{4,9}/[!-~]+)?", "a doi that starts with 10.")

TRANSLATED = "translated"
"""Marks what a person reads and another language says in its own words."""

Id = Annotated[str, AfterValidator(ID.required)]
Words = Annotated[str, AfterValidator(PRINTABLE.required), TRANSLATED]
Text = Annotated[Words, AfterValidator(VISIBLE.required)]
Name = Annotated[str, AfterValidator(PRINTABLE.required)]
"""The title, author or publisher of a work: the same in every language; `FullName` is never blank."""
FullName = Annotated[Name, AfterValidator(VISIBLE.required)]
Version = Annotated[str, AfterValidator(VERSION.required)]
Url = Annotated[str, AfterValidator(URL.required)]
Doi = Annotated[str, AfterValidator(DOI.required)]
GroupLimit = Annotated[Literal["soft"] | float, BeforeValidator(_soft_or_above_zero)]
Positive = Annotated[float, Field(gt=0, le=MOST)]
NotNegative = Annotated[float, Field(ge=0, le=MOST)]
Share = Annotated[float, Field(ge=0, le=1)]
ShareBelowOne = Annotated[float, Field(ge=0, lt=1)]
ShareAboveZero = Annotated[float, Field(gt=0, le=1)]
PerHundred = Annotated[float, Field(ge=0.1, le=100)]
Finalists = Annotated[int, Field(ge=1, le=1000)]
Minutes = Annotated[int, Field(ge=1, le=240)]
Days = Annotated[int, Field(ge=0, le=30)]
Year = Annotated[int, Field(ge=1800, le=2100)]
Sources = list[Id]
