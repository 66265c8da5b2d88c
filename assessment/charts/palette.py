"""The colours of every chart, in light and in dark.

The server does not know the theme for sure, so a chart carries the `anywhere` colour of each token, which can be read
on both backgrounds, and `STYLE` puts the exact one in its place in the browser. Where the style does not arrive (an old
browser, a downloaded PNG) the chart can still be read.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Token:
    """One colour: `anywhere` is written in the chart and is unique, `light` and `dark` are what the page shows."""

    anywhere: str
    light: str
    dark: str


GROUNDS: Final = ("#ffffff", "#0e1117")
"""The page behind a chart, light and dark, as .streamlit/config.toml has it."""

INK: Final = Token("#777b83", "#111827", "#e5e7eb")
MUTED: Final = Token("#767b84", "#4b5563", "#9ca3af")
LIFT: Final = Token("#3a80c6", "#0b5cad", "#6cb2ff")
DRAG: Final = Token("#c0701a", "#b45309", "#f0a35e")
OUTLINE: Final = Token("#767b85", "#767b85", "#8b8f98")
REST: Final = Token("#767b8533", "#e5e7eb", "#374151")
HALO: Final = Token("#ffffff00", *GROUNDS)
"""The ground itself, around text and dots that lie on a line; nothing where the style is missing."""

TOKENS: Final = (INK, MUTED, LIFT, DRAG, OUTLINE, REST, HALO)

STYLE: Final = "\n".join(
    f'.stVegaLiteChart [{part}="{token.anywhere}"] {{ {part}: light-dark({token.light}, {token.dark}) }}'
    for token in TOKENS
    for part in ("fill", "stroke")
)
"""The rules a page needs once, inside a style element; light-dark() follows Streamlit's own theme switch."""
