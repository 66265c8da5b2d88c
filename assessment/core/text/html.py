"""HTML templates whose values are escaped."""

from html import escape
from string import Template

from assessment.core.text.cleaning import clean_text


class Html(str):
    """Text that is HTML, so it is not escaped again."""

    __slots__ = ()


def fill_template(template: str, **values: object) -> Html:
    """The template with a value for each $name; values that are not Html are cleaned and escaped."""
    return Html(Template(template).substitute({name: _escaped(value) for name, value in values.items()}))


def join_html(parts: list[Html]) -> Html:
    """The parts, one on each line."""
    return Html("\n".join(parts))


def _escaped(value: object) -> Html:
    return value if isinstance(value, Html) else Html(escape(clean_text(str(value)), quote=True))
