"""The key of a widget: made and read only here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assessment.core.text.i18n import current_language

ID_LETTERS = 8
"""How many letters of an application's id a key has: ids are random, and Streamlit keeps each key many times."""
PAGE = "page"
"""The kind of a widget that belongs to a page and to no application."""


@dataclass(frozen=True, slots=True)
class WidgetKey:
    """Which widget it is: its kind, the letters of its application ("" for none), and its name within the kind.

    `resets` counts how often it was replaced by a new widget because its value changed elsewhere. `language` is
    set where the browser sends words instead of values: each language then has a widget of its own.
    """

    kind: str
    application: str
    name: str
    resets: int = 0
    language: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.application}:{self.resets}:{self.language}:{self.name}"

    @classmethod
    def parse(cls, text: object) -> "WidgetKey | None":
        """The key that this text is; None for a key that was not made here."""
        parts = text.split(":", 4) if isinstance(text, str) else []
        if len(parts) < 5 or not parts[2].isdecimal():
            return None
        kind, application, resets, language, name = parts
        return cls(kind, application, name, int(resets), language)


def id_letters(application_id: str) -> str:
    """The letters of an application's id that stand in the keys of its widgets."""
    return application_id[:ID_LETTERS]


def page_key(name: str) -> str:
    """The key of a widget of a page whose options are words."""
    return str(WidgetKey(PAGE, "", name, language=current_language().code))


def keys_of_kind(keys: Iterable[object], kind: str) -> dict[str, WidgetKey]:
    """The keys of the widgets of one kind, by their text, also those that a reset has replaced."""
    parsed = ((text, WidgetKey.parse(text)) for text in keys if isinstance(text, str))
    return {text: key for text, key in parsed if key and key.kind == kind}


def names_of_kind(keys: Iterable[object], kind: str, current_key: Callable[[str], str]) -> dict[str, str]:
    """Name -> key of the widgets of one kind, without those that a reset has replaced."""
    return {key.name: text for text, key in keys_of_kind(keys, kind).items() if text == current_key(key.name)}
